// SPDX-License-Identifier: Apache-2.0
// The end of a plan's effect. With it its duties end, and nothing that stops coming is missed by
// itself: so it is told beforehand (decision 0084).
#pragma once

#include "rules/plan/plan.h"

namespace dondoc {

/// Whether the plan's effect ends in the next 60 days, or ended in the last 90, and no other plan
/// comes into effect about then.
[[nodiscard]] bool ends_unfollowed(const Plan& plan, const RuleSet& rules, Date today);

/// Whether the coordinator reads of it today: on the first working day of each week, until 31 days
/// after the end.
[[nodiscard]] bool is_end_told(const Plan& plan, const RuleSet& rules, Date today);

}  // namespace dondoc
