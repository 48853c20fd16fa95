// SPDX-License-Identifier: Apache-2.0
// The plans in use, and of one its duties as they were understood.
#include "daemon/http/route_handlers.h"
#include "daemon/http/unknown_names.h"
#include "daemon/http/views.h"
#include "rules/lint/clarity.h"
#include "rules/schedule/official_state.h"
#include "rules/schedule/planned_dues.h"

#include <array>
#include <string_view>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t next_dues_shown = 3;
/// In the order of Clarity.
constexpr std::array<std::string_view, clarities> clarity_ids{
    "who", "what", "when", "answering", "product", "authority"};

std::string_view lead_kind_name(LeadKind kind) {
  switch (kind) {
    case LeadKind::one:
      return "one";
    case LeadKind::each:
      return "each";
    case LeadKind::joint:
      break;
  }
  return "joint";
}

Json plan_view(const Plan& plan, const RuleSet& rules) {
  return Json{{"id", plan.id},
              {"title", plan.title},
              {"number", plan.number},
              {"authority", plan.authority},
              {"issued", to_iso(plan.issued)},
              {"effective_from", to_iso(plan.effective_from)},
              {"effective_to", to_iso(plan.effective_to)},
              {"coordinator", plan.coordinator},
              {"coordinator_name", unit_name(plan.coordinator, rules)},
              {"watch_from", date_json(plan.watch_from)},
              {"trial_until", date_json(plan.trial)},
              {"checkpoints", plan.checkpoints},
              {"duties", stated_duties(plan)}};
}

Json stage_view(const Stage& stage) {
  Json changes = Json::array();
  for (const RuleChange& change : stage.changes) {
    changes.push_back(Json{{"from", to_iso(change.from)},
                           {"phrase", text_json(change.phrase)},
                           {"understood", sentence(change.rule)},
                           {"basis", change.basis}});
  }
  return Json{{"id", stage.id},
              {"product", stage.product},
              {"phrase", text_json(stage.phrase)},
              {"understood", sentence(stage.rule)},
              {"shape", shape_name(stage.rule)},
              {"trigger", text_json(stage.trigger)},
              {"changes", std::move(changes)}};
}

Json stated_duty_view(const Plan& plan, const Obligation& duty, const RouteContext& context) {
  const Date today = date_of(context.now, context.rules.zone);
  Json stages = Json::array();
  for (const Stage& stage : duty.stages) {
    stages.push_back(stage_view(stage));
  }
  Json next = Json::array();
  for (const Occurrence& one : next_dues(context.rules, plan, duty, today, next_dues_shown)) {
    next.push_back(Json{{"period", one.period},
                        {"stage", one.series.stage},
                        {"last_day", to_iso(one.last_day)},
                        {"provisional", one.provisional}});
  }
  const OpenClarities open = open_clarities(context.rules, plan, duty, today);
  Json unclear = Json::array();
  for (std::size_t i = 0; i < clarities; ++i) {
    if (open[i]) {
      unclear.push_back(clarity_ids.at(i));
    }
  }
  return Json{{"id", duty.id},
              {"title", duty.title},
              {"source", duty.source},
              {"lead", {{"kind", lead_kind_name(duty.lead.kind)}, {"units", duty.lead.units}}},
              {"support", duty.support},
              {"oversight", duty.oversight ? Json(*duty.oversight) : Json(nullptr)},
              {"product", duty.product},
              {"fixed_by", text_json(duty.fixed_by)},
              {"refines", text_json(duty.refines)},
              {"policy", duty.policy},
              {"on_time_by", on_time_by_name(duty.on_time_by)},
              {"stages", std::move(stages)},
              {"next", std::move(next)},
              {"unclear", std::move(unclear)}};
}

}  // namespace

ApiResponse get_plan_list(const RouteContext& context) {
  Json plans = Json::array();
  for (const auto& [id, plan] : context.rules.plans) {
    plans.push_back(plan_view(plan, context.rules));
  }
  return json_response(Json{{"plans", std::move(plans)}});
}

ApiResponse get_plan_whole(const std::string& id, const RouteContext& context) {
  const auto found = context.rules.plans.find(id);
  if (found == context.rules.plans.end()) {
    return unknown_plan(id, context.rules);
  }
  const Plan& plan = found->second;
  Json triggers = Json::array();
  for (const Trigger& trigger : plan.triggers) {
    triggers.push_back(
        Json{{"id", trigger.id}, {"title", trigger.title}, {"recorder", trigger.recorder}});
  }
  Json duties = Json::array();
  for (const Obligation& duty : plan.obligations) {
    if (duty.watches.empty()) {
      duties.push_back(stated_duty_view(plan, duty, context));
    }
  }
  return json_response(Json{{"plan", plan_view(plan, context.rules)},
                            {"triggers", std::move(triggers)},
                            {"duties", std::move(duties)}});
}

}  // namespace dondoc
