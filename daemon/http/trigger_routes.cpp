// SPDX-License-Identifier: Apache-2.0
// Triggers by their names: what is recorded of them stands on the duty that watches each.
#include "daemon/http/route_handlers.h"
#include "daemon/http/unknown_names.h"
#include "daemon/http/views.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// Periods of one watch; it has one for the whole plan, and others only where an edit moved that.
constexpr int watch_periods_max = 20;

/// The duty on which the trigger's events are recorded: the open one, or the last that was.
std::optional<Occurrence> find_watch(const std::string& plan,
                                     const std::string& trigger,
                                     const Store& store) {
  const SeriesKey series{plan, std::string(watch_prefix) + trigger, {}, {}};
  OccurrenceFilter filter;
  filter.open_only = false;
  filter.limit = watch_periods_max;
  filter.after_key = occurrence_key(series, "");
  std::optional<Occurrence> watch;
  for (Occurrence& one : store.occurrences(filter)) {
    if (one.series != series) {
      break;
    }
    if (!watch || watch->state != OccurrenceState::open) {
      watch = std::move(one);
    }
  }
  return watch;
}

/// A duty that the trigger's events open.
Json duty_view(const Obligation& obligation, const Stage& stage) {
  return Json{{"obligation", obligation.id}, {"stage", stage.id}, {"title", obligation.title}};
}

bool is_awaited(const Plan& plan, const Trigger& trigger) {
  return std::any_of(
      plan.obligations.begin(), plan.obligations.end(), [&trigger](const Obligation& obligation) {
        return std::any_of(
            obligation.stages.begin(), obligation.stages.end(), [&trigger](const Stage& stage) {
              return stage.trigger == trigger.id &&
                     std::holds_alternative<TriggeredRule>(stage.rule.recurrence);
            });
      });
}

Json trigger_view(const Plan& plan, const Trigger& trigger, const RouteContext& context) {
  Json duties = Json::array();
  for (const Obligation& obligation : plan.obligations) {
    for (const Stage& stage : obligation.stages) {
      if (stage.trigger == trigger.id) {
        duties.push_back(duty_view(obligation, stage));
      }
    }
  }
  const std::optional<Occurrence> watch = find_watch(plan.id, trigger.id, *context.store);
  Json events = Json::array();
  if (watch) {
    std::transform(
        watch->happenings.begin(),
        watch->happenings.end(),
        std::back_inserter(events),
        [&context](const Happening& one) { return happening_view(one, context.rules.zone); });
  }
  const bool waiting = events.empty() && is_awaited(plan, trigger);
  return Json{{"plan", plan.id},
              {"trigger", trigger.id},
              {"title", trigger.title},
              {"recorder", trigger.recorder},
              {"recorder_name", unit_name(trigger.recorder, context.rules)},
              {"code", watch ? Json(watch->code) : Json(nullptr)},
              {"key", watch ? Json(watch->key) : Json(nullptr)},
              {"duties", std::move(duties)},
              {"events", std::move(events)},
              {"waiting", waiting}};
}

ApiResponse unknown_trigger(const Plan& plan, const std::string& trigger) {
  std::vector<std::string> known;
  std::transform(plan.triggers.begin(),
                 plan.triggers.end(),
                 std::back_inserter(known),
                 [](const Trigger& one) { return one.id; });
  const std::string words = known.empty() ? "kế hoạch này không có mốc nào"
                                          : "các mốc của kế hoạch này: " + join(known, ", ");
  return error_response(
      404, "unknown-trigger", "không có mốc nào mang mã " + trigger + "; " + words);
}

}  // namespace

ApiResponse get_triggers(const RouteContext& context) {
  Json triggers = Json::array();
  for (const auto& [id, plan] : context.rules.plans) {
    for (const Trigger& trigger : plan.triggers) {
      triggers.push_back(trigger_view(plan, trigger, context));
    }
  }
  Json document = Json::object();
  document["triggers"] = std::move(triggers);
  return json_response(document);
}

ApiResponse post_trigger(const std::string& plan,
                         const std::string& trigger,
                         const std::string& body,
                         const RouteContext& context) {
  const auto found = context.rules.plans.find(plan);
  if (found == context.rules.plans.end()) {
    return unknown_plan(plan, context.rules);
  }
  const auto& known = found->second.triggers;
  if (std::none_of(known.begin(), known.end(), [&trigger](const Trigger& one) {
        return one.id == trigger;
      })) {
    return unknown_trigger(found->second, trigger);
  }
  const std::optional<Occurrence> watch = find_watch(plan, trigger, *context.store);
  if (!watch) {
    return error_response(409,
                          "not-watched",
                          "mốc " + trigger +
                              " chưa được theo dõi: kế hoạch chưa có hiệu lực, hoặc không nhiệm vụ "
                              "nào tính thời hạn từ mốc này");
  }
  return post_act("happen", watch->key, body, context);
}

}  // namespace dondoc
