// SPDX-License-Identifier: Apache-2.0
// How each shape of a due rule numbers its periods. A new shape adds these four functions, a
// sentence and its formal form.
#pragma once

#include "rules/phrase/due_rule.h"

#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// The periods of a rule are numbered, in the order in which they open: a year by itself, a month
/// by its months since year 0, a week by the weeks since 1970, a single period by 0. Of what waits
/// for an event there are none.
struct PeriodRange {
  int first{0};
  int last{-1};
};

/// A period before its limit, clock time and roll are applied.
struct PeriodSpan {
  std::string period;
  Date opens;
  Date named_day;
};

[[nodiscard]] PeriodRange periods_of(const Recurrence& recurrence, const DueContext& context);

/// The period in which `date` lies: all earlier ones have opened before it.
[[nodiscard]] int period_at(const Recurrence& recurrence, Date date);

[[nodiscard]] std::optional<int> period_named(const Recurrence& recurrence,
                                              const DueContext& context,
                                              std::string_view name);

/// Nothing where the range has a gap (a day off in a daily rule).
[[nodiscard]] std::optional<PeriodSpan> span_of(const Recurrence& recurrence,
                                                const DueContext& context,
                                                int index);

/// More than the reports of one year: a report's index is its year and its place in it.
inline constexpr int reports_per_year_max = 32;

/// Weeks since the first Monday of 1970, and the Monday that a week begins with.
[[nodiscard]] int week_of(Date date);
[[nodiscard]] Date monday_of(int week);

/// The day of the n-th such weekday of a month, from its start or its end.
[[nodiscard]] Date weekday_in_month(int year, unsigned month, const WeekdayOfMonth& weekday);

/// When it is late, and the last day in time, by the day that the rule counts to: a clock or
/// "trước" ends it before that day does.
void set_end(Due& due, Date day, const DueRule& rule, Zone zone);

/// The reporting calendar of the context, or the one built in.
[[nodiscard]] const ReportingCalendar& reporting_of(const DueContext& context);

}  // namespace dondoc
