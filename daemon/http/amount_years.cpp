// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/amount_years.h"

#include <charconv>
#include <cstddef>
#include <string>
#include <utility>

namespace dondoc {
namespace {

/// Of one obligation with all its units: two years of weeks in twenty units are so many.
constexpr int periods_read_max = 2'200;
constexpr std::size_t year_digits = 4;

/// What comes after all periods of the year so many years before; of what isn't a year ("once")
/// after itself, or before everything.
std::string behind_year(const std::string& year, int years_before) {
  int number = 0;
  const char* end = year.data() + year.size();
  if (std::from_chars(year.data(), end, number).ptr != end) {
    return years_before == 0 ? year + '~' : std::string{};
  }
  return std::to_string(number - years_before) + '~';
}

}  // namespace

const DueRule* amount_rule(const Occurrence& one, const RuleSet& rules) {
  const auto owed = find_owed(rules, one);
  const DueRule* rule = owed && !one.task ? &rule_of(*owed, one) : nullptr;
  return rule != nullptr && (rule->quota || rule->target) ? rule : nullptr;
}

const std::vector<AmountPeriod>& AmountYears::of(const Occurrence& one) {
  const std::string year = one.period.substr(0, year_digits);
  Year all{one.series, year};
  all.first.unit.clear();
  if (read_.insert(all).second) {
    read(all);
  }
  return periods_[{one.series, year}];
}

int AmountYears::counted(const Occurrence& one) {
  if (!is_of_several_years(one.period)) {
    return counted_in_year(of(one), one.period);
  }
  std::vector<Fact> facts;
  for (JournalRow& row : office_.store->facts(one.key)) {
    facts.push_back(std::move(row.fact));
  }
  const Zone zone = office_.rules.zone;
  return counted_in_year(one, facts, year_so_far(one, office_.now, zone), zone);
}

/// Keys begin with the series and the period; a tilde comes after all that can follow a year. No
/// row of another series lies between: a page asks for a great many of them.
void AmountYears::read(const Year& all) {
  const auto& [series, year] = all;
  OccurrenceFilter filter;
  filter.open_only = false;
  filter.after_key = occurrence_key(series, behind_year(year, 2));
  filter.before_key = occurrence_key(series, behind_year(year, 0));
  filter.limit = periods_read_max;
  for (const Occurrence& one : office_.store->occurrences(filter)) {
    periods_[{one.series, year}].push_back({one.period, one.measured, one.counted});
  }
}

}  // namespace dondoc
