// SPDX-License-Identifier: Apache-2.0
// Duties that recur every week and have nothing to hand in but that they were done: asked together
// in one section of the morning's message, and answered with one word (OKTUAN).
#pragma once

#include "rules/schedule/occurrence.h"
#include "rules/schedule/series.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// The word that answers all of them.
inline constexpr std::string_view weekly_word = "OKTUAN";

/// Due in every week, without a number to reach or to measure.
[[nodiscard]] bool is_weekly_check(const Occurrence& occurrence, const Owed& owed);

/// Of what is open the weekly duties that the posts owe and that have been asked about: whose last
/// working day has come, and the next week's hasn't: what was missed before isn't made good by a
/// word. By due, then key.
[[nodiscard]] std::vector<Occurrence> weekly_checks_asked(const std::vector<Occurrence>& open,
                                                          const std::vector<std::string>& posts,
                                                          const RuleSet& rules,
                                                          Instant now);

}  // namespace dondoc
