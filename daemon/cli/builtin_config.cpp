// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/builtin_config.h"

#include "rules/plan/calendar_files.h"

#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

WorkingDays builtin_calendar() {
  std::vector<Diagnostic> diagnostics;
  std::optional<WorkingDays> calendar = read_calendar_files(builtin_files(), diagnostics);
  if (!calendar) {
    throw std::logic_error("a calendar built into the binary is broken: " +
                           render(diagnostics.front()));
  }
  return *std::move(calendar);
}

}  // namespace dondoc
