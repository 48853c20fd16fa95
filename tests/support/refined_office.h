// SPDX-License-Identifier: Apache-2.0
// The small office with a second plan whose duties spell out some of the first one's.
#pragma once

#include "tests/support/small_office.h"

#include <string>

namespace dondoc::testing {

inline constexpr const char* refining_plan = "xa";

/// A copy of the small office's duty, in the refining plan, under its own id.
inline Obligation& add_refining(RuleSet& rules, const std::string& id, const std::string& refined) {
  Plan& plan = rules.plans[refining_plan];
  if (plan.id.empty()) {
    plan = rules.plans.at(plan_id);
    plan.id = refining_plan;
    plan.obligations.clear();
    plan.triggers.clear();
  }
  Obligation duty = obligation(rules, refined);
  duty.id = id;
  duty.refines = std::string(plan_id) + '/' + refined;
  rules.refinements[duty.refines] = std::string(refining_plan) + '/' + id;
  plan.obligations.push_back(std::move(duty));
  return plan.obligations.back();
}

}  // namespace dondoc::testing
