// SPDX-License-Identifier: Apache-2.0
// Days away: recorded beside the directory, taken back, listed with those that the directory names.
#include "daemon/http/act_bodies.h"
#include "daemon/http/body_fields.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "daemon/record_act.h"

#include <optional>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

struct LeaveRequest {
  LeaveForm form;
  Actor actor;
};

/// A day of the request's body; nothing when it isn't written or is none.
std::optional<Date> day_in(const Fields& fields, const char* name) {
  const auto found = fields.find(name);
  return found == fields.end() ? std::nullopt : parse_iso_date(found->second);
}

std::variant<LeaveRequest, ApiResponse> read_leave(const std::string& post,
                                                   const std::string& body,
                                                   const RouteContext& context) {
  const auto read = read_fields(body, leave_fields);
  if (const auto* problem = std::get_if<ApiResponse>(&read)) {
    return *problem;
  }
  const auto& fields = std::get<Fields>(read);
  auto actor = read_actor(fields, context);
  if (const auto* problem = std::get_if<ApiResponse>(&actor)) {
    return *problem;
  }
  const std::optional<Date> from = day_in(fields, "from");
  const std::optional<Date> to = day_in(fields, "to");
  if (!from || (!to && fields.count("to") != 0)) {
    const char* name = from ? "to" : "from";
    const auto written = fields.find(name);
    return written == fields.end()
               ? error_response(422, "missing-field", std::string("thiếu trường ") + name)
               : error_response(
                     422, "bad-date", "ngày phải viết dạng năm-tháng-ngày: " + written->second);
  }
  const auto deputy = fields.find("deputy");
  LeaveRequest request{{post, *from, to.value_or(*from)}, std::move(std::get<Actor>(actor))};
  if (deputy != fields.end()) {
    request.form.stand_in = deputy->second;
  }
  return request;
}

ApiResponse leave_refused(const ActRefused& refused) {
  const int status = refused.code == ActRefusal::unknown_post ? 404 : 409;
  return error_response(status, std::string(refusal_name(refused.code)), refused.message);
}

Json record_view(const LeaveRecord& record, const std::string& words, const RuleSet& rules) {
  const LeaveForm& leave = record.leave;
  return Json{{"post", leave.post},
              {"title", post_title(leave.post, rules)},
              {"from", to_iso(leave.from)},
              {"to", to_iso(leave.to)},
              {"deputy", leave.stand_in},
              {"recorded_by", record.actor.post},
              {"recorded_at", to_rfc3339(record.at, rules.zone)},
              {"sentence", words}};
}

void tell_changed(const RouteContext& context) {
  if (context.people_changed) {
    context.people_changed();
  }
  context.changed();
}

}  // namespace

nlohmann::ordered_json days_away_view(const RouteContext& context) {
  Json rows = Json::array();
  const RuleSet& rules = context.rules;
  for (const DaysAway& one : days_away(rules, date_of(context.now, rules.zone))) {
    if (rows.size() == static_cast<std::size_t>(list_rows_max)) {
      break;
    }
    const bool by_other = !one.stand_in.empty();
    rows.push_back(Json{{"post", one.post},
                        {"title", post_title(one.post, rules)},
                        {"from", to_iso(one.leave.from)},
                        {"to", to_iso(one.leave.to)},
                        {"stand_in", by_other ? Json(one.stand_in) : Json(nullptr)},
                        {"stand_in_title", by_other ? post_title(one.stand_in, rules) : ""},
                        {"recorded", one.leave.recorded}});
  }
  return rows;
}

ApiResponse get_leaves(const RouteContext& context) {
  return json_response(Json{{"away", days_away_view(context)}});
}

ApiResponse post_leave(const std::string& post,
                       const std::string& body,
                       const RouteContext& context) {
  const auto read = read_leave(post, body, context);
  if (const auto* problem = std::get_if<ApiResponse>(&read)) {
    return *problem;
  }
  const auto& [form, actor] = std::get<LeaveRequest>(read);
  Store::Transaction transaction(*context.store);
  const LeaveResult result = record_leave(*context.store, form, actor, context.rules, context.now);
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return leave_refused(*refused);
  }
  transaction.commit();
  const auto* known = std::get_if<KnownLeave>(&result);
  const LeaveRecord& record = known != nullptr ? known->record : std::get<LeaveRecord>(result);
  Json document = record_view(record, leave_words(record, context.rules), context.rules);
  document["known"] = known != nullptr;
  if (known == nullptr) {
    tell_changed(context);
  }
  return json_response(document);
}

ApiResponse post_undo_leave(const std::string& post,
                            const std::string& body,
                            const RouteContext& context) {
  const auto read = read_fields(body, actor_fields);
  if (const auto* problem = std::get_if<ApiResponse>(&read)) {
    return *problem;
  }
  const auto actor = read_actor(std::get<Fields>(read), context);
  if (const auto* problem = std::get_if<ApiResponse>(&actor)) {
    return *problem;
  }
  Store::Transaction transaction(*context.store);
  const auto result =
      record_leave_undone(*context.store, post, std::get<Actor>(actor), context.rules, context.now);
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return leave_refused(*refused);
  }
  transaction.commit();
  const LeaveRecord& record = std::get<LeaveRecord>(result);
  const Json document = record_view(record, leave_span_words(record, context.rules), context.rules);
  tell_changed(context);
  return json_response(document);
}

}  // namespace dondoc
