// SPDX-License-Identifier: Apache-2.0
// A dispatcher over a real store, with two channels whose courier the test answers for.
#pragma once

#include "daemon/dispatcher.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <algorithm>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc {

inline const Instant start = testing::at("2026-05-22T07:30");

/// Composes a request that names the message, and passes the reply's status on as a class. A reply
/// at RCPT is about the recipient alone.
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
    const bool alone = reply.smtp_stage == SmtpStage::rcpt_to;
    return {static_cast<OutcomeClass>(reply.status),
            "lời kênh báo",
            reply.retry_after,
            alone ? OutcomeScope::recipient : OutcomeScope::channel};
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
  /// To everything that waits.
  void answer_all(OutcomeClass outcome, std::chrono::seconds retry_after = {}) {
    for (std::size_t left = waiting.size(); left > 0; --left) {
      answer(outcome, retry_after);
    }
  }
  [[nodiscard]] int sent_to(const std::string& address) const {
    return static_cast<int>(
        std::count_if(sent.begin(), sent.end(), [&address](const HttpRequest& one) {
          return one.url == address;
        }));
  }
  std::vector<HttpRequest> sent;
  std::deque<std::function<void(Reply)>> waiting;
};

class DispatcherTest : public ::testing::Test {
 protected:
  DispatcherTest() { make(); }

  static Connectors connectors() {
    return {{"chat", std::make_shared<PlainConnector>(false)},
            {"hook", std::make_shared<PlainConnector>(true)}};
  }
  void make() { dispatcher_ = std::make_unique<Dispatcher>(*store_, courier_, connectors()); }

  std::string store(const std::vector<Contact>& contacts,
                    const std::string& key = "digest/cchc/x") {
    store_all(contacts, {key});
    return message_id(key);
  }
  void store_many(const std::vector<Contact>& contacts, const std::string& key, int count) {
    std::vector<std::string> keys;
    for (int i = 0; i < count; ++i) {
      keys.push_back(key + std::to_string(i));
    }
    store_all(contacts, keys);
  }
  void store_all(const std::vector<Contact>& contacts, const std::vector<std::string>& keys) {
    Store::Transaction transaction(*store_);
    for (const std::string& key : keys) {
      MessageDraft draft;
      draft.key = key;
      draft.person = "someone";
      draft.post = "truong-vh-xh";
      draft.contacts = contacts;
      draft.subject = "chủ đề";
      draft.text = "nội dung\n";
      store_->write_digest(draft, start);
    }
    transaction.commit();
  }

  StoredMessage message(const std::string& id) { return store_->message(id).value(); }

  /// One attempt and its outcome.
  void attempt(Instant now, OutcomeClass outcome, std::chrono::seconds retry_after = {}) {
    ASSERT_EQ(dispatcher_->pump(now), 1);
    courier_.answer(outcome, retry_after);
    dispatcher_->flush(now);
  }

  testing::ScratchStore store_;
  HeldCourier courier_;
  std::unique_ptr<Dispatcher> dispatcher_;
};

inline const Contact chat{"chat", "a"};
inline const Contact hook{"hook", "b"};

}  // namespace dondoc
