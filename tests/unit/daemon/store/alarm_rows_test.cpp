// SPDX-License-Identifier: Apache-2.0
#include "tests/support/due_messages.h"
#include "tests/unit/daemon/store/store_fixture.h"

namespace dondoc::alarm_rows_test {
namespace {

class StoreAlarms : public StoreTest {
 protected:
  /// Its id.
  std::string put(const std::string& key, Instant now) {
    MessageDraft draft = draft_of({});
    draft.key = key;
    commit([&](Store& store) { store.write_digest(draft, now); });
    return message_id(key);
  }
  /// One attempt at `now` that ends in this state.
  void end(const std::string& id, MessageState state, const std::string& detail, Instant now) {
    AttemptEnd end;
    end.message = id;
    end.at = now;
    end.outcome = "rejected";
    end.detail = detail;
    end.next = state;
    if (state == MessageState::queued) {
      end.next_at = now + std::chrono::hours{1};
    }
    commit([&](Store& store) {
      store.begin_attempts({{id, 1, 1, now}});
      store.end_attempts({end});
    });
  }
  static std::vector<std::string> ids(const std::vector<StoredMessage>& messages) {
    std::vector<std::string> found;
    for (const StoredMessage& one : messages) {
      found.push_back(one.id);
    }
    return found;
  }
};

TEST_F(StoreAlarms, AreTheOnlyMessagesThatAreDueAsAlarms) {
  put("alar", on_day(1));
  put("alarm.x", on_day(1));
  put("digest/cchc/2026-05-25", on_day(1));
  EXPECT_TRUE(store().due_alarms(on_day(9), 10).empty());
  EXPECT_FALSE(store().next_alarm());
  const std::string first = put("alarm/clock-doubted//2026-05-25", on_day(1));
  const std::string second = put("alarm/channel-stopped/email/2026-05-25", on_day(2));
  EXPECT_EQ(store().next_alarm(), on_day(1));
  EXPECT_EQ(ids(store().due_alarms(on_day(1), 10)), std::vector<std::string>{first});
  EXPECT_EQ(ids(store().due_alarms(on_day(2), 10)), (std::vector<std::string>{first, second}));
  EXPECT_EQ(ids(store().due_alarms(on_day(2), 1)), std::vector<std::string>{first});
  EXPECT_EQ(testing::due_messages(store(), on_day(2)).size(), 5U);
}

TEST_F(StoreAlarms, ThatHaveLeftAreDueNoLongerAndOnesThatWaitAreDueLater) {
  const std::string sent = put("alarm/clock-doubted//2026-05-25", on_day(1));
  const std::string waits = put("alarm/channel-stopped/email/2026-05-25", on_day(1));
  end(sent, MessageState::sent, "", on_day(1));
  end(waits, MessageState::queued, "", on_day(1));
  EXPECT_TRUE(store().due_alarms(on_day(1), 10).empty());
  EXPECT_EQ(store().next_alarm(), on_day(1) + std::chrono::hours{1});
  EXPECT_EQ(ids(store().due_alarms(on_day(2), 10)), std::vector<std::string>{waits});
}

TEST_F(StoreAlarms, OfADayAreListedWhateverBecameOfThem) {
  put("alarm/clock-doubted//2026-05-24", on_day(1));
  const std::string first = put("alarm/clock-doubted//2026-05-25", on_day(2));
  const std::string second = put("alarm/channel-stopped/email/2026-05-25", on_day(3));
  put("digest/cchc/2026-05-25", on_day(3));
  end(first, MessageState::failed, "550", on_day(3));
  EXPECT_EQ(ids(store().alarms(on_day(2), 10)), (std::vector<std::string>{second, first}));
  EXPECT_EQ(ids(store().alarms(on_day(2), 1)), std::vector<std::string>{second});
}

TEST_F(StoreAlarms, TellOfMessagesThatFailedSinceAMomentButNotOfEachOther) {
  const std::string old = put("digest/cchc/2026-05-23", on_day(1));
  const std::string fresh = put("digest/cchc/2026-05-24", on_day(1));
  const std::string sent = put("digest/cchc/2026-05-25", on_day(1));
  const std::string alarm = put("alarm/clock-doubted//2026-05-25", on_day(1));
  end(old, MessageState::failed, "cũ", on_day(2));
  end(fresh, MessageState::failed, "550 mới", on_day(3));
  end(sent, MessageState::sent, "", on_day(3));
  end(alarm, MessageState::failed, "550", on_day(3));
  const auto failed = store().failed_messages(on_day(3), 10);
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed.front().id, fresh);
  EXPECT_EQ(failed.front().post, "vh-xh.truong");
  EXPECT_EQ(failed.front().channel, "webhook");
  EXPECT_EQ(failed.front().detail, "550 mới");
  EXPECT_EQ(store().failed_messages(on_day(0), 10).size(), 2U);
}

/// To draft_of()'s first address, with this end.
class StoreContacts : public StoreAlarms {
 protected:
  void write_to_it(const std::string& key, const std::string& outcome, Instant now) {
    const std::string id = put(key, now);
    AttemptEnd end;
    end.message = id;
    end.at = now;
    end.outcome = outcome;
    end.detail = "550 " + outcome;
    commit([&](Store& store) {
      store.begin_attempts({{id, 1, 0, now}});
      store.end_attempts({end});
    });
  }
  const std::pair<std::string, std::string> address{"maildir", "truong@xa.example"};
};

TEST_F(StoreContacts, AreDeadWhileTheNewestMessageWasRefused) {
  EXPECT_TRUE(store().dead_contacts(on_day(1)).empty());
  write_to_it("a", "ok", on_day(1));
  EXPECT_TRUE(store().dead_contacts(on_day(3)).empty());
  write_to_it("b", "recipient_gone", on_day(3));
  EXPECT_EQ(store().dead_contacts(on_day(3)), (DeadContacts{{address, "550 recipient_gone"}}));
  write_to_it("c", "retry", on_day(4));
  EXPECT_EQ(store().dead_contacts(on_day(4)).size(), 1U) << "that says nothing of the address";
  write_to_it("d", "ok", on_day(5));
  EXPECT_EQ(store().dead_contacts(on_day(5)).size(), 1U) << "it may still come back";
  EXPECT_TRUE(store().dead_contacts(on_day(6)).empty());
}

TEST_F(StoreContacts, AreDeadWhenTheirMailComesBack) {
  write_to_it("a", "ok", on_day(1));
  commit([](Store& store) {
    static_cast<void>(store.write_bounce(message_id("a"), "maildir", "550 5.1.1", on_day(2)));
  });
  EXPECT_EQ(store().dead_contacts(on_day(9)), (DeadContacts{{address, "550 5.1.1"}}));
  EXPECT_TRUE(store().dead_contacts(on_day(60)).empty()) << "nobody has written to it for weeks";
}

TEST_F(StoreAlarms, AreRememberedByTheBeginningOfTheirKeys) {
  EXPECT_EQ(store().last_key("alarm/x/"), "");
  put("alarm/x/2", on_day(1));
  put("alarm/x/1", on_day(2));
  put("alarm/y/3", on_day(3));
  EXPECT_EQ(store().last_key("alarm/x/"), "alarm/x/1");
  EXPECT_EQ(store().last_key("alarm/z/"), "");
}

}  // namespace
}  // namespace dondoc::alarm_rows_test
