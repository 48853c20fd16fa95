// SPDX-License-Identifier: Apache-2.0
// What is taken back, and how a duty ends otherwise than done.
#include "rules/schedule/act_rights.h"
#include "rules/schedule/official_state.h"
#include "tests/unit/rules/schedule/life.h"

#include <vector>

#include <gtest/gtest.h>

namespace dondoc::undo_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");
const RuleSet rules = testing::small_office();
const std::string head = "truong-kinh-te";
const std::string leader = "pct-vh-xh";

/// VII.4: due by 30/9/2026; con-10 on 16/9, con-3 on 25/9, con-1 on 29/9, at 07:30.
Life yearly() {
  return {rules, testing::opened(rules, {testing::plan_id, "VII.4", "", ""}, "2026", load, load)};
}

/// All but what undoing itself leaves behind.
Occurrence without_traces(Occurrence duty) {
  duty.round = 0;
  duty.run.clear();
  duty.rungs.clear();
  duty.last_act.reset();
  return duty;
}

TEST(Undo, GivesBackTheDutyAsItWasWhateverWasDone) {
  const std::vector<std::pair<Act, std::string>> acts{
      {Acknowledge{make_date(2026, 9, 25)}, head},
      {Complete{"12/BC", make_date(2026, 9, 18), make_date(2026, 9, 19)}, head},
      {Submit{}, head},
      {Report{"một nửa"}, head},
      {Extend{make_date(2026, 10, 9), "x"}, head},
      {ExcuseDelay{"mưa lũ"}, head},
      {ExcuseDelay{"mưa lũ"}, leader},
      {Fail{"x"}, leader},
      {Waive{"x"}, leader},
      {Comment{"x"}, head},
  };
  for (const auto& [act, post] : acts) {
    Life life = yearly();
    life.act(Acknowledge{}, head, "2026-09-01T08:00");
    life.act(Report{"bắt đầu"}, head, "2026-09-02T08:00");
    const Occurrence before = life.duty;
    life.act(act, post, "2026-09-20T10:00");
    life.act(Undo{}, post, "2026-09-20T10:30");
    EXPECT_EQ(without_traces(life.duty), without_traces(before)) << act.index();
  }
}

TEST(Undo, LetsWhatWasWithdrawnBeToldAndNothingTwice) {
  Life life = yearly();
  EXPECT_EQ(life.look("2026-09-16T07:30"), "con-10>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-09-25T07:30"), "con-3>truong-kinh-te;");
  // Still waits to leave when the duty is closed by mistake.
  life.act(Complete{"12/BC", {}}, head, "2026-09-25T07:40");
  EXPECT_EQ(life.look("2026-09-25T07:40"), "");
  EXPECT_EQ(life.ended(), "con-3 withdrawn;");
  life.act(Undo{}, head, "2026-09-25T07:50");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  EXPECT_EQ(life.look("2026-09-25T07:50"), "con-3>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-09-26T07:30"), "");
  // What has left already isn't told again.
  life.act(Submit{}, head, "2026-09-26T08:00");
  life.act(Undo{}, head, "2026-09-26T08:10");
  EXPECT_EQ(life.look("2026-09-26T08:10"), "");
  EXPECT_EQ(life.look("2026-09-29T07:30"), "con-1>truong-kinh-te;");
}

TEST(Undo, OfADueThatMovedIsToldByARoundOfItsOwn) {
  Life life = yearly();
  life.act(Adjust{make_date(2026, 10, 30), "CV 8/SNV"}, "chu-tich", "2026-09-20T10:00");
  EXPECT_EQ(life.look("2026-09-20T10:00"), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  life.send();
  life.act(Undo{}, "chu-tich", "2026-09-20T10:20");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 30));
  EXPECT_FALSE(life.duty.due_set);
  EXPECT_EQ(life.duty.change->kind, ChangeKind::undone);
  EXPECT_EQ(life.look("2026-09-20T10:20"), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  life.send();
  EXPECT_EQ(life.look("2026-09-25T07:30"), "con-3>truong-kinh-te;");
}

TEST(Undo, OfAReturnTellsTheLeadAndKeepsThePaperWithItsSigner) {
  Life life = yearly();
  life.act(Submit{}, head, "2026-09-18T09:00");
  EXPECT_EQ(life.look("2026-09-18T09:00"), "cho-ky>pct-vh-xh;");
  life.send();
  life.act(Return{"thiếu phụ lục"}, leader, "2026-09-20T10:00");
  EXPECT_EQ(life.look("2026-09-20T10:00"), "doi-han>truong-kinh-te;");
  life.act(Undo{}, leader, "2026-09-20T10:05");
  EXPECT_TRUE(life.duty.submission);
  EXPECT_EQ(life.look("2026-09-20T10:05"), "doi-han>truong-kinh-te;");
}

TEST(Undo, IsOfOnesOwnLastActWithinHalfAnHour) {
  Life life = yearly();
  EXPECT_EQ(life.refusal(Undo{}, head, "2026-09-20T10:00"), "nothing-to-undo");
  life.act(Complete{"12/BC", {}}, head, "2026-09-20T10:00");
  EXPECT_EQ(life.refusal(Undo{}, "truong-vh-xh", "2026-09-20T10:10"), "not-allowed");
  EXPECT_EQ(life.refusal(Undo{}, std::string(admin_actor), "2026-09-20T10:10"), "not-allowed");
  EXPECT_EQ(life.refusal(Undo{}, head, "2026-09-20T10:31"), "too-late");
  life.act(Undo{}, head, "2026-09-20T10:30");
  EXPECT_EQ(life.refusal(Undo{}, head, "2026-09-20T10:31"), "already-done");
  // Somebody has gone on from there.
  life.act(Submit{}, head, "2026-09-20T11:00");
  life.act(Return{"x"}, leader, "2026-09-20T11:05");
  EXPECT_EQ(life.refusal(Undo{}, head, "2026-09-20T11:06"), "not-allowed");
}

TEST(Undo, StopsWhereThePlanHasBuiltOnTheAct) {
  Life life = yearly();
  life.act(Report{"một nửa"}, head, "2026-09-20T10:00");
  testing::obligation(life.rules, "VII.4").stages.front().rule =
      DueRule{YearlyRule{1, 10, std::nullopt, 0}, Limit::by, std::nullopt, Roll::none};
  EXPECT_NE(life.look("2026-09-20T10:01"), "");
  EXPECT_EQ(life.refusal(Undo{}, head, "2026-09-20T10:02"), "nothing-to-undo");
}

TEST(Undo, TakesBackACountThatHasReachedItsNumber) {
  Life life = yearly();
  testing::obligation(life.rules, "VII.4").stages.front().rule.quota = Quota{2};
  life.act(Count{2, ""}, head, "2026-09-20T10:00");
  life.look("2026-09-20T10:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::done);
  life.act(Undo{}, head, "2026-09-20T10:10");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  EXPECT_EQ(life.duty.counted, 0);
}

TEST(Endings, AreALeadersAndSilent) {
  Life life = yearly();
  EXPECT_EQ(life.refusal(Fail{"x"}, head, "2026-10-20T10:00"), "leader-only");
  EXPECT_EQ(life.refusal(Waive{"x"}, "truong-vh-xh", "2026-10-20T10:00"), "leader-only");
  EXPECT_EQ(life.refusal(Fail{""}, leader, "2026-10-20T10:00"), "needs-reason");
  EXPECT_NE(life.look("2026-10-20T10:00"), "");
  life.act(Fail{"không bố trí được kinh phí"}, leader, "2026-10-20T10:05");
  EXPECT_EQ(life.look("2026-10-20T10:05"), "");
  EXPECT_EQ(life.duty.state, OccurrenceState::failed);
  EXPECT_EQ(life.duty.ending->reason, "không bố trí được kinh phí");
  EXPECT_EQ(life.refusal(Fail{"x"}, leader, "2026-10-21T10:00"), "already-done");
  EXPECT_EQ(life.refusal(Waive{"x"}, leader, "2026-10-21T10:00"), "ended");
  EXPECT_EQ(life.refusal(Complete{}, head, "2026-10-21T10:00"), "ended");
}

TEST(Endings, DeriveTheFourOfficialStates) {
  const auto state = [](const Occurrence& duty, const std::string& moment) {
    const auto official = official_state(duty, OnTimeBy::sent, at(moment));
    return official ? std::string(official_state_name(*official)) : "none";
  };
  Life life = yearly();
  EXPECT_EQ(state(life.duty, "2026-09-30T23:59"), "open-in-time");
  EXPECT_EQ(state(life.duty, "2026-10-01T00:00"), "open-late");
  const auto done = [](const Complete& act, const std::string& moment) {
    Life one = yearly();
    one.act(act, head, moment);
    return one.duty;
  };
  const std::string late = "2026-10-05T09:00";
  EXPECT_EQ(state(done({"12/BC", {}}, "2026-09-30T23:00"), late), "done-in-time");
  EXPECT_EQ(state(done({"12/BC", {}}, late), late), "done-late");
  EXPECT_EQ(state(done({"12/BC", make_date(2026, 9, 30)}, late), late), "done-in-time");
  // The day on which it was sent counts, once it is known.
  EXPECT_EQ(state(done({"12/BC", make_date(2026, 9, 30), make_date(2026, 10, 1)}, late), late),
            "done-late");
  life.act(Waive{"sáp nhập"}, leader, late);
  EXPECT_EQ(state(life.duty, late), "none");
  Life failed = yearly();
  failed.act(Fail{"x"}, leader, "2026-09-01T09:00");
  EXPECT_EQ(state(failed.duty, "2026-09-01T09:00"), "open-late");
}

TEST(Excuses, AreNamedByTheLeadAndConfirmedByALeader) {
  Life life = yearly();
  EXPECT_EQ(life.refusal(ExcuseDelay{""}, head, "2026-09-20T10:00"), "needs-reason");
  EXPECT_EQ(life.refusal(ExcuseDelay{""}, leader, "2026-09-20T10:00"), "needs-reason");
  EXPECT_EQ(life.refusal(ExcuseDelay{"x"}, "giam-doc-pvhcc", "2026-09-20T10:00"), "not-allowed");
  life.act(ExcuseDelay{"mưa lũ"}, head, "2026-09-20T10:00");
  EXPECT_EQ(life.look("2026-09-20T10:00"), "con-10>truong-kinh-te;khach-quan.1>pct-vh-xh;");
  EXPECT_EQ(life.refusal(ExcuseDelay{"mưa lũ"}, head, "2026-09-20T11:00"), "already-done");
  life.act(ExcuseDelay{""}, leader, "2026-09-20T12:00");
  EXPECT_EQ(life.duty.excuse->reason, "mưa lũ");
  EXPECT_EQ(life.duty.excuse->confirmed_by, leader);
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  EXPECT_EQ(life.duty.last_day, make_date(2026, 9, 30));
  EXPECT_EQ(life.look("2026-09-20T12:00"), "");
  EXPECT_EQ(life.ended(), "khach-quan.1 withdrawn;");
  EXPECT_EQ(life.refusal(ExcuseDelay{"khác"}, leader, "2026-09-20T12:00"), "already-done");
}

TEST(Nothing, ClosesAPeriodsReportAndIsProgressOfAYear) {
  Life monthly(
      rules,
      testing::opened(
          rules, {testing::plan_id, "VII.7", "", ""}, "2026-08", load, at("2026-08-20T08:00")));
  monthly.act(Nothing{}, "giam-doc-pvhcc", "2026-09-01T08:00");
  EXPECT_EQ(monthly.duty.state, OccurrenceState::done);
  EXPECT_TRUE(monthly.duty.completion->nothing);
  Life year = yearly();
  year.act(Nothing{}, head, "2026-09-01T08:00");
  EXPECT_EQ(year.duty.state, OccurrenceState::open);
  EXPECT_EQ(year.duty.progress->text, "không phát sinh");
}

}  // namespace
}  // namespace dondoc::undo_test
