// SPDX-License-Identifier: Apache-2.0
// Each tests/golden/plan_tests/<code>.test.yaml is wrong in itself, or of the small office of
// tests/golden/lint/_base; beside it stands what is then said, whole.
#include "rules/plan/rule_files.h"
#include "rules/rehearsal/plan_test_parser.h"
#include "rules/rehearsal/plan_test_run.h"
#include "tests/support/config_folder.h"
#include "tests/support/golden.h"
#include "tests/support/manual.h"
#include "tests/support/source_folder.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::plan_test_test {
namespace {

namespace fs = std::filesystem;

const fs::path golden = fs::path(testing::source_folder()) / "tests/golden";

const RuleSet& office() {
  static const Parsed<RuleSet> parsed =
      read_rule_files(testing::rule_files_in(golden / "lint/_base"));
  return parsed.value.value();
}

/// Reads a test file and, when it is right, plays it.
struct Played {
  explicit Played(const std::string& text)
      : file(read_yaml({"plans/mau.test.yaml", text})), test(parse_plan_test(file, office())) {
    if (test && !has_errors(file.diagnostics())) {
      results = run_plan_test(file, *test, office());
    }
  }

  [[nodiscard]] std::string said() const {
    std::string text;
    for (const Diagnostic& diagnostic : told_in_order(file)) {
      text += render(diagnostic);
    }
    return text;
  }

  YamlFile file;
  std::optional<PlanTest> test;
  std::vector<CaseResult> results;
};

Played played(const std::string& cases) {
  return Played("plan: mau-2026\ntests:\n" + cases);
}

TEST(PlanTest, TellsEachMistakeAndEachDifferenceWithItsPlace) {
  int files = 0;
  for (const auto& entry : fs::directory_iterator(golden / "plan_tests")) {
    const std::string name = entry.path().filename().string();
    if (!is_plan_test(name)) {
      continue;
    }
    SCOPED_TRACE(name);
    ++files;
    const std::string code = name.substr(0, name.find('.'));
    const Played one(testing::read_bytes(entry.path()));
    const auto& told = one.file.diagnostics();
    EXPECT_TRUE(has_errors(told));
    EXPECT_TRUE(code == "unknown-plan" ||
                std::any_of(told.begin(), told.end(), [&code](const Diagnostic& diagnostic) {
                  return diagnostic.code == code;
                }));
    testing::expect_golden("plan_tests/" + code + ".txt", one.said());
  }
  EXPECT_GE(files, 12);
}

constexpr const char* whole_ladder =
    "  - test: Nhắc rồi báo cáo\n"
    "    about: I.1@once\n"
    "    from: 2026-12-01\n"
    "    to: 2026-12-31\n"
    "    messages:\n"
    "      - { at: 2026-12-10 07:30, rung: con-3, to: tp-kinh-te }\n"
    "      - { at: 2026-12-16 07:30, rung: tre-1, to: tp-kinh-te }\n"
    "      - { at: 2026-12-18, rung: tre-3, to: tp-vh-xh }\n"
    "    states:\n"
    "      - { at: 2026-12-31, state: open, due: 2026-12-15 }\n";

TEST(PlanTest, PassesWhenAllIsAsExpectedAndSaysWhatItHasShown) {
  const Played one = played(whole_ladder);
  EXPECT_EQ(one.said(), "");
  ASSERT_EQ(one.results.size(), 1U);
  EXPECT_TRUE(one.results.front().passed);
  EXPECT_EQ(one.results.front().shown.duties, (std::set<std::string>{"I.1"}));
  EXPECT_EQ(one.results.front().shown.rungs, all_of(office(), "mau-2026").rungs);
}

TEST(PlanTest, HoldsSilenceAfterTheDutyIsDone) {
  const Played one = played(
      "  - test: Xong thì im lặng\n"
      "    about: I.1@once\n"
      "    from: 2026-12-01\n"
      "    to: 2026-12-31\n"
      "    facts:\n"
      "      - { at: 2026-12-01 10:00, done: I.1@once, document: 12/BC-UBND }\n"
      "    messages: []\n"
      "    states:\n"
      "      - { at: 2026-12-01 09:59, state: open }\n"
      "      - { at: 2026-12-01 10:00, state: done }\n");
  EXPECT_EQ(one.said(), "");
}

TEST(PlanTest, FollowsAMovedDueFromItsFirstNoticeOn) {
  const Played one = played(
      "  - test: Gia hạn thì theo thời hạn mới\n"
      "    about: I.1@once\n"
      "    from: 2026-12-01\n"
      "    to: 2026-12-31\n"
      "    facts:\n"
      "      - { at: 2026-12-11 09:00, extend: I.1@once, until: 2026-12-22, reason: Chờ số liệu, "
      "as: chu-tich }\n"
      "    messages:\n"
      "      - { at: 2026-12-10 07:30, rung: con-3, to: tp-kinh-te }\n"
      "      - { at: 2026-12-11 09:00, rung: doi-han, to: tp-kinh-te }\n"
      "      - { at: 2026-12-11 09:00, rung: doi-han, to: tp-vh-xh }\n"
      "      - { at: 2026-12-17 07:30, rung: con-3, to: tp-kinh-te }\n"
      "      - { at: 2026-12-23 07:30, rung: tre-1, to: tp-kinh-te }\n"
      "      - { at: 2026-12-25 07:30, rung: tre-3, to: tp-vh-xh }\n"
      "    states:\n"
      "      - { at: 2026-12-12, due: 2026-12-22 }\n");
  EXPECT_EQ(one.said(), "");
}

TEST(PlanTest, KnowsWhoHandsOnSparesUrgesAndEnds) {
  const Played one = played(
      "  - test: Đôn đốc rồi thôi giao\n"
      "    about: I.1@once\n"
      "    from: 2026-12-01\n"
      "    to: 2026-12-31\n"
      "    facts:\n"
      "      - { at: 2026-12-01 10:00, snooze: I.1@once, until: 2026-12-11, as: tp-kinh-te }\n"
      "      - { at: 2026-12-02 10:00, comment: I.1@once, text: Đã gọi điện }\n"
      "      - { at: 2026-12-16 09:00, urge: I.1@once, text: Khẩn trương, as: tp-vh-xh }\n"
      "      - { at: 2026-12-16 10:00, excuse: I.1@once, reason: Chờ số liệu }\n"
      "      - { at: 2026-12-16 11:00, fail: I.1@once, reason: Không còn thời gian, as: chu-tich "
      "}\n"
      "      - { at: 2026-12-16 11:10, undo: I.1@once, as: chu-tich }\n"
      "      - { at: 2026-12-17 08:00, direct: I.1@once, text: Báo cáo ngay, as: chu-tich }\n"
      "      - { at: 2026-12-17 09:00, waive: I.1@once, reason: Giao đơn vị khác, as: chu-tich }\n"
      "    states:\n"
      "      - { at: 2026-12-16 11:00, state: failed }\n"
      "      - { at: 2026-12-16 11:10, state: open }\n"
      "      - { at: 2026-12-17, state: waived }\n");
  EXPECT_EQ(one.said(), "");
}

TEST(PlanTest, KnowsWorkThatIsGivenBesideThePlan) {
  const Played one = played(
      "  - test: Giao việc đột xuất\n"
      "    about: giao-viec@2026-12-11\n"
      "    from: 2026-12-01\n"
      "    to: 2026-12-31\n"
      "    facts:\n"
      "      - { at: 2026-12-01 10:00, assign-new: giao-viec@2026-12-11, unit: kinh-te, title: Rà "
      "soát, due: trong 10 ngày, as: chu-tich }\n"
      "      - { at: 2026-12-14 10:00, done: giao-viec@2026-12-11 }\n"
      "    messages:\n"
      "      - { at: 2026-12-01 10:00, rung: giao-viec, to: tp-kinh-te }\n"
      "      - { at: 2026-12-08 07:30, rung: con-3, to: tp-kinh-te }\n"
      "      - { at: 2026-12-14 07:30, rung: tre-1, to: tp-kinh-te }\n"
      "      - { at: 2026-12-14 07:30, rung: tre-3, to: tp-vh-xh }\n"
      "    states:\n"
      "      - { at: 2026-12-02, state: open, due: 2026-12-11 }\n"
      "      - { at: 2026-12-31, state: done }\n");
  EXPECT_EQ(one.said(), "");
}

TEST(PlanTest, OfTheManualPasses) {
  std::vector<SourceFile> rules;
  std::vector<SourceFile> tests;
  for (const SourceFile& file : testing::files_in_manual()) {
    (is_plan_test(file.name) ? tests : rules).push_back(file);
  }
  const Parsed<RuleSet> shown = read_rule_files(rules);
  ASSERT_TRUE(shown.value.has_value());
  ASSERT_EQ(tests.size(), 1U);
  YamlFile file = read_yaml(tests.front());
  const std::optional<PlanTest> test = parse_plan_test(file, *shown.value);
  ASSERT_TRUE(test.has_value());
  EXPECT_EQ(run_plan_test(file, *test, *shown.value).size(), 2U);
  for (const Diagnostic& diagnostic : file.diagnostics()) {
    ADD_FAILURE() << render(diagnostic);
  }
}

TEST(PlanTest, GivesTheSameWhenPlayedAgain) {
  EXPECT_EQ(played(whole_ladder).said(), played(whole_ladder).said());
}

}  // namespace
}  // namespace dondoc::plan_test_test
