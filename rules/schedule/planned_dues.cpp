// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/planned_dues.h"

#include "rules/plan/stage_dues.h"
#include "rules/schedule/refinement.h"
#include "rules/schedule/series.h"

#include <algorithm>
#include <tuple>

namespace dondoc {

namespace {

/// A window can open so long before its last day; what opens earlier ends with the plan.
constexpr std::chrono::days opens_before_max{366 * 3};

struct SpanAsked {
  Date from;
  Date to;
};

Occurrence planned_occurrence(const SeriesKey& series, const Due& due) {
  Occurrence planned;
  planned.key = occurrence_key(series, due.period);
  planned.series = series;
  planned.period = due.period;
  planned.opens = due.opens;
  planned.due = due.due;
  planned.last_day = due.last_day;
  planned.first_due = due.due;
  planned.provisional = due.provisional;
  planned.dated = due.dated;
  return planned;
}

void add_series(const RuleSet& rules,
                const SeriesKey& key,
                const SpanAsked& span,
                std::vector<Occurrence>& found) {
  const auto owed = find_owed(rules, key);
  if (!owed || waits_for_event(owed->stage->rule) || is_undated(owed->stage->rule)) {
    return;
  }
  const bool single = std::holds_alternative<OnceRule>(owed->stage->rule.recurrence) ||
                      std::holds_alternative<PeriodRule>(owed->stage->rule.recurrence);
  std::optional<Instant> after;
  if (!single) {
    after = start_of(span.from - opens_before_max, rules.zone);
  }
  const auto dues =
      dues_opening(*owed->stage, due_context(rules, *owed), after, end_of(span.to, rules.zone));
  for (const Due& due : dues) {
    if (due.dated && due.last_day >= span.from && due.last_day <= span.to &&
        found.size() < planned_dues_max && !stand_in(rules, key, due.period)) {
      found.push_back(planned_occurrence(key, due));
    }
  }
}

void sort_planned(std::vector<Occurrence>& found) {
  std::sort(found.begin(), found.end(), [](const Occurrence& one, const Occurrence& other) {
    return std::tie(one.due, one.key) < std::tie(other.due, other.key);
  });
}

}  // namespace

std::vector<Occurrence> planned_dues(const RuleSet& rules, Date from, Date to) {
  std::vector<Occurrence> found;
  for (const KnownSeries& series : all_series(rules)) {
    if (series.trigger.empty()) {
      add_series(rules, series.key, {from, to}, found);
    }
  }
  sort_planned(found);
  return found;
}

std::vector<Occurrence> next_dues(const RuleSet& rules,
                                  const Plan& plan,
                                  const Obligation& obligation,
                                  Date from,
                                  std::size_t count) {
  std::vector<Occurrence> found;
  // Near dues are the usual case; only a duty that is rare is looked for further ahead.
  for (const int years : {1, 6}) {
    found.clear();
    const Date to = add_months(from, months_per_year * years);
    for (const Stage& stage : obligation.stages) {
      const bool each = obligation.lead.kind == LeadKind::each;
      const std::string unit = each ? obligation.lead.units.front() : std::string{};
      add_series(rules, {plan.id, obligation.id, stage.id, unit}, {from, to}, found);
    }
    if (found.size() >= count) {
      break;
    }
  }
  sort_planned(found);
  found.resize(std::min(found.size(), count));
  return found;
}

}  // namespace dondoc
