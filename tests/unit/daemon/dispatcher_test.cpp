// SPDX-License-Identifier: Apache-2.0
#include "daemon/dispatcher.h"

#include "tests/unit/daemon/dispatcher_fixture.h"

#include <map>
#include <set>

namespace dondoc::dispatcher_test {
namespace {

TEST_F(DispatcherTest, CommitsTheAttemptBeforeTheBytes) {
  const std::string id = store({chat});
  dispatcher_->pump(start);
  EXPECT_EQ(message(id).state, MessageState::in_flight);
  EXPECT_EQ(store_->attempts(id).size(), 1U);
  courier_.answer(OutcomeClass::ok);
  EXPECT_EQ(message(id).state, MessageState::in_flight);
  dispatcher_->flush(start);
  EXPECT_EQ(message(id).state, MessageState::sent);
  EXPECT_EQ(store_->attempts(id).front().outcome, "ok");
  EXPECT_EQ(dispatcher_->pump(start), 0);
}

TEST_F(DispatcherTest, WaitsLongerAfterEachFailure) {
  const std::string id = store({chat});
  Instant now = start;
  std::chrono::seconds last{0};
  for (int tries = 1; tries < tries_max; ++tries) {
    attempt(now, OutcomeClass::retry);
    const StoredMessage waiting = message(id);
    ASSERT_EQ(waiting.state, MessageState::queued);
    const auto delay = *waiting.next_at - now;
    EXPECT_GE(delay * 11 / 10, last) << "but for the jitter";
    EXPECT_LE(delay, std::chrono::seconds{retry_delay_max} * 11 / 10);
    EXPECT_EQ(dispatcher_->pump(*waiting.next_at - std::chrono::seconds{1}), 0);
    last = delay;
    now = *waiting.next_at;
  }
  attempt(now, OutcomeClass::retry);
  EXPECT_EQ(message(id).state, MessageState::failed);
}

TEST_F(DispatcherTest, HonoursTheTimeThePeerNamesWithinReason) {
  const std::string id = store({chat});
  attempt(start, OutcomeClass::throttled, std::chrono::seconds{600});
  EXPECT_EQ(*message(id).next_at - start, std::chrono::seconds{600});
  const Instant next = *message(id).next_at;
  attempt(next, OutcomeClass::throttled, std::chrono::hours{24 * 365});
  EXPECT_EQ(*message(id).next_at - next, std::chrono::hours{1});
  EXPECT_EQ(message(id).tries, 0) << "the peer put it off, that is no try";
}

TEST_F(DispatcherTest, SpreadsWhatFailedTogetherAndTheSameWayEachTime) {
  store_many({chat}, "k", 50);
  const auto waits = [this] {
    std::map<std::string, std::chrono::seconds> found;
    for (int i = 0; i < 50; ++i) {
      const std::string id = message_id("k" + std::to_string(i));
      found[id] = *message(id).next_at - start;
    }
    return found;
  };
  Instant now = start;
  for (int tries = 0; tries < 3; ++tries) {
    make();
    ASSERT_EQ(dispatcher_->pump(now), 50);
    courier_.answer_all(OutcomeClass::retry);
    dispatcher_->flush(now);
    now += std::chrono::hours{1};
  }
  const auto third = waits();
  std::set<std::chrono::seconds> different;
  for (const auto& [id, wait] : third) {
    different.insert(wait);
  }
  EXPECT_GT(different.size(), 10U);
  EXPECT_NE(third.begin()->second, std::chrono::seconds{0});
}

TEST_F(DispatcherTest, GoesToThePersonsNextChannelWhenOneRefuses) {
  for (const OutcomeClass refused :
       {OutcomeClass::rejected, OutcomeClass::recipient_gone, OutcomeClass::quota}) {
    make();
    const std::string id = store({chat, hook}, "k" + std::to_string(static_cast<int>(refused)));
    attempt(start, refused);
    EXPECT_EQ(message(id).state, MessageState::queued);
    attempt(start, OutcomeClass::ok);
    EXPECT_EQ(courier_.sent.back().url, "b");
    EXPECT_EQ(message(id).state, MessageState::sent);
  }
}

TEST_F(DispatcherTest, EndsAsFailedWhenNoChannelIsLeft) {
  const std::string id = store({chat});
  attempt(start, OutcomeClass::recipient_gone);
  EXPECT_EQ(message(id).state, MessageState::failed);
}

TEST_F(DispatcherTest, RepeatsADoubtOnceMarkedThenGivesItToTheDigest) {
  const std::string id = store({chat});
  Reply nothing;
  nothing.failure = Failure::sent_no_answer;
  dispatcher_->pump(start);
  courier_.answer(nothing);
  dispatcher_->flush(start);
  const Instant again = *message(id).next_at;
  dispatcher_->pump(again);
  EXPECT_NE(courier_.sent.back().body.find("có thể trùng"), std::string::npos);
  courier_.answer(nothing);
  dispatcher_->flush(again);
  EXPECT_EQ(message(id).state, MessageState::uncertain);
  EXPECT_EQ(courier_.sent.size(), 2U);
}

TEST_F(DispatcherTest, RepeatsADoubtFreelyWhereThePeerKeepsOne) {
  const std::string id = store({hook});
  Reply nothing;
  nothing.failure = Failure::sent_no_answer;
  Instant now = start;
  for (int tries = 0; tries < 5; ++tries) {
    dispatcher_->pump(now);
    EXPECT_EQ(courier_.sent.back().body, "nội dung\n");
    courier_.answer(nothing);
    dispatcher_->flush(now);
    now = *message(id).next_at;
  }
  EXPECT_EQ(message(id).state, MessageState::queued);
}

TEST_F(DispatcherTest, TakesAnAttemptCutOffByACrashAsUncertain) {
  const std::string id = store({chat});
  dispatcher_->pump(start);
  store_.reopen();
  make();
  dispatcher_->recover(start);
  EXPECT_EQ(message(id).state, MessageState::queued);
  EXPECT_EQ(message(id).uncertain_count, 1);
  EXPECT_EQ(store_->attempts(id).front().outcome, "uncertain");
  EXPECT_EQ(dispatcher_->in_flight(), 0);
}

TEST_F(DispatcherTest, StopsAChannelWhoseCredentialIsRefused) {
  const std::string first = store({chat}, "k1");
  attempt(start, OutcomeClass::auth);
  EXPECT_EQ(dispatcher_->stopped().count("chat"), 1U);
  EXPECT_EQ(message(first).state, MessageState::queued);
  const std::string second = store({chat, hook}, "k2");
  EXPECT_EQ(dispatcher_->pump(start), 1);
  EXPECT_EQ(courier_.sent.size(), 1U);  // No second request with a bad credential.
  EXPECT_EQ(dispatcher_->pump(start), 1);
  EXPECT_EQ(courier_.sent.back().url, "b");
  EXPECT_EQ(store_->attempts(second).at(0).outcome, "auth") << "why it took another channel";
}

TEST_F(DispatcherTest, WaitsForAStoppedChannelHoweverLongThatTakes) {
  const std::string id = store({chat});
  Instant now = start;
  attempt(now, OutcomeClass::auth);
  for (int waits = 0; waits < tries_max + 5; ++waits) {
    ASSERT_EQ(message(id).state, MessageState::queued);
    now = *message(id).next_at;
    EXPECT_EQ(dispatcher_->pump(now), 1);
    EXPECT_EQ(dispatcher_->pump(now), 0);
    EXPECT_GT(*dispatcher_->wake_at(now), now);
  }
  EXPECT_EQ(courier_.sent.size(), 1U);
  EXPECT_EQ(message(id).attempts, 1);
  make();  // After a reload the credential is good.
  now = *message(id).next_at;
  attempt(now, OutcomeClass::ok);
  EXPECT_EQ(message(id).state, MessageState::sent);
}

TEST_F(DispatcherTest, GivesTheSecondChannelTriesOfItsOwn) {
  const std::string id = store({chat, hook});
  Instant now = start;
  for (int tries = 0; tries < tries_with_another_channel_max; ++tries) {
    attempt(now, OutcomeClass::retry);
    EXPECT_EQ(courier_.sent.back().url, "a");
    now = *message(id).next_at;
  }
  EXPECT_LE(now - start, std::chrono::minutes{2}) << "the other channel is taken soon";
  for (int tries = 1; tries < tries_max; ++tries) {
    attempt(now, OutcomeClass::retry);
    EXPECT_EQ(courier_.sent.back().url, "b");
    ASSERT_EQ(message(id).state, MessageState::queued);
    now = *message(id).next_at;
  }
  attempt(now, OutcomeClass::retry);
  EXPECT_EQ(message(id).state, MessageState::failed);
}

TEST_F(DispatcherTest, SendsNothingWhileHeld) {
  store({chat});
  {
    Store::Transaction transaction(*store_);
    store_->set_held("tạm dừng");
    transaction.commit();
  }
  EXPECT_EQ(dispatcher_->pump(start), 0);
}

TEST_F(DispatcherTest, KeepsALimitInFlight) {
  store_many({chat}, "k", attempts_in_flight_max + 10);
  EXPECT_EQ(dispatcher_->pump(start), attempts_in_flight_max);
  EXPECT_EQ(dispatcher_->pump(start), 0);
  EXPECT_EQ(dispatcher_->wake_at(start), std::nullopt) << "an answer will wake it";
  courier_.answer(OutcomeClass::ok);
  EXPECT_EQ(dispatcher_->wake_at(start), start);
  dispatcher_->flush(start);
  EXPECT_EQ(dispatcher_->pump(start), 1);
}

TEST_F(DispatcherTest, IgnoresAnAnswerThatComesAfterItIsGone) {
  store({chat});
  dispatcher_->pump(start);
  dispatcher_.reset();
  courier_.answer(OutcomeClass::ok);
  EXPECT_EQ(store_->in_flight_messages(10).size(), 1U);
}

TEST_F(DispatcherTest, AWaitThatAWrongClockNamedEndsWhenTheClockIsConfirmed) {
  const std::string far = store({chat}, "digest/cchc/far");
  attempt(start + std::chrono::hours{24 * 365}, OutcomeClass::retry);
  const std::string near = store({chat}, "digest/cchc/near");
  attempt(start, OutcomeClass::retry);
  const auto backoff = message(near).next_at;
  {
    Store::Transaction transaction(*store_);
    store_->confirm_clock(start);
    transaction.commit();
  }
  EXPECT_EQ(message(far).next_at, start);
  EXPECT_EQ(message(near).next_at, backoff);
}

TEST_F(DispatcherTest, WhileTheClockIsInDoubtOnlyAlarmsLeaveAndUnderAPersonsHoldNothing) {
  const std::string digest = store({hook}, "digest/cchc/x");
  const std::string alarm = store({hook}, "alarm/clock-doubted//2026-05-22");
  const auto hold = [this](const std::optional<std::string>& held,
                           const std::optional<std::string>& doubt) {
    Store::Transaction transaction(*store_);
    store_->set_held(held);
    store_->set_clock_doubt(doubt);
    transaction.commit();
  };
  hold("một người", std::nullopt);
  EXPECT_EQ(dispatcher_->pump(start), 0);
  hold("một người", "đồng hồ");
  EXPECT_EQ(dispatcher_->pump(start), 0);
  hold("đồng hồ", "đồng hồ");
  attempt(start, OutcomeClass::ok);
  EXPECT_EQ(message(alarm).state, MessageState::sent);
  EXPECT_EQ(dispatcher_->pump(start), 0);
  EXPECT_EQ(message(digest).state, MessageState::queued);
  hold(std::nullopt, std::nullopt);
  attempt(start, OutcomeClass::ok);
  EXPECT_EQ(message(digest).state, MessageState::sent);
}

TEST_F(DispatcherTest, CountsWhatNoChannelTook) {
  store({chat, hook});
  attempt(start, OutcomeClass::recipient_gone);
  EXPECT_EQ(dispatcher_->failed(), 0) << "there is another channel";
  attempt(start, OutcomeClass::recipient_gone);
  EXPECT_EQ(dispatcher_->failed(), 1);
}

}  // namespace
}  // namespace dondoc::dispatcher_test
