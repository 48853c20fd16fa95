// SPDX-License-Identifier: Apache-2.0
// The email connector and the transport, on one loop with a scripted server.
#pragma once

#include "connectors/email.h"
#include "connectors/transport.h"
#include "tests/support/smtp_fake.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace dondoc {

class TransportSmtp : public ::testing::Test {
 protected:
  [[nodiscard]] EmailSettings settings() const {
    EmailSettings settings;
    settings.host = "127.0.0.1";
    settings.port = fake_->port();
    settings.security = SmtpSecurity::plain;
    settings.allow_plain = true;
    settings.from = "UBND xã <don-doc@xa.example>";
    settings.message_id_domain = "xa.example";
    return settings;
  }

  [[nodiscard]] EmailSettings with_login(SmtpAuth auth) const {
    EmailSettings with = settings();
    if (auth == SmtpAuth::none) {
      return with;
    }
    with.auth = auth;
    with.user = "don-doc";
    with.secret = Secret{"s3cret-canary"};
    return with;
  }

  [[nodiscard]] SmtpRequest request(const EmailSettings& by, const std::string& id) const {
    OutgoingMessage message;
    message.id = id;
    message.address = "vh-xh@xa.example";
    message.subject = "Nhắc việc";
    message.text = "Kính gửi\n.\n..hai chấm\n";
    message.created_at = std::chrono::sys_seconds{std::chrono::seconds{1779410400}};
    const auto composed = EmailConnector{by}.compose(message, message.created_at);
    SmtpRequest request = std::get<SmtpRequest>(std::get<Request>(composed));
    request.connect_timeout = request.total_timeout = std::chrono::seconds{20};
    return request;
  }

  /// Runs the loop until the condition holds; an end that never comes fails instead of hanging.
  template <typename Condition>
  void run_until(Condition condition) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
    loop_.restart();
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline ||
          loop_.run_one_for(std::chrono::seconds{1}) == 0) {
        loop_.restart();
      }
      ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "the loop never got there";
    }
  }

  [[nodiscard]] Reply reply_to(SmtpRequest request) {
    std::optional<Reply> reply;
    transport_->start(std::move(request), [&reply](Reply got) { reply = std::move(got); });
    EXPECT_FALSE(reply) << "called from inside start()";
    run_until([&reply] { return reply.has_value(); });
    return reply.value_or(Reply{});
  }

  [[nodiscard]] Outcome outcome_of(const EmailSettings& by) {
    return EmailConnector{by}.interpret(reply_to(request(by, "m1")));
  }

  /// A call that waits for the peer holds the loop up for a second or more each time; a busy
  /// machine is as slow now and then, but not three times in a row.
  template <typename Try>
  static void expect_no_wait(const std::string& what, Try attempt) {
    for (int i = 0; i < 3; ++i) {
      const auto start = std::chrono::steady_clock::now();
      attempt();
      if (std::chrono::steady_clock::now() - start < std::chrono::milliseconds{900}) {
        return;
      }
    }
    ADD_FAILURE() << what << ": the loop was held up";
  }

  /// On a transport of its own, so that no connection is left over.
  void check(const std::string& at,
             const SmtpAnswer& answer,
             OutcomeClass expected,
             const EmailSettings& by) {
    Outcome outcome;
    expect_no_wait(at, [&] {
      transport_ = std::make_unique<Transport>(loop_);
      fake_->then(at, answer);
      outcome = outcome_of(by);
    });
    EXPECT_EQ(outcome_name(outcome.outcome), outcome_name(expected))
        << at << " " << answer.text << outcome.detail;
    EXPECT_EQ(outcome.detail.find("vh-xh"), std::string::npos) << outcome.detail;
  }
  void check(const std::string& at, const std::string& line, OutcomeClass expected) {
    check(at, SmtpAnswer{line + "\r\n", SmtpAct::answer}, expected, settings());
  }

  boost::asio::io_context loop_;
  std::unique_ptr<SmtpFake> fake_{std::make_unique<SmtpFake>(loop_)};
  std::unique_ptr<Transport> transport_{std::make_unique<Transport>(loop_)};
};

}  // namespace dondoc
