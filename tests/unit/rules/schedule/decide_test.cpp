// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/decide.h"

#include "rules/schedule/acts.h"
#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::decide_test {
namespace {

using testing::at;
using testing::small_office;

const Instant load = at("2026-04-20T09:00");

Occurrence vii_4(const RuleSet& rules) {
  return testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load);
}

Occurrence vii_6(const RuleSet& rules, const std::string& period) {
  return testing::opened(
      rules, {testing::plan_id, "VII.6", "", ""}, period, load, at("2026-12-31T00:00"));
}

std::string told(const Decision& decision) {
  std::string out;
  for (const Notice& notice : decision.notices) {
    out += notice.rung + '>' + notice.post + ';';
  }
  return out;
}

std::string ended(const Decision& decision) {
  std::string out;
  for (const Withdrawal& withdrawal : decision.withdrawals) {
    out += withdrawal.rung +
           (withdrawal.state == RungState::collapsed ? " collapsed;" : " withdrawn;");
  }
  return out;
}

/// Decides at each moment in turn, applying what was decided; the last decision.
Decision run(Occurrence& occurrence,
             const RuleSet& rules,
             const std::vector<std::string>& moments) {
  Decision last;
  for (const std::string& moment : moments) {
    last = decide(occurrence, rules, at(moment));
    occurrence = apply(occurrence, last);
  }
  return last;
}

TEST(Decide, RemindsOnTheFridayBeforeAMonday) {
  const RuleSet rules = small_office();
  Occurrence may = vii_6(rules, "2026-05");
  run(may, rules, {"2026-05-20T07:30"});
  const Decision before = decide(may, rules, at("2026-05-22T07:29"));
  EXPECT_EQ(told(before), "");
  EXPECT_EQ(before.wake_at, at("2026-05-22T07:30"));
  EXPECT_EQ(told(decide(may, rules, at("2026-05-22T07:30"))), "con-1>truong-vh-xh;");
}

TEST(Decide, SaysNothingOfWhatWaitsForReview) {
  const RuleSet rules = small_office();
  const Decision decision = decide(vii_6(rules, "2026-02"), rules, at("2026-04-20T09:00"));
  EXPECT_EQ(decision, Decision{});
}

TEST(Decide, DropsRungsBeforeThePlanWasWatched) {
  const RuleSet rules = small_office();
  Occurrence april = vii_6(rules, "2026-04");
  const Decision decision = decide(april, rules, load);
  // con-10 would have been on 10/4, ten days before the load; con-3 is on 22/4.
  EXPECT_EQ(told(decision), "");
  EXPECT_EQ(decision.wake_at, at("2026-04-22T07:30"));
}

TEST(Decide, DropsRungsBeforeTheOpening) {
  RuleSet rules = small_office();
  rules.policies.at("standard").ladder.front().offset.amount = 30;
  Occurrence june = vii_6(rules, "2026-06");
  const Decision decision = decide(june, rules, at("2026-06-01T00:00"));
  EXPECT_EQ(told(decision), "");
  EXPECT_EQ(decision.wake_at, at("2026-06-22T07:30"));
}

TEST(Decide, ClimbsTheWholeLadderOnceEach) {
  const RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  std::string story;
  Instant now = load;
  for (int step = 0; step < 50; ++step) {
    const Decision decision = decide(duty, rules, now);
    story += told(decision);
    duty = apply(duty, decision);
    if (!decision.wake_at) {
      break;
    }
    now = *decision.wake_at;
  }
  EXPECT_EQ(story,
            "con-10>truong-kinh-te;con-3>truong-kinh-te;con-1>truong-kinh-te;"
            "tre-1>truong-kinh-te;"
            "tre-1.3>truong-kinh-te;tre-3>truong-vh-xh;"
            "tre-1.4>truong-kinh-te;tre-7>pct-vh-xh;"
            "tre-1.5>truong-kinh-te;tre-1.6>truong-kinh-te;");
  EXPECT_EQ(now, at("2026-10-12T07:30"));
}

TEST(Decide, LetsTheLatestRungSpeakAfterADowntime) {
  const RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  const Decision decision = decide(duty, rules, at("2026-10-06T03:00"));
  EXPECT_EQ(told(decision), "tre-1.3>truong-kinh-te;tre-3>truong-vh-xh;");
  EXPECT_EQ(ended(decision),
            "tre-1.2 collapsed;tre-1 collapsed;con-1 collapsed;con-3 collapsed;con-10 collapsed;");
  EXPECT_EQ(decision.wake_at, at("2026-10-07T07:30"));
}

TEST(Decide, CollapsesAWaitingNoticeIntoTheNext) {
  const RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-25T07:30"});
  const Decision next = decide(duty, rules, at("2026-09-29T07:30"));
  EXPECT_EQ(told(next), "con-1>truong-kinh-te;");
  EXPECT_EQ(ended(next), "con-3 collapsed;");
}

TEST(Decide, WithdrawsWaitingNoticesOnceDone) {
  const RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-25T07:30"});
  Fact done;
  done.kind = FactKind::completed;
  done.at = at("2026-09-25T08:00");
  duty = apply(duty, done);
  const Decision decision = decide(duty, rules, at("2026-09-29T07:30"));
  EXPECT_EQ(told(decision), "");
  EXPECT_EQ(ended(decision), "con-3 withdrawn;");
  EXPECT_FALSE(decision.wake_at);
}

Occurrence acknowledged(Occurrence duty, const std::string& moment, const std::string& promised) {
  Fact fact;
  fact.kind = FactKind::acknowledged;
  fact.at = at(moment);
  if (!promised.empty()) {
    fact.data["promised"] = promised;
  }
  return apply(std::move(duty), fact);
}

TEST(Decide, MutesTheLeadOnceAcknowledgedButNotTheLastReminder) {
  const RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-16T07:30"});
  duty = acknowledged(duty, "2026-09-16T09:00", "");
  EXPECT_EQ(told(run(duty, rules, {"2026-09-25T07:30"})), "");
  EXPECT_EQ(told(run(duty, rules, {"2026-09-29T07:30"})), "con-1>truong-kinh-te;");
  EXPECT_EQ(told(run(duty, rules, {"2026-10-01T07:30"})), "tre-1>truong-kinh-te;");
}

TEST(Decide, RemindsAgainFromThePromisedDay) {
  const RuleSet rules = small_office();
  Occurrence duty = acknowledged(vii_4(rules), "2026-09-01T09:00", "2026-09-20");
  EXPECT_EQ(told(run(duty, rules, {"2026-09-16T07:30"})), "");
  EXPECT_EQ(told(run(duty, rules, {"2026-09-25T07:30"})), "con-3>truong-kinh-te;");
}

TEST(Decide, APromiseBindsNoSuccessor) {
  RuleSet rules = small_office();
  Occurrence duty = acknowledged(vii_4(rules), "2026-09-01T09:00", "2026-09-29");
  std::vector<Tenure>& held = rules.directory.posts.at("truong-kinh-te").held_by;
  held.front().to = make_date(2026, 9, 20);
  held.push_back({"giam-doc-pvhcc-1", make_date(2026, 9, 21), std::nullopt});
  EXPECT_EQ(told(run(duty, rules, {"2026-09-16T07:30"})), "");
  EXPECT_EQ(told(run(duty, rules, {"2026-09-25T07:30"})), "con-3>truong-kinh-te;");
}

TEST(Decide, TakesBackAWaitingReminderWhenTheLeadAnswers) {
  const RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-25T07:30"});
  duty = acknowledged(duty, "2026-09-25T07:31", "");
  EXPECT_EQ(ended(decide(duty, rules, at("2026-09-25T07:31"))), "con-3 withdrawn;");
}

TEST(Decide, BeginsANewRoundWhenAnEditMovesTheDue) {
  RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-16T07:30"});
  testing::obligation(rules, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, 10, std::nullopt, 0};
  const Decision moved = decide(duty, rules, at("2026-09-18T10:00"));
  // Whoever supports or oversees the duty is told too.
  EXPECT_EQ(told(moved), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  EXPECT_EQ(ended(moved), "con-10 withdrawn;");
  ASSERT_EQ(moved.facts.size(), 1U);
  EXPECT_EQ(moved.facts.front().kind, FactKind::due_moved);
  duty = apply(duty, moved);
  EXPECT_EQ(duty.round, 2);
  EXPECT_EQ(duty.last_day, make_date(2026, 10, 31));
  EXPECT_EQ(duty.first_due, at("2026-10-01T00:00"));
  // 31/10/2026 is a Saturday: ten working days back is Monday 19/10.
  EXPECT_EQ(moved.wake_at, at("2026-10-19T07:30"));
  EXPECT_EQ(told(decide(duty, rules, at("2026-09-18T10:00"))), "");
}

TEST(Decide, WithdrawsWhatThePlanNoLongerAsks) {
  RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-16T07:30"});
  rules.plans.at(testing::plan_id)
      .obligations.erase(rules.plans.at(testing::plan_id).obligations.begin());
  const Decision decision = decide(duty, rules, at("2026-09-18T10:00"));
  EXPECT_EQ(ended(decision), "con-10 withdrawn;");
  duty = apply(duty, decision);
  EXPECT_EQ(duty.state, OccurrenceState::withdrawn);
  EXPECT_EQ(decide(duty, rules, at("2026-09-18T10:00")), Decision{});
}

TEST(Decide, ReopensWhatAnEditBroughtBack) {
  const RuleSet whole = small_office();
  RuleSet without = whole;
  without.plans.at(testing::plan_id)
      .obligations.erase(without.plans.at(testing::plan_id).obligations.begin());
  Occurrence duty = vii_4(whole);
  run(duty, without, {"2026-09-10T10:00"});
  ASSERT_EQ(duty.state, OccurrenceState::withdrawn);
  const Decision back = run(duty, whole, {"2026-09-11T10:00"});
  ASSERT_EQ(back.facts.size(), 1U);
  EXPECT_EQ(back.facts.front().kind, FactKind::reopened);
  EXPECT_EQ(duty.state, OccurrenceState::open);
  EXPECT_EQ(duty.round, 2);
  EXPECT_EQ(back.wake_at, at("2026-09-16T07:30"));
  EXPECT_EQ(told(run(duty, whole, {"2026-09-16T07:30"})), "con-10>truong-kinh-te;");
}

TEST(Decide, AsksForAReviewOfWhatCameDueWhileThePlanLeftItOut) {
  const RuleSet whole = small_office();
  RuleSet without = whole;
  without.plans.at(testing::plan_id)
      .obligations.erase(without.plans.at(testing::plan_id).obligations.begin());
  Occurrence duty = vii_4(whole);
  run(duty, without, {"2026-09-10T10:00"});
  EXPECT_EQ(told(run(duty, whole, {"2026-11-11T10:00"})), "");
  EXPECT_TRUE(duty.needs_review);
}

TEST(Decide, TellsNothingThatALaterRungHasSaidAlready) {
  RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-16T07:30", "2026-09-25T07:30"});
  auto& ladder = rules.policies.at("standard").ladder;
  ladder.front().id = "con-muoi";
  ladder.insert(ladder.begin() + 1,
                Rung{"con-5", {true, 5, OffsetUnit::days}, Audience::lead, std::nullopt});
  const Decision edited = run(duty, rules, {"2026-09-26T09:00"});
  EXPECT_EQ(told(edited), "");
  EXPECT_EQ(ended(edited), "con-5 collapsed;con-muoi collapsed;");
  EXPECT_EQ(told(run(duty, rules, {"2026-09-29T07:30"})), "con-1>truong-kinh-te;");
}

TEST(Decide, TellsAMovedDueEvenWhenTheNextRungIsNear) {
  RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  testing::obligation(rules, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, 10, std::nullopt, 0};
  run(duty, rules, {"2026-10-16T18:00"});  // Held until the morning, when con-10 falls.
  const Decision morning = decide(duty, rules, at("2026-10-19T07:30"));
  EXPECT_EQ(told(morning), "con-10>truong-kinh-te;");
  EXPECT_EQ(ended(morning), "");
}

TEST(Decide, TakesBackWhatHasNotLeftWhenTheDueMoves) {
  RuleSet rules = small_office();
  Occurrence duty = vii_4(rules);
  run(duty, rules, {"2026-09-16T07:30"});
  duty.rungs.front().state = RungState::messaged;
  testing::obligation(rules, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, 10, std::nullopt, 0};
  const Decision moved = decide(duty, rules, at("2026-09-18T10:00"));
  EXPECT_EQ(ended(moved), "con-10 withdrawn;");
  // If it had left it stays said: only the store knows.
  EXPECT_EQ(apply(duty, moved).rungs.front().state, RungState::messaged);
}

TEST(Decide, RemindsAgainInANewRoundWhoeverAcknowledgedTheOld) {
  RuleSet rules = small_office();
  Occurrence duty = acknowledged(vii_4(rules), "2026-09-01T09:00", "2026-09-20");
  testing::obligation(rules, "VII.4").stages.front().rule.recurrence =
      YearlyRule{1, 10, std::nullopt, 0};
  run(duty, rules, {"2026-09-18T10:00"});
  EXPECT_EQ(told(run(duty, rules, {"2026-10-19T07:30"})), "con-10>truong-kinh-te;");
}

TEST(Decide, GivesTheReasonOfEachNotice) {
  const RuleSet rules = small_office();
  Occurrence may = vii_6(rules, "2026-05");
  const Decision decision = decide(may, rules, at("2026-05-22T07:30"));
  ASSERT_FALSE(decision.notices.empty());
  const Reason& reason = decision.notices.back().reason;
  EXPECT_EQ(reason.plan_file, "plans/cchc.yaml");
  EXPECT_EQ(reason.plan_line, 10);
  EXPECT_EQ(reason.phrase, "trước 11 giờ 30 phút ngày 25 hằng tháng");
  EXPECT_EQ(reason.rung, "con-1: 01 ngày làm việc trước thời hạn, tới đơn vị chủ trì");
  EXPECT_EQ(reason.moved, "không tính ngày nghỉ hằng tuần");
}

TEST(Decide, AccountsForALevelThatHasNobody) {
  RuleSet rules = small_office();
  rules.policies.at("standard").ladder = {
      {"pho", {true, 5, OffsetUnit::days}, Audience::deputy, std::nullopt}};
  Occurrence duty = vii_4(rules);
  const Decision decision = run(duty, rules, {"2026-09-23T07:30"});
  EXPECT_EQ(ended(decision), "pho withdrawn;");
  EXPECT_EQ(decide(duty, rules, at("2026-09-23T07:30")), Decision{});
}

TEST(Decide, TellsEveryChangeEvenWhenTwoComeInOneSecond) {
  const RuleSet rules = small_office();
  const Actor chair{"chu-tich", "cli"};
  const Instant now = at("2026-06-01T08:00");
  Occurrence duty = vii_4(rules);
  for (const unsigned day : {10U, 12U}) {
    const ActResult act =
        perform(duty, Extend{make_date(2026, 10, day), "chờ số liệu"}, chair, rules, now);
    duty = apply(duty, std::get<Fact>(act));
    const Decision decision = decide(duty, rules, now);
    EXPECT_EQ(told(decision), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;") << day;
    duty = apply(duty, decision);
  }
  EXPECT_EQ(told(decide(duty, rules, now)), "");
}

}  // namespace
}  // namespace dondoc::decide_test
