// SPDX-License-Identifier: Apache-2.0
// Plays the cases of a plan test and tells what came out otherwise than expected.
#pragma once

#include "rules/rehearsal/plan_test.h"

#include <set>
#include <string>
#include <vector>

namespace dondoc {

/// What a case that came out as expected has shown.
struct Shown {
  std::set<std::string> duties;  ///< "VII.6", "VII.2:kiem-tra"
  std::set<std::string> rungs;   ///< "standard/con-3", "monthly/tre-1.2"
};

struct CaseResult {
  std::string name;
  bool passed{true};
  Shown shown;
};

/// Each difference becomes an error of the file, at the expectation that wasn't met. Facts that the
/// engine refuses are differences too.
[[nodiscard]] std::vector<CaseResult> run_plan_test(YamlFile& file,
                                                    const PlanTest& test,
                                                    const RuleSet& rules);

/// What the file was told, by place; at one place in the order in which it happened.
[[nodiscard]] std::vector<Diagnostic> told_in_order(const YamlFile& file);

/// What there is to show of a plan: every duty that it states and every rung its duties can climb,
/// repeats spelled out.
[[nodiscard]] Shown all_of(const RuleSet& rules, const std::string& plan);

}  // namespace dondoc
