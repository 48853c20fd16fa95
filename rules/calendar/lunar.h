// SPDX-License-Identifier: Apache-2.0
// The lunar calendar of Việt Nam. A month begins on the day of the new moon; the month that holds
// the winter solstice is the 11th; where 13 months lie between two of these, the first without a
// major term of the sun is a leap month and repeats the number of the month before it. All days are
// those of UTC+7; China's are those of UTC+8, and Tết differs where midnight lies between the two.
//
// Computed from published astronomy, without a table, for the lunar years since Việt Nam counts by
// UTC+7 (QĐ 121/CP of 1967). Almanacs before 1968 followed other rules.
//
// Exactness. A month begins a day early or late when its new moon lies closer to midnight than the
// computation is exact: some 20 seconds, and beside it what the earth's rotation will have done,
// which nobody knows to the minute for years after 2100. At UTC+7 the new moons of 8 May 2054,
// 15 November 2077, 18 October 2085, 26 May 2150 and 22 January 2175 lie within a minute of it.
// Only the last begins a month 1, so only the Tết of 2175 is open by this. The sun is exact to a
// quarter of an hour, which decides leap months only where a major term lies as close to the
// midnight between two months; no leap month from 1968 to 2199 does.
#pragma once

#include "rules/calendar/civil.h"

#include <compare>
#include <optional>
#include <vector>

namespace dondoc {

/// Lunar years outside this range are refused.
inline constexpr int lunar_year_min = 1968;
inline constexpr int lunar_year_max = 2199;

struct LunarDate {
  int year{0};   ///< that of its Tết: 2026-02-16 is the last day of lunar 2025
  int month{1};  ///< 1 to 12; a leap month has the number of the one before it
  bool leap{false};
  int day{1};  ///< 1 to 29 or 30
  auto operator<=>(const LunarDate&) const = default;
};

struct LunarMonth {
  int year{0};
  int month{1};
  bool leap{false};
  Date first;
  int days{29};  ///< 29 or 30
};

/// The 12 or 13 months of a lunar year in order; none when the year is out of range. A value to be
/// kept by callers that need many days of a year: each call computes it.
[[nodiscard]] std::vector<LunarMonth> months_of_lunar_year(int year, Zone zone = {});

/// The number that the year's leap month repeats.
[[nodiscard]] std::optional<int> leap_month(int year, Zone zone = {});

/// Nothing when the day belongs to a lunar year out of range.
[[nodiscard]] std::optional<LunarDate> to_lunar(Date date, Zone zone = {});

/// Nothing when there is no such day: day 30 of a short month, a leap month that the year hasn't.
[[nodiscard]] std::optional<Date> from_lunar(const LunarDate& date, Zone zone = {});

}  // namespace dondoc
