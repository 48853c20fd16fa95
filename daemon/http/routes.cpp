// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/routes.h"

#include "daemon/http/route_handlers.h"
#include "daemon/http/route_table.h"
#include "daemon/http/unknown_names.h"
#include "daemon/http/views.h"
#include "rules/schedule/keys.h"
#include "rules/schedule/refinement.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

ApiResponse not_found() {
  return error_response(404, "not-found", "không có địa chỉ này");
}

ApiResponse wrong_method(const std::string& allowed) {
  ApiResponse refused =
      error_response(405, "method-not-allowed", "địa chỉ này chỉ nhận " + allowed);
  refused.headers.emplace_back("Allow", allowed);
  return refused;
}

std::optional<int> number(const std::string& text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  return whole && value >= 0 ? std::optional{value} : std::nullopt;
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

namespace {
constexpr std::array<std::string_view, 5> role_names{
    "viewer", "unit", "overseer", "editor", "admin"};
}  // namespace

std::string_view role_name(Role role) {
  return role_names.at(static_cast<std::size_t>(role));
}

std::optional<Role> parse_role(std::string_view name) {
  const auto found = std::find(role_names.begin(), role_names.end(), name);
  return found == role_names.end() ? std::nullopt
                                   : std::optional(static_cast<Role>(found - role_names.begin()));
}

std::string header_of(const ApiRequest& request, const std::string& name) {
  const auto found = request.headers.find(name);
  return found == request.headers.end() ? std::string{} : found->second;
}

ApiResponse handle(const ApiRequest& request, const RouteContext& context) {
  if (request.peer != Peer::admin) {
    return error_response(
        403, "forbidden", "chỉ quản trị viên (nhóm dondoc của máy này) được dùng cổng này");
  }
  return answer_route(request, Role::admin, context);
}

ApiResponse answer_route(const ApiRequest& request, Role role, const RouteContext& context) {
  const auto target = parse_target(request.target);
  if (!target) {
    return error_response(400, "bad-target", "địa chỉ không đúng dạng");
  }
  std::string allowed;
  for (const Route& route : api_routes()) {
    const auto parts = fit(route.pattern, target->segments);
    if (!parts) {
      continue;
    }
    if (route.method != request.method) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(route.method);
      continue;
    }
    if (role < route.least) {
      return error_response(403, "forbidden", "không đủ quyền dùng địa chỉ này");
    }
    for (const auto& [name, value] : target->query) {
      const auto& known = route.more.query;
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        return unknown_parameter(name, known);
      }
    }
    if (!route.more.without_store && context.store == nullptr) {
      return store_fault_response(StoreFault::unavailable);
    }
    return route.answer({*parts, *target, request.body}, context);
  }
  return allowed.empty() ? not_found() : wrong_method(allowed);
}

}  // namespace dondoc
