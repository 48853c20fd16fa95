// SPDX-License-Identifier: Apache-2.0
// Reads what stands behind `due:`, the plan's own words or the formal form, into a due rule.
//
// The formal form, one mapping:
//   every: once | year | month
//   once:   date: 2026-04-28             a named day, or
//           in: 2026 | 2026-Q3 | 2026-08 a window; with `date:` it ends on that day
//   year:   months: 6 | 1-3              the window's months; the whole year when absent
//           day: 31                      the due's day in the last of them; its last day when
//           absent later: 1                     the due stands in the year after the period
//   month:  day: 25                      the month's last day when absent
//           later: 1                     the due stands in the month after the period
//   each:   limit: by | before           by when absent
//           time: "11:30"
//           roll: none | next | previous none when absent
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/plan/yaml_reader.h"

#include <optional>
#include <string>

namespace dondoc {

struct ReadDue {
  DueRule rule;
  std::string phrase;  ///< the plan's words; empty for the formal form
};

/// The rule, or nothing; mistakes are added to the file's diagnostics.
[[nodiscard]] std::optional<ReadDue> parse_due(YamlFile& file, const Node& node);

}  // namespace dondoc
