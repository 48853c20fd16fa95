// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/plan_end.h"

#include <algorithm>
#include <chrono>

namespace dondoc {

namespace {

using std::chrono::days;

constexpr days told_before{60};
constexpr days told_after{90};
constexpr days read_after{31};  ///< so long it is in the coordinator's messages
constexpr days apart_max{31};   ///< between the end of one plan and the beginning of the next

bool is_followed(const Plan& plan, const RuleSet& rules) {
  return std::any_of(rules.plans.begin(), rules.plans.end(), [&](const auto& known) {
    const Plan& other = known.second;
    const days apart = other.effective_from - plan.effective_to;
    return &other != &plan && -apart_max <= apart && apart <= apart_max;
  });
}

}  // namespace

bool ends_unfollowed(const Plan& plan, const RuleSet& rules, Date today) {
  const days left = plan.effective_to - today;
  return left <= told_before && left >= -told_after && !is_followed(plan, rules);
}

bool is_end_told(const Plan& plan, const RuleSet& rules, Date today) {
  const std::chrono::weekday day{today};
  const Date monday = today - (day - std::chrono::Monday);
  return rules.calendar.on_or_after(monday) == today && today - plan.effective_to <= read_after &&
         ends_unfollowed(plan, rules, today);
}

}  // namespace dondoc
