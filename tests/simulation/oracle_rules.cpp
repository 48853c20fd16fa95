// SPDX-License-Identifier: Apache-2.0
// What other documents and other plans make of a rule: changes from a day on, duties spelt out.
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <utility>

namespace dondoc {

bool waits_for_events(const DueRule& rule) {
  return std::holds_alternative<TriggeredRule>(rule.recurrence) ||
         std::holds_alternative<HappeningRule>(rule.recurrence);
}

std::string plain_key(const std::string& plan,
                      const Obligation& obligation,
                      const Stage& stage,
                      const std::string& period,
                      const std::string& unit) {
  return plan + "/" + obligation.id + (stage.id.empty() ? "" : ":" + stage.id) + "@" + period +
         (obligation.lead.kind == LeadKind::each ? "#" + unit : "");
}

PlainRules plain_rules(const Stage& stage) {
  PlainRules rules{{Date{std::chrono::days{-1'000'000}}, stage.rule}};
  for (const RuleChange& change : stage.changes) {
    rules.emplace_back(change.from, change.rule);
  }
  return rules;
}

const DueRule& plain_rule(const PlainRules& rules, std::optional<Date> day) {
  const DueRule* found = &rules.front().second;
  for (const auto& [from, rule] : rules) {
    found = day && from <= *day ? &rule : found;
  }
  return *found;
}

std::vector<PlainDue> plain_dues_of_rules(const Plan& plan,
                                          const PlainRules& rules,
                                          const PlainCalendar& calendar,
                                          const ReportingCalendar& reporting,
                                          unsigned weekday) {
  std::vector<PlainDue> dues;
  for (const auto& [from, rule] : rules) {
    for (PlainDue& due : plain_dues(plan, rule, calendar, reporting, weekday)) {
      if (&plain_rule(rules, due.begins) == &rule) {
        dues.push_back(std::move(due));
      }
    }
  }
  return dues;
}

const DueRule& Oracle::rule_of(const OracleDuty& duty) {
  const std::optional<Date> day =
      duty.happening ? std::optional(duty.happening->event.date) : duty.due.begins;
  const DueRule* found = &duty.stage->rule;
  for (const RuleChange& change : duty.stage->changes) {
    found = day && change.from <= *day ? &change.rule : found;
  }
  return *found;
}

PlainDue Oracle::due_of_event(const OracleDuty& series, const Happening& happening) const {
  const PlainRules rules = plain_rules(*series.stage);
  return plain_due_of_event(
      *series.plan, plain_rule(rules, happening.event.date), calendar_, happening);
}

// ---- When a series was first loaded as it is ---------------------------------------------------

bool Oracle::Print::operator==(const Print& other) const {
  return rules == other.rules && refined_by == other.refined_by &&
         refining.kind == other.refining.kind && refining.units == other.refining.units &&
         steps == other.steps;
}

const Obligation* Oracle::refining(const std::string& plan, const Obligation& obligation) const {
  const auto found = refined_.find(plan + "/" + obligation.id);
  if (found == refined_.end()) {
    return nullptr;
  }
  const std::size_t slash = found->second.find('/');
  const Plan& other = rules_.back()->plans.at(found->second.substr(0, slash));
  for (const Obligation& candidate : other.obligations) {
    if (candidate.id == found->second.substr(slash + 1)) {
      return &candidate;
    }
  }
  return nullptr;
}

Oracle::Print Oracle::print_of(const OracleDuty& series) const {
  Print print;
  print.rules = plain_rules(*series.stage);
  if (const Obligation* duty = refining(series.plan->id, *series.obligation)) {
    print.refined_by = refined_.at(series.plan->id + "/" + series.obligation->id);
    print.refining = duty->lead;
    for (const Stage& stage : duty->stages) {
      print.steps.emplace_back(stage.id, plain_rules(stage));
    }
  }
  return print;
}

void Oracle::note_loading(Instant now) {
  for (const auto& [name, series] : series_) {
    Print print = print_of(series);
    auto& [known, loaded] = first_loaded_.try_emplace(name, print, now).first->second;
    if (!(known == print)) {
      known = std::move(print);
      loaded = now;
    }
  }
  // What is left out and comes back is loaded anew.
  for (auto entry = first_loaded_.begin(); entry != first_loaded_.end();) {
    entry = series_.count(entry->first) == 0 ? first_loaded_.erase(entry) : std::next(entry);
  }
}

// ---- Duties that another plan spells out -------------------------------------------------------

/// The key of the duty that is owed instead: of the step of the same name, or the last one, in the
/// same period and of the same unit.
std::optional<std::string> Oracle::stand_in(const OracleDuty& duty) const {
  const Obligation* by = refining(duty.plan->id, *duty.obligation);
  if (by == nullptr) {
    return std::nullopt;
  }
  const Stage* step = &by->stages.back();
  for (const Stage& stage : by->stages) {
    step = stage.id == duty.stage->id ? &stage : step;
  }
  const bool each = duty.obligation->lead.kind == LeadKind::each;
  const bool each_there = by->lead.kind == LeadKind::each;
  const std::vector<std::string>& units = by->lead.units;
  const bool owed_there = each_there ? each && std::count(units.begin(), units.end(), duty.unit) > 0
                                     : !each || units.front() == duty.unit;
  if (!owed_there || waits_for_events(step->rule)) {
    return std::nullopt;
  }
  const std::string& name = refined_.at(duty.plan->id + "/" + duty.obligation->id);
  return plain_key(name.substr(0, name.find('/')), *by, *step, duty.due.period, duty.unit);
}

/// Whoever is refined by a duty that is refined itself is owed at the end of the chain.
void Oracle::leave_out_refined() {
  std::vector<std::string> refined;
  for (const auto& [key, duty] : asked_) {
    const std::optional<std::string> other = stand_in(duty);
    if (other && asked_.count(*other) != 0) {
      refined.push_back(key);
    }
  }
  for (const std::string& key : refined) {
    asked_.erase(key);
  }
}

}  // namespace dondoc
