// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::occurrence_rows_test {
namespace {

using StoreOccurrences = StoreTest;

TEST_F(StoreOccurrences, HoldsWhatTheRulesSayComesOfADecision) {
  const Occurrence duty = occurrence_of(yearly, "2026");
  open_one(duty);
  Fact moved = fact_of(duty.key, FactKind::due_moved, on_day(10));
  moved.data = {
      {"to", "1970-02-20T00:00:00+07:00"}, {"last_day", "1970-02-19"}, {"reason", "sửa kế hoạch"}};
  Decision decision;
  decision.facts = {moved};
  decision.withdrawals = {{"con-10", "a", 1, on_day(20), RungState::withdrawn, "hạn đã dời"}};
  Occurrence next_round = duty;
  next_round.round = 2;
  decision.notices = {notice_of(next_round, "con-3", "a", on_day(40))};
  decision.wake_at = on_day(47);
  const Occurrence before = load(duty.key);
  decide(duty.key, decision, on_day(10));

  const Occurrence after = load(duty.key);
  EXPECT_EQ(after, apply(before, decision));
  EXPECT_EQ(after.round, 2);
  EXPECT_EQ(after.first_due, duty.due);
  EXPECT_TRUE(store().due_occurrences(on_day(46), 10).empty());
  EXPECT_EQ(store().due_occurrences(on_day(47), 10), std::vector{after});

  reopen();
  EXPECT_EQ(load(duty.key), after);
}

TEST_F(StoreOccurrences, WritesADecisionOnce) {
  const Occurrence duty = occurrence_of(yearly, "2026");
  open_one(duty);
  Decision decision;
  decision.facts = {fact_of(duty.key, FactKind::withdrawn, on_day(10))};
  decision.notices = {notice_of(duty, "con-3", "a", on_day(10))};
  decision.withdrawals = {{"con-10", "a", 1, on_day(5), RungState::collapsed, "gộp"}};
  decide(duty.key, decision, on_day(10));
  const Occurrence once = load(duty.key);
  decide(duty.key, decision, on_day(11));
  EXPECT_EQ(load(duty.key), once);
  EXPECT_EQ(store().notices(duty.key).size(), 2U);
  EXPECT_EQ(store().facts(duty.key).size(), 2U);
}

TEST_F(StoreOccurrences, KeepsEveryFieldOfACompletion) {
  const Occurrence duty = occurrence_of(monthly, "2026-05");
  open_one(duty);
  Fact promise = fact_of(duty.key, FactKind::acknowledged, on_day(3));
  promise.data = {{"promised", "1970-01-20"}};
  record(promise, on_day(3));
  Fact done = fact_of(duty.key, FactKind::completed, on_day(9));
  done.data = {{"document", "12/BC-UBND"}, {"document_date", "1970-01-09"}};
  record(done, on_day(9));
  reopen();
  const Occurrence after = load(duty.key);
  EXPECT_EQ(after.state, OccurrenceState::done);
  EXPECT_EQ(after.acknowledged_at, on_day(3));
  EXPECT_EQ(after.promised, Date{std::chrono::days{19}});
  EXPECT_EQ(after.completion, (Completion{on_day(9), "12/BC-UBND", Date{std::chrono::days{8}}}));
  EXPECT_EQ(store().due_occurrences(on_day(9), 10).size(), 1U) << "a fact wakes its occurrence";
}

TEST_F(StoreOccurrences, RefusesAFactAboutSomethingUnknown) {
  Store::Transaction transaction(store());
  EXPECT_THROW(
      store().write_fact(fact_of("cchc/khong-co@2026", FactKind::completed, on_day(1)), on_day(1)),
      std::invalid_argument);
}

TEST_F(StoreOccurrences, ListsByPagesInTheOrderOfKeys) {
  SeriesKey unit = monthly;
  unit.unit = "kinh-te";
  const Occurrence april = occurrence_of(monthly, "2026-04");
  const Occurrence may = occurrence_of(monthly, "2026-05");
  const Occurrence other = occurrence_of(unit, "2026-05");
  open_all(monthly, {may, april, other}, on_day(0));
  record(fact_of(april.key, FactKind::completed, on_day(1)), on_day(1));
  const auto keys = [this](const OccurrenceFilter& filter) {
    std::vector<std::string> found;
    for (const Occurrence& occurrence : store().occurrences(filter)) {
      found.push_back(occurrence.key);
    }
    return found;
  };
  EXPECT_EQ(keys({}), (std::vector{may.key, other.key}));
  OccurrenceFilter all;
  all.open_only = false;
  all.limit = 2;
  EXPECT_EQ(keys(all), (std::vector{april.key, may.key}));
  all.after_key = may.key;
  EXPECT_EQ(keys(all), std::vector{other.key});
  all.after_key.clear();
  all.before_key = may.key;
  EXPECT_EQ(keys(all), std::vector{april.key});
  OccurrenceFilter of_unit;
  of_unit.unit = "kinh-te";
  EXPECT_EQ(keys(of_unit), std::vector{other.key});
}

TEST_F(StoreOccurrences, TakesAtMostTheRowsAskedForOldestFirst) {
  const Occurrence first = occurrence_of(monthly, "2026-04");
  const Occurrence second = occurrence_of(monthly, "2026-05");
  open_all(monthly, {first, second}, on_day(0));
  decide(first.key, Decision{{}, {}, {}, on_day(20)}, on_day(1));
  decide(second.key, Decision{{}, {}, {}, on_day(10)}, on_day(1));
  const std::vector<Occurrence> due = store().due_occurrences(on_day(30), 1);
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due.front().key, second.key);
}

}  // namespace
}  // namespace dondoc::occurrence_rows_test
