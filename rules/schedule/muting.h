// SPDX-License-Identifier: Apache-2.0
// Who isn't told of a rung that has fallen due, and who is told in another's place.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/ladder.h"
#include "rules/schedule/occurrence.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// Whether the post has another holder on the day than when something was said for it.
[[nodiscard]] bool has_changed_hands(const RuleSet& rules,
                                     const std::string& post,
                                     Instant said,
                                     Date day);

/// Who does the duty in the head's place on the day; empty also when the head who named them has
/// left the post.
[[nodiscard]] std::string officer_on(const Occurrence& occurrence, const RuleSet& rules, Date day);

/// Until when the post isn't reminded, if whoever holds it on the day has asked for that.
[[nodiscard]] std::optional<Date> snoozed_on(const Occurrence& occurrence,
                                             const std::string& post,
                                             const RuleSet& rules,
                                             Date day);

/// A reminder that widens the audience escalates.
[[nodiscard]] NoticeKind kind_of(const PlannedRung& rung);

/// Why a rung toward the lead is not told, if it isn't. "Đã nhận việc" stops reminding before the
/// due, until the promised day if one was given; the last reminder before the due, everything
/// after it and all escalation stay, and it holds for the round in which it was said. While the
/// paper lies with its signer the lead has nothing to do.
[[nodiscard]] std::optional<std::string> why_muted(const Occurrence& occurrence,
                                                   const PlannedRung& rung,
                                                   Zone zone);

/// Why this post isn't told, if it isn't: it asked not to be reminded until a day, or is a leader
/// who has seen it, and nothing has changed since. The last reminder before the due goes out, and
/// so does what happens.
[[nodiscard]] std::optional<std::string> why_spared(const Occurrence& occurrence,
                                                    const PlannedRung& rung,
                                                    const std::string& post,
                                                    const RuleSet& rules);

/// Reminders before the due, but for the last of them, go to the officer who does it.
[[nodiscard]] std::vector<std::string> handed_on(const Occurrence& occurrence,
                                                 const PlannedRung& rung,
                                                 std::vector<std::string> posts,
                                                 const RuleSet& rules);

}  // namespace dondoc
