// SPDX-License-Identifier: Apache-2.0
// Posts that change hands, noticed by whom the store saw in them last.
#pragma once

#include "daemon/engine.h"

namespace dondoc {

/// What is open is looked through for a list to at most this number, of each obligation.
inline constexpr int handover_occurrences_max = 2'000;

/// Compares who has each post with who had it, inside a transaction: what the former holder said
/// lapses, what is queued for them is taken back, their chats are unlinked when it was their last
/// post, and who comes gets a list on the next working morning, or now in working hours. The first
/// time it only looks; a clock set back is waited for. The store wakes at the next change that the
/// directory tells of.
void hand_over_posts(Store& store, const RuleSet& rules, Instant now, TickResult& result);

}  // namespace dondoc
