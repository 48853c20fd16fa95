// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/routes.h"

#include "daemon/http/act_bodies.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "rules/schedule/keys.h"
#include "rules/schedule/refinement.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

ApiResponse not_found() {
  return error_response(404, "not-found", "không có địa chỉ này");
}

ApiResponse wrong_method(const std::string& allowed) {
  return error_response(405, "method-not-allowed", "địa chỉ này chỉ nhận " + allowed);
}

std::optional<int> number(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value >= 0 ? std::optional{value} : std::nullopt;
}

/// "/v1/posts/POST/link" and ".../unlink"
bool is_link(const std::vector<std::string>& path) {
  return path.size() == 4 && path[1] == "posts" && (path[3] == "link" || path[3] == "unlink");
}

/// "/v1/posts/POST/leave" and ".../undo-leave"
bool is_leave(const std::vector<std::string>& path) {
  return path.size() == 4 && path[1] == "posts" && (path[3] == "leave" || path[3] == "undo-leave");
}

/// "/v1/posts/POST/week-ok"
bool is_week(const std::vector<std::string>& path) {
  return path.size() == 4 && path[1] == "posts" && path[3] == "week-ok";
}

/// An address that only takes POST.
bool acts(const std::vector<std::string>& path) {
  return (path.size() == 2 && (path[1] == "hold" || path[1] == "release" || path[1] == "backup" ||
                               path[1] == "tasks")) ||
         (path.size() == 4 && path[1] == "occurrences" && is_act_name(path[3])) ||
         (path.size() == 4 && path[1] == "triggers") || is_link(path) || is_leave(path) ||
         is_week(path);
}

/// An address that only takes GET.
bool tells(const std::vector<std::string>& path) {
  return (path.size() == 2 && (path[1] == "occurrences" || path[1] == "status" ||
                               path[1] == "metrics" || path[1] == "triggers" ||
                               path[1] == "links" || path[1] == "leaves" || path[1] == "verify")) ||
         (path.size() == 3 && (path[1] == "occurrences" || path[1] == "why"));
}

ApiResponse route_get(const RequestTarget& target, const RouteContext& context) {
  const auto& path = target.segments;
  if (path.size() == 2 && path[1] == "occurrences") {
    return get_list(target, context);
  }
  if (!target.query.empty()) {
    return error_response(400, "unknown-parameter", "địa chỉ này không nhận tham số");
  }
  if (path.size() == 2 && path[1] == "triggers") {
    return get_triggers(context);
  }
  if (path.size() == 2 && path[1] == "links") {
    return get_links(context);
  }
  if (path.size() == 2 && path[1] == "leaves") {
    return get_leaves(context);
  }
  if (path.size() == 2 && path[1] == "verify") {
    return get_verify(context);
  }
  if (path.size() == 3 && path[1] == "occurrences") {
    return get_story(path[2], context);
  }
  if (path.size() == 3 && path[1] == "why") {
    return get_why(path[2], context);
  }
  return acts(path) ? wrong_method("POST") : not_found();
}

ApiResponse route_post(const ApiRequest& request,
                       const RequestTarget& target,
                       const RouteContext& context) {
  const auto& path = target.segments;
  if (!target.query.empty()) {
    return error_response(400, "unknown-parameter", "địa chỉ này không nhận tham số");
  }
  if (!acts(path)) {
    return tells(path) ? wrong_method("GET") : not_found();
  }
  if (path[1] == "occurrences") {
    return post_act(path[3], path[2], request.body, context);
  }
  if (path[1] == "triggers") {
    return post_trigger(path[2], path[3], request.body, context);
  }
  if (is_link(path)) {
    return path[3] == "link" ? post_link(path[2], request.body, context)
                             : post_unlink(path[2], request.body, context);
  }
  if (is_leave(path)) {
    return path[3] == "leave" ? post_leave(path[2], request.body, context)
                              : post_undo_leave(path[2], request.body, context);
  }
  if (is_week(path)) {
    return post_week(path[2], request.body, context);
  }
  if (path[1] == "tasks") {
    return post_tasks(request.body, context);
  }
  if (path[1] == "backup") {
    return post_backup(request.body, context);
  }
  return path[1] == "hold" ? post_hold(request.body, context) : post_release(request.body, context);
}

}  // namespace

ApiResponse json_response(const Json& document) {
  // Bytes that aren't UTF-8 (a plan's file name) must not keep the rest from being told.
  return {200, document.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

ApiResponse error_response(int status, const std::string& code, const std::string& message) {
  Json error = Json::object();
  error["code"] = code;
  error["message"] = message;
  Json document = Json::object();
  document["error"] = std::move(error);
  return {status, document.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

ApiResponse store_fault_response(StoreFault fault) {
  if (fault == StoreFault::unknown) {
    return error_response(503,
                          "outcome-unknown",
                          "chưa rõ đã ghi được hay chưa; xin xem lại khi cơ sở dữ liệu mở lại");
  }
  if (fault == StoreFault::corrupt) {
    return error_response(503, "store-corrupt", "cơ sở dữ liệu bị hỏng, chưa ghi gì");
  }
  return error_response(503,
                        "store-unavailable",
                        "cơ sở dữ liệu tạm thời không dùng được, chưa ghi gì; xin thử lại sau");
}

std::optional<Occurrence> find_occurrence(const std::string& key_or_code,
                                          const RouteContext& context) {
  const Store& store = *context.store;
  if (const auto code = number(key_or_code)) {
    return store.occurrence_by_code(*code);
  }
  std::optional<Occurrence> own = store.occurrence(key_or_code);
  if (own && own->state != OccurrenceState::withdrawn) {
    return own;
  }
  const auto key = parse_occurrence_key(key_or_code);
  const auto other = key ? stand_in(context.rules, key->series, key->period) : std::nullopt;
  std::optional<Occurrence> owed = other ? store.occurrence(*other) : std::nullopt;
  return owed ? owed : own;
}

ApiResponse unknown_occurrence(const std::string& key_or_code) {
  return error_response(404, "unknown-occurrence", "không có đầu việc nào mang mã " + key_or_code);
}

ApiResponse get_list(const RequestTarget& target, const RouteContext& context) {
  OccurrenceFilter filter;
  std::string unit;
  for (const auto& [name, value] : target.query) {
    const int limit = name == "limit" ? number(value).value_or(0) : 0;
    if (name == "unit") {
      unit = value;
    } else if (name == "all" && (value == "true" || value == "false")) {
      filter.open_only = value == "false";
    } else if (name == "after") {
      filter.after_key = value;
    } else if (limit >= 1 && limit <= list_rows_max) {
      filter.limit = limit;
    } else {
      return error_response(400, "unknown-parameter", "tham số không hợp lệ: " + name);
    }
  }
  if (!unit.empty() && context.rules.directory.units.count(unit) == 0) {
    return error_response(404, "unknown-unit", "không có đơn vị nào mang mã " + unit);
  }
  // The lead of an obligation that one unit owes is the plan's to tell, so units are judged here.
  const auto page = context.store->occurrences(filter);
  Json rows = Json::array();
  for (const Occurrence& one : page) {
    if (unit.empty() || lead_unit(one, context.rules) == unit) {
      rows.push_back(occurrence_view(one, context.rules, context.now));
    }
  }
  Json document = Json::object();
  document["occurrences"] = std::move(rows);
  const bool full = page.size() == static_cast<std::size_t>(filter.limit);
  document["next"] = full ? Json(page.back().key) : Json(nullptr);
  return json_response(document);
}

ApiResponse handle(const ApiRequest& request, const RouteContext& context) {
  if (request.peer != Peer::admin) {
    return error_response(
        403, "forbidden", "chỉ quản trị viên (nhóm dondoc của máy này) được dùng cổng này");
  }
  const auto target = parse_target(request.target);
  if (!target) {
    return error_response(400, "bad-target", "địa chỉ không đúng dạng");
  }
  if (target->segments.front() != "v1") {
    return not_found();
  }
  if (request.method != "GET" && request.method != "POST") {
    return wrong_method("GET và POST");
  }
  const auto& path = target->segments;
  if (request.method == "GET" && path.size() == 2 && path[1] == "status" && target->query.empty()) {
    return get_status(context);
  }
  if (request.method == "GET" && path.size() == 2 && path[1] == "metrics" &&
      target->query.empty()) {
    return get_metrics(context);
  }
  if (context.store == nullptr) {
    return store_fault_response(StoreFault::unavailable);
  }
  return request.method == "GET" ? route_get(*target, context)
                                 : route_post(request, *target, context);
}

}  // namespace dondoc
