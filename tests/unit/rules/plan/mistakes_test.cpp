// SPDX-License-Identifier: Apache-2.0
// Each folder of tests/golden/mistakes changes files of the small office in _base and holds what
// `check` then says, whole. The folder's name is the diagnostic's code.
#include "rules/plan/rule_files.h"
#include "tests/support/config_folder.h"
#include "tests/support/golden.h"
#include "tests/support/source_folder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::mistakes_test {
namespace {

const std::filesystem::path mistakes_folder =
    std::filesystem::path(testing::source_folder()) / "tests/golden/mistakes";

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(mistakes_folder)) {
    if (entry.path().filename() != "_base") {
      names.push_back(entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<SourceFile> files_of(const std::string& name) {
  std::map<std::string, std::string> texts;
  for (const std::filesystem::path& folder : {mistakes_folder / "_base", mistakes_folder / name}) {
    for (SourceFile& file : testing::rule_files_in(folder)) {
      texts[file.name] = std::move(file.text);
    }
  }
  std::vector<SourceFile> files;
  for (auto& [file, text] : texts) {
    files.push_back({file, std::move(text)});
  }
  return files;
}

std::string rendered(const Parsed<RuleSet>& parsed) {
  std::string text;
  for (const Diagnostic& diagnostic : parsed.diagnostics) {
    text += render(diagnostic);
  }
  return text;
}

/// "unknown-key-2" is the second case of "unknown-key".
std::string code_of(const std::string& name) {
  const auto digit = name.find_last_not_of("0123456789");
  const bool numbered = digit + 1 < name.size() && name[digit] == '-';
  return numbered ? name.substr(0, digit) : name;
}

void check(const std::string& name) {
  SCOPED_TRACE(name);
  const Parsed<RuleSet> parsed = read_rule_files(files_of(name));
  ASSERT_FALSE(parsed.diagnostics.empty());
  EXPECT_NE(parsed.value.has_value(), has_errors(parsed.diagnostics));
  const std::string code = code_of(name);
  const bool told = std::any_of(
      parsed.diagnostics.begin(), parsed.diagnostics.end(), [&code](const Diagnostic& diagnostic) {
        return diagnostic.code == code;
      });
  EXPECT_TRUE(told || code == "phrase" || code == "several-mistakes");
  testing::expect_golden("mistakes/" + name + "/expected.txt", rendered(parsed));
}

TEST(Mistakes, EachIsToldWithItsPlaceAndAHint) {
  for (const std::string& name : case_names()) {
    check(name);
  }
}

TEST(Mistakes, ThereAreEnoughDifferentOnes) {
  std::vector<std::string> codes;
  for (const std::string& name : case_names()) {
    codes.push_back(code_of(name));
  }
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  EXPECT_GE(codes.size(), 60U);
}

TEST(Mistakes, TheBaseOfficeHasNone) {
  const auto parsed = read_rule_files(testing::rule_files_in(mistakes_folder / "_base"));
  EXPECT_TRUE(parsed.value.has_value());
  EXPECT_EQ(rendered(parsed), "");
}

TEST(Mistakes, TheShippedConfigurationHasNone) {
  const auto parsed = read_rule_files(testing::shipped_rule_files());
  EXPECT_TRUE(parsed.value.has_value());
  testing::expect_golden("shipped_config_check.txt", rendered(parsed));
}

}  // namespace
}  // namespace dondoc::mistakes_test
