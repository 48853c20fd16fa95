// SPDX-License-Identifier: Apache-2.0
// The small values of the formal form of `due:`: periods, months, terms, measures.
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/plan/yaml_reader.h"

#include <optional>
#include <string_view>
#include <utility>

namespace dondoc {

struct PeriodDays {
  Date first;
  Date last;
};

/// "2026", "2026-H1", "2026-Q3", "2026-08".
[[nodiscard]] std::optional<PeriodDays> days_of_period(std::string_view text);

/// "6", "1-3".
[[nodiscard]] std::optional<std::pair<unsigned, unsigned>> months_of(std::string_view text);

/// "2026-2030", "2026".
[[nodiscard]] std::optional<std::pair<int, int>> years_of_period(std::string_view text);

/// "30 days", "5 working days", "-10 days", or { amount: 30, unit: days }; else told.
[[nodiscard]] std::optional<TriggeredRule> read_term_length(YamlFile& file,
                                                            const Node& node,
                                                            std::string_view what);

/// { at_least: 95, unit: "%" } with one bound of at_least, more_than, at_most, less_than; else
/// told.
[[nodiscard]] std::optional<Target> read_target(YamlFile& file, const Node& node);

}  // namespace dondoc
