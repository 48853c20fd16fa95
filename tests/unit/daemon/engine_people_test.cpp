// SPDX-License-Identifier: Apache-2.0
// What the engine tells of people: posts that can't be told anything, and posts that change hands.
#include "daemon/engine.h"
#include "tests/support/due_messages.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::engine_people_test {
namespace {

using testing::at;
using testing::ScratchStore;

const Instant load = at("2026-04-20T09:00");
const std::string head = "truong-kinh-te";

class EnginePeople : public ::testing::Test {
 protected:
  EnginePeople() { start(testing::small_office(), load); }

  void start(const RuleSet& rules, Instant now) {
    engine_ = std::make_unique<Engine>(*store_);
    engine_->load(std::make_shared<const RuleSet>(rules), now);
    settle(now);
  }
  void reload(const RuleSet& rules, Instant now) {
    engine_->load(std::make_shared<const RuleSet>(rules), now);
    settle(now);
  }

  std::optional<Instant> settle(Instant now) {
    while (true) {
      const TickResult result = engine_->tick(now);
      if (!result.more) {
        deliver(now);
        return result.wake_at;
      }
    }
  }

  void run_until(Instant now, Instant end) {
    for (std::optional<Instant> wake = settle(now); wake && *wake <= end; wake = settle(*wake)) {
    }
  }

  void deliver(Instant now) {
    std::vector<AttemptStart> starts;
    std::vector<AttemptEnd> ends;
    for (const StoredMessage& message : testing::due_messages(*store_, now)) {
      sent_.push_back(message);
      starts.push_back({message.id, message.attempts + 1, 0, now});
      AttemptEnd end;
      end.message = message.id;
      end.number = message.attempts + 1;
      end.at = now;
      end.outcome = "ok";
      ends.push_back(end);
    }
    Store::Transaction transaction(*store_);
    store_->begin_attempts(starts);
    store_->end_attempts(ends);
    transaction.commit();
  }

  /// "moment post" of each message whose subject holds the words.
  [[nodiscard]] std::vector<std::string> sent(const std::string& words) const {
    std::vector<std::string> found;
    for (const StoredMessage& message : sent_) {
      if (message.draft.subject.find(words) != std::string::npos) {
        found.push_back(to_rfc3339(message.created_at, Zone{}).substr(0, 16) + ' ' +
                        message.draft.post + '/' + message.draft.person);
      }
    }
    return found;
  }

  ScratchStore store_;
  std::unique_ptr<Engine> engine_;
  std::vector<StoredMessage> sent_;
};

TEST_F(EnginePeople, AreLookedForEachWorkingMorningAndToldOfWhenSomethingChanges) {
  RuleSet rules = testing::small_office();
  run_until(load, at("2026-04-24T12:00"));
  EXPECT_TRUE(sent("nhận được tin").empty());
  rules.directory.people.at("chu-tich-1").contacts.clear();
  reload(rules, at("2026-04-24T13:00"));  // a Friday; Monday is a day off
  run_until(at("2026-04-24T13:00"), at("2026-05-08T12:00"));
  EXPECT_EQ(sent("nhận được tin"),
            std::vector<std::string>{"2026-04-28T07:30 truong-vh-xh/truong-vh-xh-1"});
  reload(testing::small_office(), at("2026-05-08T13:00"));
  run_until(at("2026-05-08T13:00"), at("2026-05-20T12:00"));
  EXPECT_EQ(sent("nhận được tin"),
            (std::vector<std::string>{"2026-04-28T07:30 truong-vh-xh/truong-vh-xh-1",
                                      "2026-05-11T07:30 truong-vh-xh/truong-vh-xh-1"}));
}

TEST_F(EnginePeople, AreLookedForTheNextMorningWhenOneWasMissedAndNotWhileSendingIsHeld) {
  RuleSet rules = testing::small_office();
  rules.directory.people.at("chu-tich-1").contacts.clear();
  reload(rules, load);
  settle(at("2026-04-21T17:30"));  // The office has closed.
  EXPECT_TRUE(sent("nhận được tin").empty());
  {
    Store::Transaction transaction(*store_);
    store_->set_held("rà soát");
    transaction.commit();
  }
  settle(at("2026-04-22T08:00"));
  EXPECT_TRUE(sent("nhận được tin").empty());
  {
    Store::Transaction transaction(*store_);
    store_->set_held(std::nullopt);
    transaction.commit();
  }
  settle(at("2026-04-22T09:00"));
  EXPECT_EQ(sent("nhận được tin").size(), 1U);
}

}  // namespace
}  // namespace dondoc::engine_people_test
