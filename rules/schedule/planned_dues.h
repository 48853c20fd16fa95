// SPDX-License-Identifier: Apache-2.0
// The dues that the plans bring in a span, whether or not anything has opened: for calendars, and
// for whoever asks when a duty falls due next. What events bring, and what has no date, is not
// among them.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/keys.h"
#include "rules/schedule/occurrence.h"

#include <cstddef>
#include <vector>

namespace dondoc {

/// No call gives more.
inline constexpr std::size_t planned_dues_max = 20'000;

/// Whose last day is one of these, as occurrences that nobody has opened (code 0), by due, then
/// key. What another plan spells out (`refines:`) is there alone.
[[nodiscard]] std::vector<Occurrence> planned_dues(const RuleSet& rules, Date from, Date to);

/// The same of one duty, all its stages: the first `count` on `from` or later. Units that owe it
/// each owe it on the same days; the first stands for them.
[[nodiscard]] std::vector<Occurrence> next_dues(const RuleSet& rules,
                                                const Plan& plan,
                                                const Obligation& obligation,
                                                Date from,
                                                std::size_t count);

}  // namespace dondoc
