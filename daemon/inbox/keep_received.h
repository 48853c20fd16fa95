// SPDX-License-Identifier: Apache-2.0
// The door for what people write: what is kept is on disk before anything is done about it, and
// nobody can fill the disk.
#pragma once

#include "daemon/store/store.h"
#include "rules/plan/plan.h"

namespace dondoc {

/// From one chat within flood_window; the next is answered with a wish for patience, further ones
/// are passed over. More than a person types, much less than a script sends.
inline constexpr int received_per_chat_max = 30;
inline constexpr std::chrono::minutes flood_window{10};
/// From a chat that belongs to nobody, and from all of them, within stranger_window: also the
/// number of codes that can be tried.
inline constexpr int received_per_stranger_max = 5;
inline constexpr int received_from_strangers_max = 200;
/// Mails under a known name that prove nothing: they take no place from strangers who have a code.
inline constexpr int received_doubtful_max = 100;
inline constexpr std::chrono::hours stranger_window{24};
/// Nothing is asked for while so many wait: what people write stays with the platform.
inline constexpr int waiting_max = 500;
/// Longer than a platform repeats anything. What was acted upon stands in the journal.
inline constexpr std::chrono::hours received_kept{24 * 90};

enum class Kept {
  waiting,      ///< new, and on disk
  known,        ///< brought before: nothing to do
  passed_over,  ///< beyond a limit
};

/// In a transaction of its own. On a StoreError it isn't known to be kept: give it again when the
/// store is back, the id tells whether it was.
[[nodiscard]] Kept keep_received(Store& store,
                                 const RuleSet& rules,
                                 const ReceivedMessage& message);

/// Whether there is room for more.
[[nodiscard]] bool takes_more(const Store& store);

}  // namespace dondoc
