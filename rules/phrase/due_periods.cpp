// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_periods.h"

#include "rules/calendar/lunar.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace dondoc {
namespace {

using std::chrono::days;

/// 1970-01-05, the first Monday.
constexpr Date first_monday{days{4}};

int month_index(Date date) {
  const Ymd civil = ymd(date);
  return civil.year * months_per_year + static_cast<int>(civil.month) - 1;
}

int year_of_index(int index) {
  return index / months_per_year;
}

unsigned month_of_index(int index) {
  return static_cast<unsigned>(index % months_per_year) + 1;
}

Date month_start(int index) {
  return make_date(year_of_index(index), month_of_index(index), 1);
}

/// The day of the month, or its last day when it has no such day or none is named.
Date clamped_day(int year, unsigned month, std::optional<unsigned> day) {
  const Date last = last_of_month(year, month);
  return day && *day < ymd(last).day ? make_date(year, month, *day) : last;
}

std::string two_digits(unsigned value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

/// The working calendar of the context, or one that knows no holidays.
const WorkingDays& calendar_of(const DueContext& context) {
  static const WorkingDays plain;
  return context.calendar != nullptr ? *context.calendar : plain;
}

/// The due's day in a month: the n-th weekday, the n-th working day, else the day of the month.
Date day_in(const DueContext& context,
            int year,
            unsigned month,
            std::optional<unsigned> day,
            std::optional<int> working_day,
            const std::optional<WeekdayOfMonth>& weekday) {
  if (weekday) {
    return weekday_in_month(year, month, *weekday);
  }
  if (!working_day) {
    return clamped_day(year, month, day);
  }
  const WorkingDays& calendar = calendar_of(context);
  return *working_day > 0
             ? calendar.add_working_days(make_date(year, month, 1) - days{1}, *working_day)
             : calendar.add_working_days(last_of_month(year, month) + days{1}, *working_day);
}

PeriodRange years_in_effect(const DueContext& context, int years_later) {
  return {std::max(year_of(context.effective_from), year_min + std::max(-years_later, 0)),
          std::min(year_of(context.effective_to), year_max - std::max(years_later, 0))};
}

/// The months of effect, cut so that a due `months_later` stays in the years we know.
PeriodRange months_in_effect(const DueContext& context, int months_later) {
  const int earliest = year_min * months_per_year;
  const int latest = year_max * months_per_year + months_per_year - 1;
  return {std::max(month_index(context.effective_from), earliest + std::max(-months_later, 0)),
          std::min(month_index(context.effective_to), latest - std::max(months_later, 0))};
}

/// The years of a period rule: its own, or the plan's.
std::pair<int, int> years_of(const PeriodRule& rule, const DueContext& context) {
  return {rule.first_year.value_or(year_of(context.effective_from)),
          rule.last_year.value_or(year_of(context.effective_to))};
}

/// ISO 8601: a week belongs to the year of its Thursday.
std::string week_name(int week) {
  const Date thursday = monday_of(week) + days{3};
  const int year = year_of(thursday);
  const auto number = (thursday - make_date(year, 1, 1)).count() / days_per_week + 1;
  return std::to_string(year) + "-W" + two_digits(static_cast<unsigned>(number));
}

std::string years_name(int first, int last) {
  return first == last ? std::to_string(first)
                       : std::to_string(first) + "--" + std::to_string(last);
}

PeriodSpan whole_effect(const DueContext& context) {
  return {years_name(year_of(context.effective_from), year_of(context.effective_to)),
          context.effective_from,
          context.effective_to};
}

// ---- Which periods there are --------------------------------------------------------------------

PeriodRange range_of(const OnceRule&, const DueContext&) {
  return {0, 0};
}
PeriodRange range_of(const YearlyRule& rule, const DueContext& context) {
  return years_in_effect(context, rule.years_later);
}
PeriodRange range_of(const MonthlyRule& rule, const DueContext& context) {
  return months_in_effect(context, rule.months_later);
}
PeriodRange range_of(const SpanRule& rule, const DueContext& context) {
  const PeriodRange months = months_in_effect(context, rule.due_month);
  return {months.first / rule.months, months.last / rule.months};
}
PeriodRange range_of(const WeeklyRule& rule, const DueContext& context) {
  // A week counts when its weekday does.
  const days to_day{static_cast<int>(rule.weekday.value_or(context.weekday)) - 1};
  return {week_of(context.effective_from - to_day + days{days_per_week - 1}),
          week_of(context.effective_to - to_day)};
}
PeriodRange range_of(const DailyRule&, const DueContext& context) {
  return {static_cast<int>(context.effective_from.time_since_epoch().count()),
          static_cast<int>(context.effective_to.time_since_epoch().count())};
}
PeriodRange range_of(const ReportingRule&, const DueContext& context) {
  const PeriodRange years = years_in_effect(context, 1);
  return {years.first * reports_per_year_max,
          years.last * reports_per_year_max + reports_per_year_max - 1};
}
/// The whole period has the number before its first year's.
PeriodRange range_of(const PeriodRule& rule, const DueContext& context) {
  const auto [first, last] = years_of(rule, context);
  return {first - 1, rule.yearly ? last : first - 1};
}
PeriodRange range_of(const TriggeredRule&, const DueContext&) {
  return {};
}
PeriodRange range_of(const HappeningRule&, const DueContext&) {
  return {};
}
PeriodRange range_of(const StandingRule&, const DueContext&) {
  return {0, 0};
}
PeriodRange range_of(const DeferredRule& rule, const DueContext& context) {
  return rule.yearly ? years_in_effect(context, 0) : PeriodRange{0, 0};
}
PeriodRange range_of(const LunarRule&, const DueContext& context) {
  const PeriodRange years = years_in_effect(context, 0);
  return {std::max(years.first, lunar_year_min), std::min(years.last, lunar_year_max - 1)};
}

// ---- In which one a day lies --------------------------------------------------------------------

int index_at(const YearlyRule&, Date date) {
  return year_of(date);
}
int index_at(const LunarRule&, Date date) {
  return year_of(date);
}
int index_at(const PeriodRule&, Date date) {
  return year_of(date) - 1;  // the whole period may open within its first year
}
int index_at(const MonthlyRule&, Date date) {
  return month_index(date);
}
int index_at(const SpanRule& rule, Date date) {
  return month_index(date) / rule.months;
}
int index_at(const WeeklyRule&, Date date) {
  return week_of(date);
}
int index_at(const DailyRule&, Date date) {
  return static_cast<int>(date.time_since_epoch().count());
}
int index_at(const ReportingRule&, Date date) {
  return year_of(date) * reports_per_year_max;
}
int index_at(const DeferredRule& rule, Date date) {
  return rule.yearly ? year_of(date) : 0;
}
template <typename Single>
int index_at(const Single&, Date) {
  return 0;
}

// ---- What each is -------------------------------------------------------------------------------

std::optional<PeriodSpan> span_at(const OnceRule& rule, const DueContext& context, int) {
  return PeriodSpan{rule.period, rule.first.value_or(context.issued), rule.last};
}
std::optional<PeriodSpan> span_at(const YearlyRule& rule, const DueContext& context, int index) {
  const int due_year = index + rule.years_later;
  return PeriodSpan{
      std::to_string(index),
      clamped_day(std::min(index, due_year), rule.first_month, rule.first_day),
      day_in(context, due_year, rule.last_month, rule.day, rule.working_day, rule.weekday)};
}
std::optional<PeriodSpan> span_at(const MonthlyRule& rule, const DueContext& context, int index) {
  const int due_index = index + rule.months_later;
  const int first = std::min(index, due_index);
  return PeriodSpan{std::to_string(year_of_index(index)) + '-' + two_digits(month_of_index(index)),
                    clamped_day(year_of_index(first), month_of_index(first), rule.first_day),
                    day_in(context,
                           year_of_index(due_index),
                           month_of_index(due_index),
                           rule.day,
                           rule.working_day,
                           rule.weekday)};
}
std::optional<PeriodSpan> span_at(const SpanRule& rule, const DueContext& context, int index) {
  const int first = index * rule.months;
  const int due_index = first + rule.due_month;
  const int number = (first % months_per_year) / rule.months + 1;
  return PeriodSpan{std::to_string(year_of_index(first)) + (rule.months == 3 ? "-Q" : "-H") +
                        std::to_string(number),
                    month_start(first + rule.opens_month),
                    day_in(context,
                           year_of_index(due_index),
                           month_of_index(due_index),
                           rule.day,
                           rule.working_day,
                           rule.weekday)};
}
std::optional<PeriodSpan> span_at(const WeeklyRule& rule, const DueContext& context, int index) {
  const auto weekday = static_cast<int>(rule.weekday.value_or(context.weekday));
  return PeriodSpan{
      week_name(index), monday_of(index), monday_of(index + rule.weeks_later) + days{weekday - 1}};
}
std::optional<PeriodSpan> span_at(const DailyRule&, const DueContext& context, int index) {
  const Date day{days{index}};
  if (context.calendar != nullptr && !context.calendar->is_working(day)) {
    return std::nullopt;
  }
  return PeriodSpan{to_iso(day), day, day};
}
std::optional<PeriodSpan> span_at(const ReportingRule& rule, const DueContext& context, int index) {
  std::vector<ReportPeriod> reports =
      reports_of(reporting_of(context), rule.kinds, index / reports_per_year_max);
  std::stable_sort(reports.begin(),
                   reports.end(),
                   [](const ReportPeriod& a, const ReportPeriod& b) { return a.first < b.first; });
  const auto place = static_cast<std::size_t>(index % reports_per_year_max);
  if (place >= reports.size()) {
    return std::nullopt;
  }
  return PeriodSpan{reports[place].period, reports[place].first, reports[place].due};
}
std::optional<PeriodSpan> span_at(const PeriodRule& rule, const DueContext& context, int index) {
  const auto [first, last] = years_of(rule, context);
  if (index >= first) {
    return span_at(YearlyRule{}, context, index);
  }
  PeriodSpan span = whole_effect(context);
  if (rule.first_year) {
    span.opens = std::max(make_date(first, 1, 1), context.effective_from);
  }
  if (rule.last_year) {
    span.named_day = last_of_month(last, months_per_year);
  }
  span.period = years_name(first, last);
  return span;
}
std::optional<PeriodSpan> span_at(const LunarRule& rule, const DueContext& context, int index) {
  auto day = from_lunar({index, rule.month, false, rule.day}, context.zone);
  if (!day) {
    day = from_lunar({index, rule.month, false, rule.day - 1}, context.zone);
  }
  return day ? std::optional(PeriodSpan{
                   std::to_string(index), make_date(index, 1, 1), *day - days{rule.days_before}})
             : std::nullopt;
}
std::optional<PeriodSpan> span_at(const StandingRule&, const DueContext& context, int) {
  return whole_effect(context);
}
std::optional<PeriodSpan> span_at(const DeferredRule& rule, const DueContext& context, int index) {
  return rule.yearly ? span_at(YearlyRule{}, context, index) : whole_effect(context);
}
std::optional<PeriodSpan> span_at(const TriggeredRule&, const DueContext&, int) {
  return std::nullopt;
}
std::optional<PeriodSpan> span_at(const HappeningRule&, const DueContext&, int) {
  return std::nullopt;
}

}  // namespace

void set_end(Due& due, Date day, const DueRule& rule, Zone zone) {
  due.last_day = day;
  if (rule.time) {
    due.due = instant_at(day, *rule.time, zone);
    due.last_day = rule.time->minutes == 0 ? day - days{1} : day;
  } else if (rule.limit == Limit::before) {
    due.due = start_of(day, zone);
    due.last_day = day - days{1};
  } else {
    due.due = end_of(day, zone);
  }
}

Date weekday_in_month(int year, unsigned month, const WeekdayOfMonth& weekday) {
  const auto wanted = static_cast<int>(weekday.weekday);
  const auto from_to = [](unsigned from, int to) {
    return days{(to - static_cast<int>(from) + days_per_week) % days_per_week};
  };
  if (weekday.nth > 0) {
    const Date first = make_date(year, month, 1);
    const days ahead = from_to(std::chrono::weekday{first}.iso_encoding(), wanted);
    return first + ahead + days{(weekday.nth - 1) * days_per_week};
  }
  const Date last = last_of_month(year, month);
  return last -
         from_to(weekday.weekday, static_cast<int>(std::chrono::weekday{last}.iso_encoding()));
}

int week_of(Date date) {
  const auto since = (date - first_monday).count();
  return static_cast<int>(since >= 0 ? since / days_per_week
                                     : (since - days_per_week + 1) / days_per_week);
}

Date monday_of(int week) {
  return first_monday + days{week * days_per_week};
}

const ReportingCalendar& reporting_of(const DueContext& context) {
  static const ReportingCalendar built_in;
  return context.reporting != nullptr ? *context.reporting : built_in;
}

PeriodRange periods_of(const Recurrence& recurrence, const DueContext& context) {
  return std::visit([&context](const auto& rule) { return range_of(rule, context); }, recurrence);
}

int period_at(const Recurrence& recurrence, Date date) {
  return std::visit([date](const auto& rule) { return index_at(rule, date); }, recurrence);
}

std::optional<PeriodSpan> span_of(const Recurrence& recurrence,
                                  const DueContext& context,
                                  int index) {
  return std::visit([&](const auto& rule) { return span_at(rule, context, index); }, recurrence);
}

}  // namespace dondoc
