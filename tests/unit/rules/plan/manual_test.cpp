// SPDX-License-Identifier: Apache-2.0
// The files shown in docs/PLAN_FILES.md are real ones: read together they make an office.
#include "tests/support/manual.h"

#include "rules/plan/rule_files.h"

#include <vector>

#include <gtest/gtest.h>

namespace dondoc::manual_test {
namespace {

TEST(Manual, ShowsFilesThatHaveNoMistakes) {
  std::vector<SourceFile> files;
  for (const SourceFile& file : testing::files_in_manual()) {
    if (!is_plan_test(file.name)) {
      files.push_back(file);
    }
  }
  ASSERT_EQ(files.size(), 6U);
  const auto parsed = read_rule_files(files);
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    ADD_FAILURE() << render(diagnostic);
  }
  ASSERT_TRUE(parsed.value.has_value());
  EXPECT_EQ(parsed.value->plans.at("mau-2026").obligations.size(), 8U);
}

}  // namespace
}  // namespace dondoc::manual_test
