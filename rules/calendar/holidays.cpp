// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/holidays.h"

#include "rules/calendar/lunar.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace dondoc {
namespace {

using std::chrono::days;

constexpr const char* computed_note = " (tự tính theo quy định, chưa có thông báo)";
constexpr const char* make_up_note = " (nghỉ bù)";

/// The day that the holiday's offsets are counted from.
std::optional<Date> day_of(const Holiday& holiday,
                           int year,
                           const std::vector<LunarMonth>& lunar_year) {
  if (holiday.calendar == YearlyDay::solar) {
    return valid_date(year, holiday.month, holiday.day);
  }
  const auto month =
      std::find_if(lunar_year.begin(), lunar_year.end(), [&holiday](const LunarMonth& candidate) {
        return !candidate.leap && candidate.month == static_cast<int>(holiday.month);
      });
  if (month == lunar_year.end() || holiday.day > static_cast<unsigned>(month->days)) {
    return std::nullopt;
  }
  return month->first + days{holiday.day - 1};
}

/// Which holiday each day is; the one listed first where two meet.
std::map<Date, const Holiday*> days_of_holidays(const HolidayRules& rules) {
  int first_year = computed_year_max + 1;
  bool needs_moon = false;
  for (const Holiday& holiday : rules.holidays) {
    first_year = std::min(first_year, holiday.from_year);
    needs_moon = needs_moon || holiday.calendar == YearlyDay::lunar;
  }
  std::map<Date, const Holiday*> found;
  for (int year = std::max(first_year, year_min); year <= computed_year_max; ++year) {
    const auto lunar_year = needs_moon ? months_of_lunar_year(year) : std::vector<LunarMonth>{};
    for (const Holiday& holiday : rules.holidays) {
      const auto day = year < holiday.from_year ? std::nullopt : day_of(holiday, year, lunar_year);
      for (std::size_t at = 0; day && at < holiday.offsets.size(); ++at) {
        found.emplace(*day + days{holiday.offsets[at]}, &holiday);
      }
    }
  }
  return found;
}

bool is_weekly_day_off(std::bitset<7> weekend, Date date) {
  return weekend[std::chrono::weekday{date}.c_encoding()];
}

/// The next working day after a holiday on a weekly day off, for each in order: two of them on one
/// weekend take two days after it.
void add_make_up_days(const HolidayRules& rules,
                      std::bitset<7> weekend,
                      const std::map<Date, const Holiday*>& holidays,
                      std::map<Date, SpecialDay>& off) {
  for (const auto& [date, holiday] : holidays) {
    if (!holiday->made_up || !is_weekly_day_off(weekend, date)) {
      continue;
    }
    Date made_up = date + days{1};
    while (is_weekly_day_off(weekend, made_up) || off.count(made_up) != 0) {
      made_up += days{1};
    }
    off.emplace(made_up,
                SpecialDay{made_up,
                           DayKind::off,
                           holiday->name + make_up_note,
                           rules.make_up_source + computed_note});
  }
}

}  // namespace

std::vector<SpecialDay> computed_days_off(const HolidayRules& rules, std::bitset<7> weekend) {
  const std::map<Date, const Holiday*> holidays = days_of_holidays(rules);
  std::map<Date, SpecialDay> off;
  for (const auto& [date, holiday] : holidays) {
    if (!is_weekly_day_off(weekend, date)) {
      off.insert_or_assign(
          date, SpecialDay{date, DayKind::off, holiday->name, holiday->source + computed_note});
    }
  }
  if (!weekend.all()) {
    add_make_up_days(rules, weekend, holidays, off);
  }
  std::vector<SpecialDay> result;
  result.reserve(off.size());
  for (auto& [date, day] : off) {
    result.push_back(std::move(day));
  }
  return result;
}

}  // namespace dondoc
