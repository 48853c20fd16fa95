// SPDX-License-Identifier: Apache-2.0
// Dates by walking the calendar, one day after the other.
#include "tests/simulation/oracle.h"

#include <algorithm>

namespace dondoc {

namespace {

constexpr std::chrono::days one_day{1};
constexpr std::chrono::hours zone_offset{7};

Date last_day_of(int year, unsigned month) {
  Date date = make_date(year, month, 28);
  while (ymd(date + one_day).month == month) {
    date += one_day;
  }
  return date;
}

/// The day of the month, or the month's last one when it is shorter or none is named.
Date named_day(int year, unsigned month, std::optional<unsigned> day) {
  const Date last = last_day_of(year, month);
  if (!day || *day >= ymd(last).day) {
    return last;
  }
  return make_date(year, month, *day);
}

PlainDue finish(const DueRule& rule,
                const PlainCalendar& calendar,
                std::string period,
                Date opens,
                Date named) {
  PlainDue due;
  due.period = std::move(period);
  due.opens = plain_instant(opens, {0});
  while (rule.roll == Roll::next && !plain_is_working(calendar, named)) {
    named += one_day;
  }
  while (rule.roll == Roll::previous && !plain_is_working(calendar, named)) {
    named -= one_day;
  }
  if (rule.time) {
    due.due = plain_instant(named, *rule.time);
    due.last_day = named;
  } else if (rule.limit == Limit::before) {
    due.due = plain_instant(named, {0});
    due.last_day = named - one_day;
  } else {
    due.due = plain_instant(named + one_day, {0});
    due.last_day = named;
  }
  // "Before the 1st" of its own month is owed the day before, so it opens then at the latest.
  due.opens = std::min(due.opens, plain_instant(due.last_day, {0}));
  return due;
}

std::string two_digits(unsigned n) {
  return (n < 10 ? "0" : "") + std::to_string(n);
}

}  // namespace

bool plain_is_working(const PlainCalendar& calendar, Date date) {
  if (calendar.working.count(date) != 0) {
    return true;
  }
  const std::chrono::weekday day(date);
  return day != std::chrono::Saturday && day != std::chrono::Sunday &&
         calendar.off.count(date) == 0;
}

Date plain_working_days_before(const PlainCalendar& calendar, Date date, int n) {
  if (n == 0) {
    while (!plain_is_working(calendar, date)) {
      date -= one_day;
    }
    return date;
  }
  while (n > 0) {
    date -= one_day;
    n -= plain_is_working(calendar, date) ? 1 : 0;
  }
  return date;
}

Date plain_working_day_from(const PlainCalendar& calendar, Date date) {
  while (!plain_is_working(calendar, date)) {
    date += one_day;
  }
  return date;
}

Instant plain_instant(Date date, TimeOfDay time) {
  return Instant(date.time_since_epoch()) + std::chrono::minutes(time.minutes) - zone_offset;
}

Date plain_date(Instant instant) {
  return Date(std::chrono::floor<std::chrono::days>((instant + zone_offset).time_since_epoch()));
}

std::vector<PlainDue> plain_dues(const Plan& plan,
                                 const DueRule& rule,
                                 const PlainCalendar& calendar) {
  std::vector<PlainDue> result;
  if (const auto* once = std::get_if<OnceRule>(&rule.recurrence)) {
    result.push_back(
        finish(rule, calendar, once->period, once->first.value_or(plan.issued), once->last));
    return result;
  }
  for (int year = ymd(plan.effective_from).year; year <= ymd(plan.effective_to).year; ++year) {
    if (const auto* yearly = std::get_if<YearlyRule>(&rule.recurrence)) {
      result.push_back(
          finish(rule,
                 calendar,
                 std::to_string(year),
                 make_date(year, yearly->first_month, 1),
                 named_day(year + yearly->years_later, yearly->last_month, yearly->day)));
    } else if (const auto* monthly = std::get_if<MonthlyRule>(&rule.recurrence)) {
      for (unsigned month = 1; month <= 12; ++month) {
        const bool next_year = monthly->months_later == 1 && month == 12;
        const unsigned due_month =
            next_year ? 1 : month + static_cast<unsigned>(monthly->months_later);
        result.push_back(finish(rule,
                                calendar,
                                std::to_string(year) + "-" + two_digits(month),
                                make_date(year, month, 1),
                                named_day(year + (next_year ? 1 : 0), due_month, monthly->day)));
      }
    }
  }
  return result;
}

}  // namespace dondoc
