// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/store.h"

#include "tests/support/due_messages.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::store_test {
namespace {

using StoreWhole = StoreTest;

TEST_F(StoreWhole, KeepsEverythingOverAReopen) {
  const Occurrence duty = occurrence_of(monthly, "2026-05");
  commit([](Store& store) {
    store.sync_series({{monthly, "f1"}}, on_day(0));
    store.set_next_digest("cchc", on_day(40));
    store.set_held("bão số 3");
  });
  open_one(duty);
  const Notice notice = notice_of(duty, "con-3", "vh-xh.truong", on_day(27));
  issue({notice}, on_day(27));
  release(Release{{draft_of({notice})}, {}, {}}, on_day(27));
  const Occurrence before = load(duty.key);
  const std::vector<StoredMessage> queued = testing::due_messages(store(), on_day(28));
  ASSERT_EQ(queued.size(), 1U);

  reopen();

  EXPECT_EQ(load(duty.key), before);
  EXPECT_EQ(before.rungs.size(), 1U);
  EXPECT_EQ(before.rungs.front().state, RungState::messaged);
  const std::vector<StoredMessage> again = testing::due_messages(store(), on_day(28));
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again.front().id, queued.front().id);
  EXPECT_EQ(again.front().draft.text, queued.front().draft.text);
  EXPECT_EQ(again.front().draft.notices, std::vector{notice.key});
  EXPECT_EQ(again.front().draft.contacts.size(), 2U);
  EXPECT_EQ(store().held(), "bão số 3");
  EXPECT_EQ(store().next_digest("cchc"), on_day(40));
  EXPECT_EQ(store().last_written(), on_day(27));
  EXPECT_EQ(store().first_broken_journal_row(), std::nullopt);
}

TEST_F(StoreWhole, ForgetsWhatWasNotCommitted) {
  const Occurrence duty = occurrence_of(monthly, "2026-05");
  {
    const Store::Transaction transaction(store());
    store().write_opening(monthly, opening_of({duty}, on_day(0)), on_day(0));
    EXPECT_TRUE(store().occurrence(duty.key).has_value());
  }
  EXPECT_FALSE(store().occurrence(duty.key).has_value());
  EXPECT_EQ(store().last_written(), std::nullopt);
}

TEST_F(StoreWhole, WritesOnlyInsideATransaction) {
  EXPECT_THROW(store().set_held("x"), std::logic_error);
  EXPECT_EQ(store().held(), std::nullopt);
}

TEST_F(StoreWhole, TellsWhenEngineReleaseAndDispatchMustWake) {
  EXPECT_EQ(store().wakes().engine, std::nullopt);
  EXPECT_EQ(store().wakes().release, std::nullopt);
  EXPECT_EQ(store().wakes().dispatch, std::nullopt);

  const Occurrence duty = occurrence_of(monthly, "2026-05");
  open_one(duty);
  EXPECT_EQ(store().wakes().engine, on_day(0));
  const Notice notice = notice_of(duty, "con-3", "vh-xh.truong", on_day(27));
  decide(duty.key, Decision{{}, {notice}, {}, on_day(29)}, on_day(27));
  EXPECT_EQ(store().wakes().engine, on_day(29));
  EXPECT_EQ(store().wakes().release, on_day(27)) << "a pending notice counts as now";

  release(Release{{}, {{notice.key, on_day(28)}}, {}}, on_day(27));
  EXPECT_EQ(store().wakes().release, on_day(28)) << "held by quiet hours";

  release(Release{{draft_of({notice})}, {}, {}}, on_day(28));
  EXPECT_EQ(store().wakes().release, std::nullopt);
  EXPECT_EQ(store().wakes().dispatch, on_day(28));
  commit([](Store& store) { store.set_next_digest("cchc", on_day(20)); });
  EXPECT_EQ(store().wakes().release, on_day(20));
  EXPECT_EQ(store().wakes().engine, on_day(29));
}

TEST_F(StoreWhole, RemembersTheNewestMomentUntilItIsSet) {
  open_all(monthly, {}, on_day(9));
  open_all(monthly, {}, on_day(5));
  EXPECT_EQ(store().last_written(), on_day(9));
  commit([](Store& store) { store.touch(on_day(6)); });
  EXPECT_EQ(store().last_written(), on_day(9));
  commit([](Store& store) { store.confirm_clock(on_day(6)); });
  EXPECT_EQ(store().last_written(), on_day(6)) << "an operator has said what time it is";
}

TEST_F(StoreWhole, CountsForStatus) {
  const Occurrence late = occurrence_of(monthly, "2026-05");
  Occurrence old = occurrence_of(monthly, "2026-04");
  old.needs_review = true;
  open_all(monthly, {late, old}, on_day(0));
  issue({notice_of(late, "con-3", "a", on_day(27)), notice_of(late, "con-3", "b", on_day(27))},
        on_day(27));
  release(Release{{draft_of({notice_of(late, "con-3", "a", on_day(27))})}, {}, {}}, on_day(27));
  const Store::Counts counts = store().counts(on_day(30));
  EXPECT_EQ(counts.open, 2);
  EXPECT_EQ(counts.overdue, 1);
  EXPECT_EQ(counts.pending_notices, 1);
  EXPECT_EQ(counts.queued_messages, 1);
  EXPECT_EQ(counts.sent_messages, 0);
}

}  // namespace
}  // namespace dondoc::store_test
