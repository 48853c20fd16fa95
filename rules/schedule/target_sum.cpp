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
