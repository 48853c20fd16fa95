// SPDX-License-Identifier: Apache-2.0
// Reads calendars/reporting.yaml: the days of the periodic reports.
#pragma once

#include "rules/calendar/reporting_calendar.h"
#include "rules/plan/yaml_reader.h"

namespace dondoc {

/// How many working days before the cut-off units can be asked.
inline constexpr int asked_before_max = 60;
/// How many months after its period a report can be due.
inline constexpr int report_months_later_max = 6;

/// What could be read; mistakes are added to the file's diagnostics.
[[nodiscard]] ReportingCalendar parse_reporting(YamlFile& file);

}  // namespace dondoc
