// SPDX-License-Identifier: Apache-2.0
// A due rule says how the due instants of an obligation arise. It is a value; the functions here
// turn it into periods and dates. Nothing is ever counted from the previous occurrence: every
// period is computed from the calendar alone, so a missed or edited one moves no other.
#pragma once

#include "rules/calendar/civil.h"
#include "rules/calendar/working_days.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace dondoc {

/// What the limit means for the named day: `by` includes it ("chậm nhất", "đến hết", "trong"),
/// `before` does not ("trước ngày 31/01" is late from the start of 31/01).
enum class Limit { by, before };

/// What happens to a calendar date that falls on a day off. Fixed dates stay (`none`) unless the
/// rule or the policy says otherwise.
enum class Roll { none, next, previous };

/// A single due. With a window ("Năm 2026", "Quý III năm 2024") it opens on `first` and `period`
/// names the span; without one ("chậm nhất là ngày 28/4/2026") it opens on the issue date and the
/// period is "once".
struct OnceRule {
  std::optional<Date> first;
  Date last;                   ///< the named day, or the window's last day
  std::string period{"once"};  ///< "once", "2026", "2026-Q3", "2026-08"
  bool operator==(const OnceRule&) const = default;
};

/// Once in each year Y. The window runs from the first day of `first_month` to the last day of
/// `last_month`, or to `day` of `last_month`; `years_later` 1 puts the due in year Y+1 while the
/// period stays Y ("trước ngày 31/01 năm liền kề").
struct YearlyRule {
  unsigned first_month{1};
  unsigned last_month{12};
  std::optional<unsigned> day;  ///< of last_month; clamped to its last day
  int years_later{0};
  bool operator==(const YearlyRule&) const = default;
};

/// Once in each month M; `months_later` 1 puts the due in the next month while the period stays M
/// ("trước ngày 03 của tháng liền kề"). No day means the month's last day.
struct MonthlyRule {
  std::optional<unsigned> day;  ///< 1-31, clamped to the month's last day
  int months_later{0};
  bool operator==(const MonthlyRule&) const = default;
};

/// Whoever makes a rule checks its numbers first: months 1 to 12 in order, days 1 to 31, at most
/// one year or month later, a clock up to 24:00.
using Recurrence = std::variant<OnceRule, YearlyRule, MonthlyRule>;

struct DueRule {
  Recurrence recurrence;
  Limit limit{Limit::by};
  /// A clock time is the due itself: in time means strictly before it. Without one the day counts
  /// whole.
  std::optional<TimeOfDay> time;
  Roll roll{Roll::none};
  bool operator==(const DueRule&) const = default;
};

/// Where a rule is read from: the plan's years of effect, its issue date, the calendar and the
/// zone. `calendar` outlives the context.
struct DueContext {
  Date effective_from;
  Date effective_to;
  Date issued;
  const WorkingDays* calendar{nullptr};
  Zone zone;
};

/// One thing owed: the period it is about, and its three moments.
struct Due {
  std::string period;       ///< "2026", "2026-Q1", "2026-03", "once"
  Instant opens;            ///< from when it can be done; never after the start of last_day
  Instant due;              ///< the instant from which it is late
  Date last_day;            ///< the last civil day on which delivering is in time
  bool provisional{false};  ///< a day not yet promulgated could move this due
  bool operator==(const Due&) const = default;
};

/// No call returns more than this; a caller that needs more asks again from the last one.
inline constexpr std::size_t dues_max = 5000;

/// The dues that open in (after, through], by opening; `after` empty means from the beginning.
[[nodiscard]] std::vector<Due> dues_opening(const DueRule& rule,
                                            const DueContext& context,
                                            std::optional<Instant> after,
                                            Instant through,
                                            std::size_t count_max = dues_max);

/// The first moment after `after` at which a due opens, or nothing when none is left.
[[nodiscard]] std::optional<Instant> next_opening(const DueRule& rule,
                                                  const DueContext& context,
                                                  std::optional<Instant> after);

/// The due of one period, or nothing when the rule has no such period (any more).
[[nodiscard]] std::optional<Due> due_of(const DueRule& rule,
                                        const DueContext& context,
                                        std::string_view period);

/// The rule as one Vietnamese sentence, the same for a phrase and for its formal form:
/// "Hằng năm, trong tháng 1 (hạn cuối: hết ngày 31/01)".
[[nodiscard]] std::string sentence(const DueRule& rule);

/// The shape's name as `dondoc explain` prints it: "once", "yearly", "monthly".
[[nodiscard]] std::string_view shape_name(const DueRule& rule);

/// A stable text of the whole rule; equal exactly when the rules are. Kept with each series so that
/// an edit is noticed.
[[nodiscard]] std::string fingerprint(const DueRule& rule);

}  // namespace dondoc
