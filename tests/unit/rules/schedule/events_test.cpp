// SPDX-License-Identifier: Apache-2.0
// What events open: fanned out to units, corrected, late, with a due of their own.
#include "rules/schedule/decide.h"
#include "rules/schedule/series.h"
#include "tests/unit/rules/schedule/life.h"

#include <gtest/gtest.h>

namespace dondoc::events_test {
namespace {

using testing::at;
using testing::Life;

const Instant load = at("2026-04-20T09:00");
const std::string recorded = "2026-05-14T09:00";

RuleSet office(const DueRule& rule, const Lead& lead = {LeadKind::one, {"kinh-te"}}) {
  RuleSet rules = testing::small_office();
  Obligation& duty = testing::obligation(rules, "VII.4");
  duty.lead = lead;
  duty.stages.front().rule = rule;
  duty.stages.front().trigger = "van-ban";
  return rules;
}

const DueRule thirty_days{TriggeredRule{30, TermUnit::days}};

Happening document(const std::string& id, Date date, const std::string& unit = {}) {
  return {id, {date, std::nullopt}, unit, "", "150/2026/NĐ-CP", std::nullopt, at(recorded)};
}

Series series(const std::vector<Happening>& happenings, const std::string& unit = {}) {
  return {{testing::plan_id, "VII.4", "", unit}, load, std::nullopt, happenings};
}

Happening may_12() {
  return document("2026-05-12", make_date(2026, 5, 12));
}

TEST(Events, OpenADutyOnceItIsRecordedAndCountFromTheirOwnDay) {
  const RuleSet rules = office(thirty_days);
  const Opening opening = open(series({may_12()}), rules, at(recorded));
  ASSERT_EQ(opening.occurrences.size(), 1U);
  const Occurrence& duty = opening.occurrences.front();
  EXPECT_EQ(duty.key, "cchc/VII.4@2026-05-12");
  EXPECT_EQ(duty.opens, at(recorded));
  // 11/6/2026 is a Thursday.
  EXPECT_EQ(duty.last_day, make_date(2026, 6, 11));
  EXPECT_EQ(duty.due, at("2026-06-12T00:00"));
  EXPECT_FALSE(duty.needs_review);
  EXPECT_FALSE(opening.wake_at) << "only another event opens another one";
}

TEST(Events, OpenNothingBeforeTheyAreRecorded) {
  const Opening opening = open(series({}), office(thirty_days), at(recorded));
  EXPECT_TRUE(opening.occurrences.empty());
  EXPECT_FALSE(opening.wake_at);
}

TEST(Events, OpenADutyForEachUnitUnlessTheyNameOne) {
  const RuleSet rules = office(thirty_days, {LeadKind::each, {"vh-xh", "kinh-te", "pvhcc"}});
  const std::vector<Happening> happenings{
      may_12(), document("2026-05-13", make_date(2026, 5, 13), "kinh-te")};
  EXPECT_EQ(open(series(happenings, "vh-xh"), rules, at(recorded)).occurrences.size(), 1U);
  const Opening economy = open(series(happenings, "kinh-te"), rules, at(recorded));
  ASSERT_EQ(economy.occurrences.size(), 2U);
  EXPECT_EQ(economy.occurrences.at(1).key, "cchc/VII.4@2026-05-13#kinh-te");
}

TEST(Events, ConcernAJointLeadWhenTheyNameAnyOfIt) {
  const RuleSet rules = office(thirty_days, {LeadKind::joint, {"vh-xh", "kinh-te"}});
  const auto opened = [&rules](const std::string& unit) {
    return open(series({document("x", make_date(2026, 5, 13), unit)}), rules, at(recorded))
        .occurrences.size();
  };
  EXPECT_EQ(opened("kinh-te"), 1U);
  EXPECT_EQ(opened("pvhcc"), 0U);
}

TEST(Events, MayNameADueOfTheirOwn) {
  Happening happening = may_12();
  happening.due = make_date(2026, 5, 20);
  const RuleSet rules = office(DueRule{HappeningRule{}});
  const Occurrence duty = open(series({happening}), rules, at(recorded)).occurrences.at(0);
  EXPECT_EQ(duty.last_day, make_date(2026, 5, 20));
  EXPECT_TRUE(duty.dated);
}

TEST(Events, WithoutATermOpenADutyWithoutADate) {
  const RuleSet rules = office(DueRule{HappeningRule{}});
  Life life(rules, open(series({may_12()}), rules, at(recorded)).occurrences.at(0));
  EXPECT_FALSE(life.duty.dated);
  EXPECT_EQ(life.look(recorded), "giao-viec>truong-kinh-te;");
  EXPECT_FALSE(life.last.wake_at) << "no ladder runs and nobody asks at checkpoints";
}

TEST(Events, GiveTheDutyOnceAndThenClimbItsLadder) {
  const RuleSet rules = office(thirty_days);
  Life life(rules, open(series({may_12()}), rules, at(recorded)).occurrences.at(0));
  EXPECT_EQ(life.look(recorded), "giao-viec>truong-kinh-te;");
  EXPECT_EQ(life.look(recorded), "");
  EXPECT_EQ(life.last.wake_at, at("2026-05-28T07:30"));
  EXPECT_EQ(life.look("2026-05-28T07:30"), "con-10>truong-kinh-te;");
}

TEST(Events, RecordedLateAreNotRemindedOfWhatHasPassed) {
  const RuleSet rules = office(thirty_days);
  Happening happening = document("2026-05-04", make_date(2026, 5, 4));
  happening.recorded_at = at("2026-06-10T15:00");
  const Occurrence late = open(series({happening}), rules, happening.recorded_at).occurrences.at(0);
  EXPECT_FALSE(late.needs_review);
  Life life(rules, late);
  // Due on 3/6: the escalations of 6/6 and 10/6 lie before anybody could know.
  EXPECT_EQ(life.look("2026-06-10T15:00"), "giao-viec>truong-kinh-te;");
  EXPECT_EQ(life.ended(), "");
  EXPECT_EQ(life.look("2026-06-15T07:30"), "tre-1.6>truong-kinh-te;");
}

TEST(Events, BeforeThePlanWasWatchedAreReviewed) {
  const RuleSet rules = office(thirty_days);
  Life life(
      rules,
      open(series({document("x", make_date(2026, 3, 1))}), rules, at(recorded)).occurrences.at(0));
  EXPECT_TRUE(life.duty.needs_review);
  EXPECT_EQ(life.look(recorded), "");
}

/// The duty after the event has been recorded anew, as the store applies it.
Occurrence corrected(const Occurrence& duty,
                     const std::vector<Happening>& happenings,
                     const RuleSet& rules,
                     const std::string& moment) {
  Occurrence after = duty;
  for (const Fact& fact : open(series(happenings), rules, at(moment)).corrections) {
    after = apply(after, fact);
  }
  return after;
}

TEST(Events, CorrectedBeginANewRoundAndKeepTheKey) {
  const RuleSet rules = office(thirty_days);
  Life life(rules, open(series({may_12()}), rules, at(recorded)).occurrences.at(0));
  life.look(recorded);
  life.send();
  Happening other = may_12();
  other.event.date = make_date(2026, 5, 19);
  life.duty = corrected(life.duty, {other}, rules, "2026-05-20T09:00");
  EXPECT_EQ(life.duty.happening->event.date, make_date(2026, 5, 19));
  EXPECT_EQ(life.duty.happening->recorded_at, at(recorded));
  EXPECT_EQ(life.look("2026-05-20T09:00"), "doi-han>truong-vh-xh;doi-han>truong-kinh-te;");
  EXPECT_EQ(life.duty.key, "cchc/VII.4@2026-05-12");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 6, 18));
  EXPECT_EQ(life.duty.round, 2);
  EXPECT_EQ(life.last.wake_at, at("2026-06-04T07:30"));
}

TEST(Events, CorrectedInNothingThatMattersTellNobody) {
  const RuleSet rules = office(thirty_days);
  Life life(rules, open(series({may_12()}), rules, at(recorded)).occurrences.at(0));
  life.look(recorded);
  Happening other = may_12();
  other.document = "151/2026/NĐ-CP";
  life.duty = corrected(life.duty, {other}, rules, "2026-05-20T09:00");
  EXPECT_EQ(life.duty.happening->document, "151/2026/NĐ-CP");
  EXPECT_EQ(life.look("2026-05-20T09:00"), "");
  EXPECT_EQ(life.duty.round, 1);
}

TEST(Events, CorrectedWhileTheDutyIsDoneChangeNothing) {
  const RuleSet rules = office(thirty_days);
  Life life(rules, open(series({may_12()}), rules, at(recorded)).occurrences.at(0));
  life.act(Complete{"1/BC", std::nullopt}, "truong-kinh-te", "2026-05-15T09:00");
  Happening other = may_12();
  other.event.date = make_date(2026, 5, 19);
  EXPECT_EQ(corrected(life.duty, {other}, rules, "2026-05-20T09:00"), life.duty);
}

TEST(Events, CorrectedToAnotherUnitAreNoLongerTheFirstOnes) {
  const RuleSet rules = office(thirty_days);
  Happening happening = may_12();
  happening.unit = "kinh-te";
  Life life(rules, open(series({happening}), rules, at(recorded)).occurrences.at(0));
  life.look(recorded);
  happening.unit = "pvhcc";
  EXPECT_TRUE(open(series({happening}), rules, at(recorded)).occurrences.empty());
  life.duty = corrected(life.duty, {happening}, rules, "2026-05-20T09:00");
  EXPECT_EQ(life.look("2026-05-20T09:00"), "");
  EXPECT_EQ(life.ended(), "giao-viec withdrawn;");
  EXPECT_EQ(life.duty.state, OccurrenceState::withdrawn);
  happening.unit = "kinh-te";
  life.duty = corrected(life.duty, {happening}, rules, "2026-05-21T09:00");
  life.look("2026-05-21T09:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
}

TEST(Events, CorrectedWhileThePlanLeftTheDutyOutCountWhenItComesBack) {
  const RuleSet rules = office(thirty_days);
  RuleSet without = rules;
  without.plans.at(testing::plan_id).obligations.clear();
  Life life(without, open(series({may_12()}), rules, at(recorded)).occurrences.at(0));
  life.look("2026-05-15T09:00");
  ASSERT_EQ(life.duty.state, OccurrenceState::withdrawn);
  Happening other = may_12();
  other.event.date = make_date(2026, 5, 19);
  life.duty = corrected(life.duty, {other}, rules, "2026-05-20T09:00");
  life.rules = rules;
  life.look("2026-05-20T09:00");
  EXPECT_EQ(life.duty.state, OccurrenceState::open);
  EXPECT_EQ(life.duty.last_day, make_date(2026, 6, 18));
}

TEST(Events, KeepADueThatPeopleHaveSet) {
  const RuleSet rules = office(thirty_days);
  Life life(rules, open(series({may_12()}), rules, at(recorded)).occurrences.at(0));
  life.act(Extend{make_date(2026, 7, 1), "chờ số liệu"}, "chu-tich", "2026-05-20T09:00");
  Happening other = may_12();
  other.event.date = make_date(2026, 5, 19);
  life.duty = corrected(life.duty, {other}, rules, "2026-05-21T09:00");
  life.look("2026-05-21T09:00");
  EXPECT_EQ(life.duty.last_day, make_date(2026, 7, 1));
  EXPECT_EQ(life.duty.round, 2);
}

}  // namespace
}  // namespace dondoc::events_test
