// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/act_bodies.h"
#include "daemon/http/body_fields.h"
#include "daemon/http/route_handlers.h"
#include "daemon/http/unknown_names.h"
#include "daemon/http/views.h"
#include "daemon/record_act.h"

#include <optional>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

ApiResponse post_act(const std::string& name,
                     const std::string& key_or_code,
                     const std::string& body,
                     const RouteContext& context) {
  const auto request = read_act(name, body, context);
  if (const auto* problem = std::get_if<ApiResponse>(&request)) {
    return *problem;
  }
  const auto& [act, actor] = std::get<ActRequest>(request);
  const auto occurrence = find_occurrence(key_or_code, context);
  if (!occurrence) {
    return unknown_occurrence(key_or_code);
  }
  Store::Transaction transaction(*context.store);
  const ActResult result =
      record_act(*context.store, *occurrence, act, actor, context.rules, context.now);
  if (const auto* refused = std::get_if<ActRefused>(&result)) {
    return error_response(409, std::string(refusal_name(refused->code)), refused->message);
  }
  const Fact& fact = std::get<Fact>(result);
  transaction.commit();
  context.changed();
  const auto after = context.store->occurrence(occurrence->key);
  Json document = Json::object();
  document["occurrence"] = occurrence_view(after.value_or(*occurrence), context.rules, context.now);
  if (const std::optional<Happening> recorded = happening_of(fact)) {
    document["event"] = happening_view(*recorded, context.rules.zone);
  }
  return json_response(document);
}

ApiResponse post_week(const std::string& post,
                      const std::string& body,
                      const RouteContext& context) {
  const auto fields = read_fields(body, actor_fields);
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  if (context.rules.directory.posts.count(post) == 0) {
    return unknown_post(post, context.rules);
  }
  const auto actor = read_actor(std::get<Fields>(fields), context);
  if (const auto* problem = std::get_if<ApiResponse>(&actor)) {
    return *problem;
  }
  const auto actor_of = [&actor](const Occurrence&) { return std::get<Actor>(actor); };
  Store::Transaction transaction(*context.store);
  Json rows = Json::array();
  for (const WeeklyAnswer& one :
       record_week(*context.store, {post}, actor_of, context.rules, context.now)) {
    if (const auto* refused = std::get_if<ActRefused>(&one.result)) {
      return error_response(409, std::string(refusal_name(refused->code)), refused->message);
    }
    const auto after = context.store->occurrence(one.occurrence.key);
    rows.push_back(occurrence_view(after.value_or(one.occurrence), context.rules, context.now));
  }
  if (rows.empty()) {
    return error_response(
        409, "nothing-asked", "hiện không có việc hằng tuần nào của chức danh này chờ trả lời");
  }
  transaction.commit();
  context.changed();
  return json_response(Json{{"occurrences", std::move(rows)}});
}

ApiResponse post_hold(const std::string& body, const RouteContext& context) {
  const auto fields = read_fields(body, hold_fields);
  if (const auto* problem = std::get_if<ApiResponse>(&fields)) {
    return *problem;
  }
  const auto& given = std::get<Fields>(fields);
  const auto found = given.find("reason");
  const std::string reason = found == given.end() || found->second.empty()
                                 ? std::string("quản trị viên tạm dừng")
                                 : found->second;
  if (const std::string words = too_long_text(reason); !words.empty()) {
    return error_response(422, "text-too-long", "trường reason: " + words);
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
