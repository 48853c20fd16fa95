// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/amount_years.h"

#include "rules/schedule/wording.h"

#include <string>

namespace dondoc {
namespace {

/// Of one obligation with all its units: two years of weeks in twenty units are so many.
constexpr int periods_read_max = 2'200;

}  // namespace

const DueRule* amount_rule(const Occurrence& one, const RuleSet& rules) {
  const auto owed = find_owed(rules, one);
  const DueRule* rule = owed && !one.task ? &rule_of(*owed, one) : nullptr;
  return rule != nullptr && (rule->quota || rule->target) ? rule : nullptr;
}

const std::vector<AmountPeriod>& AmountYears::of(const SeriesKey& series) {
  SeriesKey all = series;
  all.unit.clear();
  if (read_.insert(all).second) {
    read(all);
  }
  return periods_[series];
}

/// Keys begin with the series and the period; a tilde comes after all that can follow a year.
void AmountYears::read(const SeriesKey& all) {
  const int year = year_of(date_of(office_.now, office_.rules.zone));
  OccurrenceFilter filter;
  filter.open_only = false;
  filter.after_key = occurrence_key(all, std::to_string(year - 2) + '~');
  filter.limit = periods_read_max;
  for (const Occurrence& one : office_.store->occurrences(filter)) {
    SeriesKey without_unit = one.series;
    without_unit.unit.clear();
    if (without_unit != all) {
      break;
    }
    periods_[one.series].push_back({one.period, one.measured, one.counted});
  }
}

}  // namespace dondoc
