// SPDX-License-Identifier: Apache-2.0
// A duty that another plan spells out (`refines:`) is owed there: it has no occurrences of its own
// where the refining duty has one of the same period, and its state and proof are that one's.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/keys.h"

#include <optional>
#include <string>

namespace dondoc {

/// The key of the occurrence that stands in for this one; nothing when no duty refines it, or none
/// that owes the same period. So nothing that is owed is ever dropped without somebody owing it.
[[nodiscard]] std::optional<std::string> stand_in(const RuleSet& rules,
                                                  const SeriesKey& series,
                                                  const std::string& period);

/// The occurrence that this one stands in for, at the head of its chain.
[[nodiscard]] std::optional<std::string> stands_for(const RuleSet& rules,
                                                    const SeriesKey& series,
                                                    const std::string& period);

}  // namespace dondoc
