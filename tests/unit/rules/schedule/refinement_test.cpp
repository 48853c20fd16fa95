// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/refinement.h"

#include "rules/schedule/decide.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/message_text.h"
#include "rules/schedule/series.h"
#include "tests/support/refined_office.h"

#include <algorithm>
#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::refinement_test {
namespace {

using testing::add_refining;
using testing::at;

const Instant load = at("2026-04-20T09:00");
const SeriesKey monthly{testing::plan_id, "VII.6", "", ""};
const SeriesKey spelled_out{testing::refining_plan, "1", "", ""};

RuleSet refined_office() {
  RuleSet rules = testing::small_office();
  add_refining(rules, "1", "VII.6");
  return rules;
}

TEST(Refinement, ARefinedDutyHasNoOccurrencesOfItsOwn) {
  const RuleSet rules = refined_office();
  EXPECT_TRUE(open({monthly, load, std::nullopt}, rules, load).occurrences.empty());
  EXPECT_EQ(open({spelled_out, load, std::nullopt}, rules, load).occurrences.size(), 4U);
  EXPECT_EQ(stand_in(rules, monthly, "2026-05"), "xa/1@2026-05");
  EXPECT_EQ(stands_for(rules, spelled_out, "2026-05"), "cchc/VII.6@2026-05");
  EXPECT_EQ(stand_in(rules, spelled_out, "2026-05"), std::nullopt);
  EXPECT_EQ(stands_for(rules, monthly, "2026-05"), std::nullopt);
}

TEST(Refinement, TheDutyThatIsRemindedNamesTheOneThatIsSilent) {
  const RuleSet rules = refined_office();
  const Instant now = at("2026-05-11T09:00");
  const Occurrence own = testing::opened(rules, spelled_out, "2026-05", load, now);
  EXPECT_EQ(refined_words(own, rules), source_words(*find_owed(rules, monthly)));
  EXPECT_EQ(refined_words(own, rules).rfind("mục VII.6, ", 0), 0U) << refined_words(own, rules);
  PendingNotice pending;
  pending.occurrence = own;
  pending.notice.kind = NoticeKind::reminder;
  const Owed owed = *find_owed(rules, spelled_out);
  pending.notice.post = rules.directory.units.at(owed.lead_units.front()).head;
  pending.notice.audience = Audience::lead;
  const std::string text = word_notice(pending, rules, now, Answers::by_reply).text;
  EXPECT_NE(text.find("\nCũng là " + refined_words(own, rules) + ".\n"), std::string::npos) << text;
  EXPECT_EQ(refined_words(testing::opened(testing::small_office(), monthly, "2026-05", load, now),
                          testing::small_office()),
            "");
}

TEST(Refinement, APeriodThatTheRefiningDutyLacksStaysOwed) {
  RuleSet rules = refined_office();
  rules.plans.at(testing::refining_plan).effective_from = make_date(2026, 3, 1);
  const Opening opening = open({monthly, load, std::nullopt}, rules, load);
  ASSERT_EQ(opening.occurrences.size(), 2U);
  EXPECT_EQ(opening.occurrences.front().period, "2026-01");
  EXPECT_EQ(opening.occurrences.back().period, "2026-02");
}

TEST(Refinement, OfOtherPeriodsNothingGoesSilent) {
  RuleSet rules = refined_office();
  rules.plans.at(testing::refining_plan).obligations.front().stages.front().rule =
      DueRule{YearlyRule{}};
  EXPECT_EQ(open({monthly, load, std::nullopt}, rules, load).occurrences.size(), 4U);
}

TEST(Refinement, EachUnitsPartIsRefinedByThatUnits) {
  RuleSet rules = testing::small_office();
  Lead& each = testing::obligation(rules, "VII.6").lead;
  each = {LeadKind::each, {"vh-xh", "kinh-te"}};
  add_refining(rules, "1", "VII.6").lead = {LeadKind::each, {"kinh-te"}};
  SeriesKey part = monthly;
  part.unit = "kinh-te";
  EXPECT_EQ(stand_in(rules, part, "2026-05"), "xa/1@2026-05#kinh-te");
  part.unit = "vh-xh";
  EXPECT_EQ(stand_in(rules, part, "2026-05"), std::nullopt);
  rules.plans.at(testing::refining_plan).obligations.front().lead = {LeadKind::one, {"vh-xh"}};
  EXPECT_EQ(stand_in(rules, part, "2026-05"), "xa/1@2026-05");
  EXPECT_EQ(stands_for(rules, spelled_out, "2026-05"), "cchc/VII.6@2026-05#vh-xh");
}

TEST(Refinement, AnEditThatRefinesWithdrawsWhatIsOpenAndOneThatEndsItBringsItBack) {
  const Instant now = at("2026-05-11T09:00");
  const Occurrence open = testing::opened(testing::small_office(), monthly, "2026-05", load, now);
  const Decision silent = decide(open, refined_office(), now);
  ASSERT_EQ(silent.facts.size(), 1U);
  EXPECT_EQ(silent.facts.front().kind, FactKind::withdrawn);
  EXPECT_EQ(silent.facts.front().data.at("reason"), "đã được cụ thể hóa ở đầu việc xa/1@2026-05");
  EXPECT_TRUE(silent.notices.empty());
  EXPECT_FALSE(silent.wake_at);
  const Occurrence gone = apply(open, silent);
  EXPECT_TRUE(decide(gone, refined_office(), now).facts.empty());
  const Decision back = decide(gone, testing::small_office(), now);
  ASSERT_FALSE(back.facts.empty());
  EXPECT_EQ(back.facts.front().kind, FactKind::reopened);
}

TEST(Refinement, WhatPeopleHaveDoneStaysDone) {
  const Instant now = at("2026-05-11T09:00");
  Occurrence done = testing::opened(testing::small_office(), monthly, "2026-05", load, now);
  done.state = OccurrenceState::done;
  EXPECT_TRUE(decide(done, refined_office(), now).facts.empty());
}

TEST(Refinement, AChainIsFollowedToItsEnd) {
  RuleSet rules = refined_office();
  Plan third = rules.plans.at(testing::refining_plan);
  third.id = "to";
  third.obligations.front().refines = "xa/1";
  rules.plans[third.id] = third;
  rules.refinements["xa/1"] = "to/1";
  EXPECT_EQ(stand_in(rules, monthly, "2026-05"), "to/1@2026-05");
  EXPECT_EQ(stand_in(rules, spelled_out, "2026-05"), "to/1@2026-05");
  EXPECT_EQ(stands_for(rules, {"to", "1", "", ""}, "2026-05"), "cchc/VII.6@2026-05");
}

/// What was passed over while the duty was refined opens when it no longer is.
TEST(Refinement, ChangesWhatTheRefinedSeriesIsKnownBy) {
  const auto print_of = [](const RuleSet& rules) {
    const std::vector<KnownSeries> all = all_series(rules);
    return std::find_if(all.begin(),
                        all.end(),
                        [](const KnownSeries& known) { return known.key == monthly; })
        ->fingerprint;
  };
  RuleSet rules = refined_office();
  const std::string refined = print_of(rules);
  EXPECT_NE(refined, print_of(testing::small_office()));
  rules.plans.at(testing::refining_plan).effective_from = make_date(2026, 3, 1);
  EXPECT_NE(refined, print_of(rules));
}

}  // namespace
}  // namespace dondoc::refinement_test
