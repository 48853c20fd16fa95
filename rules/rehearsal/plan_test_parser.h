// SPDX-License-Identifier: Apache-2.0
// Reads plans/*.test.yaml.
#pragma once

#include "rules/plan/yaml_reader.h"
#include "rules/rehearsal/plan_test.h"

#include <cstddef>
#include <optional>

namespace dondoc {

inline constexpr std::size_t test_cases_max = 1000;

/// What could be read; mistakes are added to the file's diagnostics. Names are looked up in the
/// rules: a test of something that isn't there would pass for the wrong reason.
[[nodiscard]] std::optional<PlanTest> parse_plan_test(YamlFile& file, const RuleSet& rules);

}  // namespace dondoc
