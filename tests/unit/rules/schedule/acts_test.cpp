// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/acts.h"

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

}  // namespace
}  // namespace dondoc::acts_test
