// SPDX-License-Identifier: Apache-2.0
// The due rule as the formal form of `due:`, so that what is shown can be put into a plan.
// `rules/plan/formal_due.h` describes the form.
#pragma once

#include "rules/phrase/due_rule.h"

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

/// The rule as plan files write it: {"every": "month", "day": 25, "time": "11:30", …}.
[[nodiscard]] nlohmann::ordered_json formal_json(const DueRule& rule);

}  // namespace dondoc
