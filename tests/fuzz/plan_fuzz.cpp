// SPDX-License-Identifier: Apache-2.0
// Any bytes as a plan file beside a sound office: they make a rule set, or diagnostics that point
// into the file.
#include "rules/plan/rule_files.h"
#include "tests/support/config_folder.h"
#include "tests/support/source_folder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace dondoc::plan_fuzz {
namespace {

void check(bool holds, const char* what) {
  if (!holds) {
    std::fprintf(stderr, "plan_fuzz: %s\n", what);
    std::abort();
  }
}

/// The office of the mistakes' goldens, without its plan.
const std::vector<SourceFile>& office() {
  static const std::vector<SourceFile> files = [] {
    std::vector<SourceFile> all = testing::rule_files_in(std::string(testing::source_folder()) +
                                                         "/tests/golden/mistakes/_base");
    all.erase(
        std::remove_if(all.begin(),
                       all.end(),
                       [](const SourceFile& file) { return file.name.rfind("plans/", 0) == 0; }),
        all.end());
    return all;
  }();
  return files;
}

void check_plan(std::string text) {
  const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) +
                     static_cast<int>(std::count(text.begin(), text.end(), '\r')) + 1;
  std::vector<SourceFile> files = office();
  files.push_back({"plans/ke-hoach.yaml", std::move(text)});
  const Parsed<RuleSet> parsed = read_rule_files(files);
  const bool wrong = std::any_of(
      parsed.diagnostics.begin(), parsed.diagnostics.end(), [](const Diagnostic& diagnostic) {
        return diagnostic.severity == Severity::error;
      });
  check(parsed.value.has_value() != wrong, "neither a rule set nor an error, or both");
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    check(!diagnostic.code.empty() && !diagnostic.message.empty(), "a diagnostic without words");
    check(diagnostic.file != "plans/ke-hoach.yaml" || diagnostic.line <= lines,
          "a diagnostic behind the file's end");
  }
}

}  // namespace
}  // namespace dondoc::plan_fuzz

// The name is the fuzzers' own.
// NOLINTNEXTLINE(readability-identifier-naming)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dondoc::plan_fuzz::check_plan({reinterpret_cast<const char*>(data), size});
  return 0;
}
