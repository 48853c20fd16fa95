// SPDX-License-Identifier: Apache-2.0
// One channel's trouble: who waits, who goes another way, and who notices nothing.
#include "daemon/dispatcher.h"
#include "tests/unit/daemon/dispatcher_fixture.h"

namespace dondoc::dispatcher_channels_test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class DispatcherChannels : public DispatcherTest {
 protected:
  /// The chat fails until it counts as down.
  void break_chat(Instant now) {
    store_many({chat}, "breaks", failures_until_down);
    ASSERT_EQ(dispatcher_->pump(now), failures_until_down);
    courier_.answer_all(OutcomeClass::retry);
    dispatcher_->flush(now);
    ASSERT_EQ(dispatcher_->troubles(now).count("chat"), 1U);
    courier_.sent.clear();
  }
  /// What failed before the pause comes up once more and is put off; then nothing does until its
  /// end.
  void settle(Instant now, Instant until) {
    for (int wakes = 0; *dispatcher_->wake_at(now) < until; ++wakes) {
      ASSERT_LT(wakes, 20);
      now = *dispatcher_->wake_at(now);
      pump_all(now);
    }
    EXPECT_EQ(dispatcher_->wake_at(now), until);
  }
  /// Until a turn has nothing left to do.
  void pump_all(Instant now) {
    for (int turns = 0; dispatcher_->pump(now) > 0; ++turns) {
      ASSERT_LT(turns, 100);
    }
  }
};

TEST_F(DispatcherChannels, ASlowOneTakesNoSlotOfTheOthers) {
  store_many({chat}, "slow", 3 * attempts_in_flight_max);
  store_many({hook}, "quick", 10);
  dispatcher_->pump(start);
  EXPECT_EQ(courier_.sent_to("a"), attempts_in_flight_max);
  EXPECT_EQ(courier_.sent_to("b"), 10) << "in the same turn, though all the others are older";
  store_many({hook}, "later", 10);
  EXPECT_EQ(dispatcher_->pump(start), 10);
}

TEST_F(DispatcherChannels, AThrottleStopsTheWholeChannelAndNoOther) {
  const std::string first = store({chat}, "k1");
  attempt(start, OutcomeClass::throttled, seconds{90});
  const std::string second = store({chat}, "k2");
  const std::string other = store({hook}, "k3");
  pump_all(start);
  EXPECT_EQ(courier_.sent_to("a"), 1);
  EXPECT_EQ(courier_.sent_to("b"), 1);
  EXPECT_EQ(*message(first).next_at, start + seconds{90});
  EXPECT_EQ(*message(second).next_at, start + seconds{90});
  EXPECT_EQ(message(second).attempts, 0) << "it only waited";
  courier_.answer(OutcomeClass::ok);
  dispatcher_->flush(start);
  EXPECT_EQ(dispatcher_->wake_at(start), start + seconds{90});
  // Then one of them finds out whether more is welcome.
  EXPECT_EQ(dispatcher_->pump(start + seconds{90}), 1);
  courier_.answer(OutcomeClass::ok);
  EXPECT_EQ(dispatcher_->pump(start + seconds{90}), 1);
}

TEST_F(DispatcherChannels, AThrottleThatNeverEndsEndsTheMessageAtLast) {
  const std::string id = store({chat});
  Instant now = start;
  for (int attempts = 1; attempts < attempts_max; ++attempts) {
    attempt(now, OutcomeClass::throttled);
    ASSERT_EQ(message(id).state, MessageState::queued) << attempts;
    now = *message(id).next_at;
  }
  attempt(now, OutcomeClass::throttled);
  EXPECT_EQ(message(id).state, MessageState::failed);
}

TEST_F(DispatcherChannels, ALongThrottleIsLeftByWhoHasAnotherChannel) {
  store({chat}, "k1");
  attempt(start, OutcomeClass::throttled, minutes{30});
  store({chat, hook}, "k2");
  pump_all(start);
  EXPECT_EQ(courier_.sent_to("b"), 1);
}

TEST_F(DispatcherChannels, AUsedUpAllowanceParksWhatHasNoOtherChannel) {
  const std::string alone = store({chat}, "k1");
  attempt(start, OutcomeClass::quota);
  EXPECT_EQ(message(alone).state, MessageState::queued);
  EXPECT_EQ(*message(alone).next_at, start + quota_pause);
  EXPECT_EQ(message(alone).tries, 0);
  const std::string with_another = store({chat, hook}, "k2");
  pump_all(start);
  EXPECT_EQ(courier_.sent_to("a"), 1) << "nobody else asks in vain";
  EXPECT_EQ(courier_.sent_to("b"), 1);
  EXPECT_EQ(dispatcher_->troubles(start).at("chat").kind, TroubleKind::quota);
  EXPECT_EQ(store_->attempts(with_another).at(0).outcome, "quota");
  courier_.answer(OutcomeClass::ok);
  dispatcher_->flush(start);
  attempt(start + quota_pause, OutcomeClass::ok);
  EXPECT_EQ(message(alone).state, MessageState::sent);
}

TEST_F(DispatcherChannels, AFullMailboxIsItsOwnersMatterAndIsTriedAgainLater) {
  const std::string id = store({chat});
  Reply full;
  full.status = static_cast<int>(OutcomeClass::quota);
  full.smtp_stage = SmtpStage::rcpt_to;
  Instant now = start;
  for (int tries = 1; tries < tries_max; ++tries) {
    ASSERT_EQ(dispatcher_->pump(now), 1);
    courier_.answer(full);
    dispatcher_->flush(now);
    ASSERT_EQ(message(id).state, MessageState::queued);
    EXPECT_GE(*message(id).next_at - now, hours{1});
    now = *message(id).next_at;
  }
  EXPECT_TRUE(dispatcher_->troubles(now).empty());
  ASSERT_EQ(dispatcher_->pump(now), 1);
  courier_.answer(full);
  dispatcher_->flush(now);
  EXPECT_EQ(message(id).state, MessageState::failed);
}

TEST_F(DispatcherChannels, OneThatIsDownIsLeftAloneButForProbes) {
  break_chat(start);
  store_many({chat}, "k", 3 * put_off_max);
  pump_all(start);
  EXPECT_TRUE(courier_.sent.empty());
  const Instant probe = start + probe_waits.at(0);
  settle(start, probe);
  EXPECT_EQ(dispatcher_->pump(probe), 1);
  EXPECT_EQ(dispatcher_->pump(probe), 0);
  courier_.answer(OutcomeClass::retry);
  pump_all(probe);
  EXPECT_EQ(courier_.sent.size(), 1U);
  settle(probe, probe + probe_waits.at(1));
  // It answers: all of them leave, more and more at a time.
  const Instant back = probe + probe_waits.at(1);
  std::size_t turns = 0;
  while (dispatcher_->pump(back) > 0) {
    courier_.answer_all(OutcomeClass::ok);
    ++turns;
  }
  // All but the second probe's own message, which waits for its next try.
  EXPECT_EQ(courier_.sent_to("a") - 1, failures_until_down + 3 * put_off_max - 1);
  EXPECT_LT(turns, 20U);
  EXPECT_TRUE(dispatcher_->troubles(back).empty());
}

TEST_F(DispatcherChannels, OneThatIsDownIsLeftByWhoHasAnotherWhenPatienceEnds) {
  break_chat(start);
  const std::string id = store({chat, hook});
  pump_all(start);
  EXPECT_TRUE(courier_.sent.empty());
  for (Instant now = start; message(id).channel == 0;) {
    ASSERT_LE(now, start + channel_patience);
    now = *dispatcher_->wake_at(now);
    while (dispatcher_->pump(now) > 0) {
      while (!courier_.waiting.empty()) {
        courier_.answer(courier_.sent.back().url == "b" ? OutcomeClass::ok : OutcomeClass::retry);
      }
    }
    dispatcher_->flush(now);
  }
  EXPECT_EQ(courier_.sent_to("b"), 1);
  EXPECT_EQ(message(id).state, MessageState::sent);
  EXPECT_EQ(store_->attempts(id).back().channel, "hook");
}

TEST_F(DispatcherChannels, GreylistedRecipientsDontMakeItDown) {
  store_many({chat}, "grey", 4 * failures_until_down);
  ASSERT_EQ(dispatcher_->pump(start), 4 * failures_until_down);
  Reply later;
  later.status = static_cast<int>(OutcomeClass::retry);
  later.smtp_stage = SmtpStage::rcpt_to;
  while (!courier_.waiting.empty()) {
    courier_.answer(later);
  }
  dispatcher_->flush(start);
  EXPECT_TRUE(dispatcher_->troubles(start).empty());
  store({chat}, "k");
  EXPECT_EQ(dispatcher_->pump(start), 1);
}

TEST_F(DispatcherChannels, WhatACrashCutOffSaysNothingAboutIt) {
  store_many({chat}, "k", 4 * failures_until_down);
  dispatcher_->pump(start);
  store_.reopen();
  make();
  dispatcher_->recover(start);
  EXPECT_TRUE(dispatcher_->troubles(start).empty());
}

TEST_F(DispatcherChannels, WhenBothAreInTroubleTheFirstThatIsBackTakesTheMessage) {
  store({chat}, "k1");
  store({hook}, "k2");
  ASSERT_EQ(dispatcher_->pump(start), 2);
  courier_.answer(OutcomeClass::quota);
  courier_.answer(OutcomeClass::throttled, minutes{20});
  dispatcher_->flush(start);
  const std::string id = store({chat, hook}, "k3");
  pump_all(start);
  EXPECT_EQ(*message(id).next_at, start + minutes{20}) << "the hook's time, not the quota's hour";
  courier_.sent.clear();
  dispatcher_->pump(start + minutes{20});
  courier_.answer_all(OutcomeClass::ok);
  dispatcher_->pump(start + minutes{20});
  EXPECT_EQ(courier_.sent_to("b"), 2);
  EXPECT_EQ(courier_.sent_to("a"), 0);
}

TEST_F(DispatcherChannels, AdminsCanBeToldWhatWasRefused) {
  const std::string id = store({chat, hook});
  attempt(start, OutcomeClass::recipient_gone);
  attempt(start, OutcomeClass::ok);
  const std::vector<Refusal> refusals = dispatcher_->take_refusals();
  ASSERT_EQ(refusals.size(), 1U);
  EXPECT_EQ(refusals[0].message, id);
  EXPECT_EQ(refusals[0].channel, "chat");
  EXPECT_EQ(refusals[0].outcome, OutcomeClass::recipient_gone);
  EXPECT_EQ(refusals[0].detail, "lời kênh báo");
  EXPECT_TRUE(dispatcher_->take_refusals().empty());
  for (std::size_t i = 0; i < refusals_max + 5; ++i) {
    store({chat}, "k" + std::to_string(i));
    attempt(start, OutcomeClass::rejected);
  }
  EXPECT_EQ(dispatcher_->take_refusals().size(), refusals_max);
}

}  // namespace
}  // namespace dondoc::dispatcher_channels_test
