// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "rules/schedule/acts.h"

#include <algorithm>
#include <set>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

using Fields = std::map<std::string, std::string>;

/// These words go into messages and onto terminals.
bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// The body as text fields, all of them known; an empty body has none.
std::variant<Fields, ApiResponse> read_fields(const std::string& body,
                                              const std::set<std::string>& known) {
  Fields fields;
  if (body.empty()) {
    return fields;
  }
  const Json document = Json::parse(body, nullptr, false);
  if (!document.is_object()) {
    return error_response(400, "bad-body", "nội dung gửi lên phải là một đối tượng JSON");
  }
  for (const auto& [name, value] : document.items()) {
    if (known.count(name) == 0) {
      return error_response(400, "unknown-field", "trường không hợp lệ: " + name);
    }
    if (!value.is_string()) {
      return error_response(400, "bad-field", "trường " + name + " phải là một chuỗi");
    }
    auto text = value.get<std::string>();
    if (std::any_of(text.begin(), text.end(), is_control)) {
      return error_response(422, "bad-field", "trường " + name + " có ký tự điều khiển");
    }
    fields[name] = std::move(text);
  }
  return fields;
}

std::variant<Act, ApiResponse> read_act(ActKind kind, const Fields& fields) {
  const auto field = [&fields](const std::string& name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
  };
  const std::string date_field = kind == ActKind::complete ? "document_date" : "promised";
  const std::string written = field(date_field);
  const std::optional<Date> date = parse_iso_date(written);
  if (!written.empty() && !date) {
    return error_response(422, "bad-date", "ngày phải viết dạng năm-tháng-ngày: " + written);
  }
  if (kind == ActKind::acknowledge) {
    return Act{Acknowledge{date}};
  }
  return Act{Complete{field("document"), date}};
}

std::variant<Actor, ApiResponse> read_actor(const Fields& fields, const RuleSet& rules) {
  Actor actor{std::string(admin_actor), "cli"};
  if (const auto by = fields.find("by"); by != fields.end() && !by->second.empty()) {
    if (by->second != "cli" && by->second != "phone") {
      return error_response(422, "bad-field", "trường by chỉ nhận cli hoặc phone");
    }
    actor.by = by->second;
  }
  if (const auto post = fields.find("as_post"); post != fields.end() && !post->second.empty()) {
    if (rules.directory.posts.count(post->second) == 0) {
      return error_response(422, "unknown-post", "không có chức danh nào mang mã " + post->second);
    }
    actor.post = post->second;
  }
  return actor;
}

}  // namespace

ApiResponse post_act(ActKind kind,
                     const std::string& key_or_code,
                     const std::string& body,
                     const RouteContext& context) {
  const std::set<std::string> known =
      kind == ActKind::complete
          ? std::set<std::string>{"as_post", "by", "document", "document_date"}
          : std::set<std::string>{"as_post", "by", "promised"};
  const auto fields = read_fields(body, known);
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const auto act = read_act(kind, std::get<Fields>(fields));
  if (const auto* problem = std::get_if<ApiResponse>(&act)) {
    return *problem;
  }
  const auto actor = read_actor(std::get<Fields>(fields), context.rules);
  if (const auto* problem = std::get_if<ApiResponse>(&actor)) {
    return *problem;
  }
  const auto occurrence = find_occurrence(key_or_code, *context.store);
  if (!occurrence) {
    return unknown_occurrence(key_or_code);
  }
  const ActResult result = perform(
      *occurrence, std::get<Act>(act), std::get<Actor>(actor), context.rules, context.now);
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return error_response(409, std::string(refusal_name(refused->code)), refused->message);
  }
  Store::Transaction transaction(*context.store);
  context.store->write_fact(std::get<Fact>(result), context.now);
  transaction.commit();
  context.changed();
  const auto after = context.store->occurrence(occurrence->key);
  Json document = Json::object();
  document["occurrence"] = occurrence_view(after.value_or(*occurrence), context.rules, context.now);
  return json_response(document);
}

ApiResponse post_hold(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, {"reason"});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const auto& given = std::get<Fields>(fields);
  const auto found = given.find("reason");
  const std::string reason = found == given.end() || found->second.empty()
                                 ? std::string("quản trị viên tạm dừng")
                                 : found->second;
  if (reason.size() > act_text_bytes_max) {
    return error_response(422, "text-too-long", "lý do quá dài");
  }
  Store::Transaction transaction(*context.store);
  context.store->set_held(reason);
  context.store->touch(context.now);
  transaction.commit();
  context.changed();
  Json document = Json::object();
  document["held"] = true;
  document["reason"] = reason;
  return json_response(document);
}

ApiResponse post_release(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, {});
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const auto before = context.store->held();
  Store::Transaction transaction(*context.store);
  context.store->set_held(std::nullopt);
  // Whoever releases has looked at the clock: it is believed again, and rows from a future that
  // never was no longer hold.
  context.store->confirm_clock(context.now);
  transaction.commit();
  context.changed();
  Json document = Json::object();
  document["held"] = false;
  document["was_held"] = before.has_value();
  document["reason"] = before ? Json(*before) : Json(nullptr);
  return json_response(document);
}

}  // namespace dondoc
