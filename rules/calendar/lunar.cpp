// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/lunar.h"

#include "rules/calendar/astronomy.h"

#include <cmath>
#include <utility>

namespace dondoc {
namespace {

using std::chrono::days;

constexpr double julian_day_of_1970 = 2440587.5;
constexpr double seconds_per_day = 86400.0;
constexpr double days_per_year = 365.2425;
constexpr double lunations_per_year = 12.3685;
constexpr double degrees_per_term = 30.0;
constexpr int months_of_leap_span = 13;
constexpr int solstice_month = 11;
/// The winter solstice is the sun's major term at 270°.
constexpr int solstice_term = 9;

double delta_t_days(double days_since_1970) {
  return delta_t_seconds(1970 + days_since_1970 / days_per_year) / seconds_per_day;
}

double days_of(std::chrono::seconds offset) {
  return static_cast<double>(offset.count()) / seconds_per_day;
}

/// The day on which the lunation's new moon falls in the zone.
Date first_day(int lunation, Zone zone) {
  const double terrestrial = new_moon(lunation) - julian_day_of_1970;
  const double local = terrestrial - delta_t_days(terrestrial) + days_of(zone.offset);
  return Date{days{static_cast<int>(std::floor(local))}};
}

/// The major term that the sun has passed last when the day begins: 0 to 11, in steps of 30° from
/// the spring equinox.
int term_passed(Date date, Zone zone) {
  const double universal =
      static_cast<double>(date.time_since_epoch().count()) - days_of(zone.offset);
  const double moment = universal + delta_t_days(universal) + julian_day_of_1970;
  return static_cast<int>(sun_apparent_longitude(moment) / degrees_per_term);
}

/// The lunation whose month holds the winter solstice of the solar year.
int lunation_of_solstice(int year, Zone zone) {
  // From a new moon around the middle of next January back to the first that begins before the
  // solstice's day has passed it; the sun is then no further than the term after the solstice.
  int lunation = static_cast<int>(std::floor((year + 1.04 - 2000) * lunations_per_year));
  for (int term = term_passed(first_day(lunation, zone), zone);
       term == solstice_term || term == solstice_term + 1;
       term = term_passed(first_day(lunation, zone), zone)) {
    --lunation;
  }
  return lunation;
}

/// The months from the 11th of lunar `year` - 1 up to the 11th of lunar `year`, which is the span
/// that a leap month is found in.
std::vector<LunarMonth> months_up_to_solstice(int year, Zone zone) {
  const int first = lunation_of_solstice(year - 1, zone);
  const int behind = lunation_of_solstice(year, zone);
  bool wants_leap = behind - first == months_of_leap_span;
  std::vector<LunarMonth> months;
  int number = solstice_month;
  Date end = first_day(first, zone);
  int term_at_end = term_passed(end, zone);
  for (int lunation = first; lunation < behind; ++lunation) {
    const Date begin = std::exchange(end, first_day(lunation + 1, zone));
    const int term_at_begin = std::exchange(term_at_end, term_passed(end, zone));
    const bool leap = wants_leap && lunation != first && term_at_begin == term_at_end;
    if (leap) {
      wants_leap = false;
    } else if (lunation != first) {
      number = number % months_per_year + 1;
    }
    const int lunar_year = number >= solstice_month ? year - 1 : year;
    months.push_back({lunar_year, number, leap, begin, static_cast<int>((end - begin).count())});
  }
  return months;
}

bool is_in_range(int lunar_year) {
  return lunar_year >= lunar_year_min && lunar_year <= lunar_year_max;
}

}  // namespace

std::vector<LunarMonth> months_of_lunar_year(int year, Zone zone) {
  std::vector<LunarMonth> months;
  if (!is_in_range(year)) {
    return months;
  }
  for (const int span : {year, year + 1}) {
    for (const LunarMonth& month : months_up_to_solstice(span, zone)) {
      if (month.year == year) {
        months.push_back(month);
      }
    }
  }
  return months;
}

std::optional<int> leap_month(int year, Zone zone) {
  for (const LunarMonth& month : months_of_lunar_year(year, zone)) {
    if (month.leap) {
      return month.month;
    }
  }
  return std::nullopt;
}

std::optional<LunarDate> to_lunar(Date date, Zone zone) {
  // The solstice's month begins in November or December, so these two spans hold the solar year.
  const int year = year_of(date);
  if (!is_in_range(year) && !is_in_range(year - 1)) {
    return std::nullopt;
  }
  for (const int span : {year, year + 1}) {
    for (const LunarMonth& month : months_up_to_solstice(span, zone)) {
      if (date >= month.first && date < month.first + days{month.days}) {
        const int day = static_cast<int>((date - month.first).count()) + 1;
        return is_in_range(month.year)
                   ? std::optional(LunarDate{month.year, month.month, month.leap, day})
                   : std::nullopt;
      }
    }
  }
  return std::nullopt;
}

std::optional<Date> from_lunar(const LunarDate& date, Zone zone) {
  for (const LunarMonth& month : months_of_lunar_year(date.year, zone)) {
    if (month.month == date.month && month.leap == date.leap) {
      return date.day >= 1 && date.day <= month.days
                 ? std::optional(month.first + days{date.day - 1})
                 : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
