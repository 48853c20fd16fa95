// SPDX-License-Identifier: Apache-2.0
// All files of calendars/ together: the rules of holidays.yaml, and the years.
#pragma once

#include "rules/calendar/reporting_calendar.h"
#include "rules/calendar/working_days.h"
#include "rules/plan/diagnostic.h"
#include "rules/plan/source_file.h"

#include <optional>
#include <string_view>
#include <vector>

namespace dondoc {

inline constexpr std::string_view calendars_folder = "calendars/";
inline constexpr std::string_view reporting_name = "calendars/reporting.yaml";

[[nodiscard]] bool is_in_folder(const SourceFile& file, std::string_view folder);

/// The reporting calendar of its file, or the one built in when there is no such file.
[[nodiscard]] ReportingCalendar read_reporting_file(const std::vector<SourceFile>& files,
                                                    std::vector<Diagnostic>& diagnostics);

/// The working days that the files of calendars/ make, other files being passed over. What is wrong
/// is added to `diagnostics`; nothing comes back when there are errors among these.
[[nodiscard]] std::optional<WorkingDays> read_calendar_files(const std::vector<SourceFile>& files,
                                                             std::vector<Diagnostic>& diagnostics);

}  // namespace dondoc
