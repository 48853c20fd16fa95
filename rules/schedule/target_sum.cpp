// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/target_sum.h"

#include "rules/phrase/thousandths.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace dondoc {
namespace {

constexpr std::size_t year_digits = 4;

/// Whether it is a part of the year, or the whole: "2026-05", "2026-Q1", "2026".
bool is_in_year(std::string_view period, std::string_view year) {
  return period.substr(0, year_digits) == year &&
         (period.size() == year_digits || period[year_digits] == '-');
}

/// Whether it lies in the year of `period`, and not behind it.
bool is_up_to(std::string_view one, std::string_view period) {
  return is_in_year(one, period.substr(0, year_digits)) && one <= period;
}

}  // namespace

int counted_in_year(const std::vector<AmountPeriod>& periods, std::string_view period) {
  return std::accumulate(
      periods.begin(), periods.end(), 0, [period](int sum, const AmountPeriod& one) {
        return sum + (is_up_to(one.period, period) ? one.counted : 0);
      });
}

bool is_of_several_years(std::string_view period) {
  const auto is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
  return period.size() < year_digits ||
         !std::all_of(period.begin(), period.begin() + year_digits, is_digit) ||
         period.substr(year_digits, 2) == "--";
}

int year_so_far(const Occurrence& one, Instant at, Zone zone) {
  const int first = year_of(date_of(one.opens, zone));
  return std::clamp(year_of(date_of(at, zone)), first, std::max(first, year_of(one.last_day)));
}

int counted_in_year(const Occurrence& one, const std::vector<Fact>& facts, int year, Zone zone) {
  int sum = 0;
  int newest = 0;  ///< what undoing the last act would take away again
  for (const Fact& fact : facts) {
    if (fact.kind == FactKind::counted) {
      int amount = 0;
      const std::string text = datum_of(fact, "amount");
      std::from_chars(text.data(), text.data() + text.size(), amount);
      newest = year_so_far(one, fact.at, zone) == year ? amount : 0;
      sum += newest;
      continue;
    }
    sum -= fact.kind == FactKind::undone ? newest : 0;
    // That the count has reached its number is part of the act; see remember() of apply().
    if (fact.kind != FactKind::completed || fact.actor != engine_actor) {
      newest = 0;
    }
  }
  return sum;
}

TargetSum sum_of_year(const std::vector<AmountPeriod>& periods, std::string_view period) {
  TargetSum sum;
  std::int64_t only = 0;
  for (const AmountPeriod& one : periods) {
    if (!is_up_to(one.period, period)) {
      continue;
    }
    if (!one.measured) {
      ++sum.unmeasured;
      continue;
    }
    ++sum.measured;
    only = one.measured->thousandths;
    const auto numerator = parse_thousandths(one.measured->numerator);
    const auto denominator = parse_thousandths(one.measured->denominator);
    if (numerator && denominator) {
      sum.numerator += *numerator;
      sum.denominator += *denominator;
    } else {
      ++sum.bare;
    }
  }
  if (sum.measured == 1) {
    sum.value = only;
  } else if (sum.measured > 0 && sum.bare == 0) {
    sum.value = percent_of(sum.numerator, sum.denominator);
  }
  return sum;
}

std::optional<std::int64_t> value_year_before(const std::vector<AmountPeriod>& periods,
                                              std::string_view period) {
  int year = 0;
  const std::string_view digits = period.substr(0, year_digits);
  const char* end = digits.data() + digits.size();
  if (digits.size() != year_digits || std::from_chars(digits.data(), end, year).ptr != end) {
    return std::nullopt;
  }
  const std::string before = std::to_string(year - 1) + std::string(period.substr(year_digits));
  const auto found = std::find_if(periods.begin(), periods.end(), [&before](const auto& one) {
    return one.period == before && one.measured;
  });
  return found == periods.end() ? std::nullopt : std::optional(found->measured->thousandths);
}

Course course_of(const Target& target, std::int64_t before, std::int64_t now) {
  if (before == now) {
    return Course::same;
  }
  const bool wants_more = target.bound == Bound::at_least || target.bound == Bound::more_than;
  return (now > before) == wants_more ? Course::better : Course::worse;
}

}  // namespace dondoc
