// SPDX-License-Identifier: Apache-2.0
// What people have written is acted upon and answered: the acts, the message's end and the queued
// answer are one transaction, so that a crash before it leaves all to be done again and a crash
// after it nothing.
#pragma once

#include "daemon/store/store.h"
#include "rules/plan/plan.h"

namespace dondoc {

/// Of one call; more are left for the next.
inline constexpr int answers_per_turn = 50;
/// A message whose answer was begun so often and never ended is given up.
inline constexpr int answer_tries_max = 3;

struct Answered {
  int messages{0};
  int facts{0};                ///< that were written
  bool people_changed{false};  ///< a chat was linked, or days away were recorded or taken back
  bool more{false};
};

/// Answers what waits. `rules` hold the linked chats.
[[nodiscard]] Answered answer_received(Store& store, const RuleSet& rules, Instant now);

}  // namespace dondoc
