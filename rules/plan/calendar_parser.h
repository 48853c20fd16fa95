// SPDX-License-Identifier: Apache-2.0
// Reads calendars/YEAR.yaml: one year of days off and worked weekend days, each with its source.
#pragma once

#include "rules/calendar/calendar_year.h"
#include "rules/calendar/holidays.h"
#include "rules/plan/yaml_reader.h"

#include <bitset>
#include <optional>

namespace dondoc {

inline constexpr std::size_t special_days_max = 200;

struct CalendarFile {
  CalendarYear year;
  Span year_span;                         ///< of the year's number
  std::optional<std::bitset<7>> weekend;  ///< [0] is Sunday; as WorkingDays takes it
  Span weekend_span;
};

/// What could be read; mistakes are added to the file's diagnostics. The rules tell which days of a
/// year that isn't promulgated are off anyway.
[[nodiscard]] std::optional<CalendarFile> parse_calendar(YamlFile& file, const HolidayRules& rules);

}  // namespace dondoc
