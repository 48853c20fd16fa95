// SPDX-License-Identifier: Apache-2.0
// Rungs that no policy's ladder has: what something that happened, or the reporting calendar, makes
// us say of a duty.
#pragma once

#include "rules/schedule/ladder.h"
#include "rules/schedule/occurrence.h"
#include "rules/schedule/series.h"

#include <string_view>
#include <vector>

namespace dondoc {

/// A signer is reminded of a waiting paper at once, and again so many times, so many working days
/// apart.
inline constexpr int signature_reminders_max = 5;
inline constexpr int signature_days_apart = 3;

/// By time. A changed due (to all who have to do with the duty), an assignment, checkpoints, a
/// waiting signature, a wish for more time or another lead; each as long as it is true of the
/// occurrence.
[[nodiscard]] std::vector<PlannedRung> plan_occasions(const Occurrence& occurrence,
                                                      const Owed& owed,
                                                      const RuleSet& rules);

/// Whether the rung says something of its own that no later rung says for it.
[[nodiscard]] bool stands_alone(std::string_view rung);

/// Whether people's acts make it fall, so that it is told even of a duty that waits for its review.
[[nodiscard]] bool is_of_people(const PlannedRung& rung, const Occurrence& occurrence);

/// Whether what a rung says is still so. A new round ends what was said of the old one, but not a
/// paper that waits, a wish that nobody has answered, or that an event has opened the duty.
[[nodiscard]] bool is_current(const RungRecord& record, const Occurrence& occurrence);

/// What a round's first notice tells: "từ … thành …, theo …", of another lead "từ … sang …".
[[nodiscard]] std::string change_words(const Occurrence& occurrence, const RuleSet& rules);

}  // namespace dondoc
