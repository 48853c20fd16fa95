// SPDX-License-Identifier: Apache-2.0
#include "daemon/dispatcher.h"

#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <deque>

#include <gtest/gtest.h>

namespace dondoc {
namespace {

using testing::at;
using testing::ScratchStore;

const Instant start = at("2026-05-22T07:30");

/// Composes a request that names the message, and passes the reply's status on as a class.
class PlainConnector final : public Connector {
 public:
  explicit PlainConnector(bool dedups) : dedups_(dedups) {}
  std::variant<Request, Outcome> compose(const OutgoingMessage& message,
                                         std::chrono::sys_seconds) const override {
    HttpRequest request;
    request.url = message.address;
    request.body = message.text;
    return Request{request};
  }
  Outcome interpret(const Reply& reply) const override {
    if (reply.failure == Failure::sent_no_answer) {
      return {OutcomeClass::uncertain, "không có trả lời", std::chrono::seconds{0}};
    }
    return {static_cast<OutcomeClass>(reply.status), "", reply.retry_after};
  }
  bool peer_dedups() const override { return dedups_; }

 private:
  bool dedups_;
};

/// Keeps what it was given until the test answers.
class HeldCourier final : public Courier {
 public:
  void carry(Request request, std::function<void(Reply)> done) override {
    sent.push_back(std::get<HttpRequest>(request));
    waiting.push_back(std::move(done));
  }
  void answer(OutcomeClass outcome, std::chrono::seconds retry_after = {}) {
    Reply reply;
    reply.status = static_cast<int>(outcome);
    reply.retry_after = retry_after;
    answer(reply);
  }
  void answer(const Reply& reply) {
    const auto done = waiting.front();
    waiting.pop_front();
    done(reply);
  }
  std::vector<HttpRequest> sent;
  std::deque<std::function<void(Reply)>> waiting;
};

class DispatcherTest : public ::testing::Test {
 protected:
  DispatcherTest() { make(); }

  void make() {
    dispatcher_ =
        std::make_unique<Dispatcher>(*store_,
                                     courier_,
                                     Connectors{{"chat", std::make_shared<PlainConnector>(false)},
                                                {"hook", std::make_shared<PlainConnector>(true)}});
  }

  std::string store(std::vector<Contact> contacts, const std::string& key = "digest/cchc/x") {
    MessageDraft draft;
    draft.key = key;
    draft.person = "someone";
    draft.post = "truong-vh-xh";
    draft.contacts = std::move(contacts);
    draft.subject = "chủ đề";
    draft.text = "nội dung\n";
    Store::Transaction transaction(*store_);
    store_->write_digest(draft, start);
    transaction.commit();
    return message_id(key);
  }

  StoredMessage message(const std::string& id) { return store_->message(id).value(); }

  /// One attempt and its outcome.
  void attempt(Instant now, OutcomeClass outcome, std::chrono::seconds retry_after = {}) {
    ASSERT_EQ(dispatcher_->pump(now), 1);
    courier_.answer(outcome, retry_after);
    dispatcher_->flush(now);
  }

  ScratchStore store_;
  HeldCourier courier_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

const Contact chat{"chat", "a"};
const Contact hook{"hook", "b"};

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
  for (int tries = 1; tries < attempts_per_channel_max; ++tries) {
    attempt(now, OutcomeClass::retry);
    const StoredMessage waiting = message(id);
    ASSERT_EQ(waiting.state, MessageState::queued);
    const auto delay = *waiting.next_at - now;
    EXPECT_GE(delay, last);
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
}

TEST_F(DispatcherTest, GoesToThePersonsNextChannelWhenOneRefuses) {
  for (const OutcomeClass refused :
       {OutcomeClass::rejected, OutcomeClass::recipient_gone, OutcomeClass::quota}) {
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
  store({chat, hook}, "k2");
  EXPECT_EQ(dispatcher_->pump(start), 1);
  EXPECT_EQ(courier_.sent.size(), 1U);  // No second request with a bad credential.
  dispatcher_->flush(start);
  EXPECT_EQ(dispatcher_->pump(start), 1);
  EXPECT_EQ(courier_.sent.back().url, "b");
}

TEST_F(DispatcherTest, WaitsForAStoppedChannelHoweverLongThatTakes) {
  const std::string id = store({chat});
  Instant now = start;
  attempt(now, OutcomeClass::auth);
  for (int waits = 0; waits < attempts_per_channel_max + 5; ++waits) {
    ASSERT_EQ(message(id).state, MessageState::queued);
    now = *message(id).next_at;
    EXPECT_EQ(dispatcher_->pump(now), 1);
    dispatcher_->flush(now);
  }
  EXPECT_EQ(courier_.sent.size(), 1U);
  make();  // After a reload the credential is good.
  now = *message(id).next_at;
  attempt(now, OutcomeClass::ok);
  EXPECT_EQ(message(id).state, MessageState::sent);
}

TEST_F(DispatcherTest, GivesTheSecondChannelTriesOfItsOwn) {
  const std::string id = store({chat, hook});
  Instant now = start;
  for (int tries = 0; tries < attempts_per_channel_max; ++tries) {
    attempt(now, OutcomeClass::retry);
    now = *message(id).next_at;
  }
  attempt(now, OutcomeClass::retry);
  EXPECT_EQ(courier_.sent.back().url, "b");
  EXPECT_EQ(message(id).state, MessageState::queued);
  EXPECT_LE(*message(id).next_at - now, std::chrono::minutes{2});
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
  for (int i = 0; i < attempts_in_flight_max + 10; ++i) {
    store({chat}, "k" + std::to_string(i));
  }
  EXPECT_EQ(dispatcher_->pump(start), attempts_in_flight_max);
  EXPECT_EQ(dispatcher_->pump(start), 0);
  courier_.answer(OutcomeClass::ok);
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

TEST_F(DispatcherTest, WhatWaitsIsTriedNowWhenItIsHastened) {
  const std::string id = store({chat});
  attempt(start, OutcomeClass::auth);
  EXPECT_GT(message(id).next_at, start);
  {
    Store::Transaction transaction(*store_);
    store_->hasten_messages(start);
    transaction.commit();
  }
  EXPECT_EQ(message(id).next_at, start);
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
}  // namespace dondoc
