// SPDX-License-Identifier: Apache-2.0
#include "tests/support/due_messages.h"
#include "tests/unit/daemon/store/store_fixture.h"

#include <algorithm>

namespace dondoc::notice_rows_test {
namespace {

class StoreNotices : public StoreTest {
 protected:
  StoreNotices() {
    open_all(monthly, {duty_, other_}, on_day(0));
    issue({notice_, other_notice_}, on_day(27));
  }
  [[nodiscard]] std::vector<RungState> states(const std::string& occurrence) {
    std::vector<RungState> found;
    for (const NoticeRow& row : store().notices(occurrence)) {
      found.push_back(row.state);
    }
    return found;
  }
  /// Both notices in one queued message.
  std::string send_both() {
    const MessageDraft draft = draft_of({notice_, other_notice_});
    release(Release{{draft}, {}, {}}, on_day(27));
    return message_id(draft.key);
  }
  void begin(const std::string& message, Instant now) {
    commit([&](Store& store) { store.begin_attempts({{message, 1, 0, now}}); });
  }
  void end(const std::string& message, MessageState next, Instant now) {
    AttemptEnd end;
    end.message = message;
    end.at = now;
    end.outcome = "retry";
    end.next = next;
    end.next_at = next == MessageState::queued ? std::optional(now) : std::nullopt;
    commit([&](Store& store) { store.end_attempts({end}); });
  }
  void withdraw(Instant now) {
    Decision decision;
    decision.withdrawals = {{"con-3", "a", 1, on_day(27), RungState::collapsed, "hạn đã dời"}};
    decide(duty_.key, decision, now);
  }

  const Occurrence duty_ = occurrence_of(monthly, "2026-05");
  const Occurrence other_ = occurrence_of(monthly, "2026-06");
  const Notice notice_ = notice_of(duty_, "con-3", "a", on_day(27));
  const Notice other_notice_ = notice_of(other_, "con-3", "a", on_day(27));
  const Fact done_ = fact_of(duty_.key, FactKind::completed, on_day(28));
};

TEST_F(StoreNotices, AreReleasedWithTheirReasonInTheOrderOfPostAndKey) {
  issue({notice_of(duty_, "con-1", "A", on_day(27))}, on_day(27));
  const std::vector<PendingNotice> pending = store().releasable(on_day(27), 10);
  ASSERT_EQ(pending.size(), 3U);
  EXPECT_EQ(pending[0].notice.post, "A");
  EXPECT_EQ(pending[1].notice, notice_);
  EXPECT_EQ(pending[1].occurrence, load(duty_.key));
  EXPECT_EQ(pending[2].notice, other_notice_);
  EXPECT_EQ(store().releasable(on_day(27), 1).size(), 1U);
  EXPECT_TRUE(store().releasable(on_day(26), 10).empty());
}

TEST_F(StoreNotices, WaitWhileTheyAreHeldAndEndWhenNobodyIsReached) {
  release(Release{{}, {{notice_.key, on_day(29)}}, {{other_notice_.key, "chưa có người giữ"}}},
          on_day(27));
  EXPECT_TRUE(store().releasable(on_day(28), 10).empty());
  ASSERT_EQ(store().releasable(on_day(29), 10).size(), 1U);
  EXPECT_EQ(store().notices(duty_.key).front().held_until, on_day(29));
  const NoticeRow unreachable = store().notices(other_.key).front();
  EXPECT_EQ(unreachable.state, RungState::unreachable);
  EXPECT_EQ(unreachable.why, "chưa có người giữ");
}

TEST_F(StoreNotices, FallSilentWhenTheDutyIsDone) {
  record(done_, on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::withdrawn});
  EXPECT_FALSE(store().notices(duty_.key).front().why.empty());
  EXPECT_EQ(store().releasable(on_day(28), 10).size(), 1U);
}

TEST_F(StoreNotices, LeaveAQueuedMessageWhenOneOfItsDutiesIsDone) {
  const std::string message = send_both();
  record(done_, on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::withdrawn});
  EXPECT_EQ(states(other_.key), std::vector{RungState::pending});
  EXPECT_EQ(store().message(message)->state, MessageState::withdrawn);
  EXPECT_TRUE(testing::due_messages(store(), on_day(99)).empty());
  const std::vector<PendingNotice> again = store().releasable(on_day(28), 10);
  ASSERT_EQ(again.size(), 1U);
  EXPECT_EQ(again.front().notice, other_notice_);

  release(Release{{draft_of({other_notice_})}, {}, {}}, on_day(28));
  EXPECT_EQ(testing::due_messages(store(), on_day(28)).size(), 1U);
  EXPECT_EQ(store().message(message)->draft.notices.size(), 2U) << "what it was worded from stays";
  EXPECT_EQ(store().notices_of_message(message).size(), 2U);
}

TEST_F(StoreNotices, AreJudgedAgainWhenTheirMessageIsTakenBack) {
  send_both();
  Decision asleep;
  asleep.wake_at = on_day(60);
  decide(duty_.key, asleep, on_day(27));
  decide(other_.key, asleep, on_day(27));
  record(done_, on_day(28));
  const auto is_awake = [this]() {
    const std::vector<Occurrence> due = store().due_occurrences(on_day(28), 10);
    return std::any_of(
        due.begin(), due.end(), [this](const Occurrence& one) { return one.key == other_.key; });
  };
  // Its duty may have been submitted or acknowledged since the message was stored.
  EXPECT_TRUE(is_awake());
  decide(other_.key, asleep, on_day(28));
  EXPECT_TRUE(is_awake()) << "that was decided before the message was taken back";
  decide(other_.key, asleep, on_day(28));
  EXPECT_FALSE(is_awake());
}

TEST_F(StoreNotices, LeaveAMessageThatWaitsForARetry) {
  const std::string message = send_both();
  begin(message, on_day(27));
  end(message, MessageState::queued, on_day(27));
  record(done_, on_day(28));
  EXPECT_EQ(store().message(message)->state, MessageState::withdrawn);
  EXPECT_EQ(states(other_.key), std::vector{RungState::pending});
}

TEST_F(StoreNotices, AreNotRetriedWhenTheDutyWasDoneDuringTheAttempt) {
  const std::string message = send_both();
  begin(message, on_day(27));
  record(done_, on_day(28));
  EXPECT_EQ(store().message(message)->state, MessageState::in_flight) << "it can't be called back";
  EXPECT_EQ(states(duty_.key), std::vector{RungState::messaged});
  end(message, MessageState::queued, on_day(28));
  EXPECT_EQ(store().message(message)->state, MessageState::withdrawn);
  EXPECT_EQ(states(duty_.key), std::vector{RungState::withdrawn});
  EXPECT_EQ(states(other_.key), std::vector{RungState::pending});
}

TEST_F(StoreNotices, StayToldWhenTheAttemptArrivedAfterAll) {
  const std::string message = send_both();
  begin(message, on_day(27));
  record(done_, on_day(28));
  end(message, MessageState::sent, on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::messaged});
  EXPECT_EQ(store().notices(duty_.key).front().why, "");
  EXPECT_TRUE(store().releasable(on_day(99), 10).empty());
}

TEST_F(StoreNotices, AreWithdrawnWhilePending) {
  withdraw(on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::collapsed});
  EXPECT_EQ(store().notices(duty_.key).front().why, "hạn đã dời");
}

TEST_F(StoreNotices, AreWithdrawnFromAQueuedMessage) {
  const std::string message = send_both();
  withdraw(on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::collapsed});
  EXPECT_EQ(states(other_.key), std::vector{RungState::pending});
  EXPECT_EQ(store().message(message)->state, MessageState::withdrawn);
}

TEST_F(StoreNotices, AreWithdrawnWhenAnAttemptComesBack) {
  const std::string message = send_both();
  begin(message, on_day(27));
  withdraw(on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::messaged});
  Decision asleep;
  asleep.wake_at = on_day(60);
  decide(duty_.key, asleep, on_day(28));
  end(message, MessageState::queued, on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::collapsed});
  EXPECT_EQ(states(other_.key), std::vector{RungState::pending});
  // What it was to be taken back for may have been undone meanwhile: then it is to be told.
  const std::vector<Occurrence> due = store().due_occurrences(on_day(28), 10);
  EXPECT_TRUE(std::any_of(
      due.begin(), due.end(), [this](const Occurrence& one) { return one.key == duty_.key; }));
}

TEST_F(StoreNotices, AreNotWithdrawnOnceSent) {
  const std::string message = send_both();
  begin(message, on_day(27));
  end(message, MessageState::sent, on_day(27));
  withdraw(on_day(28));
  record(done_, on_day(28));
  EXPECT_EQ(states(duty_.key), std::vector{RungState::messaged});
  EXPECT_EQ(store().message(message)->state, MessageState::sent);
}

TEST_F(StoreNotices, AccountForARungThatWasNeverIssuedAndNeverIssueIt) {
  Decision decision;
  decision.withdrawals = {{"con-10", "a", 1, on_day(20), RungState::collapsed, "gộp"}};
  decide(duty_.key, decision, on_day(28));
  issue({notice_of(duty_, "con-10", "a", on_day(20))}, on_day(29));
  const std::vector<NoticeRow> rows = store().notices(duty_.key);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[1].state, RungState::collapsed);
  EXPECT_FALSE(rows[1].issued);
  EXPECT_EQ(rows[1].why, "gộp");
  EXPECT_EQ(load(duty_.key).rungs.size(), 2U);
  EXPECT_EQ(store().releasable(on_day(99), 10).size(), 2U);
}

TEST_F(StoreNotices, GoIntoOneMessageOnly) {
  send_both();
  Store::Transaction transaction(store());
  EXPECT_THROW(store().write_release(Release{{draft_of({notice_})}, {}, {}}, on_day(28)),
               std::logic_error);
}

}  // namespace
}  // namespace dondoc::notice_rows_test
