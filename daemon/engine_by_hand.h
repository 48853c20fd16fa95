// SPDX-License-Identifier: Apache-2.0
// Messages whose reader is told by hand: whom to ask, what nobody recorded in time, and what needs
// no telling any more. The part of a release that comes after everything else was worded.
#pragma once

#include "daemon/engine.h"

namespace dondoc {

/// Messages that one round looks at.
inline constexpr int by_hand_per_round = 500;

/// Inside a transaction; true when more may be left for another round.
bool work_by_hand(Store& store, const RuleSet& rules, Instant now, TickResult& result);

}  // namespace dondoc
