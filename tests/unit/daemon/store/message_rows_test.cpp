// SPDX-License-Identifier: Apache-2.0
#include "tests/support/due_messages.h"
#include "tests/unit/daemon/store/raw_database.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::message_rows_test {
namespace {

class StoreMessages : public StoreTest {
 protected:
  StoreMessages() { open_all(monthly, {duty_}, on_day(0)); }

  std::string queue(const std::string& rung, Instant now) {
    const Notice notice = notice_of(duty_, rung, "a", now);
    issue({notice}, now);
    const MessageDraft draft = draft_of({notice});
    release(Release{{draft}, {}, {}}, now);
    return message_id(draft.key);
  }
  void begin(const AttemptStart& start) {
    commit([&start](Store& store) { store.begin_attempts({start}); });
  }
  void end(const AttemptEnd& end) {
    commit([&end](Store& store) { store.end_attempts({end}); });
  }
  [[nodiscard]] static AttemptEnd end_of(const std::string& message,
                                         int number,
                                         MessageState next,
                                         Instant now) {
    AttemptEnd end;
    end.message = message;
    end.number = number;
    end.at = now;
    end.outcome = next == MessageState::sent ? "ok" : "retry";
    end.detail = "450 bận";
    end.next = next;
    return end;
  }

  const Occurrence duty_ = occurrence_of(monthly, "2026-05");
};

TEST_F(StoreMessages, AreDueOldestFirst) {
  const std::string late = queue("con-1", on_day(29));
  const std::string early = queue("con-3", on_day(27));
  const std::vector<StoredMessage> due = testing::due_messages(store(), on_day(30));
  ASSERT_EQ(due.size(), 2U);
  EXPECT_EQ(due[0].id, early);
  EXPECT_EQ(due[1].id, late);
  EXPECT_EQ(testing::due_messages(store(), on_day(28)).size(), 1U);
  EXPECT_EQ(store().due_messages("maildir", on_day(30), 1).size(), 1U);
}

TEST_F(StoreMessages, GoThroughAttemptsToTheirEnd) {
  const std::string id = queue("con-3", on_day(27));
  begin({id, 1, 0, on_day(27)});
  EXPECT_TRUE(testing::due_messages(store(), on_day(99)).empty());
  ASSERT_EQ(store().in_flight_messages(10).size(), 1U);

  AttemptEnd retry = end_of(id, 1, MessageState::queued, on_day(27));
  retry.next_at = on_day(28);
  retry.channel = 1;
  retry.uncertain_count = 1;
  end(retry);
  EXPECT_TRUE(testing::due_messages(store(), on_day(27)).empty());
  const StoredMessage waiting = testing::due_messages(store(), on_day(28)).at(0);
  EXPECT_EQ(waiting.attempts, 1);
  EXPECT_EQ(waiting.channel, 1);
  EXPECT_EQ(waiting.uncertain_count, 1);
  EXPECT_EQ(waiting.next_at, on_day(28));

  begin({id, 2, 1, on_day(28)});
  end(end_of(id, 2, MessageState::sent, on_day(28)));
  EXPECT_EQ(store().message(id)->state, MessageState::sent);
  EXPECT_TRUE(store().in_flight_messages(10).empty());
  const std::vector<AttemptRow> attempts = store().attempts(id);
  ASSERT_EQ(attempts.size(), 2U);
  EXPECT_EQ(attempts[0].channel, "maildir");
  EXPECT_EQ(attempts[0].outcome, "retry");
  EXPECT_EQ(attempts[0].detail, "450 bận");
  EXPECT_EQ(attempts[1].channel, "webhook");
  EXPECT_EQ(attempts[1].ended_at, on_day(28));
}

TEST_F(StoreMessages, WaitForEachConnectorApart) {
  const std::string id = queue("con-3", on_day(27));
  const std::string other = queue("con-1", on_day(28));
  const auto queues = [this] {
    std::string told;
    for (const Store::Queue& queue : store().queues()) {
      told += queue.connector + " " + std::to_string((queue.next_at - on_day(0)).count() / 86'400) +
              " ";
    }
    return told;
  };
  EXPECT_EQ(queues(), "maildir 27 ");
  begin({id, 1, 0, on_day(27)});
  EXPECT_EQ(queues(), "maildir 28 ");
  AttemptEnd moved = end_of(id, 1, MessageState::queued, on_day(27));
  moved.channel = 1;
  moved.tries = 2;
  end(moved);
  EXPECT_EQ(queues(), "maildir 28 webhook 27 ");
  EXPECT_EQ(store().due_messages("webhook", on_day(27), 10).at(0).tries, 2);
  EXPECT_TRUE(store().due_messages("maildir", on_day(27), 10).empty());
  commit([&](Store& store) { store.put_off(other, on_day(29)); });
  EXPECT_EQ(queues(), "maildir 29 webhook 27 ");
  // What has left is not called back by it.
  begin({id, 2, 1, on_day(28)});
  commit([&](Store& store) { store.put_off(id, on_day(40)); });
  EXPECT_EQ(store().message(id)->state, MessageState::in_flight);
  EXPECT_EQ(queues(), "maildir 29 ");
}

TEST_F(StoreMessages, AreStillInFlightAfterARestart) {
  const std::string id = queue("con-3", on_day(27));
  begin({id, 1, 0, on_day(27)});
  reopen();
  const std::vector<StoredMessage> cut_off = store().in_flight_messages(10);
  ASSERT_EQ(cut_off.size(), 1U);
  EXPECT_EQ(cut_off.front().id, id);
  EXPECT_EQ(store().attempts(id).at(0).ended_at, std::nullopt);
  EXPECT_EQ(store().attempts(id).at(0).outcome, "");
}

TEST_F(StoreMessages, RefuseAnAttemptThatWouldSendTwice) {
  const std::string id = queue("con-3", on_day(27));
  begin({id, 1, 0, on_day(27)});
  EXPECT_THROW(begin({id, 2, 0, on_day(27)}), std::logic_error);
  end(end_of(id, 1, MessageState::sent, on_day(27)));
  EXPECT_THROW(begin({id, 2, 0, on_day(27)}), std::logic_error);
  EXPECT_THROW(end(end_of(id, 1, MessageState::sent, on_day(27))), std::logic_error);
  EXPECT_EQ(store().attempts(id).size(), 1U);
}

TEST_F(StoreMessages, AreFoundByAUniquePrefix) {
  const std::string id = queue("con-3", on_day(27));
  queue("con-1", on_day(27));
  EXPECT_EQ(store().message(id)->id, id);
  EXPECT_EQ(store().message(id.substr(0, 6))->id, id);
  EXPECT_EQ(store().message(id.substr(0, 5)), std::nullopt);
  EXPECT_EQ(store().message("zzzzzz"), std::nullopt);
  EXPECT_EQ(store().message(id + "0"), std::nullopt);
}

TEST_F(StoreMessages, KeepTheDigestThatWasStoredFirst) {
  MessageDraft digest = draft_of({});
  digest.key = "digest/cchc/2026-05-04";
  const std::string said = digest.text;
  commit([&digest](Store& store) { store.write_digest(digest, on_day(30)); });
  digest.text = "khác";
  commit([&digest](Store& store) { store.write_digest(digest, on_day(31)); });
  const std::vector<StoredMessage> due = testing::due_messages(store(), on_day(31));
  ASSERT_EQ(due.size(), 1U);
  EXPECT_EQ(due.front().draft.text, said);
  EXPECT_TRUE(due.front().draft.notices.empty());
}

TEST_F(StoreMessages, HaveAnIdThatComesFromTheirKey) {
  EXPECT_EQ(message_id("a"), message_id("a"));
  EXPECT_NE(message_id("a"), message_id("b"));
  EXPECT_EQ(message_id("a").size(), 32U);
}

TEST_F(StoreMessages, LeaveAttemptsOutcomesAndFactsThatNobodyCanChange) {
  const std::string id = queue("con-3", on_day(27));
  begin({id, 1, 0, on_day(27)});
  end(end_of(id, 1, MessageState::sent, on_day(27)));
  close();
  RawDatabase raw(file());
  for (const std::string table : {"attempt", "outcome", "fact", "fact_data"}) {
    ASSERT_FALSE(raw.rows("SELECT 1 FROM " + table).empty()) << table;
    EXPECT_EQ(raw.try_run("DELETE FROM " + table), "append-only") << table;
  }
  EXPECT_EQ(raw.try_run("UPDATE attempt SET at = 1"), "append-only");
  EXPECT_EQ(raw.try_run("UPDATE outcome SET outcome = 'ok'"), "append-only");
  EXPECT_EQ(raw.try_run("UPDATE fact SET actor = 'x'"), "append-only");
  EXPECT_EQ(raw.try_run("UPDATE fact_data SET value = 'x'"), "append-only");
}

TEST_F(StoreMessages, CountsWhatAPersonWasSentSinceAMoment) {
  queue("con-10", on_day(1));
  const std::string back = queue("con-5", on_day(2));
  queue("con-3", on_day(2));
  MessageDraft list = draft_of({});
  list.key = "digest/ke-hoach/2026-05-02";
  commit([&](Store& store) { store.write_digest(list, on_day(2)); });
  const std::string person = list.person;
  EXPECT_EQ(store().sent_since(on_day(1)), (SentToday{{{person, duty_.series.plan}, 3}}));
  EXPECT_EQ(store().sent_since(on_day(2)), (SentToday{{{person, duty_.series.plan}, 2}}));
  Withdrawal gone;
  gone.rung = "con-5";
  gone.post = "a";
  gone.planned_at = on_day(2);
  gone.state = RungState::collapsed;
  Decision decision;
  decision.withdrawals = {gone};
  commit([&](Store& store) {
    store.write_decision(*store.occurrence(duty_.key), decision, on_day(2));
  });
  ASSERT_EQ(store().message(back)->state, MessageState::withdrawn);
  EXPECT_EQ(store().sent_since(on_day(2)), (SentToday{{{person, duty_.series.plan}, 1}}));
}

}  // namespace
}  // namespace dondoc::message_rows_test
