// SPDX-License-Identifier: Apache-2.0
// How far a late duty has climbed, as the board tells it.
#include "rules/schedule/escalation.h"

#include "tests/unit/rules/schedule/life.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::escalation_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");

/// VII.4: due by 30/9/2026; tre-1 to the lead on 1/10, tre-3 to the oversight on 5/10, tre-7 to the
/// leader on 7/10; at 07:30.
Life yearly() {
  const RuleSet rules = testing::small_office();
  return {rules, testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load)};
}

/// Everything that falls up to the moment is told and leaves.
void live_until(Life& life, const std::string& moment) {
  for (const char* step : {"2026-09-16T07:30",
                           "2026-09-25T07:30",
                           "2026-09-29T07:30",
                           "2026-10-01T07:30",
                           "2026-10-05T07:30",
                           "2026-10-07T07:30"}) {
    if (step <= moment) {
      life.look(step);
      life.send();
    }
  }
}

std::string told(const Life& life, const std::string& moment) {
  const auto escalation = escalation_of(life.duty, life.rules, at(moment));
  return escalation
             ? level_words(*escalation, life.rules) + " | " + next_words(*escalation, life.rules)
             : "none";
}

TEST(Escalation, BeginsWithTheDueAndClimbsLevelByLevel) {
  Life life = yearly();
  live_until(life, "2026-09-29T07:30");
  EXPECT_EQ(told(life, "2026-09-30T10:00"), "none");
  EXPECT_EQ(told(life, "2026-10-01T01:00"),
            "chưa báo ai | 07 giờ 30 ngày 05/10/2026 chuyển Phòng Văn hóa - Xã hội");
  live_until(life, "2026-10-01T07:30");
  EXPECT_EQ(told(life, "2026-10-01T08:00"),
            "mới nhắc đơn vị chủ trì | 07 giờ 30 ngày 05/10/2026 chuyển Phòng Văn hóa - Xã hội");
  live_until(life, "2026-10-05T07:30");
  EXPECT_EQ(told(life, "2026-10-05T08:00"),
            "đã chuyển Phòng Văn hóa - Xã hội | 07 giờ 30 ngày 07/10/2026 báo cáo Phó Chủ tịch "
            "UBND xã");
  live_until(life, "2026-10-07T07:30");
  EXPECT_EQ(told(life, "2026-10-07T08:00"), "đã báo cáo Phó Chủ tịch UBND xã | ");
}

TEST(Escalation, CountsWhatEachPostWasToldSinceTheDue) {
  Life life = yearly();
  live_until(life, "2026-10-05T07:30");
  const auto escalation = escalation_of(life.duty, life.rules, at("2026-10-05T08:00"));
  ASSERT_TRUE(escalation);
  ASSERT_EQ(escalation->told.size(), 2U);
  EXPECT_EQ(escalation->told[0].post, "truong-kinh-te");
  EXPECT_EQ(escalation->told[0].times, 2);  // not what came before the due
  EXPECT_EQ(escalation->told[1].post, "truong-vh-xh");
  EXPECT_EQ(escalation->told[1].newest.planned_at, at("2026-10-05T07:30"));
}

TEST(Escalation, SaysNothingOfWhatIsDoneOrWaitsForItsReview) {
  Life life = yearly();
  live_until(life, "2026-10-05T07:30");
  Life unreviewed = life;
  unreviewed.duty.needs_review = true;
  EXPECT_EQ(told(unreviewed, "2026-10-05T08:00"), "none");
  life.act(Complete{"12/BC", {}}, "truong-kinh-te", "2026-10-05T09:00");
  EXPECT_EQ(told(life, "2026-10-05T10:00"), "none");
}

TEST(Escalation, PassesOverWhoeverHoldsThePaper) {
  Life life = yearly();
  live_until(life, "2026-10-05T07:30");
  Life submitted = life;
  submitted.duty.submission =
      Submission{at("2026-10-05T09:00"), make_date(2026, 10, 5), "pct-vh-xh"};
  EXPECT_EQ(told(submitted, "2026-10-05T10:00"), "đã chuyển Phòng Văn hóa - Xã hội | ");
}

TEST(Escalation, OfAWithdrawnRungNobodyWasTold) {
  Life life = yearly();
  live_until(life, "2026-10-05T07:30");
  for (RungRecord& record : life.duty.rungs) {
    record.state = record.rung == "tre-3" ? RungState::withdrawn : record.state;
  }
  EXPECT_EQ(told(life, "2026-10-05T08:00"),
            "mới nhắc đơn vị chủ trì | 07 giờ 30 ngày 07/10/2026 báo cáo Phó Chủ tịch UBND xã");
}

}  // namespace
}  // namespace dondoc::escalation_test
