// SPDX-License-Identifier: Apache-2.0
// Every calendar shape against a slow second opinion: it walks through all the days from 2000 to
// 2050, asks of each by plain counting whether it is the one a period names, and knows nothing of
// how the rules compute. Terms likewise, day by day from the event.
#include "rules/calendar/lunar.h"
#include "rules/phrase/due_rule.h"
#include "tests/support/any_due_rule.h"

#include <map>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::due_rule_oracle_test {
namespace {

using std::chrono::days;

constexpr days one{1};
constexpr int first_year = 2000;
constexpr int last_year = 2050;

/// Weekends, and days off scattered over all the years.
const WorkingDays& office_calendar() {
  static const WorkingDays calendar = [] {
    std::vector<CalendarYear> years;
    for (int year = first_year - 1; year <= last_year + 2; ++year) {
      CalendarYear entry{year, true, {}};
      for (int step = 3; step < 360; step += 17 + year % 5) {
        const Date date = make_date(year, 1, 1) + days{step};
        entry.days.push_back({date, step % 4 == 0 ? DayKind::working : DayKind::off, "", ""});
      }
      years.push_back(entry);
    }
    return WorkingDays(std::bitset<7>{0b1000001}, years);
  }();
  return calendar;
}

bool is_last_of_month(Date day) {
  return ymd(day + one).month != ymd(day).month;
}

/// The day is number `wanted` of its month, or the month ends with it before reaching that number.
bool is_day(Date day, std::optional<unsigned> wanted) {
  return wanted ? ymd(day).day == *wanted || (is_last_of_month(day) && ymd(day).day < *wanted)
                : is_last_of_month(day);
}

/// The day is the month's n-th working day, from its start or (negative) from its end.
bool is_nth_working_day(Date day, int nth) {
  if (!office_calendar().is_working(day)) {
    return false;
  }
  int count = 0;
  for (Date at = day; ymd(at).month == ymd(day).month; at -= nth > 0 ? one : -one) {
    count += office_calendar().is_working(at) ? 1 : 0;
  }
  return count == (nth > 0 ? nth : -nth);
}

/// The day is the month's n-th of its weekday, from its start or (negative) from its end.
bool is_nth_weekday(Date day, const WeekdayOfMonth& wanted) {
  if (std::chrono::weekday{day}.iso_encoding() != wanted.weekday) {
    return false;
  }
  int count = 0;
  for (Date at = day; ymd(at).month == ymd(day).month; at -= wanted.nth > 0 ? one : -one) {
    count += std::chrono::weekday{at} == std::chrono::weekday{day} ? 1 : 0;
  }
  return count == (wanted.nth > 0 ? wanted.nth : -wanted.nth);
}

bool is_named(Date day,
              std::optional<unsigned> wanted,
              std::optional<int> working_day,
              const std::optional<WeekdayOfMonth>& weekday) {
  if (weekday) {
    return is_nth_weekday(day, *weekday);
  }
  return working_day ? is_nth_working_day(day, *working_day) : is_day(day, wanted);
}

int months_since(Date day) {
  return ymd(day).year * 12 + static_cast<int>(ymd(day).month) - 1;
}

std::string two_digits(int value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

Date monday_before(Date day) {
  while (std::chrono::weekday{day} != std::chrono::Monday) {
    day -= one;
  }
  return day;
}

/// ISO 8601: the year and number of a week are those of its Thursday.
std::string iso_week(Date monday) {
  const Date thursday = monday + days{3};
  int number = 0;
  for (Date at = thursday; year_of(at) == year_of(thursday); at -= days{7}) {
    ++number;
  }
  return std::to_string(year_of(thursday)) + "-W" + two_digits(number);
}

// Each says which period the day is the named day of; an empty text when of none.

std::string period_of(const YearlyRule& rule, Date day) {
  const bool named =
      ymd(day).month == rule.last_month && is_named(day, rule.day, rule.working_day, rule.weekday);
  return named ? std::to_string(year_of(day) - rule.years_later) : "";
}

std::string period_of(const MonthlyRule& rule, Date day) {
  if (!is_named(day, rule.day, rule.working_day, rule.weekday)) {
    return "";
  }
  const int month = months_since(day) - rule.months_later;
  return std::to_string(month / 12) + '-' + two_digits(month % 12 + 1);
}

std::string period_of(const SpanRule& rule, Date day) {
  const int first = months_since(day) - rule.due_month;
  if (first % rule.months != 0 || !is_named(day, rule.day, rule.working_day, rule.weekday)) {
    return "";
  }
  return std::to_string(first / 12) + (rule.months == 3 ? "-Q" : "-H") +
         std::to_string(first % 12 / rule.months + 1);
}

std::string period_of(const WeeklyRule& rule, Date day) {
  const auto weekday = static_cast<Date::rep>(rule.weekday.value_or(5));
  const Date monday = monday_before(day);
  if ((day - monday).count() + 1 != weekday) {
    return "";
  }
  return iso_week(monday - days{7 * rule.weeks_later});
}

std::string period_of(const DailyRule&, Date day) {
  return office_calendar().is_working(day) ? to_iso(day) : "";
}

std::string period_of(const LunarRule& rule, Date counted) {
  Date day = counted;
  for (int step = 0; step < rule.days_before; ++step) {
    day += one;
  }
  const auto lunar = to_lunar(day);
  if (!lunar || lunar->month != rule.month || lunar->leap) {
    return "";
  }
  const auto next = to_lunar(day + one);
  const bool ends = !next || next->month != lunar->month || next->leap != lunar->leap;
  const bool named = lunar->day == rule.day || (ends && lunar->day < rule.day);
  return named ? std::to_string(lunar->year) : "";
}

template <typename Other>
std::string period_of(const Other&, Date) {
  return "";
}

/// The last day in time, when `day` is the one that the rule names.
Date last_day_of(const DueRule& rule, Date day) {
  while (rule.roll != Roll::none && !office_calendar().is_working(day)) {
    day += rule.roll == Roll::next ? one : -one;
  }
  const bool excluded = rule.time ? rule.time->minutes == 0 : rule.limit == Limit::before;
  return excluded ? day - one : day;
}

std::map<std::string, Date> oracle(const DueRule& rule, Date from, Date to) {
  std::map<std::string, Date> last_days;
  for (Date day = from; day <= to; day += one) {
    const std::string period = std::visit(
        [day](const auto& one_rule) { return period_of(one_rule, day); }, rule.recurrence);
    if (!period.empty()) {
      last_days[period] = last_day_of(rule, day);
    }
  }
  return last_days;
}

/// Compares what the rule gives for the years with what the oracle saw in them and around; the
/// first difference, or nothing.
std::string difference(const DueRule& rule, int from_year, int to_year) {
  const DueContext plan{make_date(from_year, 1, 1),
                        make_date(to_year, 12, 31),
                        make_date(from_year, 1, 1),
                        &office_calendar(),
                        Zone{}};
  const auto expected =
      oracle(rule, make_date(from_year, 1, 1) - days{400}, make_date(to_year, 12, 31) + days{400});
  std::size_t periods = 0;
  for (const Due& due : dues_opening(rule, plan, std::nullopt, Instant::max())) {
    const auto found = expected.find(due.period);
    if (found == expected.end() || found->second != due.last_day) {
      return fingerprint(rule) + ": " + due.period + " until " + to_iso(due.last_day) + ", not " +
             (found == expected.end() ? "at all" : to_iso(found->second));
    }
    ++periods;
  }
  // And none of the years' own periods is missing; a week may lie in two years.
  std::size_t of_these_years = 0;
  for (const auto& [period, last_day] : expected) {
    const int year = std::stoi(period.substr(0, 4));
    of_these_years += year >= from_year && year <= to_year ? 1U : 0U;
  }
  const std::size_t doubtful = std::holds_alternative<WeeklyRule>(rule.recurrence) ? 1 : 0;
  const bool complete =
      periods + doubtful >= of_these_years && periods <= of_these_years + doubtful;
  return complete ? ""
                  : fingerprint(rule) + ": " + std::to_string(periods) + " periods, not " +
                        std::to_string(of_these_years);
}

/// Ten of the years: walking through all of them for each rule would take minutes under sanitizers.
std::string difference_in_some_years(const DueRule& rule) {
  constexpr int years = 10;
  const int from = *rc::gen::inRange(first_year, last_year - years + 2);
  return difference(rule, from, from + years - 1);
}

DueRule any_calendar_rule(Recurrence recurrence) {
  DueRule rule{std::move(recurrence)};
  rule.limit = *rc::gen::element(Limit::by, Limit::before);
  rule.roll = *rc::gen::element(Roll::none, Roll::next, Roll::previous);
  if (*rc::gen::inRange(0, 3) == 0) {
    rule.time = TimeOfDay{*rc::gen::inRange(0, 1441)};
  }
  return rule;
}

RC_GTEST_PROP(DueRuleOracle, AgreesOnYearsOverHalfACentury, ()) {
  RC_ASSERT(difference_in_some_years(any_calendar_rule(testing::any_yearly())) == "");
}

RC_GTEST_PROP(DueRuleOracle, AgreesOnMonthsOverHalfACentury, ()) {
  RC_ASSERT(difference_in_some_years(any_calendar_rule(testing::any_monthly())) == "");
}

RC_GTEST_PROP(DueRuleOracle, AgreesOnQuartersAndHalfYearsOverHalfACentury, ()) {
  RC_ASSERT(difference_in_some_years(any_calendar_rule(testing::any_span())) == "");
}

RC_GTEST_PROP(DueRuleOracle, AgreesOnWeeksOverHalfACentury, ()) {
  RC_ASSERT(difference_in_some_years(any_calendar_rule(testing::any_weekly())) == "");
}

TEST(DueRuleOracle, AgreesOnWorkingDays) {
  for (int year = first_year; year <= last_year; year += 5) {
    EXPECT_EQ(difference(DueRule{DailyRule{}}, year, year + 4), "");
  }
}

TEST(DueRuleOracle, AgreesOnLunarDaysOverHalfACentury) {
  // Giỗ Tổ, the last day of a month that may be short, and a day around each leap month.
  for (const LunarRule rule : {LunarRule{3, 10}, LunarRule{12, 30}, LunarRule{6, 15}}) {
    for (int year = first_year; year + 4 <= last_year; year += 5) {
      EXPECT_EQ(difference(DueRule{rule, Limit::before}, year, year + 4), "");
    }
  }
}

/// The end of a term, counted one day at a time.
Date counted(const TriggeredRule& term, Date event, int steps) {
  Date day = event;
  while (steps > 0) {
    day += term.amount < 0 ? -one : one;
    steps -= term.unit != TermUnit::working_days || office_calendar().is_working(day) ? 1 : 0;
  }
  return day;
}

RC_GTEST_PROP(DueRuleOracle, AgreesOnTermsInDaysAndWeeks, ()) {
  const Date event = make_date(first_year, 1, 1) + days{*rc::gen::inRange(0, 50 * 365)};
  TriggeredRule term{*rc::gen::inRange(-60, 61),
                     *rc::gen::element(TermUnit::days, TermUnit::working_days, TermUnit::weeks)};
  const DueContext plan{event, event, event, &office_calendar(), Zone{}};
  const int steps = std::abs(term.amount) * (term.unit == TermUnit::weeks ? 7 : 1);
  Date last = counted(term, event, steps);
  while (term.amount >= 0 && !office_calendar().is_working(last)) {
    last += one;  // BLDS 2015, art. 148(5)
  }
  const Due due = due_of_event(DueRule{term}, plan, "moc", {event, std::nullopt}, Instant{});
  RC_ASSERT(to_iso(due.last_day) == to_iso(last));
  RC_ASSERT(due.due == end_of(last, Zone{}));
}

RC_GTEST_PROP(DueRuleOracle, AgreesOnTermsInMonthsAndYears, ()) {
  const Date event = make_date(first_year, 1, 1) + days{*rc::gen::inRange(0, 50 * 365)};
  const TriggeredRule term{*rc::gen::inRange(0, 37),
                           *rc::gen::element(TermUnit::months, TermUnit::years)};
  const int months = term.amount * (term.unit == TermUnit::years ? 12 : 1);
  // The first day in that month with the event's number, or the month's last.
  Date last = event;
  while (months_since(last) < months_since(event) + months) {
    last += one;
  }
  while (months > 0 && ymd(last).day < ymd(event).day && !is_last_of_month(last)) {
    last += one;
  }
  while (!office_calendar().is_working(last)) {
    last += one;
  }
  const DueContext plan{event, event, event, &office_calendar(), Zone{}};
  const Due due = due_of_event(DueRule{term}, plan, "moc", {event, std::nullopt}, Instant{});
  RC_ASSERT(to_iso(due.last_day) == to_iso(last));
}

RC_GTEST_PROP(DueRuleOracle, CountingBackIsTheInverseOfCountingForward, ()) {
  const Date event = office_calendar().on_or_after(make_date(first_year, 1, 1) +
                                                   days{*rc::gen::inRange(0, 50 * 365)});
  const int amount = *rc::gen::inRange(0, 200);
  const DueContext plan{event, event, event, &office_calendar(), Zone{}};
  const auto end = [&plan](int steps, TermUnit unit, Date from) {
    const Event at{from, std::nullopt};
    return due_of_event(DueRule{TriggeredRule{steps, unit}}, plan, "moc", at, Instant{}).last_day;
  };
  const Date forward = end(amount, TermUnit::working_days, event);
  RC_ASSERT(office_calendar().is_working(forward));
  RC_ASSERT(end(-amount, TermUnit::working_days, forward) == event);
  RC_ASSERT(office_calendar().count_working_days(event, forward) == amount);
  const Date days_before = end(-amount, TermUnit::days, event);
  RC_ASSERT(end(amount, TermUnit::days, days_before) == event);
}

}  // namespace
}  // namespace dondoc::due_rule_oracle_test
