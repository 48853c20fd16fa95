// SPDX-License-Identifier: Apache-2.0
// Reads one entry of a case's `facts`: who does what, when.
#pragma once

#include "rules/rehearsal/plan_test.h"
#include "rules/rehearsal/test_names.h"

#include <optional>

namespace dondoc {

/// Acts whose entry gives no time happen at this hour.
inline constexpr TimeOfDay test_act_time{9 * 60};

[[nodiscard]] std::optional<TestFact> read_test_fact(YamlFile& file,
                                                     const Node& item,
                                                     const TestNames& names);

}  // namespace dondoc
