// SPDX-License-Identifier: Apache-2.0
// Judges files that are right by the letter: what they say can't be meant, reaches nobody, or is
// left open. Codes are stable; docs/PLAN_FILES.md lists them.
#pragma once

#include "rules/plan/diagnostic.h"
#include "rules/plan/plan.h"
#include "rules/plan/source_file.h"

#include <cstddef>
#include <vector>

namespace dondoc {

/// Dues are looked at so far ahead.
inline constexpr int lint_years = 2;
/// Beyond this many duties of all plans together twins are not looked for: the work grows with
/// their square.
inline constexpr std::size_t lint_twins_duties_max = 3000;

/// What is worth a second look, sorted; never an error. Warnings are most likely mistakes, notes
/// say what the plan leaves open, each on one line. `files` are those that `rules` were read from;
/// `today` decides who holds which post and which dues still come.
[[nodiscard]] std::vector<Diagnostic> lint(const RuleSet& rules,
                                           const std::vector<SourceFile>& files,
                                           Date today);

}  // namespace dondoc
