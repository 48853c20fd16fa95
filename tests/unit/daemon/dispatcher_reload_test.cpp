// SPDX-License-Identifier: Apache-2.0
// What a reload of the files does to what waits, and what it leaves alone.
#include "daemon/dispatcher.h"
#include "tests/unit/daemon/dispatcher_fixture.h"

#include <set>
#include <stdexcept>

namespace dondoc::dispatcher_reload_test {
namespace {

using std::chrono::seconds;

class DispatcherReload : public DispatcherTest {
 protected:
  void reload(Instant now, const std::set<std::string>& changed = {}) {
    dispatcher_->replace_connectors(connectors(), changed, now);
  }
};

TEST_F(DispatcherReload, ThatChangesNoChannelSpendsNoTryHoweverOftenItComes) {
  const std::string id = store({chat});
  attempt(start, OutcomeClass::retry);
  const std::optional<Instant> next = message(id).next_at;
  for (int times = 0; times < 3 * tries_max; ++times) {
    reload(start);
    EXPECT_EQ(dispatcher_->pump(start), 0);
  }
  EXPECT_EQ(message(id).next_at, next);
  EXPECT_EQ(message(id).tries, 1);
  EXPECT_EQ(dispatcher_->wake_at(start), next);
}

TEST_F(DispatcherReload, KeepsTheTimeThatThePeerNamed) {
  const std::string first = store({chat}, "k1");
  attempt(start, OutcomeClass::throttled, seconds{600});
  const std::string second = store({chat}, "k2");
  reload(start, {"hook"});
  while (dispatcher_->pump(start) > 0) {
  }
  EXPECT_EQ(courier_.sent_to("a"), 1);
  EXPECT_EQ(message(first).next_at, start + seconds{600});
  EXPECT_EQ(message(second).next_at, start + seconds{600});
}

TEST_F(DispatcherReload, AChannelThatIsDownStaysDownUntilItAnswers) {
  store_many({chat}, "breaks", failures_until_down);
  dispatcher_->pump(start);
  courier_.answer_all(OutcomeClass::retry);
  dispatcher_->flush(start);
  reload(start);
  EXPECT_EQ(dispatcher_->troubles(start).count("chat"), 1U);
}

TEST_F(DispatcherReload, OtherSettingsOfAChannelTryNowWhatWaitedForThatOneAlone) {
  const std::string of_chat = store({chat}, "k1");
  attempt(start, OutcomeClass::retry);
  const std::string of_hook = store({hook}, "k2");
  attempt(start, OutcomeClass::retry);
  reload(start, {"chat"});
  EXPECT_EQ(dispatcher_->pump(start), 1);
  EXPECT_EQ(courier_.sent_to("a"), 2);
  EXPECT_EQ(courier_.sent_to("b"), 1);
  EXPECT_GT(message(of_hook).next_at, start);
  EXPECT_EQ(message(of_chat).state, MessageState::in_flight);
}

TEST_F(DispatcherReload, StartsAChannelThatARefusedCredentialStopped) {
  const std::string id = store({chat});
  attempt(start, OutcomeClass::auth);
  EXPECT_GT(message(id).next_at, start);
  EXPECT_EQ(dispatcher_->stopped().count("chat"), 1U);
  reload(start);
  EXPECT_EQ(dispatcher_->stopped().count("chat"), 0U);
  attempt(start, OutcomeClass::ok);
  EXPECT_EQ(message(id).state, MessageState::sent);
}

TEST_F(DispatcherReload, TakesWhatWaitedForAChannelThatIsGoneToThePersonsNext) {
  const std::string id = store({chat, hook});
  attempt(start, OutcomeClass::retry);
  Connectors left = connectors();
  left.erase("chat");
  dispatcher_->replace_connectors(left, {"chat"}, start);
  while (dispatcher_->pump(start) > 0) {
  }
  EXPECT_EQ(courier_.sent_to("b"), 1);
  courier_.answer(OutcomeClass::ok);
  dispatcher_->flush(start);
  EXPECT_EQ(message(id).state, MessageState::sent);
}

TEST_F(DispatcherReload, WaitsForTheAnswersToTheOldConnectors) {
  store({chat});
  dispatcher_->pump(start);
  EXPECT_THROW(reload(start), std::logic_error);
  courier_.answer(OutcomeClass::ok);
  dispatcher_->flush(start);
  EXPECT_NO_THROW(reload(start));
}

}  // namespace
}  // namespace dondoc::dispatcher_reload_test
