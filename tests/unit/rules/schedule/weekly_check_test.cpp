// SPDX-License-Identifier: Apache-2.0
// Weekly duties: asked together on their morning, answered with one word, missed without a noise.
#include "rules/schedule/weekly_check.h"

#include "tests/support/golden.h"
#include "tests/unit/rules/schedule/life.h"
#include "tests/unit/rules/schedule/story.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::weekly_check_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");
const std::string head = "truong-kinh-te";
constexpr const char* friday_morning = "2026-05-15T07:30";

void add_weekly(RuleSet& rules, const std::string& id, const std::string& title) {
  Obligation duty = testing::obligation(rules, "VII.4");
  duty.id = id;
  duty.title = title;
  duty.product.clear();
  duty.policy = "weekly";
  duty.stages.front().rule = DueRule{WeeklyRule{}};
  duty.stages.front().phrase = "hằng tuần";
  rules.plans.at(testing::plan_id).obligations.push_back(duty);
}

/// Two duties of Phòng Kinh tế every week, by the shipped policy.
RuleSet weekly_office() {
  RuleSet rules = testing::small_office();
  Policy policy = rules.policies.at("standard");
  policy.id = "weekly";
  policy.ladder = {{"trong-ngay", {true, 0, OffsetUnit::days}, Audience::lead, std::nullopt}};
  policy.lapse_after_days = 7;
  rules.policies["weekly"] = policy;
  add_weekly(rules, "H.1", "Rà soát hồ sơ quá hạn");
  add_weekly(rules, "H.2", "Cập nhật trang thông tin điện tử");
  return rules;
}

Occurrence week(const RuleSet& rules,
                const std::string& id,
                const std::string& period,
                int code = 42) {
  return testing::opened(
      rules, {testing::plan_id, id, "", ""}, period, load, at("2026-05-22T07:00"), code);
}

/// What is told of the duties on the Friday, in one message.
std::string told(const RuleSet& rules,
                 const std::vector<std::pair<std::string, std::string>>& duties) {
  std::vector<PendingNotice> pending;
  int code = 50;
  for (const auto& [id, period] : duties) {
    Life life{rules, week(rules, id, period, ++code)};
    life.look(friday_morning);
    for (const Notice& notice : life.last.notices) {
      pending.push_back({notice, life.duty});
    }
  }
  return testing::shown(release(pending, rules, at(friday_morning)));
}

std::string asked(const std::vector<Occurrence>& open,
                  const RuleSet& rules,
                  const std::string& post,
                  const std::string& moment) {
  std::string keys;
  for (const Occurrence& one : weekly_checks_asked(open, {post}, rules, at(moment))) {
    keys += one.series.obligation + '@' + one.period + ' ';
  }
  return keys;
}

TEST(WeeklyCheck, StandsInOneSectionOfTheMorningsMessage) {
  RuleSet rules = weekly_office();
  testing::obligation(rules, "VII.4").stages.front().rule =
      DueRule{MonthlyRule{18, 0}, Limit::by, std::nullopt, Roll::none};
  const std::vector<std::pair<std::string, std::string>> duties{
      {"H.1", "2026-W20"}, {"H.2", "2026-W20"}, {"VII.4", "2026-05"}};
  std::string text = told(rules, duties);
  rules.reply_channels = {"zalo"};
  rules.directory.people.at(head + "-1").contacts = {{"zalo", "chat-kt"}};
  text += "---- by chat\n" + told(rules, duties);
  text += "---- one alone, by chat\n" + told(rules, {{"H.1", "2026-W20"}});
  testing::expect_golden("messages/weekly.txt", text);
}

TEST(WeeklyCheck, IsAskedOfItsLeadFromItsLastWorkingDayOn) {
  const RuleSet rules = weekly_office();
  const std::vector<Occurrence> open{week(rules, "H.2", "2026-W20"),
                                     week(rules, "H.1", "2026-W20")};
  EXPECT_EQ(asked(open, rules, head, "2026-05-14T16:00"), "");
  EXPECT_EQ(asked(open, rules, head, friday_morning), "H.1@2026-W20 H.2@2026-W20 ");
  EXPECT_EQ(asked(open, rules, head, "2026-05-18T08:00"), "H.1@2026-W20 H.2@2026-W20 ");
  EXPECT_EQ(asked(open, rules, "giam-doc-pvhcc", friday_morning), "");
  // Who watches the plan is asked for nothing.
  EXPECT_EQ(asked(open, rules, "truong-vh-xh", friday_morning), "");
}

TEST(WeeklyCheck, MeansTheNewestWeekAlone) {
  const RuleSet rules = weekly_office();
  const std::vector<Occurrence> open{week(rules, "H.1", "2026-W20"),
                                     week(rules, "H.1", "2026-W21")};
  EXPECT_EQ(asked(open, rules, head, "2026-05-21T16:00"), "H.1@2026-W20 ");
  EXPECT_EQ(asked(open, rules, head, "2026-05-22T08:00"), "H.1@2026-W21 ");
  EXPECT_EQ(asked({open.front()}, rules, head, "2026-05-22T08:00"), "");
}

TEST(WeeklyCheck, IsNoDutyWithANumberAndNoOtherCadence) {
  RuleSet rules = weekly_office();
  const std::vector<Occurrence> open{week(rules, "H.1", "2026-W20")};
  testing::obligation(rules, "H.1").stages.front().rule.quota = Quota{2};
  EXPECT_EQ(asked(open, rules, head, friday_morning), "");
  EXPECT_EQ(
      asked({testing::opened(
                rules, {testing::plan_id, "VII.6", "", ""}, "2026-05", load, at(friday_morning))},
            rules,
            "truong-vh-xh",
            "2026-05-25T08:00"),
      "");
}

TEST(WeeklyCheck, MissedEndsWithoutTellingAnybody) {
  const RuleSet rules = weekly_office();
  Life life{rules, week(rules, "H.1", "2026-W20")};
  EXPECT_EQ(life.look(friday_morning), "trong-ngay>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-05-22T08:00"), "");
  EXPECT_EQ(life.look("2026-05-23T00:00"), "");
  EXPECT_EQ(life.duty.state, OccurrenceState::missed);
}

}  // namespace
}  // namespace dondoc::weekly_check_test
