// SPDX-License-Identifier: Apache-2.0
// Reads what stands behind `due:`, the plan's own words or the formal form, into a due rule. The
// words are described in docs/PHRASES.md, the formal form in formal_due.h.
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/plan/yaml_reader.h"

#include <optional>
#include <string>

namespace dondoc {

struct ReadDue {
  DueRule rule;
  std::string phrase;   ///< the plan's words; empty for the formal form
  std::string trigger;  ///< `of:` of the formal form; empty when it names none
};

/// The rule, or nothing; mistakes are added to the file's diagnostics.
[[nodiscard]] std::optional<ReadDue> parse_due(YamlFile& file, const Node& node);

}  // namespace dondoc
