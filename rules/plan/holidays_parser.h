// SPDX-License-Identifier: Apache-2.0
// Reads calendars/holidays.yaml: the days off that the law sets for every year.
#pragma once

#include "rules/calendar/holidays.h"
#include "rules/plan/yaml_reader.h"

#include <cstddef>

namespace dondoc {

inline constexpr std::size_t holidays_max = 50;
/// How far a day off may lie from the day that its holiday is named by.
inline constexpr int holiday_offset_max = 10;

/// What could be read; mistakes are added to the file's diagnostics.
[[nodiscard]] HolidayRules parse_holidays(YamlFile& file);

}  // namespace dondoc
