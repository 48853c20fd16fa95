// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "rules/plan/plan.h"
#include "rules/rehearsal/plan_test.h"

#include <string>

namespace dondoc {

/// The rules with the plan alone, and of it what the case is about: duties that it doesn't look at
/// only take time. What records triggers stays, and duties of other plans that spell out some of
/// it.
[[nodiscard]] RuleSet narrowed(const RuleSet& rules,
                               const std::string& plan,
                               const PlanTestCase& test);

}  // namespace dondoc
