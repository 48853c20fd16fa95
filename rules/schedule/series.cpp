// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/series.h"

#include "rules/plan/stage_dues.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dondoc {

const Obligation* find_obligation(const RuleSet& rules, const SeriesKey& series) {
  const auto plan = rules.plans.find(series.plan);
  return plan == rules.plans.end() ? nullptr : find_obligation(plan->second, series.obligation);
}

std::optional<Owed> find_owed(const RuleSet& rules, const SeriesKey& series) {
  const Obligation* obligation = find_obligation(rules, series);
  if (obligation == nullptr) {
    return std::nullopt;
  }
  const auto stage = std::find_if(
      obligation->stages.begin(), obligation->stages.end(), [&series](const Stage& candidate) {
        return candidate.id == series.stage;
      });
  const auto policy = rules.policies.find(obligation->policy);
  if (stage == obligation->stages.end() || policy == rules.policies.end()) {
    return std::nullopt;
  }
  Owed owed{
      &rules.plans.at(series.plan), obligation, &*stage, &policy->second, obligation->lead.units};
  const bool fanned_out = obligation->lead.kind == LeadKind::each;
  if (fanned_out != !series.unit.empty()) {
    return std::nullopt;
  }
  if (fanned_out) {
    const auto& units = obligation->lead.units;
    if (std::find(units.begin(), units.end(), series.unit) == units.end()) {
      return std::nullopt;
    }
    owed.lead_units = {series.unit};
  }
  return owed;
}

namespace {

/// "Chủ tịch UBND xã giao ngày 27/11/2026, theo Công văn số 45/UBND-VX"
std::string task_source(const Task& task, const Directory& directory) {
  const bool by_post = directory.posts.count(task.giver) != 0;
  return (by_post ? addressee_words(directory, task.giver) : std::string("việc")) + " giao ngày " +
         date_words(task.given) +
         (task.document.empty() ? std::string{} : ", theo " + task.document);
}

/// What the plan would say of the task, had it been in the plan.
Obligation task_duty(const Task& task, const Plan& plan, const RuleSet& rules) {
  const auto is_known = [&rules](const std::string& unit) {
    return rules.directory.units.count(unit) != 0;
  };
  Obligation duty;
  duty.id = task_obligation;
  duty.title = task.title;
  duty.source = task_source(task, rules.directory);
  duty.lead.units = {is_known(task.lead) ? task.lead : plan.coordinator};
  std::copy_if(
      task.support.begin(), task.support.end(), std::back_inserter(duty.support), is_known);
  duty.oversight = plan.coordinator;
  duty.product = task.product;
  duty.on_time_by = plan.on_time_by;
  duty.policy =
      rules.policies.count(plan.policy) != 0 ? plan.policy : rules.policies.begin()->first;
  Stage stage;
  OnceRule once;
  once.last = task.last_day;
  stage.rule.recurrence = once;
  if (has_clock_time(task.due, task.last_day, rules.zone)) {
    stage.rule.limit = Limit::before;
    stage.rule.time = time_of(task.due, rules.zone);
  }
  duty.stages.push_back(std::move(stage));
  return duty;
}

}  // namespace

std::optional<Owed> find_planned(const RuleSet& rules, const Occurrence& occurrence) {
  if (!occurrence.task) {
    return find_owed(rules, occurrence.series);
  }
  const auto plan = rules.plans.find(occurrence.series.plan);
  if (plan == rules.plans.end() || rules.policies.empty()) {
    return std::nullopt;
  }
  auto duty = std::make_shared<const Obligation>(task_duty(*occurrence.task, plan->second, rules));
  Owed owed{&plan->second,
            duty.get(),
            &duty->stages.front(),
            &rules.policies.at(duty->policy),
            duty->lead.units};
  owed.given = std::move(duty);
  return owed;
}

std::optional<Owed> find_owed(const RuleSet& rules, const Occurrence& occurrence) {
  std::optional<Owed> owed = find_planned(rules, occurrence);
  if (owed && rules.directory.units.count(occurrence.transferred_to) != 0) {
    owed->lead_units = {occurrence.transferred_to};
  }
  return owed;
}

DueContext due_context(const RuleSet& rules, const Owed& owed) {
  return DueContext{owed.plan->effective_from,
                    owed.plan->effective_to,
                    owed.plan->issued,
                    &rules.calendar,
                    rules.zone,
                    &rules.reporting,
                    owed.policy->weekday};
}

bool concerns(const Happening& happening, const Owed& owed) {
  return happening.unit.empty() ||
         std::find(owed.lead_units.begin(), owed.lead_units.end(), happening.unit) !=
             owed.lead_units.end();
}

const RuleChange* change_of(const Owed& owed, const Occurrence& occurrence) {
  return occurrence.happening ? change_of_day(*owed.stage, occurrence.happening->event.date)
                              : change_of_period(*owed.stage, occurrence.period);
}

const DueRule& rule_of(const Owed& owed, const Occurrence& occurrence) {
  const RuleChange* change = change_of(owed, occurrence);
  return change == nullptr ? owed.stage->rule : change->rule;
}

Due due_of_task(const Occurrence& occurrence) {
  Due due;
  due.period = occurrence.period;
  due.opens = occurrence.opens;
  due.due = occurrence.task->due;
  due.last_day = occurrence.task->last_day;
  return due;
}

Due due_of_happening(const RuleSet& rules, const Owed& owed, const Happening& happening) {
  Due due = due_of_event(
      *owed.stage, due_context(rules, owed), happening.id, happening.event, happening.recorded_at);
  if (happening.due) {
    due.due = end_of(*happening.due, rules.zone);
    due.last_day = *happening.due;
    due.dated = true;
    due.provisional = false;
  }
  return due;
}

namespace {

/// Which periods a refined duty owes itself depends on the duty that refines it.
std::string refined_print(const RuleSet& rules,
                          const std::string& plan,
                          const Obligation& obligation) {
  const auto refinement = rules.refinements.find(plan + '/' + obligation.id);
  if (refinement == rules.refinements.end()) {
    return {};
  }
  const auto by = parse_series_key(refinement->second);
  const Obligation* duty = by ? find_obligation(rules, *by) : nullptr;
  if (duty == nullptr) {
    return {};
  }
  const Plan& other = rules.plans.at(by->plan);
  std::string print = " refined by " + refinement->second + ' ' + to_iso(other.effective_from) +
                      ' ' + to_iso(other.effective_to);
  for (const std::string& unit : duty->lead.units) {
    print += (duty->lead.kind == LeadKind::each ? " #" : " ") + unit;
  }
  for (const Stage& stage : duty->stages) {
    print += ' ' + stage.id + ' ' + fingerprint(stage);
  }
  return print;
}

}  // namespace

std::vector<KnownSeries> all_series(const RuleSet& rules) {
  std::vector<KnownSeries> all;
  for (const auto& [id, plan] : rules.plans) {
    const std::string effect = to_iso(plan.effective_from) + ' ' + to_iso(plan.effective_to) + ' ' +
                               to_iso(plan.issued) + ' ';
    for (const Obligation& obligation : plan.obligations) {
      for (const Stage& stage : obligation.stages) {
        const std::string print =
            effect + fingerprint(stage) + refined_print(rules, id, obligation);
        if (obligation.lead.kind != LeadKind::each) {
          all.push_back({SeriesKey{id, obligation.id, stage.id, {}}, print, stage.trigger});
          continue;
        }
        for (const std::string& unit : obligation.lead.units) {
          all.push_back({SeriesKey{id, obligation.id, stage.id, unit}, print, stage.trigger});
        }
      }
    }
  }
  return all;
}

}  // namespace dondoc
