// SPDX-License-Identifier: Apache-2.0
// The calendars and policies of config/ as they were when the binary was built, so that `explain`
// works on a machine that has no configuration yet.
#pragma once

#include "rules/calendar/working_days.h"
#include "rules/plan/rule_files.h"

#include <vector>

namespace dondoc {

/// "calendars/*.yaml" and "policies.yaml". The text is made by embed_files.cmake at build time.
[[nodiscard]] const std::vector<SourceFile>& builtin_files();

/// Throws std::logic_error when the files built in are broken: a test keeps that from happening.
[[nodiscard]] WorkingDays builtin_calendar();

}  // namespace dondoc
