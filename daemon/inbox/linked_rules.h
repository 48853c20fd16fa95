// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/store/store.h"
#include "rules/plan/plan.h"

#include <memory>

namespace dondoc {

/// The rules with the chats that the store knows as linked.
[[nodiscard]] std::shared_ptr<const RuleSet> with_links(std::shared_ptr<const RuleSet> rules,
                                                        const Store& store);

}  // namespace dondoc
