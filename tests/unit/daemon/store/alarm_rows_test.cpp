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

}  // namespace
}  // namespace dondoc::alarm_rows_test
