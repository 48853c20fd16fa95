// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/store/store.h"
#include "rules/plan/plan.h"

#include <memory>

namespace dondoc {

/// The rules with what the store knows of people beside the directory: the chats that they have
/// linked, and the days away that were recorded and aren't long over.
[[nodiscard]] std::shared_ptr<const RuleSet> with_people(std::shared_ptr<const RuleSet> rules,
                                                         const Store& store,
                                                         Instant now);

}  // namespace dondoc
