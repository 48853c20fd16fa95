// SPDX-License-Identifier: Apache-2.0
// The dues of a stage whose rule other documents change from some period on. Each period has one
// rule: that of the last change which begins no later than the period does, else the stage's own.
// So a change never touches the periods before it, and a period that goes over the day of the
// change keeps its rule.
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/plan/plan.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// The change that the period is under, or what happened on the day; nullptr when none is.
[[nodiscard]] const RuleChange* change_of_period(const Stage& stage, std::string_view period);
[[nodiscard]] const RuleChange* change_of_day(const Stage& stage, Date day);

/// The same four questions as in due_rule.h, asked of all the stage's rules together.
[[nodiscard]] std::vector<Due> dues_opening(const Stage& stage,
                                            const DueContext& context,
                                            std::optional<Instant> after,
                                            Instant through,
                                            std::size_t count_max = dues_max);
[[nodiscard]] std::optional<Instant> next_opening(const Stage& stage,
                                                  const DueContext& context,
                                                  std::optional<Instant> after);
[[nodiscard]] std::optional<Due> due_of(const Stage& stage,
                                        const DueContext& context,
                                        std::string_view period);
[[nodiscard]] Due due_of_event(const Stage& stage,
                               const DueContext& context,
                               std::string_view id,
                               const Event& event,
                               Instant recorded);

/// Equal exactly when the rules and the days on which they begin are.
[[nodiscard]] std::string fingerprint(const Stage& stage);

}  // namespace dondoc
