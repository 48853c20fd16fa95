// SPDX-License-Identifier: Apache-2.0
// What begins a new round, and what of the old one lives on: dues that people set, returned papers,
// wishes and edits.
#include "tests/unit/rules/schedule/life.h"

#include <gtest/gtest.h>

namespace dondoc::rounds_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");

/// VII.4 of Phòng Kinh tế, due by 30/9/2026, overseen by Phòng VH-XH.
Life september(const RuleSet& rules = testing::small_office()) {
  return {rules, testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load)};
}

void set_month(RuleSet& rules, unsigned month) {
  testing::obligation(rules, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, month, std::nullopt, 0};
}

RuleSet without_duty() {
  RuleSet rules = testing::small_office();
  auto& obligations = rules.plans.at(testing::plan_id).obligations;
  obligations.erase(obligations.begin());
  return rules;
}

TEST(Rounds, BeginWithMoreTimeAndTellAllWhoHaveToDoWithTheDuty) {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").support = {"pvhcc", "vh-xh"};
  Life life = september(rules);
  life.look("2026-09-16T07:30");
  life.act(Extend{make_date(2026, 10, 15), "chờ số liệu"}, "pct-vh-xh", "2026-09-18T09:00");
  EXPECT_EQ(life.look("2026-09-18T09:00"),
            "doi-han>truong-vh-xh;doi-han>giam-doc-pvhcc;doi-han>truong-kinh-te;");
  EXPECT_EQ(life.ended(), "con-10 withdrawn;");
  EXPECT_EQ(life.duty.round, 2);
  EXPECT_TRUE(life.duty.due_set);
  EXPECT_EQ(life.duty.first_due, at("2026-10-01T00:00"));
  // Ten working days before 15/10 is 1/10.
  EXPECT_EQ(life.last.wake_at, at("2026-10-01T07:30"));
}

TEST(Rounds, LeaveADueThatPeopleSetAloneWhenThePlanIsEdited) {
  Life life = september();
  life.act(Extend{make_date(2026, 10, 15), "chờ số liệu"}, "pct-vh-xh", "2026-09-18T09:00");
  life.look("2026-09-18T09:00");
  set_month(life.rules, 11);
  EXPECT_EQ(life.look("2026-09-19T09:00"), "");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 10, 15));
  life.act(Adjust{make_date(2026, 9, 25), "Công văn số 8/SNV"}, "quan-tri", "2026-09-20T09:00");
  life.look("2026-09-20T09:00");
  set_month(life.rules, 12);
  life.look("2026-09-21T09:00");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 25));
  EXPECT_EQ(life.duty.round, 3);
}

TEST(Rounds, KeepADueThatPeopleSetWhileThePlanLeftTheDutyOut) {
  Life life = september();
  life.act(Extend{make_date(2026, 10, 15), "chờ số liệu"}, "pct-vh-xh", "2026-09-18T09:00");
  life.look("2026-09-18T09:00");
  const RuleSet whole = life.rules;
  life.rules = without_duty();
  life.look("2026-09-19T09:00");
  ASSERT_EQ(life.duty.state, OccurrenceState::withdrawn);
  life.rules = whole;
  life.look("2026-09-20T09:00");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 10, 15));
  EXPECT_TRUE(life.duty.due_set);
  EXPECT_EQ(life.look("2026-09-20T09:00"), "");
  EXPECT_EQ(life.duty.round, 3);
}

TEST(Rounds, BringBackADutyWithoutADateAsOne) {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").stages.front().rule = DueRule{StandingRule{}};
  Life life{rules,
            testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026--2030", load, load)};
  life.rules = without_duty();
  life.look("2026-09-19T09:00");
  life.rules = rules;
  EXPECT_EQ(life.look("2026-09-20T09:00"), "");
  EXPECT_FALSE(life.duty.dated);
  EXPECT_EQ(life.look("2026-09-20T09:00"), "") << "nobody is told of a date that it never had";
  EXPECT_EQ(life.duty.round, 2);
}

TEST(Rounds, TellEachOfTwoChangesInOneSecond) {
  Life life = september();
  life.act(Extend{make_date(2026, 10, 15), "chờ số liệu"}, "pct-vh-xh", "2026-09-18T09:00");
  EXPECT_EQ(life.look("2026-09-18T09:00"), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  life.send();
  life.act(Extend{make_date(2026, 10, 25), "chờ số liệu"}, "pct-vh-xh", "2026-09-18T09:00");
  EXPECT_EQ(life.look("2026-09-18T09:00"), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  EXPECT_EQ(life.look("2026-09-18T09:00"), "");
}

TEST(Rounds, TakeBackWhatHasNotLeftOfEveryEarlierOne) {
  Life life = september();
  life.look("2026-09-16T07:30");
  life.send();
  life.act(Extend{make_date(2026, 10, 15), "chờ số liệu"}, "pct-vh-xh", "2026-09-18T09:00");
  life.act(Adjust{make_date(2026, 10, 20), "Công văn số 8/SNV"}, "pct-vh-xh", "2026-09-18T09:01");
  life.look("2026-09-18T09:02");
  EXPECT_EQ(life.ended(), "con-10 withdrawn;") << "con-10 was said of the due of round 1";
}

TEST(Rounds, BeginWithAReturnedPaperWhichIsTheLeadsAlone) {
  Life life = september();
  life.act(Submit{std::nullopt, ""}, "truong-kinh-te", "2026-09-18T09:00");
  EXPECT_EQ(life.look("2026-09-18T09:00"), "cho-ky>pct-vh-xh;");
  life.act(Return{"bổ sung số liệu"}, "pct-vh-xh", "2026-09-21T09:00");
  EXPECT_EQ(life.look("2026-09-21T09:00"), "doi-han>truong-kinh-te;");
  EXPECT_EQ(life.duty.round, 2);
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 30)) << "the due stays";
  EXPECT_FALSE(life.duty.due_set);
  // The ball is the lead's again.
  EXPECT_EQ(life.look("2026-09-25T07:30"), "con-3>truong-kinh-te;");
}

TEST(Rounds, EndTheWaitForASignatureOnlyByAReturn) {
  Life life = september();
  life.act(Submit{std::nullopt, ""}, "truong-kinh-te", "2026-09-18T20:00");
  EXPECT_EQ(life.look("2026-09-18T20:00"), "cho-ky>pct-vh-xh;");  // Held until the morning.
  life.act(Extend{make_date(2026, 10, 15), "chờ số liệu"}, "pct-vh-xh", "2026-09-18T21:00");
  EXPECT_EQ(life.look("2026-09-18T21:00"), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  EXPECT_EQ(life.ended(), "") << "the paper still waits";
  life.act(Return{"bổ sung số liệu"}, "pct-vh-xh", "2026-09-18T22:00");
  life.look("2026-09-18T22:00");
  EXPECT_EQ(life.ended(), "cho-ky withdrawn;doi-han withdrawn;doi-han withdrawn;");
}

TEST(Rounds, KeepAWishThatNobodyHasAnswered) {
  Life life = september();
  life.act(Submit{std::nullopt, ""}, "truong-kinh-te", "2026-09-18T20:00");
  life.act(Extend{make_date(2026, 10, 15), "ốm"}, "truong-kinh-te", "2026-09-18T20:30");
  EXPECT_EQ(life.look("2026-09-18T20:30"), "cho-ky>pct-vh-xh;xin-gia-han.2026-10-15>pct-vh-xh;");
  life.act(Return{"bổ sung số liệu"}, "pct-vh-xh", "2026-09-18T21:00");
  life.look("2026-09-18T21:00");
  EXPECT_EQ(life.ended(), "cho-ky withdrawn;") << "the wish is still the leader's to answer";
}

TEST(Rounds, BeginAnewForWhatTheReviewLeftBehindOnceItsDueIsSet) {
  const RuleSet rules = testing::small_office();
  Life life{rules,
            testing::opened(rules, {testing::plan_id, "VII.6", "", ""}, "2026-02", load, load)};
  ASSERT_TRUE(life.duty.needs_review);
  life.act(Adjust{make_date(2026, 3, 20), "Công văn số 8/SNV"}, "chu-tich", "2026-04-21T09:00");
  EXPECT_TRUE(life.duty.needs_review) << "it is as late as it was";
  life.look("2026-04-21T09:00");
  life.act(Adjust{make_date(2026, 5, 20), "Công văn số 9/SNV"}, "chu-tich", "2026-04-22T09:00");
  EXPECT_FALSE(life.duty.needs_review);
  EXPECT_EQ(life.look("2026-04-22T09:00"), "doi-han>truong-vh-xh;");
  EXPECT_EQ(life.last.wake_at, at("2026-05-06T07:30"));
}

TEST(Rounds, GiveADateToADutyThatHadNone) {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").stages.front().rule = DueRule{DeferredRule{}};
  Life life{rules,
            testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026--2030", load, load)};
  life.look("2026-04-21T09:00");
  life.act(Adjust{make_date(2026, 9, 30), "Kế hoạch số 5/KH"}, "chu-tich", "2026-04-22T09:00");
  EXPECT_EQ(life.look("2026-04-22T09:00"), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  EXPECT_FALSE(life.duty.change->from_dated);
  EXPECT_EQ(life.last.wake_at, at("2026-09-16T07:30"));
  EXPECT_EQ(life.look("2026-04-23T09:00"), "") << "the plan has no date to move it to";
}

}  // namespace
}  // namespace dondoc::rounds_test
