// SPDX-License-Identifier: Apache-2.0
// `quota:` and `target:`: how much is owed in each period, beside when.
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/plan/yaml_reader.h"

namespace dondoc {

inline constexpr int quota_max = 10'000;

/// Sets the rule's quota, `{ at_least: 4, per: year }`. Without a due of its own the duty recurs
/// with `per`; beside a due `per` need not be said. Mistakes are added to the file's diagnostics.
void read_quota(YamlFile& file, const Node& node, bool has_due, DueRule& rule);

/// Sets the rule's target, `{ at_least: 95, unit: "%", per: year }`; the bound may also be
/// `more_than`, `at_most`, `less_than`.
void read_target(YamlFile& file, const Node& node, bool has_due, DueRule& rule);

}  // namespace dondoc
