// SPDX-License-Identifier: Apache-2.0
// The files shown in docs/PLAN_FILES.md are real ones: read together they make an office.
#include "rules/plan/rule_files.h"
#include "tests/support/config_folder.h"
#include "tests/support/source_folder.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::manual_test {
namespace {

/// The manual's YAML blocks, each as the file that its first key makes it.
std::vector<SourceFile> shown_files() {
  const std::map<std::string, std::string> name_of{{"plan", "plans/mau.yaml"},
                                                   {"standard", "policies.yaml"},
                                                   {"office", "directory.yaml"},
                                                   {"year", "calendars/2026.yaml"},
                                                   {"asked_before", "calendars/reporting.yaml"},
                                                   {"from", "calendars/holidays.yaml"}};
  const std::string manual =
      testing::read_bytes(std::filesystem::path(testing::source_folder()) / "docs/PLAN_FILES.md");
  const std::string fence = "```yaml\n";
  std::vector<SourceFile> files;
  for (auto at = manual.find(fence); at != std::string::npos; at = manual.find(fence, at)) {
    at += fence.size();
    const std::string text = manual.substr(at, manual.find("```", at) - at);
    files.push_back({name_of.at(text.substr(0, text.find(':'))), text});
  }
  return files;
}

TEST(Manual, ShowsFilesThatHaveNoMistakes) {
  const std::vector<SourceFile> files = shown_files();
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
