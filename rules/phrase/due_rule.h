// SPDX-License-Identifier: Apache-2.0
// A due rule says how the due instants of an obligation arise. It is a value; the functions here
// turn it into periods and dates. Nothing is ever counted from the previous occurrence: every
// period is computed from the calendar alone, so a missed or edited one moves no other.
#pragma once

#include "rules/calendar/civil.h"
#include "rules/calendar/reporting_calendar.h"
#include "rules/calendar/working_days.h"

#include <cstddef>
#include <cstdint>
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

/// A weekday of a month, counted in the month itself: the second Thursday, the last Friday.
struct WeekdayOfMonth {
  unsigned weekday{1};  ///< 1 Monday … 7 Sunday
  int nth{1};           ///< 1 to nth_weekday_max, or -1 for the last one
  bool operator==(const WeekdayOfMonth&) const = default;
};
inline constexpr int nth_weekday_max = 4;  // every month has four of each

/// Once in each year Y. The window runs from `first_day` of `first_month` to the last day of
/// `last_month`, or to `day` of `last_month`; `years_later` 1 puts the due in year Y+1 while the
/// period stays Y ("trước ngày 31/01 năm liền kề"), -1 in the year before ("năm trước liền kề").
struct YearlyRule {
  unsigned first_month{1};
  unsigned last_month{12};
  std::optional<unsigned> day;  ///< of last_month; clamped to its last day
  int years_later{0};
  unsigned first_day{1};                    ///< clamped like `day`
  std::optional<int> working_day{};         ///< in place of `day`: 1 the month's first, -1 its last
  std::optional<WeekdayOfMonth> weekday{};  ///< in place of both
  bool operator==(const YearlyRule&) const = default;
};

/// Once in each month M; `months_later` 1 puts the due in the next month while the period stays M
/// ("trước ngày 03 của tháng liền kề"), -1 in the month before. No day means the month's last day.
struct MonthlyRule {
  std::optional<unsigned> day;  ///< 1-31, clamped to the month's last day
  int months_later{0};
  unsigned first_day{1};                    ///< the window's first day, clamped likewise
  std::optional<int> working_day{};         ///< in place of `day`: 1 the month's first, -1 its last
  std::optional<WeekdayOfMonth> weekday{};  ///< in place of both
  bool operator==(const MonthlyRule&) const = default;
};

/// Once in each quarter (`months` 3) or half-year (6). `due_month` counts months from the span's
/// first one: 2 is the last month of a quarter, 3 the first month of the next. No day means that
/// month's last day. `opens_month` is where the window begins, counted the same way.
struct SpanRule {
  int months{3};
  int opens_month{0};
  int due_month{2};
  std::optional<unsigned> day;       ///< 1-31, clamped to the month's last day
  std::optional<int> working_day{};  ///< in place of `day`: 1 the due month's first, -1 its last
  std::optional<WeekdayOfMonth> weekday{};  ///< in place of both, in the due month
  bool operator==(const SpanRule&) const = default;
};

/// Once in each ISO week (Monday to Sunday; period "2026-W09"), until the end of the weekday;
/// `weeks_later` 1 puts the due in the next week ("thứ Hai tuần kế tiếp").
struct WeeklyRule {
  std::optional<unsigned> weekday;  ///< 1 Monday … 7 Sunday; unsaid: the context's
  int weeks_later{0};
  bool operator==(const WeeklyRule&) const = default;
};

/// Each working day (period "2026-03-05").
struct DailyRule {
  bool operator==(const DailyRule&) const = default;
};

/// The reports of the reporting calendar ("hằng quý, 6 tháng và năm"): each kind on its own days.
/// A report that a wider one of the same rule takes in (quarter II by the half-year) is not owed
/// beside it when the calendar says so.
struct ReportingRule {
  std::vector<ReportKind> kinds;  ///< in the order of ReportKind, no repeats, at least one
  bool operator==(const ReportingRule&) const = default;
};

/// Once for the whole plan ("2026-2030", "giai đoạn"), due at its end. Years unsaid are the plan's.
struct PeriodRule {
  std::optional<int> first_year;
  std::optional<int> last_year;
  bool yearly{false};  ///< and once in each of its years ("Hàng năm và giai đoạn 2026 - 2030")
  bool operator==(const PeriodRule&) const = default;
};

/// Units of a term (Bộ luật Dân sự 2015, arts. 146-148).
enum class TermUnit { hours, days, working_days, weeks, months, years };

/// Counted from an event that somebody records ("trong 30 ngày kể từ ngày …"). Negative: before the
/// event ("chậm nhất 10 ngày trước ngày …"); 0 days: at once ("ngay khi"), until the day's end.
struct TriggeredRule {
  int amount{0};
  TermUnit unit{TermUnit::days};
  bool operator==(const TriggeredRule&) const = default;
};

/// Owed each time something happens, with no term of its own ("Khi có phát sinh").
struct HappeningRule {
  bool operator==(const HappeningRule&) const = default;
};

/// "Thường xuyên": owed all the time, due at no time; asked at checkpoints.
struct StandingRule {
  bool operator==(const StandingRule&) const = default;
};

/// "Theo kế hoạch của xã", "theo quy định": another document has the date; somebody must set it.
struct DeferredRule {
  bool yearly{false};  ///< a new date for each year
  bool operator==(const DeferredRule&) const = default;
};

/// Once in each lunar year, on a day of the lunar calendar ("mùng 10 tháng 3 âm lịch"): the
/// period is the year that its Tết lies in. Never in a leap month; day 30 of a short month is its
/// last day. `days_before` days before it ("chậm nhất 15 ngày trước Tết"), up to days_before_max.
struct LunarRule {
  int month{1};
  int day{1};
  int days_before{0};
  bool operator==(const LunarRule&) const = default;
};

/// Whoever makes a rule checks its numbers first: months 1 to 12 in order, days 1 to 31, at most
/// one year or month later or earlier, the n-th working day up to nth_working_day_max, a clock up
/// to 24:00, terms up to term_amount_max.
using Recurrence = std::variant<OnceRule,
                                YearlyRule,
                                MonthlyRule,
                                SpanRule,
                                WeeklyRule,
                                DailyRule,
                                ReportingRule,
                                PeriodRule,
                                TriggeredRule,
                                HappeningRule,
                                StandingRule,
                                DeferredRule,
                                LunarRule>;

inline constexpr int term_amount_max = 1000;
inline constexpr int nth_working_day_max = 10;
inline constexpr int days_before_max = 60;
/// So many dues a period can have ("trước ngày 10 và ngày 20 hằng tháng").
inline constexpr std::size_t dues_per_period_max = 31;

/// At least so many in each period of the recurrence ("ít nhất 04 cuộc/năm").
struct Quota {
  int at_least{1};
  bool operator==(const Quota&) const = default;
};

enum class Bound { at_least, more_than, at_most, less_than };

/// A measured value and its threshold ("đạt từ 95% trở lên"), asked for each period of the
/// recurrence.
struct Target {
  Bound bound{Bound::at_least};
  std::int64_t thousandths{0};  ///< 95 % is 95'000
  std::string unit{"%"};
  bool operator==(const Target&) const = default;
};

struct DueRule {
  Recurrence recurrence;
  Limit limit{Limit::by};
  /// A clock time is the due itself: in time means strictly before it. Without one the day counts
  /// whole.
  std::optional<TimeOfDay> time{};
  /// Of a triggered rule `none` means that the law's own roll holds: a term's last day on a day off
  /// ends with the next working day (BLDS art. 148(5)).
  Roll roll{Roll::none};
  std::optional<Quota> quota{};
  std::optional<Target> target{};
  /// Further dues of each period, in order and of the same kind as `recurrence`: a period then has
  /// "2026-03.1", "2026-03.2".
  std::vector<Recurrence> also{};
  /// Only the periods in these days, narrower than the plan's effect ("từ năm 2027 trở đi"). A
  /// single due and what waits for an event are outside of it.
  std::optional<Date> not_before{};
  std::optional<Date> not_after{};
  /// Only the periods that begin on this day or later, and those that begin before this day: what a
  /// change of the rule leaves to either side. What waits for an event has no periods to cut.
  std::optional<Date> begins_from{};
  std::optional<Date> begins_before{};
  bool operator==(const DueRule&) const = default;
};

/// Whether the calendar alone brings its dues: not those of events, nor those without a date.
[[nodiscard]] bool waits_for_event(const DueRule& rule);  ///< triggered or on happening
[[nodiscard]] bool is_undated(const DueRule& rule);       ///< on happening, standing, deferred

/// Where a rule is read from: the plan's years of effect, its issue date, the calendar and the
/// zone. `calendar` outlives the context.
struct DueContext {
  Date effective_from;
  Date effective_to;
  Date issued;
  const WorkingDays* calendar{nullptr};
  Zone zone;
  const ReportingCalendar* reporting{nullptr};  ///< nullptr: the one built in
  unsigned weekday{5};                          ///< of a weekly rule that names none
};

/// When something happened; the time only matters to terms in hours.
struct Event {
  Date date;
  std::optional<TimeOfDay> time;
  bool operator==(const Event&) const = default;
};

/// One thing owed: the period it is about, and its three moments. Of a duty without a date `due`
/// and `last_day` are the end of its period: the moment from which somebody has to look at it.
struct Due {
  std::string period;       ///< "2026", "2026-Q1", "2026-03", "2026--2030", "once", an event's id
  Instant opens;            ///< from when it can be done; never after the start of last_day
  Instant due;              ///< the instant from which it is late
  Date last_day;            ///< the last civil day on which delivering is in time
  bool provisional{false};  ///< a day not yet promulgated could move this due
  bool dated{true};         ///< false: nobody has set a date yet
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

/// The day on which the named period begins ("2026", "2026-H2", "2026-Q3", "2026-9M", "2026-07",
/// "2026-W30", "2026-07-20"), or nothing when the name has another form.
[[nodiscard]] std::optional<Date> start_of_period(std::string_view name);

/// The first period of the rule that begins on the day or later, within the years of effect; of
/// what waits for an event there is none.
[[nodiscard]] std::optional<std::string> first_period_from(const DueRule& rule,
                                                           const DueContext& context,
                                                           Date day);

/// The due that an event brings under a rule that waits for one; it opens at `recorded`.
[[nodiscard]] Due due_of_event(const DueRule& rule,
                               const DueContext& context,
                               std::string_view id,
                               const Event& event,
                               Instant recorded);

/// The rule as one Vietnamese sentence, the same for a phrase and for its formal form:
/// "Hằng năm, trong tháng 1 (hạn cuối: hết ngày 31/01)".
[[nodiscard]] std::string sentence(const DueRule& rule);

/// The shape's name as `dondoc explain` prints it: "once", "yearly", "triggered", "quota".
[[nodiscard]] std::string_view shape_name(const DueRule& rule);

/// A stable text of the whole rule; equal exactly when the rules are. Kept with each series so that
/// an edit is noticed.
[[nodiscard]] std::string fingerprint(const DueRule& rule);

}  // namespace dondoc
