// SPDX-License-Identifier: Apache-2.0
// Each folder of tests/golden/lint changes files of the small office in _base and holds what the
// lint then says, whole. The folder's name is the finding's code.
#include "rules/lint/lint.h"

#include "rules/plan/rule_files.h"
#include "tests/support/config_folder.h"
#include "tests/support/golden.h"
#include "tests/support/source_folder.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::lint_test {
namespace {

namespace fs = std::filesystem;

const fs::path lint_folder = fs::path(testing::source_folder()) / "tests/golden/lint";
const Date today = make_date(2026, 5, 4);

std::vector<SourceFile> files_of(const std::string& name) {
  std::map<std::string, std::string> texts;
  for (const fs::path& folder : {lint_folder / "_base", lint_folder / name}) {
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

std::vector<Diagnostic> linted(const std::vector<SourceFile>& files) {
  const Parsed<RuleSet> parsed = read_rule_files(files);
  if (!parsed.value) {
    ADD_FAILURE() << render(parsed.diagnostics.front());
    return {};
  }
  return lint(*parsed.value, files, today);
}

std::string rendered(const std::vector<Diagnostic>& diagnostics) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += render(diagnostic);
  }
  return text;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(lint_folder)) {
    if (entry.path().filename() != "_base") {
      names.push_back(entry.path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// "due-on-day-off-2" is the second case of "due-on-day-off".
std::string code_of(const std::string& name) {
  const auto digit = name.find_last_not_of("0123456789");
  const bool numbered = digit + 1 < name.size() && name[digit] == '-';
  return numbered ? name.substr(0, digit) : name;
}

TEST(Lint, TellsEachThingWithItsPlace) {
  for (const std::string& name : case_names()) {
    SCOPED_TRACE(name);
    const std::vector<Diagnostic> found = linted(files_of(name));
    EXPECT_TRUE(std::any_of(found.begin(), found.end(), [&name](const Diagnostic& diagnostic) {
      return diagnostic.code == code_of(name);
    }));
    EXPECT_FALSE(has_errors(found));
    testing::expect_golden("lint/" + name + "/expected.txt", rendered(found));
  }
}

TEST(Lint, KnowsAllOfItsCodes) {
  std::set<std::string> codes;
  for (const std::string& name : case_names()) {
    codes.insert(code_of(name));
  }
  const std::set<std::string> expected{"circular-reporting",  "due-on-day-off",
                                       "due-outside-effect",  "ladder-ends-at-owner",
                                       "likely-twin",         "nobody-reachable",
                                       "plan-ends",           "post-unreachable",
                                       "quiet-hours-swallow", "quota-too-large",
                                       "refines-nothing",     "rung-after-lapse",
                                       "rung-before-opening", "shadowed-id",
                                       "shared-address",      "six-clarities",
                                       "target-out-of-reach", "trigger-nobody-records",
                                       "unreminded-due",      "year-not-promulgated"};
  EXPECT_EQ(codes, expected);
}

TEST(Lint, FindsNothingInAnOfficeThatSaysEverything) {
  EXPECT_EQ(rendered(linted(files_of("_base"))), "");
}

/// A warning in what is shipped would be a false alarm, whatever day it is.
TEST(Lint, WarnsOfNothingInTheShippedConfiguration) {
  const std::vector<SourceFile> files = testing::shipped_rule_files();
  const Parsed<RuleSet> parsed = read_rule_files(files);
  ASSERT_TRUE(parsed.value.has_value());
  for (Date day = make_date(2026, 1, 15); day < make_date(2031, 1, 1); day = add_months(day, 3)) {
    for (const Diagnostic& diagnostic : lint(*parsed.value, files, day)) {
      EXPECT_EQ(diagnostic.severity, Severity::note) << to_iso(day) << '\n' << render(diagnostic);
    }
  }
}

TEST(Lint, KeepsToOneLineForEachDuty) {
  const std::vector<SourceFile> files = testing::shipped_rule_files();
  const Parsed<RuleSet> parsed = read_rule_files(files);
  ASSERT_TRUE(parsed.value.has_value());
  std::set<std::pair<std::string, std::string>> told;
  for (const Diagnostic& diagnostic : lint(*parsed.value, files, today)) {
    const std::string text = render(diagnostic);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
    const std::string place = diagnostic.file + ':' + std::to_string(diagnostic.line);
    EXPECT_TRUE(told.emplace(place, diagnostic.code).second) << text;
  }
}

}  // namespace
}  // namespace dondoc::lint_test
