// SPDX-License-Identifier: Apache-2.0
// `dondoc test`: plays the plan tests and says which expectation wasn't met, and what of the plan
// no test looks at.
#pragma once

#include "daemon/cli/command.h"
#include "daemon/plan_loader.h"
#include "rules/rehearsal/plan_test_run.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct PlanTestOptions {
  std::vector<std::filesystem::path>
      files;  ///< empty: every plans/*.test.yaml of the configuration
  /// Without it, of a lone file the nearest folder above it; else /etc/dondoc.
  std::optional<std::filesystem::path> config;
  OutputForm form{OutputForm::people};
};

int run_plan_tests(const PlanTestOptions& options, Terminal& terminal);

/// One test file, played.
struct TestedFile {
  std::string name;  ///< as it can be opened
  std::vector<CaseResult> cases;
  std::vector<Diagnostic> diagnostics;  ///< what can't be read, or isn't as expected
};

/// What the tests of a plan show of it.
struct Coverage {
  Shown all;
  Shown shown;
};

struct PlanTestReport {
  std::vector<TestedFile> files;
  std::map<std::string, Coverage> coverage;  ///< by plan
  [[nodiscard]] bool passed() const;
};

[[nodiscard]] std::string plan_test_text(const PlanTestReport& report, Color color);
[[nodiscard]] nlohmann::ordered_json plan_test_json(const PlanTestReport& report);

/// Whole percent, rounded down: 100 means all.
[[nodiscard]] std::size_t percent(std::size_t part, std::size_t whole);

/// The diagnostics of the folder's test files, which are read but not played.
[[nodiscard]] std::vector<Diagnostic> check_plan_tests(const ConfigFiles& files,
                                                       const RuleSet& rules);

}  // namespace dondoc
