// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/acts.h"

#include "rules/schedule/act_rights.h"
#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::acts_test {
namespace {

using testing::at;

const Instant load = at("2026-04-20T09:00");
const Instant now = at("2026-09-20T10:00");
const RuleSet rules = testing::small_office();
const Actor head{"truong-kinh-te", "phone"};

Occurrence duty() {
  return testing::opened(
      testing::small_office(), {testing::plan_id, "VII.4", "", ""}, "2026", load, load);
}

ActRefusal refusal(const ActResult& result) {
  return std::get<ActRefused>(result).code;
}

TEST(Acts, RecordCompletionWithItsProofAndForWhom) {
  const auto result =
      perform(duty(), Complete{"12/BC-UBND", make_date(2026, 9, 18)}, head, rules, now);
  ASSERT_TRUE(std::holds_alternative<Fact>(result));
  const Fact& fact = std::get<Fact>(result);
  EXPECT_EQ(fact.kind, FactKind::completed);
  EXPECT_EQ(fact.actor, "truong-kinh-te");
  EXPECT_EQ(fact.by, "phone");
  const Occurrence done = apply(duty(), fact);
  EXPECT_EQ(done.state, OccurrenceState::done);
  EXPECT_EQ(done.completion->document, "12/BC-UBND");
  EXPECT_EQ(done.completion->document_date, make_date(2026, 9, 18));
}

TEST(Acts, TellThatItIsDoneAlready) {
  const Occurrence done =
      apply(duty(), std::get<Fact>(perform(duty(), Complete{"12/BC-UBND", {}}, head, rules, now)));
  const auto again = perform(done, Complete{"13/BC-UBND", {}}, head, rules, now);
  EXPECT_EQ(refusal(again), ActRefusal::already_done);
  EXPECT_NE(std::get<ActRefused>(again).message.find("12/BC-UBND"), std::string::npos);
  EXPECT_EQ(refusal(perform(done, Acknowledge{}, head, rules, now)), ActRefusal::already_done);
}

TEST(Acts, RefuseADocumentFromTomorrow) {
  EXPECT_EQ(refusal(perform(duty(), Complete{"1", make_date(2026, 9, 21)}, head, rules, now)),
            ActRefusal::date_in_future);
  EXPECT_TRUE(std::holds_alternative<Fact>(
      perform(duty(), Complete{"1", make_date(2026, 9, 20)}, head, rules, now)));
}

TEST(Acts, RefuseAPromisePastTheDue) {
  EXPECT_EQ(refusal(perform(duty(), Acknowledge{make_date(2026, 10, 1)}, head, rules, now)),
            ActRefusal::promise_after_due);
  EXPECT_TRUE(std::holds_alternative<Fact>(
      perform(duty(), Acknowledge{make_date(2026, 9, 30)}, head, rules, now)));
}

TEST(Acts, RefuseATextWithoutEnd) {
  EXPECT_EQ(refusal(perform(duty(), Complete{std::string(501, 'x'), {}}, head, rules, now)),
            ActRefusal::text_too_long);
}

TEST(Acts, RefuseWhatThePlanNoLongerAsks) {
  Fact dropped;
  dropped.kind = FactKind::withdrawn;
  EXPECT_EQ(refusal(perform(apply(duty(), dropped), Complete{}, head, rules, now)),
            ActRefusal::withdrawn);
}

TEST(Acts, TellThatAnAskedExtensionAndASetDueAreThereAlready) {
  const Extend wish{make_date(2026, 10, 15), "chờ số liệu"};
  const Occurrence asked = apply(duty(), std::get<Fact>(perform(duty(), wish, head, rules, now)));
  EXPECT_EQ(refusal(perform(asked, wish, head, rules, now)), ActRefusal::already_done);
  const Extend longer{make_date(2026, 10, 20), "chờ số liệu"};
  EXPECT_TRUE(std::holds_alternative<Fact>(perform(asked, longer, head, rules, now)));

  const Actor chair{"chu-tich", "cli"};
  const Adjust earlier{make_date(2026, 9, 25), "CV 15/SNV"};
  const Occurrence moved =
      apply(duty(), std::get<Fact>(perform(duty(), earlier, chair, rules, now)));
  EXPECT_EQ(refusal(perform(moved, earlier, chair, rules, now)), ActRefusal::already_done);
}

/// Who of the office may do the act, by post.
std::string whose(const Act& act, const Occurrence& occurrence, const RuleSet& office = rules) {
  std::string posts;
  for (const auto& [post, entry] : office.directory.posts) {
    if (!may_act(act, occurrence, post, office, make_date(2026, 9, 20))) {
      posts += post + ' ';
    }
  }
  return posts;
}

TEST(ActRights, OfTheLeadAreWhatItDoesAndOfLeadersWhatIsDecided) {
  // Led by Kinh tế, under a vice-chairman; VH-XH watches the duty and the plan.
  const std::string leaders = "chu-tich pct-vh-xh ";
  EXPECT_EQ(whose(Acknowledge{}, duty()), "truong-kinh-te truong-vh-xh ");
  EXPECT_EQ(whose(Submit{}, duty()), "truong-kinh-te truong-vh-xh ");
  EXPECT_EQ(whose(Count{}, duty()), "truong-kinh-te truong-vh-xh ");
  EXPECT_EQ(whose(Complete{}, duty()), leaders + "truong-kinh-te truong-vh-xh ");
  EXPECT_EQ(whose(Extend{}, duty()), leaders + "truong-kinh-te truong-vh-xh ");
  EXPECT_EQ(whose(Return{}, duty()), leaders + "truong-vh-xh ");
  EXPECT_EQ(whose(Grant{}, duty()), leaders);
  EXPECT_EQ(whose(Adjust{}, duty()), leaders);
}

TEST(ActRights, OfADeputyAndOfWhoActsForALeaderAreThoseOfThePost) {
  RuleSet office = rules;
  Directory& directory = office.directory;
  directory.posts["truong-kinh-te"].deputy = "giam-doc-pvhcc";
  directory.posts["pct-vh-xh"].deputy = "chanh-van-phong";
  EXPECT_EQ(whose(Acknowledge{}, duty(), office), "giam-doc-pvhcc truong-kinh-te truong-vh-xh ");
  EXPECT_EQ(whose(Grant{}, duty(), office), "chu-tich pct-vh-xh ");
  directory.people["pct-vh-xh-1"].away = {{make_date(2026, 9, 20), make_date(2026, 9, 20)}};
  EXPECT_EQ(whose(Grant{}, duty(), office), "chanh-van-phong chu-tich pct-vh-xh ");
}

TEST(ActRights, OfASignerAreToReturnAndToCloseWhatLiesWithThem) {
  const Occurrence submitted = apply(
      duty(), std::get<Fact>(perform(duty(), Submit{{}, "chanh-van-phong"}, head, rules, now)));
  EXPECT_EQ(whose(Return{}, submitted), "chanh-van-phong chu-tich pct-vh-xh truong-vh-xh ");
  EXPECT_FALSE(may_act(Complete{}, submitted, "chanh-van-phong", rules, make_date(2026, 9, 20)));
  EXPECT_TRUE(may_act(Complete{}, duty(), "chanh-van-phong", rules, make_date(2026, 9, 20)));
}

TEST(ActRights, AreRefusedByALineThatSaysWhoseTheActIs) {
  const Actor other{"chanh-van-phong", "phone"};
  const ActResult refused = perform(duty(), Complete{}, other, rules, now);
  EXPECT_EQ(refusal(refused), ActRefusal::not_allowed);
  EXPECT_EQ(std::get<ActRefused>(refused).message,
            "Việc hoàn thành do đơn vị chủ trì hoặc đầu mối theo dõi ghi nhận.");
  const ActResult same_level =
      perform(duty(), Grant{make_date(2026, 10, 9)}, {"truong-vh-xh", "cli"}, rules, now);
  EXPECT_EQ(refusal(same_level), ActRefusal::leader_only);
  EXPECT_EQ(std::get<ActRefused>(same_level).message,
            "Việc gia hạn do lãnh đạo phụ trách hoặc Chủ tịch quyết định.");
}

TEST(ActRights, ExtendNoDateThatAHigherLevelHasSet) {
  RuleSet office = rules;
  testing::obligation(office, "VII.4").fixed_by = "tỉnh";
  const Actor chair{"chu-tich", "cli"};
  const Date later = make_date(2026, 10, 9);
  for (const Actor& actor : {chair, head, Actor{std::string(admin_actor), "cli"}}) {
    EXPECT_EQ(refusal(perform(duty(), Extend{later, "x"}, actor, office, now)), ActRefusal::fixed);
  }
  EXPECT_EQ(refusal(perform(duty(), Grant{later}, chair, office, now)), ActRefusal::fixed);
  EXPECT_TRUE(
      std::holds_alternative<Fact>(perform(duty(), Adjust{later, "CV 8/SNV"}, chair, office, now)));
}

}  // namespace
}  // namespace dondoc::acts_test
