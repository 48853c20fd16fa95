// SPDX-License-Identifier: Apache-2.0
// Rungs that no ladder has: checkpoints, papers that wait for their signer, wishes for more time;
// and what closes by itself.
#include "tests/unit/rules/schedule/life.h"

#include <gtest/gtest.h>

namespace dondoc::occasions_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");
const SeriesKey vii_4{testing::plan_id, "VII.4", "", ""};

Life life_of(const DueRule& rule, const std::string& period, bool checkpoints = true) {
  RuleSet rules = testing::small_office();
  rules.plans.at(testing::plan_id).checkpoints = checkpoints;
  testing::obligation(rules, "VII.4").stages.front().rule = rule;
  return {rules, testing::opened(rules, vii_4, period, load, load)};
}

Life september() {
  return life_of(DueRule{YearlyRule{1, 9, std::nullopt, 0}}, "2026", false);
}

/// What is told from one wake to the next, up to the end.
std::string told_until(Life& life, const std::string& from, const std::string& end) {
  std::string all = life.look(from);
  for (int steps = 0; steps < 200 && life.last.wake_at && *life.last.wake_at < at(end); ++steps) {
    const std::string moment = to_rfc3339(*life.last.wake_at, Zone{}).substr(0, 16);
    const std::string told = life.look(moment);
    if (!told.empty()) {
      all += moment + ' ' + told;
    }
  }
  return all;
}

TEST(Checkpoints, AskInEachReportingRoundFiveWorkingDaysBeforeItsCutOff) {
  Life standing = life_of(DueRule{StandingRule{}}, "2026--2030");
  EXPECT_EQ(told_until(standing, "2026-04-20T09:00", "2027-04-01T00:00"),
            "2026-06-08T07:30 kiem-diem.2026-H1>truong-kinh-te;"
            "2026-09-07T07:30 kiem-diem.2026-Q3>truong-kinh-te;"
            "2026-12-07T07:30 kiem-diem.2026>truong-kinh-te;"
            "2027-03-08T07:30 kiem-diem.2027-Q1>truong-kinh-te;");
}

TEST(Checkpoints, AskOfWhatIsDueAtAYearsOrThePlansEnd) {
  const auto first = [](const DueRule& rule, const std::string& period) {
    Life life = life_of(rule, period);
    return told_until(life, "2026-04-20T09:00", "2026-06-30T00:00");
  };
  const std::string asked = "2026-06-08T07:30 kiem-diem.2026-H1>truong-kinh-te;";
  EXPECT_EQ(first(DueRule{YearlyRule{}}, "2026"), asked);
  EXPECT_EQ(first(DueRule{PeriodRule{}}, "2026--2030"), asked);
  EXPECT_EQ(first(DueRule{DeferredRule{true}}, "2026"), asked);
  EXPECT_EQ(first(DueRule{YearlyRule{1, 9, std::nullopt, 0}}, "2026"), "");
}

TEST(Checkpoints, AskOnlyWhereThePlanSaysSo) {
  Life life = life_of(DueRule{StandingRule{}}, "2026--2030", false);
  EXPECT_EQ(told_until(life, "2026-04-20T09:00", "2027-04-01T00:00"), "");
}

TEST(Checkpoints, AskOnceWhateverHappensToThePlan) {
  Life life = life_of(DueRule{StandingRule{}}, "2026--2030");
  EXPECT_EQ(life.look("2026-06-08T07:30"), "kiem-diem.2026-H1>truong-kinh-te;");
  const RuleSet whole = life.rules;
  life.rules.plans.at(testing::plan_id).obligations.clear();
  life.look("2026-06-09T09:00");
  life.rules = whole;
  EXPECT_EQ(life.look("2026-06-10T09:00"), "");
  EXPECT_EQ(life.last.wake_at, at("2026-09-07T07:30"));
}

TEST(Checkpoints, MissedInADowntimeAreSaidByTheLatest) {
  Life life = life_of(DueRule{StandingRule{}}, "2026--2030");
  life.look("2026-04-20T09:00");
  EXPECT_EQ(life.look("2027-01-04T08:00"), "kiem-diem.2026>truong-kinh-te;");
  EXPECT_EQ(life.ended(), "kiem-diem.2026-Q3 collapsed;kiem-diem.2026-H1 collapsed;");
}

TEST(Checkpoints, EndWithTheDutysPeriodWhichThenStandsInTheDigest) {
  Life life = life_of(DueRule{DeferredRule{true}}, "2026");
  told_until(life, "2026-04-20T09:00", "2040-01-01T00:00");
  EXPECT_FALSE(life.last.wake_at);
  EXPECT_EQ(life.duty.due, at("2027-01-01T00:00"));
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
}

TEST(Signature, IsWaitedForAtOnceAndEveryThirdWorkingDayAndNoLonger) {
  Life life = life_of(DueRule{YearlyRule{}}, "2026", false);
  life.act(Submit{std::nullopt, ""}, "truong-kinh-te", "2026-05-18T15:00");
  EXPECT_EQ(told_until(life, "2026-05-18T15:00", "2026-09-01T00:00"),
            "cho-ky>pct-vh-xh;"
            "2026-05-21T07:30 cho-ky.2>pct-vh-xh;"
            "2026-05-26T07:30 cho-ky.3>pct-vh-xh;"
            "2026-05-29T07:30 cho-ky.4>pct-vh-xh;"
            "2026-06-03T07:30 cho-ky.5>pct-vh-xh;"
            "2026-06-08T07:30 cho-ky.6>pct-vh-xh;");
}

TEST(Signature, IsSaidOnceForAllRemindersMissedInADowntime) {
  Life life = life_of(DueRule{YearlyRule{}}, "2026", false);
  life.act(Submit{std::nullopt, ""}, "truong-kinh-te", "2026-05-18T15:00");
  life.look("2026-05-18T15:00");
  life.send();
  EXPECT_EQ(life.look("2026-06-20T08:00"), "cho-ky.6>pct-vh-xh;");
  EXPECT_EQ(life.ended(),
            "cho-ky.5 collapsed;cho-ky.4 collapsed;cho-ky.3 collapsed;cho-ky.2 collapsed;");
}

TEST(Signature, LeavesTheLeadInPeaceWhileOthersStillHearOfTheDelay) {
  Life life = september();
  life.look("2026-09-16T07:30");
  life.send();
  life.act(Submit{std::nullopt, "chu-tich"}, "truong-kinh-te", "2026-09-24T09:00");
  EXPECT_EQ(life.look("2026-09-24T09:00"), "cho-ky>chu-tich;");
  life.send();
  EXPECT_EQ(life.look("2026-09-25T07:30"), "");
  EXPECT_EQ(life.ended(), "con-3 withdrawn;");
  life.look("2026-09-29T07:30");
  EXPECT_EQ(life.look("2026-10-01T07:30"), "") << "nor is it told that it is late";
  EXPECT_EQ(life.look("2026-10-05T07:30"), "cho-ky.3>chu-tich;tre-3>truong-vh-xh;");
  EXPECT_EQ(life.look("2026-10-07T07:30"), "cho-ky.4>chu-tich;tre-7>pct-vh-xh;");
}

TEST(Signature, TakesBackAReminderThatStillWaits) {
  Life life = september();
  life.look("2026-09-25T07:30");
  life.act(Submit{std::nullopt, ""}, "truong-kinh-te", "2026-09-25T07:31");
  EXPECT_EQ(life.look("2026-09-25T07:31"), "cho-ky>pct-vh-xh;");
  EXPECT_EQ(life.ended(), "con-3 withdrawn;");
}

TEST(Signature, IsNeverReportedToWhoActsForItsSigner) {
  Life life = september();
  // While the deputy chairman is away the chairman signs; both would hear of the delay.
  life.rules.directory.posts.at("pct-vh-xh").deputy = "chu-tich";
  life.rules.directory.people.at("pct-vh-xh-1").away = {
      {make_date(2026, 9, 1), make_date(2026, 12, 31)}};
  life.act(Submit{std::nullopt, "pct-vh-xh"}, "truong-kinh-te", "2026-09-24T09:00");
  life.look("2026-10-06T08:00");
  EXPECT_EQ(life.look("2026-10-07T07:30"), "cho-ky.4>pct-vh-xh;");
  EXPECT_NE(life.ended().find("tre-7 withdrawn;"), std::string::npos);
}

TEST(Signature, IsToldEvenOfADutyThatWaitsForItsReview) {
  const RuleSet rules = testing::small_office();
  Life life{rules,
            testing::opened(rules, {testing::plan_id, "VII.6", "", ""}, "2026-02", load, load)};
  ASSERT_TRUE(life.duty.needs_review);
  life.act(Submit{std::nullopt, ""}, "truong-vh-xh", "2026-04-21T09:00");
  EXPECT_EQ(life.look("2026-04-21T09:00"), "cho-ky>pct-vh-xh;");
  life.act(Return{"bổ sung"}, "pct-vh-xh", "2026-04-22T09:00");
  EXPECT_EQ(life.look("2026-04-22T09:00"), "doi-han>truong-vh-xh;");
  EXPECT_FALSE(life.last.wake_at) << "its ladder doesn't run";
  life.act(Extend{make_date(2026, 5, 20), "ốm"}, "truong-vh-xh", "2026-04-23T09:00");
  EXPECT_EQ(life.look("2026-04-23T09:00"), "xin-gia-han.2026-05-20>pct-vh-xh;");
  EXPECT_EQ(life.look("2026-04-23T09:00"), "");
  EXPECT_EQ(life.ended(), "");
}

TEST(Wishes, GoToTheLeaderInChargeOrToTheChair) {
  Life life = september();
  life.look("2026-09-16T07:30");
  life.act(Extend{make_date(2026, 10, 15), "ốm"}, "truong-kinh-te", "2026-09-18T09:00");
  EXPECT_EQ(life.look("2026-09-18T09:00"), "xin-gia-han.2026-10-15>pct-vh-xh;");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 30)) << "the due stays until it is granted";
  EXPECT_EQ(life.duty.round, 1);
  Life without = september();
  without.look("2026-09-16T07:30");
  without.rules.directory.units.at("kinh-te").reports_to.reset();
  without.act(Extend{make_date(2026, 10, 15), "ốm"}, "truong-kinh-te", "2026-09-18T09:00");
  EXPECT_EQ(without.look("2026-09-18T09:00"), "xin-gia-han.2026-10-15>chu-tich;");
}

TEST(Wishes, AreToldEachAlsoForADayThatWasWishedForBefore) {
  Life life = september();
  life.look("2026-09-16T07:30");
  const auto wish = [&life](unsigned day, const std::string& moment) {
    life.act(Extend{make_date(2026, 10, day), "lúc " + moment}, "truong-kinh-te", moment);
    return life.look(moment);
  };
  EXPECT_EQ(wish(15, "2026-09-18T09:00"), "xin-gia-han.2026-10-15>pct-vh-xh;");
  EXPECT_EQ(wish(15, "2026-09-18T09:10"), "xin-gia-han.2026-10-15.2>pct-vh-xh;");
  EXPECT_EQ(life.ended(), "xin-gia-han.2026-10-15 withdrawn;") << "it says no more than the next";
  life.send();
  EXPECT_EQ(wish(20, "2026-09-18T09:20"), "xin-gia-han.2026-10-20>pct-vh-xh;");
  EXPECT_EQ(wish(15, "2026-09-18T09:30"), "xin-gia-han.2026-10-15.3>pct-vh-xh;");
  EXPECT_EQ(life.ended(), "xin-gia-han.2026-10-20 withdrawn;");
  EXPECT_EQ(life.look("2026-09-18T09:30"), "");
}

TEST(Quota, ClosesTheDutyOnceItsNumberIsReached) {
  DueRule rule{YearlyRule{}};
  rule.quota = Quota{4};
  Life life = life_of(rule, "2026", false);
  life.act(Count{3, "1/BB"}, "truong-kinh-te", "2026-05-18T15:00");
  life.look("2026-05-18T15:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  life.act(Count{1, "2/BB"}, "truong-kinh-te", "2026-12-17T07:40");
  EXPECT_EQ(life.look("2026-12-17T07:40"), "") << "con-10 of that morning is not told any more";
  EXPECT_EQ(life.duty.state, OccurrenceState::done);
  EXPECT_FALSE(life.last.wake_at);
  life.act(Count{2, "3/BB"}, "truong-kinh-te", "2026-12-20T15:00");
  EXPECT_EQ(life.duty.counted, 6) << "what is counted beyond it is still added";
  EXPECT_EQ(life.look("2026-12-20T15:00"), "");
}

TEST(Quota, ClosesWhenAnEditAsksForLess) {
  DueRule rule{YearlyRule{}};
  rule.quota = Quota{4};
  Life life = life_of(rule, "2026", false);
  life.act(Count{2, ""}, "truong-kinh-te", "2026-05-18T15:00");
  testing::obligation(life.rules, "VII.4").stages.front().rule.quota = Quota{2};
  life.look("2026-05-19T09:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::done);
}

TEST(Lapse, EndsAWeekThatNobodyConfirmedAndChasesNobody) {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").stages.front().rule = DueRule{WeeklyRule{}};
  Policy& policy = rules.policies.at("standard");
  policy.ladder = {{"trong-ngay", {true, 0, OffsetUnit::days}, Audience::lead, std::nullopt}};
  policy.lapse_after_days = 7;
  Life life{rules, testing::opened(rules, vii_4, "2026-W22", load, at("2026-05-25T00:00"))};
  // Friday 29/5/2026.
  EXPECT_EQ(life.look("2026-05-29T07:30"), "trong-ngay>truong-kinh-te;");
  EXPECT_EQ(life.last.wake_at, at("2026-06-06T00:00"));
  life.send();
  EXPECT_EQ(life.look("2026-06-05T23:59"), "");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  EXPECT_EQ(life.look("2026-06-06T00:00"), "");
  EXPECT_EQ(life.duty.state, OccurrenceState::missed);
  EXPECT_FALSE(life.last.wake_at);
  EXPECT_EQ(life.look("2026-07-06T00:00"), "");
}

TEST(Lapse, LeavesADutyWithoutADateOpen) {
  Life life = life_of(DueRule{StandingRule{}}, "2026--2030", false);
  life.rules.policies.at("standard").lapse_after_days = 7;
  life.look("2031-05-01T00:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
}

TEST(Lapse, CountsFromTheDueThatPeopleSet) {
  Life life = september();
  life.rules.policies.at("standard").lapse_after_days = 7;
  life.act(Extend{make_date(2026, 10, 15), "ốm"}, "chu-tich", "2026-09-18T09:00");
  life.look("2026-10-10T09:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  life.look("2026-10-23T00:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::missed);
}

}  // namespace
}  // namespace dondoc::occasions_test
