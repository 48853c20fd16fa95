// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/plan_test_command.h"

#include "rules/rehearsal/plan_test_parser.h"
#include "tests/unit/daemon/cli/configuration_folder.h"

#include <algorithm>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::plan_test_command_test {
namespace {

namespace fs = std::filesystem;

struct Tested {
  int code{-1};
  std::string out;
  std::string err;
};

Tested test(const PlanTestOptions& options) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  const int code = run_plan_tests(options, terminal);
  return {code, out.str(), err.str()};
}

PlanTestOptions of_folder(const fs::path& folder, OutputForm form = OutputForm::people) {
  PlanTestOptions options;
  options.config = folder;
  options.form = form;
  return options;
}

TEST(PlanTestCommand, FindsThatTheShippedPlansDoWhatTheirTestsSay) {
  const Tested tested = test(of_folder(testing::sample_configuration(), OutputForm::json));
  EXPECT_EQ(tested.code, exit_fine) << tested.out;
  const nlohmann::json document = nlohmann::json::parse(tested.out);
  EXPECT_TRUE(document.at("ok").get<bool>());
  const auto& shipped = document.at("coverage");
  EXPECT_EQ(shipped.size(), 5U);
  for (const auto& coverage : shipped) {
    EXPECT_EQ(coverage.at("duties").at("percent"), 100) << coverage;
    if (coverage.at("plan") == "cchc-2026-2030") {
      EXPECT_EQ(coverage.at("rungs").at("percent"), 100) << coverage;
    }
  }
}

/// The shipped test files, read once.
struct Shipped {
  Shipped() : rules(*load_config(testing::sample_configuration()).value->rules) {
    for (const SourceFile& source : read_config_files(testing::sample_configuration()).tests) {
      YamlFile file = read_yaml(source);
      tests.push_back(parse_plan_test(file, rules).value());
    }
  }

  /// Whether one of the files notices that the rules are others.
  [[nodiscard]] bool fails_with(const RuleSet& other) const {
    return std::any_of(tests.begin(), tests.end(), [&other](const PlanTest& plan) {
      YamlFile file("", {});
      const std::vector<CaseResult> results = run_plan_test(file, plan, other);
      return std::any_of(
          results.begin(), results.end(), [](const CaseResult& one) { return !one.passed; });
    });
  }

  RuleSet rules;
  std::vector<PlanTest> tests;
};

TEST(PlanTestCommand, FailsWhenAnyRungOfTheShippedPoliciesMovesByADay) {
  const Shipped shipped;
  ASSERT_FALSE(shipped.tests.empty());
  EXPECT_FALSE(shipped.fails_with(shipped.rules));
  int moved = 0;
  for (const auto& [id, policy] : shipped.rules.policies) {
    for (std::size_t i = 0; i < policy.ladder.size(); ++i) {
      for (const int by : {-1, 1}) {
        RuleSet other = shipped.rules;
        RungOffset& offset = other.policies.at(id).ladder[i].offset;
        ASSERT_EQ(offset.unit, OffsetUnit::days);
        offset.amount += by;
        // The last day itself, a day later: after the due.
        if (offset.amount < 0) {
          offset = {!offset.before, 1, OffsetUnit::days};
        }
        ++moved;
        EXPECT_TRUE(shipped.fails_with(other)) << id << '/' << policy.ladder[i].id << ' ' << by;
      }
    }
  }
  EXPECT_GE(moved, 26);
}

TEST(PlanTestCommand, FailsWhenARepeatComesAtOtherTimes) {
  const Shipped shipped;
  for (const auto& [id, policy] : shipped.rules.policies) {
    for (std::size_t i = 0; i < policy.ladder.size(); ++i) {
      if (!policy.ladder[i].repeat) {
        continue;
      }
      for (const int by : {-1, 1}) {
        RuleSet often = shipped.rules;
        often.policies.at(id).ladder[i].repeat->every_days += by;
        EXPECT_TRUE(shipped.fails_with(often))
            << id << '/' << policy.ladder[i].id << " every " << by;
        RuleSet longer = shipped.rules;
        longer.policies.at(id).ladder[i].repeat->at_most += by;
        EXPECT_TRUE(shipped.fails_with(longer))
            << id << '/' << policy.ladder[i].id << " times " << by;
      }
    }
  }
}

/// The small office of the lint's goldens, with a test file of its own.
class TestedOffice {
 public:
  TestedOffice() {
    fs::copy(fs::path(testing::source_folder()) / "tests/golden/lint/_base",
             path(),
             fs::copy_options::recursive);
  }
  [[nodiscard]] fs::path path() const { return folder_.path() / "config"; }
  [[nodiscard]] fs::path file() const { return path() / "plans/mau.test.yaml"; }
  void write(const std::string& cases) const {
    std::ofstream(file(), std::ios::binary) << "plan: mau-2026\ntests:\n" << cases;
  }

 private:
  testing::TemporaryFolder folder_;
};

constexpr const char* silent_november =
    "  - { test: Tháng 11 im lặng, about: I.1, from: 2026-11-01, to: 2026-11-30, messages: [] }\n";
constexpr const char* silent_december =
    "  - { test: Tháng 12 im lặng, about: I.1, from: 2026-12-01, to: 2026-12-31, messages: [] }\n";

TEST(PlanTestCommand, EndsWithOneAndThePlaceOfWhatIsNotAsExpected) {
  const TestedOffice office;
  office.write(std::string(silent_november) + silent_december);
  const Tested tested = test(of_folder(office.path()));
  EXPECT_EQ(tested.code, exit_findings);
  EXPECT_NE(tested.out.find("đạt   Tháng 11 im lặng\nhỏng  Tháng 12 im lặng\n"), std::string::npos)
      << tested.out;
  EXPECT_NE(tested.out.find(office.file().string() + ":4:"), std::string::npos) << tested.out;
  EXPECT_NE(tested.out.find("2 ca thử, 1 ca hỏng"), std::string::npos) << tested.out;
  EXPECT_NE(tested.out.find("lần nhắc: 0/3 (0 %); chưa thử: standard/con-3"), std::string::npos)
      << tested.out;
}

TEST(PlanTestCommand, PlaysALoneFileAgainstTheConfigurationAboveIt) {
  const TestedOffice office;
  office.write(silent_november);
  PlanTestOptions options;
  options.files = {office.file()};
  EXPECT_EQ(test(options).code, exit_fine) << test(options).out;
  options.files = {office.path() / "plans/none.test.yaml"};
  EXPECT_EQ(test(options).code, exit_findings);
}

TEST(PlanTestCommand, SaysThatThereIsNothingToPlay) {
  const TestedOffice office;
  const Tested tested = test(of_folder(office.path()));
  EXPECT_EQ(tested.code, exit_findings);
  EXPECT_NE(tested.err.find("không có ca thử nào"), std::string::npos) << tested.err;
}

TEST(PlanTestCommand, IsTheSameWhenRepeated) {
  const PlanTestOptions options = of_folder(testing::sample_configuration());
  EXPECT_EQ(test(options).out, test(options).out);
}

}  // namespace
}  // namespace dondoc::plan_test_command_test
