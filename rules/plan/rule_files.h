// SPDX-License-Identifier: Apache-2.0
// From the texts of all files of a configuration folder to one rule set, or to everything that is
// wrong with them. Pure: the shell reads the files, this reads their words.
#pragma once

#include "rules/plan/diagnostic.h"
#include "rules/plan/plan.h"
#include "rules/plan/source_file.h"

#include <cstddef>
#include <vector>

namespace dondoc {

inline constexpr std::size_t files_max = 1000;

/// All files or none, each named as source_file.h says (another name is a diagnostic): the value is
/// present exactly when no diagnostic is an error. Diagnostics of all files come together, sorted.
[[nodiscard]] Parsed<RuleSet> read_rule_files(const std::vector<SourceFile>& files);

}  // namespace dondoc
