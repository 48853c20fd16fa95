// SPDX-License-Identifier: Apache-2.0
// Every rule that RFC 5545 can express, against libical. What it can't: days off (they aren't in an
// RRULE), lunar days, reports, terms, and dues without a date.
#include "rules/phrase/due_rule.h"
#include "tests/support/any_due_rule.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <libical/ical.h>
#include <rapidcheck/gtest.h>

namespace dondoc::due_rule_libical_test {
namespace {

constexpr int first_year = 2000;
constexpr int last_year = 2050;
constexpr unsigned every_month_has = 28;
constexpr unsigned friday = 5;
constexpr const char* weekday_names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

/// "BYMONTHDAY=28,29,30,31;BYSETPOS=-1": the day, or the month's last when it has no such day.
std::string day_part(const std::optional<unsigned>& day,
                     const std::optional<int>& working_day,
                     const std::optional<WeekdayOfMonth>& weekday) {
  if (weekday) {
    return ";BYDAY=" + std::to_string(weekday->nth) + weekday_names[weekday->weekday - 1];
  }
  if (working_day) {
    return ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + std::to_string(*working_day);
  }
  if (!day) {
    return ";BYMONTHDAY=-1";
  }
  if (*day <= every_month_has) {
    return ";BYMONTHDAY=" + std::to_string(*day);
  }
  std::string days;
  for (unsigned one = every_month_has; one <= *day; ++one) {
    days += (days.empty() ? "" : ",") + std::to_string(one);
  }
  return ";BYMONTHDAY=" + days + ";BYSETPOS=-1";
}

/// A set position counts within one month, so each month has a rule of its own: yearly, monthly.
std::vector<std::string> rules_of(const YearlyRule& rule) {
  return {"FREQ=YEARLY;BYMONTH=" + std::to_string(rule.last_month) +
          day_part(rule.day, rule.working_day, rule.weekday)};
}
std::vector<std::string> rules_of(const MonthlyRule& rule) {
  return {"FREQ=MONTHLY" + day_part(rule.day, rule.working_day, rule.weekday)};
}
std::vector<std::string> rules_of(const SpanRule& rule) {
  std::vector<std::string> rules;
  for (int first = 0; first < months_per_year; first += rule.months) {
    const int month = (first + rule.due_month) % months_per_year + 1;
    rules.push_back("FREQ=YEARLY;BYMONTH=" + std::to_string(month) +
                    day_part(rule.day, rule.working_day, rule.weekday));
  }
  return rules;
}
std::vector<std::string> rules_of(const WeeklyRule& rule) {
  return {std::string("FREQ=WEEKLY;BYDAY=") + weekday_names[rule.weekday.value_or(friday) - 1]};
}
std::vector<std::string> rules_of(const DailyRule&) {
  return {"FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"};
}

/// All days from `first` to `last` that one of the rules gives.
std::vector<Date> by_libical(const std::vector<std::string>& rules, Date first, Date last) {
  std::vector<Date> days;
  for (const std::string& text : rules) {
    const icalrecurrencetype recurrence = icalrecurrencetype_from_string(text.c_str());
    EXPECT_NE(recurrence.freq, ICAL_NO_RECURRENCE) << text;
    const icaltimetype start = icaltime_from_string((to_iso(first).substr(0, 4) + "0101").c_str());
    const std::unique_ptr<icalrecur_iterator, decltype(&icalrecur_iterator_free)> iterator(
        icalrecur_iterator_new(recurrence, start), icalrecur_iterator_free);
    EXPECT_NE(iterator, nullptr) << text;
    for (icaltimetype next = icalrecur_iterator_next(iterator.get()); !icaltime_is_null_time(next);
         next = icalrecur_iterator_next(iterator.get())) {
      const Date day =
          make_date(next.year, static_cast<unsigned>(next.month), static_cast<unsigned>(next.day));
      if (day > last) {
        break;
      }
      if (day >= first) {
        days.push_back(day);
      }
    }
  }
  std::sort(days.begin(), days.end());
  return days;
}

struct Years {
  int first{first_year};
  int last{last_year};
  [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(last - first + 1); }
};

/// Ten of the half century: libical takes its time.
Years any_years() {
  const int first = *rc::gen::inRange(first_year, last_year - 8);
  return {first, first + 9};
}

/// The last days of all periods of the years, against libical's between the same two; the number
/// of periods is checked by itself, or both ends could be missing.
template <typename Rule>
void expect_agreement(const Rule& recurrence, Years years, std::size_t periods) {
  static const WorkingDays calendar;  // weekends alone are off
  const DueContext plan{make_date(years.first, 1, 1),
                        make_date(years.last, 12, 31),
                        make_date(years.first, 1, 1),
                        &calendar,
                        Zone{}};
  const DueRule rule{recurrence};
  std::vector<Date> days;
  std::optional<Instant> after;
  do {  // no call returns more than dues_max
    const std::vector<Due> more = dues_opening(rule, plan, after, Instant::max());
    for (const Due& due : more) {
      days.push_back(due.last_day);
    }
    after = more.empty() ? std::nullopt : std::optional(more.back().opens);
  } while (after);
  std::sort(days.begin(), days.end());
  RC_ASSERT(days.size() == periods);
  RC_ASSERT(days == by_libical(rules_of(recurrence), days.front(), days.back()));
}

/// How many days of the years are one of these days of the week.
std::size_t days_in(Years years, unsigned first_weekday, unsigned last_weekday) {
  std::size_t count = 0;
  for (Date day = make_date(years.first, 1, 1); year_of(day) <= years.last;
       day += std::chrono::days{1}) {
    const unsigned weekday = std::chrono::weekday{day}.iso_encoding();
    count += weekday >= first_weekday && weekday <= last_weekday ? 1U : 0U;
  }
  return count;
}

RC_GTEST_PROP(DueRuleLibical, AgreesOnYears, ()) {
  const Years years = any_years();
  expect_agreement(testing::any_yearly(), years, years.count());
}

RC_GTEST_PROP(DueRuleLibical, AgreesOnMonths, ()) {
  const Years years = any_years();
  expect_agreement(testing::any_monthly(), years, years.count() * months_per_year);
}

RC_GTEST_PROP(DueRuleLibical, AgreesOnQuartersAndHalfYears, ()) {
  const SpanRule span = testing::any_span();
  const Years years = any_years();
  const auto spans = static_cast<std::size_t>(months_per_year / span.months);
  expect_agreement(span, years, years.count() * spans);
}

RC_GTEST_PROP(DueRuleLibical, AgreesOnWeeks, ()) {
  const WeeklyRule weekly = testing::any_weekly();
  const unsigned weekday = weekly.weekday.value_or(friday);
  const Years years = any_years();
  expect_agreement(weekly, years, days_in(years, weekday, weekday));
}

TEST(DueRuleLibical, AgreesOnWorkingDays) {
  expect_agreement(DailyRule{}, Years{}, days_in(Years{}, 1, friday));
}

}  // namespace
}  // namespace dondoc::due_rule_libical_test
