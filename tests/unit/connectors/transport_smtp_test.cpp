// SPDX-License-Identifier: Apache-2.0
// The email connector and the transport against a scripted server: what each answer at each command
// becomes, and that nothing is called lost that may have arrived.
#include "connectors/transport_smtp.h"

#include "connectors/email.h"
#include "connectors/transport.h"
#include "tests/support/transport_smtp_fixture.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/steady_timer.hpp>
#include <gtest/gtest.h>

namespace dondoc::transport_smtp_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

TEST_F(TransportSmtp, SendsOneMailWholeAndInOrder) {
  const SmtpRequest sent = request(settings(), "m1");
  const Reply reply = reply_to(sent);
  EXPECT_EQ(reply.failure, Failure::none);
  EXPECT_EQ(reply.status, 250);
  EXPECT_EQ(reply.enhanced_status, "2.0.0");
  EXPECT_EQ(reply.smtp_stage, SmtpStage::content);
  EXPECT_EQ(fake_->commands(),
            (std::vector<std::string>{"EHLO xa.example",
                                      "MAIL FROM:<don-doc@xa.example>",
                                      "RCPT TO:<vh-xh@xa.example>",
                                      "DATA"}));
  ASSERT_EQ(fake_->mails().size(), 1U);
  EXPECT_EQ(fake_->mails().front().bytes, sent.bytes);
  EXPECT_EQ(transport_->in_flight(), 0U);
}

TEST_F(TransportSmtp, EachRefusalIsReadAtItsCommand) {
  using O = OutcomeClass;
  check("greeting", "554 5.3.2 no service", O::retry);
  check("greeting", "421 4.3.2 too many", O::retry);
  check("EHLO", {"421 4.3.2 closing\r\n", SmtpAct::answer_and_close}, O::retry, settings());
  check("MAIL", "451 4.3.0 later", O::retry);
  check("MAIL", "553 5.1.8 bad sender", O::rejected);
  check("MAIL", "530 5.7.0 log in first", O::auth);
  check("RCPT", "550 5.1.1 <vh-xh@xa.example> unknown", O::recipient_gone);
  check("RCPT", "550 no such user vh-xh@xa.example", O::recipient_gone);
  check("RCPT", "554 5.7.1 relay access denied", O::rejected);
  check("RCPT", "450 4.2.0 greylisted", O::retry);
  check("RCPT", "452 4.2.2 full", O::retry);
  check("RCPT", "552 5.2.2 full", O::quota);
  check("DATA", "451 4.3.0 later", O::retry);
  check("DATA", "554 5.5.1 no valid recipients", O::rejected);
  check("DATA", "250 2.0.0 fine, but there was no mail yet", O::retry);
  check("MAIL", "354 go on", O::retry);
  check(".", "452 4.3.1 no space", O::retry);
  check(".", "554 5.6.0 content refused", O::rejected);
  check(".", "421 4.3.0 closing", O::retry);
  EXPECT_TRUE(fake_->mails().empty());
}

TEST_F(TransportSmtp, WhereCommandsMayComeTogetherEachRefusalIsStillReadAtItsOwn) {
  using O = OutcomeClass;
  fake_->offer("PIPELINING");
  check("MAIL", "451 4.3.0 later", O::retry);
  check("MAIL", "553 5.1.8 bad sender", O::rejected);
  check("RCPT", "550-5.1.1 vh-xh@xa.example\r\n550 5.1.1 is unknown", O::recipient_gone);
  check("RCPT", "452 4.2.2 full", O::retry);
  check("DATA", "554 5.5.1 no valid recipients", O::rejected);
  check("DATA", "250 2.0.0 not what was asked", O::retry);
  check("DATA", "354 go on\r\n250 2.0.0 before there was content", O::retry);
  check("RCPT", {"", SmtpAct::close}, O::retry, settings());
  check(".", "554 5.6.0 content refused", O::rejected);
  EXPECT_TRUE(fake_->mails().empty()) << "no refusal of one command lets the content out";
  check(".", {"", SmtpAct::close}, O::uncertain, settings());
}

TEST_F(TransportSmtp, CommandsThatComeTogetherCarryTheMailWhole) {
  fake_->offer("PIPELINING");
  for (const char* id : {"m1", "m2"}) {
    const SmtpRequest sent = request(settings(), id);
    EXPECT_EQ(reply_to(sent).status, 250);
    ASSERT_FALSE(fake_->mails().empty());
    EXPECT_EQ(fake_->mails().back().bytes, sent.bytes);
    EXPECT_EQ(fake_->mails().back().sender, "MAIL FROM:<don-doc@xa.example>");
    EXPECT_EQ(fake_->mails().back().recipient, "RCPT TO:<vh-xh@xa.example>");
  }
  EXPECT_EQ(fake_->mails().size(), 2U);
  EXPECT_EQ(fake_->mails().back().connection, 1);
}

TEST_F(TransportSmtp, AnAnswerOfSeveralLinesIsReadToItsEnd) {
  using O = OutcomeClass;
  check("RCPT",
        "550-5.1.1 The address\r\n550-5.1.1 vh-xh@xa.example\r\n550 5.1.1 is unknown",
        O::recipient_gone);
  check("RCPT", "450-4.2.0 please\r\n450 4.2.0 wait", O::retry);
  check(".", "250-2.0.0 kept\r\n250 2.0.0 as 4711", O::ok);
  check("greeting", "220-welcome\r\n220-550 5.1.1 isn't a code here\r\n220 go", O::ok);
}

TEST_F(TransportSmtp, WhatEndsBeforeTheFinalDotWasNotSent) {
  for (const char* at : {"greeting", "EHLO", "MAIL", "RCPT", "DATA"}) {
    check(at, {"", SmtpAct::close}, OutcomeClass::retry, settings());
  }
  check("greeting", {"nonsense\r\n", SmtpAct::answer_and_close}, OutcomeClass::retry, settings());
  EXPECT_TRUE(fake_->mails().empty());
}

TEST_F(TransportSmtp, WhatEndsAfterTheFinalDotIsUncertain) {
  check(".", {"", SmtpAct::close}, OutcomeClass::uncertain, settings());
  EXPECT_TRUE(fake_->mails().empty());
  check(".", {"", SmtpAct::keep_then_close}, OutcomeClass::uncertain, settings());
  EXPECT_EQ(fake_->mails().size(), 1U) << "sent once, not repeated unseen";
  check(".", {"250-2.0.0 half", SmtpAct::answer_and_close}, OutcomeClass::uncertain, settings());
  check(".", {"nonsense\r\n", SmtpAct::answer_and_close}, OutcomeClass::uncertain, settings());
}

TEST_F(TransportSmtp, SilenceEndsByTheClock) {
  const EmailConnector connector{settings()};
  SmtpRequest hurried = request(settings(), "m1");
  hurried.total_timeout = milliseconds{200};
  fake_->then("RCPT", {"", SmtpAct::never_answer});
  EXPECT_EQ(connector.interpret(reply_to(hurried)).outcome, OutcomeClass::retry);
  fake_->then(".", {"", SmtpAct::never_answer});
  EXPECT_EQ(connector.interpret(reply_to(hurried)).outcome, OutcomeClass::uncertain);
  hurried.connect_timeout = milliseconds{100};
  fake_->then("greeting", {"", SmtpAct::never_answer});
  EXPECT_EQ(connector.interpret(reply_to(hurried)).outcome, OutcomeClass::retry);
}

TEST_F(TransportSmtp, AsksForDsnOnlyWhereItIsOffered) {
  EmailSettings asking = settings();
  asking.request_dsn = true;
  EXPECT_EQ(reply_to(request(asking, "m1")).status, 250);
  EXPECT_EQ(fake_->mails().back().recipient, "RCPT TO:<vh-xh@xa.example>");
  fake_->offer("DSN");
  fake_->offer("SIZE 10000000");
  transport_ = std::make_unique<Transport>(loop_);
  SmtpRequest tagged = request(asking, "m2");
  tagged.recipient = "vh-xh+42@xa.example";
  EXPECT_EQ(reply_to(tagged).status, 250);
  EXPECT_EQ(
      fake_->mails().back().recipient,
      "RCPT TO:<vh-xh+42@xa.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;vh-xh+2B42@xa.example");
  EXPECT_EQ(
      fake_->mails().back().sender,
      "MAIL FROM:<don-doc@xa.example> SIZE=" + std::to_string(tagged.bytes.size()) + " RET=HDRS");
}

TEST_F(TransportSmtp, AClosedPortIsNotSent) {
  const EmailSettings by = settings();
  fake_->stop_listening();
  EXPECT_EQ(outcome_of(by).outcome, OutcomeClass::retry);
}

TEST_F(TransportSmtp, ManyMailsShareAConnection) {
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(reply_to(request(settings(), "m" + std::to_string(i))).status, 250);
  }
  EXPECT_EQ(fake_->connections(), 1);
  EXPECT_EQ(fake_->mails().size(), 5U);
}

TEST_F(TransportSmtp, AtOnceThereAreNoMoreConnectionsThanAllowed) {
  int left = 100;
  for (int i = 0; i < 100; ++i) {
    transport_->start(request(settings(), "m" + std::to_string(i)), [&left](const Reply& reply) {
      EXPECT_EQ(reply.status, 250);
      --left;
    });
  }
  run_until([&left] { return left == 0; });
  EXPECT_EQ(fake_->mails().size(), 100U);
  EXPECT_LE(fake_->connections(), smtp_connections_per_host_max);
}

// The server gave the kept connection up; that says nothing about the second mail.
TEST_F(TransportSmtp, AKeptConnectionThatIsOverIsReplacedOnce) {
  for (const SmtpAnswer& end : {SmtpAnswer{"421 4.4.2 idle\r\n", SmtpAct::answer},
                                SmtpAnswer{"421 4.4.2 idle\r\n", SmtpAct::answer_and_close},
                                SmtpAnswer{"", SmtpAct::close}}) {
    transport_ = std::make_unique<Transport>(loop_);
    const int connections = fake_->connections();
    EXPECT_EQ(reply_to(request(settings(), "m1")).status, 250);
    fake_->then("MAIL", end);
    EXPECT_EQ(reply_to(request(settings(), "m2")).status, 250) << end.text;
    EXPECT_EQ(fake_->connections(), connections + 2);
  }
  EXPECT_EQ(fake_->mails().size(), 6U);
}

TEST_F(TransportSmtp, A421OnTheNewConnectionTooIsARetry) {
  EXPECT_EQ(reply_to(request(settings(), "m1")).status, 250);
  fake_->then("MAIL", "421 4.4.2 idle");
  fake_->then("MAIL", "421 4.3.2 closing");
  EXPECT_EQ(outcome_of(settings()).outcome, OutcomeClass::retry);
  EXPECT_EQ(fake_->connections(), 2);
}

TEST_F(TransportSmtp, ARefusalOnAKeptConnectionIsNotRepeated) {
  EXPECT_EQ(reply_to(request(settings(), "m1")).status, 250);
  fake_->then("RCPT", "550 5.1.1 unknown");
  EXPECT_EQ(outcome_of(settings()).outcome, OutcomeClass::recipient_gone);
  fake_->then(".", {"", SmtpAct::keep_then_close});
  EXPECT_EQ(outcome_of(settings()).outcome, OutcomeClass::uncertain);
  EXPECT_EQ(fake_->mails().size(), 2U);
}

TEST_F(TransportSmtp, PeersThatNeverSayGoodbyeHoldNothingUp) {
  expect_no_wait("QUIT", [this] {
    transport_ = std::make_unique<Transport>(loop_);
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(reply_to(request(settings(), "m" + std::to_string(i))).status, 250);
    }
    transport_.reset();  // the fake can't answer QUIT: it lives on this thread
  });
}

TEST_F(TransportSmtp, LogsInAsAsked) {
  fake_->offer("AUTH PLAIN LOGIN XOAUTH2");
  const auto said = [this](SmtpAuth auth) {
    transport_ = std::make_unique<Transport>(loop_);
    const std::size_t before = fake_->commands().size();
    if (auth == SmtpAuth::login) {
      fake_->then("auth", "334 UGFzc3dvcmQ6");
    }
    EXPECT_EQ(reply_to(request(with_login(auth), "m1")).status, 250);
    const auto& all = fake_->commands();
    const auto start =
        std::find(all.begin() + static_cast<std::ptrdiff_t>(before), all.end(), "EHLO xa.example") +
        1;
    return std::vector<std::string>(start, std::find_if(start, all.end(), [](const auto& line) {
                                      return line.rfind("MAIL", 0) == 0;
                                    }));
  };
  EXPECT_EQ(said(SmtpAuth::none), std::vector<std::string>{});
  EXPECT_EQ(said(SmtpAuth::plain),
            (std::vector<std::string>{"AUTH PLAIN", "AGRvbi1kb2MAczNjcmV0LWNhbmFyeQ=="}));
  EXPECT_EQ(said(SmtpAuth::login),
            (std::vector<std::string>{"AUTH LOGIN", "ZG9uLWRvYw==", "czNjcmV0LWNhbmFyeQ=="}));
  EXPECT_EQ(said(SmtpAuth::xoauth2),
            (std::vector<std::string>{"AUTH XOAUTH2",
                                      "dXNlcj1kb24tZG9jAWF1dGg9QmVhcmVyIHMzY3JldC1jYW5hcnkBAQ=="}));
}

TEST_F(TransportSmtp, ARefusedLoginIsAuth) {
  using O = OutcomeClass;
  fake_->offer("AUTH PLAIN XOAUTH2");
  const EmailSettings plain = with_login(SmtpAuth::plain);
  check("auth", {"535 5.7.8 bad credentials\r\n"}, O::auth, plain);
  check("AUTH", {"535 5.7.8 not this way\r\n"}, O::auth, plain);
  check("auth", {"454 4.7.0 later\r\n"}, O::retry, plain);
  check("auth", {"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n"}, O::auth, with_login(SmtpAuth::xoauth2));
  // Not offered: nothing else is tried instead.
  check("EHLO", {"250 fake\r\n"}, O::ok, settings());
  EXPECT_EQ(outcome_of(with_login(SmtpAuth::login)).outcome, O::auth);
  EXPECT_EQ(fake_->mails().size(), 1U);
}

TEST_F(TransportSmtp, WithoutTlsNothingIsSent) {
  EmailSettings secure = with_login(SmtpAuth::plain);
  secure.security = SmtpSecurity::starttls;
  check("EHLO", {"250-AUTH PLAIN\r\n250 fake\r\n"}, OutcomeClass::auth, secure);
  fake_->offer("STARTTLS");
  fake_->offer("AUTH PLAIN");
  check("STARTTLS", {"454 4.7.0 not now\r\n"}, OutcomeClass::auth, secure);
  check("STARTTLS", {"220 go\r\n", SmtpAct::answer_and_close}, OutcomeClass::retry, secure);
  check("STARTTLS", {"220 go\r\n250 no TLS at all\r\n"}, OutcomeClass::retry, secure);
  for (const std::string& line : fake_->commands()) {
    EXPECT_NE(line.substr(0, 4), "AUTH");
    EXPECT_NE(line.substr(0, 4), "MAIL");
  }
}

// libcurl 7.88 gives a kept connection without TLS to a request that demands it.
TEST_F(TransportSmtp, AConnectionWithoutTlsIsNotSharedWithOneThatDemandsIt) {
  EXPECT_EQ(reply_to(request(settings(), "m1")).status, 250);
  EmailSettings secure = settings();
  secure.security = SmtpSecurity::starttls;
  EXPECT_EQ(outcome_of(secure).outcome, OutcomeClass::auth);
  EXPECT_EQ(fake_->mails().size(), 1U);
  EXPECT_EQ(fake_->connections(), 2);
}

TEST_F(TransportSmtp, PlainMailStaysOnThisMachine) {
  SmtpRequest outside = request(settings(), "m1");
  outside.host = "192.0.2.1";
  const Reply reply = reply_to(outside);
  EXPECT_EQ(reply.failure, Failure::refused_local);
}

TEST_F(TransportSmtp, WhatCouldEndACommandIsRefusedHereAsWell) {
  std::vector<SmtpRequest> all;
  for (const std::string& bad : {std::string{"a@b.vn\r\nRCPT TO:<c@d.vn>"},
                                 std::string{"a@b.vn> X=<"},
                                 std::string{"a@b.vn NOTIFY=NEVER"},
                                 std::string{"a@b.vn\0", 7},
                                 std::string{"ab"},
                                 std::string{}}) {
    all.push_back(request(settings(), "m1"));
    all.back().recipient = bad;
    all.push_back(request(settings(), "m1"));
    all.back().sender = bad;
  }
  all.push_back(request(settings(), "m1"));
  all.back().own_name = "a\r\nDATA";
  all.push_back(request(settings(), "m1"));
  all.back().host = "127.0.0.1/x?";
  all.push_back(request(with_login(SmtpAuth::plain), "m1"));
  all.back().user = "a\x01";
  for (const SmtpRequest& bad : all) {
    EXPECT_EQ(reply_to(bad).failure, Failure::refused_local);
  }
  EXPECT_EQ(fake_->connections(), 0);
}

}  // namespace
}  // namespace dondoc::transport_smtp_test
