// SPDX-License-Identifier: Apache-2.0
// What will be asked of whom, and when, if nobody answers and nothing fails.
#pragma once

#include "rules/plan/plan.h"
#include "rules/rehearsal/rehearsal.h"

#include <optional>
#include <vector>

namespace dondoc {

struct Forecast {
  std::vector<Occurrence> occurrences;    ///< by due, then key; all that open by the end
  std::vector<ForecastNotice> notices;    ///< by time, then key; all that leave by the end
  std::vector<ForecastMessage> messages;  ///< by time, then person; all that leave by the end
};

/// Everything up to `end`, stepped from the day on which each plan is first loaded: `first_load`,
/// or without one the plan's issue date, so that a forecast doesn't depend on today. Dues that lie
/// before that day are listed; as in the daemon they get no notices.
[[nodiscard]] Forecast forecast(const RuleSet& rules, std::optional<Date> first_load, Instant end);

}  // namespace dondoc
