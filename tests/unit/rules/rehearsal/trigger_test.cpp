// SPDX-License-Identifier: Apache-2.0
// Events in a rehearsal: what a store and an engine would do with them, in memory.
#include "rules/plan/rule_files.h"
#include "rules/rehearsal/rehearsal.h"
#include "tests/support/config_folder.h"
#include "tests/support/source_folder.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::trigger_test {
namespace {

namespace fs = std::filesystem;

constexpr const char* plan_text =
    "plan: mau-2026\n"
    "title: Kế hoạch mẫu\n"
    "document: { number: 01/KH-UBND, issued: 2026-01-05, authority: UBND xã }\n"
    "effective: { from: 2026-01-01, to: 2026-12-31 }\n"
    "coordinator: vh-xh\n"
    "checkpoints: reporting\n"
    "defaults: { policy: standard }\n"
    "triggers: [{ id: van-ban, title: Văn bản của Trung ương }]\n"
    "obligations:\n"
    "  - id: I.1\n"
    "    title: Báo cáo khi có văn bản\n"
    "    lead: kinh-te\n"
    "    product: Báo cáo\n"
    "    due: { after: 30 days, of: van-ban }\n";

RuleSet office() {
  std::vector<SourceFile> files =
      testing::rule_files_in(fs::path(testing::source_folder()) / "tests/golden/lint/_base");
  for (SourceFile& file : files) {
    if (file.name == "plans/mau.yaml") {
      file.text = plan_text;
    }
  }
  return read_rule_files(files).value.value();
}

Instant moment(unsigned month, unsigned day) {
  return instant_at(make_date(2026, month, day), TimeOfDay{9 * 60}, Zone{});
}

std::string watch_of(const Rehearsal& rehearsal) {
  const auto& all = rehearsal.occurrences();
  const auto watch = std::find_if(all.begin(), all.end(), [](const Occurrence& occurrence) {
    return occurrence.series.obligation == "moc.van-ban";
  });
  return watch == all.end() ? std::string{} : watch->key;
}

Happen event_on(Date date) {
  Happen event;
  event.id = "dau";
  event.date = date;
  return event;
}

TEST(Rehearsal, OpensWhatAnEventBringsAndTellsItsLead) {
  const RuleSet rules = office();
  Rehearsal rehearsal(rules, std::nullopt);
  rehearsal.run_until(moment(2, 2));
  EXPECT_EQ(rehearsal.find("mau-2026/I.1@dau"), nullptr);
  const ActResult told = rehearsal.act(
      watch_of(rehearsal), event_on(make_date(2026, 2, 2)), {"tp-vh-xh", "cli"}, moment(2, 2));
  ASSERT_TRUE(std::holds_alternative<Fact>(told));
  const Occurrence* opened = rehearsal.find("mau-2026/I.1@dau");
  ASSERT_NE(opened, nullptr);
  EXPECT_EQ(opened->last_day, make_date(2026, 3, 4));
  ASSERT_FALSE(rehearsal.notices().empty());
  EXPECT_EQ(rehearsal.notices().back().notice.rung, assigned_rung);
  EXPECT_EQ(rehearsal.notices().back().notice.post, "tp-kinh-te");
}

TEST(Rehearsal, MovesWhatACorrectedEventBrought) {
  const RuleSet rules = office();
  Rehearsal rehearsal(rules, std::nullopt);
  rehearsal.run_until(moment(2, 2));
  ASSERT_TRUE(std::holds_alternative<Fact>(rehearsal.act(
      watch_of(rehearsal), event_on(make_date(2026, 2, 2)), {"tp-vh-xh", "cli"}, moment(2, 2))));
  rehearsal.run_until(moment(2, 3));
  ASSERT_TRUE(std::holds_alternative<Fact>(rehearsal.act(
      watch_of(rehearsal), event_on(make_date(2026, 1, 20)), {"tp-vh-xh", "cli"}, moment(2, 3))));
  EXPECT_EQ(rehearsal.find("mau-2026/I.1@dau")->last_day, make_date(2026, 2, 19));
  EXPECT_EQ(rehearsal.find("mau-2026/I.1@dau")->round, 2);
}

TEST(Rehearsal, RefusesAnActOnWhatHasNotOpened) {
  const RuleSet rules = office();
  Rehearsal rehearsal(rules, std::nullopt);
  rehearsal.run_until(moment(2, 2));
  const ActResult told =
      rehearsal.act("mau-2026/I.1@dau", Complete{}, {"tp-kinh-te", "cli"}, moment(2, 2));
  EXPECT_TRUE(std::holds_alternative<ActRefused>(told));
}

}  // namespace
}  // namespace dondoc::trigger_test
