// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/working_days.h"

#include <utility>

namespace dondoc {
namespace {

using std::chrono::days;

std::size_t weekday_index(Date date) {
  return std::chrono::weekday{date}.c_encoding();
}

}  // namespace

WorkingDays::WorkingDays(std::bitset<7> weekend,
                         std::vector<CalendarYear> years,
                         const HolidayRules& rules)
    : weekend_(weekend) {
  for (CalendarYear& year : years) {
    for (const SpecialDay& day : year.days) {
      special_.insert_or_assign(day.date, day);
    }
    const int number = year.year;
    years_.insert_or_assign(number, std::move(year));
  }
  for (SpecialDay& day : computed_days_off(rules, weekend_)) {
    if (!is_promulgated(year_of(day.date))) {
      const Date date = day.date;
      special_.emplace(date, std::move(day));
    }
  }
}

bool WorkingDays::is_working(Date date) const {
  const SpecialDay* entry = special(date);
  return entry != nullptr ? entry->kind == DayKind::working : !weekend_[weekday_index(date)];
}

const SpecialDay* WorkingDays::special(Date date) const {
  const auto found = special_.find(date);
  return found == special_.end() ? nullptr : &found->second;
}

std::vector<SpecialDay> WorkingDays::special_between(Date from, Date to) const {
  std::vector<SpecialDay> entries;
  for (auto entry = special_.lower_bound(from); entry != special_.end() && entry->first <= to;
       ++entry) {
    entries.push_back(entry->second);
  }
  return entries;
}

WorkingDays WorkingDays::excerpt(Date from, Date to, const std::set<Date>& absent) const {
  WorkingDays part;
  part.weekend_ = weekend_;
  for (SpecialDay& entry : special_between(from, to)) {
    if (absent.count(entry.date) == 0) {
      const Date date = entry.date;
      part.special_.emplace(date, std::move(entry));
    }
  }
  return part;
}

bool WorkingDays::is_promulgated(int year) const {
  const auto found = years_.find(year);
  return found != years_.end() && found->second.promulgated;
}

Date WorkingDays::on_or_after(Date date) const {
  for (int step = 0; step < steps_max && !is_working(date); ++step) {
    date += days{1};
  }
  return date;
}

Date WorkingDays::on_or_before(Date date) const {
  for (int step = 0; step < steps_max && !is_working(date); ++step) {
    date -= days{1};
  }
  return date;
}

Date WorkingDays::add_working_days(Date date, int n) const {
  // The range of years bounds the loop whatever n is; no date outside it can be written in a plan.
  static const Date earliest = make_date(year_min, 1, 1);
  static const Date latest = make_date(year_max, 12, 31);
  for (; n > 0 && date < latest; --n) {
    date = on_or_after(date + days{1});
  }
  for (; n < 0 && date > earliest; ++n) {
    date = on_or_before(date - days{1});
  }
  return date;
}

int WorkingDays::count_working_days(Date from, Date to) const {
  if (to <= from) {
    return 0;
  }
  // Whole weeks are multiplied and only the entries in between looked at, so that the cost doesn't
  // grow with the span.
  const auto span = (to - from).count();
  const auto weeks = span / days_per_week;
  auto count = weeks * (days_per_week - static_cast<long>(weekend_.count()));
  for (Date day = from + days{weeks * days_per_week + 1}; day <= to; day += days{1}) {
    count += weekend_[weekday_index(day)] ? 0 : 1;
  }
  for (auto entry = special_.upper_bound(from); entry != special_.end() && entry->first <= to;
       ++entry) {
    const bool plain = !weekend_[weekday_index(entry->first)];
    const bool actual = entry->second.kind == DayKind::working;
    count += static_cast<int>(actual) - static_cast<int>(plain);
  }
  return static_cast<int>(count);
}

}  // namespace dondoc
