// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/check.h"

#include "tests/unit/daemon/cli/configuration_folder.h"

#include <sstream>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::check_test {
namespace {

using testing::ConfigurationFolder;

constexpr const char* plan_name = "plans/ta-dung-cchc-2026-2030.yaml";

const Instant now = start_of(make_date(2026, 5, 4), Zone{});

struct Checked {
  int code{-1};
  nlohmann::json document;
  std::vector<std::string> codes;  ///< of errors and warnings
};

Checked check(const std::vector<std::filesystem::path>& paths,
              Strictness strictness = Strictness::errors) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  CheckOptions options;
  options.paths = paths;
  options.strictness = strictness;
  options.form = OutputForm::json;
  Checked checked;
  checked.code = run_check(options, now, terminal);
  checked.document = nlohmann::json::parse(out.str());
  EXPECT_EQ(checked.document.at("ok").get<bool>(), checked.code == exit_fine);
  for (const auto& entry : checked.document.at("diagnostics")) {
    if (entry.at("severity") != "note") {
      checked.codes.push_back(entry.at("code"));
    }
  }
  return checked;
}

using Codes = std::vector<std::string>;

TEST(Check, FindsNothingWrongWithTheSample) {
  const Checked checked = check({testing::sample_configuration()}, Strictness::warnings);
  EXPECT_EQ(checked.code, exit_fine);
  EXPECT_EQ(checked.codes, Codes{});
}

TEST(Check, TellsWhereAMistakeIsInAPathThatCanBeOpened) {
  const ConfigurationFolder folder;
  folder.replace(plan_name, "lead: pvhcc", "laed: pvhcc");
  const Checked checked = check({folder.path()});
  EXPECT_EQ(checked.code, exit_findings);
  bool found = false;
  for (const auto& entry : checked.document.at("diagnostics")) {
    if (entry.at("code") == "unknown-key") {
      found = true;
      EXPECT_EQ(entry.at("file"), (folder.path() / plan_name).string());
      EXPECT_GT(entry.at("line").get<int>(), 1);
      EXPECT_EQ(entry.at("column"), 5);
      EXPECT_NE(entry.at("hint").get<std::string>().find("lead"), std::string::npos);
    }
  }
  EXPECT_TRUE(found);
}

TEST(Check, FailsOnWarningsOnlyWhenStrict) {
  const ConfigurationFolder folder;
  folder.replace("directory.yaml", "{ maildir: chutich", "{ zalo: chutich");
  EXPECT_EQ(check({folder.path()}).code, exit_fine);
  EXPECT_EQ(check({folder.path()}, Strictness::warnings).code, exit_findings);
  EXPECT_EQ(check({folder.path()}).codes, Codes{"unknown-channel"});
}

TEST(Check, ReadsALoneFileAgainstItsConfiguration) {
  const ConfigurationFolder folder;
  folder.replace(plan_name, "lead: pvhcc", "lead: khong-co");
  // A mistake elsewhere is not this file's.
  folder.write("plans/khac.yaml", "plan: khac\n");
  const Checked checked = check({folder.path() / plan_name});
  EXPECT_EQ(checked.code, exit_findings);
  EXPECT_EQ(checked.codes, Codes{"unknown-unit"});
  EXPECT_EQ(check({folder.path() / "policies.yaml"}).codes, Codes{});
}

TEST(Check, TakesALoneFileOutsidePlansForAPlan) {
  const ConfigurationFolder folder;
  folder.write("nhap/moi.yaml", "plan: moi\ntitel: x\n");
  const Checked checked = check({folder.path() / "nhap/moi.yaml"});
  EXPECT_EQ(checked.code, exit_findings);
  for (const auto& entry : checked.document.at("diagnostics")) {
    EXPECT_EQ(entry.at("file"), (folder.path() / "nhap/moi.yaml").string());
  }
}

TEST(Check, ReadsALoneTemplateAsOne) {
  const ConfigurationFolder folder;
  const std::filesystem::path file = folder.path() / "templates/reminder.mustache";
  folder.write("templates/reminder.mustache", "{{head}}\n\nKính gửi: {{to}}\n");
  EXPECT_EQ(check({file}).codes, Codes{});
  folder.write("templates/reminder.mustache", "{{head}}\n\n{{>chu-ky}}\n");
  EXPECT_EQ(check({file}).codes, Codes{"partial-not-allowed"});
}

TEST(Check, SaysThatAFileOrItsConfigurationIsMissing) {
  const ConfigurationFolder folder;
  EXPECT_EQ(check({folder.path() / "plans/none.yaml"}).codes, Codes{"file-unreadable"});
  folder.write("../xa/mot-minh.yaml", "plan: a\n");
  EXPECT_EQ(check({folder.path() / "../xa/mot-minh.yaml"}).codes, Codes{"no-configuration"});
}

TEST(Check, ClosesWithASentenceForPeople) {
  std::ostringstream out;
  std::ostringstream err;
  Terminal terminal{out, err, Color::never};
  CheckOptions options;
  const ConfigurationFolder folder;
  folder.keep_plans("ta-dung");
  folder.replace(plan_name, "lead: pvhcc", "lead: khong-co");
  options.paths = {folder.path()};
  EXPECT_EQ(run_check(options, now, terminal), exit_findings);
  EXPECT_NE(out.str().find("Đã kiểm tra 11 tệp: 1 lỗi, 0 cảnh báo, 2 lưu ý.\n"), std::string::npos)
      << out.str();
  EXPECT_EQ(err.str(), "");
}

}  // namespace
}  // namespace dondoc::check_test
