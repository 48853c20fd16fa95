// SPDX-License-Identifier: Apache-2.0
// The part of a decision that looks at the rungs: which have fallen, to whom each is told, what a
// later one says for an earlier one, and when the next falls. decide.cpp has settled before that
// the duty is open, owed and watched.
#pragma once

#include "rules/schedule/decide.h"
#include "rules/schedule/series.h"

namespace dondoc {

/// Adds notices, withdrawals and the next moment to the decision, and ends in the occurrence the
/// waiting rungs that it withdraws.
void climb(Occurrence& occurrence,
           const Owed& owed,
           const RuleSet& rules,
           Instant now,
           Decision& decision);

}  // namespace dondoc
