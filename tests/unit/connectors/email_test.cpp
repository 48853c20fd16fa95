// SPDX-License-Identifier: Apache-2.0
#include "connectors/email.h"

#include "tests/support/golden.h"

#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::email_test {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

EmailSettings settings() {
  EmailSettings settings;
  settings.host = "mail.xa.example";
  settings.auth = SmtpAuth::plain;
  settings.user = "don-doc@xa.example";
  settings.secret = Secret{"mật khẩu riêng"};
  settings.from = "UBND xã Tà Đùng <don-doc@xa.example>";
  settings.reply_to = "Phòng VH–XH <vh-xh@xa.example>";
  settings.list_id = "don-doc.xa.example";
  settings.message_id_domain = "xa.example";
  return settings;
}

OutgoingMessage message() {
  OutgoingMessage message;
  message.id = "00112233445566778899aabbccddeeff";
  message.address = "truong-phong@xa.example";
  message.subject = "Nhắc việc: còn 01 ngày";
  message.text = "Kính gửi: Trưởng phòng Văn hóa – Xã hội\n\n.\n..hai chấm\n";
  message.created_at = sys_seconds{seconds{1779410400}};
  return message;
}

std::variant<Request, Outcome> composed(const OutgoingMessage& of) {
  return EmailConnector{settings()}.compose(of, sys_seconds{seconds{1779410460}});
}

SmtpRequest request_of(const OutgoingMessage& of) {
  return std::get<SmtpRequest>(std::get<Request>(composed(of)));
}

TEST(Email, AMessageIsThisMailByteForByte) {
  const SmtpRequest request = request_of(message());
  testing::expect_golden("connectors/email.eml", request.bytes);
  EXPECT_EQ(request.host, "mail.xa.example");
  EXPECT_EQ(request.port, 587);
  EXPECT_EQ(request.security, SmtpSecurity::starttls);
  EXPECT_EQ(request.own_name, "xa.example");
  EXPECT_EQ(request.auth, SmtpAuth::plain);
  EXPECT_EQ(request.user, "don-doc@xa.example");
  EXPECT_EQ(request.secret.reveal(), "mật khẩu riêng");
  EXPECT_EQ(request.sender, "don-doc@xa.example");
  EXPECT_EQ(request.recipient, "truong-phong@xa.example");
}

TEST(Email, ARetryHasTheSameBytes) {
  OutgoingMessage later = message();
  later.attempt = 7;
  const EmailConnector connector{settings()};
  const auto again = connector.compose(later, sys_seconds{seconds{1779999999}});
  EXPECT_EQ(std::get<SmtpRequest>(std::get<Request>(again)).bytes, request_of(message()).bytes);
}

TEST(Email, MailServersKeepBothOfTwoRepeats) {
  EXPECT_FALSE(EmailConnector{settings()}.peer_dedups());
}

TEST(Email, WhatIsNoAddressIsRejectedHere) {
  for (const char* address : {"",
                              "a",
                              "a@b.vn>",
                              "<a@b.vn>",
                              "a@b.vn> NOTIFY=NEVER",
                              "a@b.vn\r\nRCPT TO:<c@d.vn>",
                              "a@b.vn\nDATA",
                              "a@b.vn,c@d.vn",
                              "a b@c.vn",
                              "\"a\"@b.vn",
                              "ă@b.vn"}) {
    OutgoingMessage bad = message();
    bad.address = address;
    const auto result = composed(bad);
    ASSERT_TRUE(std::holds_alternative<Outcome>(result)) << address;
    EXPECT_EQ(std::get<Outcome>(result).outcome, OutcomeClass::rejected) << address;
  }
}

// What libcurl 7.88 writes into a command as it is must not hold what ends a command or an address.
void check_hostile(const OutgoingMessage& any) {
  const auto result = composed(any);
  const auto* request = std::get_if<Request>(&result);
  if (request == nullptr) {
    RC_ASSERT(std::get<Outcome>(result).outcome == OutcomeClass::rejected);
    return;
  }
  const SmtpRequest& smtp = std::get<SmtpRequest>(*request);
  RC_ASSERT(smtp.recipient == any.address);
  RC_ASSERT(smtp.recipient.find_first_of(std::string_view{"\r\n\0<> ,;\"", 9}) ==
            std::string::npos);
  RC_ASSERT(smtp.recipient.find('@') == smtp.recipient.rfind('@'));
  RC_ASSERT(any.subject.find_first_of(std::string_view{"\r\n\0", 3}) == std::string::npos);
  const std::string head = smtp.bytes.substr(0, smtp.bytes.find("\r\n\r\n"));
  RC_ASSERT(head.find("\r\nBcc:") == std::string::npos);
}

// 100 runs of 100 messages each.
RC_GTEST_PROP(Email, NoInputReachesACommandLine, ()) {
  const auto hostile = rc::gen::container<std::string>(rc::gen::oneOf(
      rc::gen::arbitrary<char>(), rc::gen::elementOf(std::string{"\r\n<>@. a,;\"\0", 11})));
  const auto near_address = rc::gen::oneOf(
      hostile,
      rc::gen::map(hostile, [](const std::string& tail) { return "a@b.vn" + tail; }),
      rc::gen::map(hostile, [](const std::string& head) { return head + "a@b.vn"; }));
  const auto addresses = *rc::gen::container<std::vector<std::string>>(100, near_address);
  const auto subject = *rc::gen::oneOf(rc::gen::just(message().subject), hostile);
  const auto id = *rc::gen::oneOf(rc::gen::just(message().id), hostile);
  for (const std::string& address : addresses) {
    OutgoingMessage any = message();
    any.address = address;
    any.subject = subject;
    any.id = id;
    check_hostile(any);
  }
}

struct BadSettings {
  std::string why;
  std::function<void(EmailSettings&)> spoil;
};

TEST(Email, SettingsThatCantWorkAreToldAndRefused) {
  const std::vector<BadSettings> all{
      {"no host", [](EmailSettings& s) { s.host.clear(); }},
      {"host with a path", [](EmailSettings& s) { s.host = "a/b"; }},
      {"host with a user", [](EmailSettings& s) { s.host = "u@a"; }},
      {"host with a line break", [](EmailSettings& s) { s.host = "a\r\nb"; }},
      {"port 0", [](EmailSettings& s) { s.port = 0; }},
      {"plain unasked", [](EmailSettings& s) { s.security = SmtpSecurity::plain; }},
      {"from", [](EmailSettings& s) { s.from = "UBND"; }},
      {"from with a line break", [](EmailSettings& s) { s.from = "a\n <a@b.vn>"; }},
      {"reply_to", [](EmailSettings& s) { s.reply_to = "x"; }},
      {"list_id", [](EmailSettings& s) { s.list_id = "<a.b>"; }},
      {"domain", [](EmailSettings& s) { s.message_id_domain = "a b"; }},
      {"no user", [](EmailSettings& s) { s.user.clear(); }},
      {"no password", [](EmailSettings& s) { s.secret = Secret{}; }},
      {"NUL in the user",
       [](EmailSettings& s) {
         s.user = std::string{"a\0b", 3};
       }},
      {"separator in the token", [](EmailSettings& s) { s.secret = Secret{"a\x01z"}; }},
      {"password unused", [](EmailSettings& s) { s.auth = SmtpAuth::none; }},
      {"CA file", [](EmailSettings& s) { s.ca_file = "/a\n"; }},
  };
  for (const BadSettings& bad : all) {
    EmailSettings spoilt = settings();
    bad.spoil(spoilt);
    EXPECT_FALSE(email_problem(spoilt).empty()) << bad.why;
    EXPECT_EQ(email_problem(spoilt).find("mật khẩu riêng"), std::string::npos) << bad.why;
    EXPECT_THROW(EmailConnector{spoilt}, std::invalid_argument) << bad.why;
  }
  for (const char* host : {"localhost", "127.0.0.1", "::1", "mail.xa.example"}) {
    EmailSettings good = settings();
    good.host = host;
    EXPECT_EQ(email_problem(good), "") << host;
  }
}

struct Row {
  SmtpStage stage;
  int status;
  std::string enhanced;
  OutcomeClass expected;
};

TEST(Email, EachAnswerHasItsClass) {
  using S = SmtpStage;
  using O = OutcomeClass;
  const std::vector<Row> rows{
      {S::content, 250, "2.0.0", O::ok},
      {S::content, 251, "", O::ok},
      {S::content, 452, "4.3.1", O::retry},
      {S::content, 554, "5.6.0", O::rejected},
      {S::content, 552, "5.3.4", O::rejected},
      {S::content, 399, "", O::uncertain},
      {S::content, 700, "", O::uncertain},
      {S::greeting, 421, "", O::retry},
      {S::greeting, 554, "", O::retry},
      {S::hello, 501, "", O::retry},
      {S::hello, 451, "", O::retry},
      {S::starttls, 454, "4.7.0", O::auth},
      {S::starttls, 421, "", O::retry},
      {S::auth, 535, "5.7.8", O::auth},
      {S::auth, 534, "5.7.9", O::auth},
      {S::auth, 504, "", O::auth},
      {S::auth, 454, "4.7.0", O::retry},
      {S::mail_from, 530, "5.7.0", O::auth},
      {S::mail_from, 451, "", O::retry},
      {S::mail_from, 421, "4.7.0", O::retry},
      {S::mail_from, 552, "5.3.4", O::rejected},
      {S::mail_from, 553, "5.1.8", O::rejected},
      {S::rcpt_to, 550, "5.1.1", O::recipient_gone},
      {S::rcpt_to, 550, "5.1.10", O::recipient_gone},
      {S::rcpt_to, 550, "5.2.1", O::recipient_gone},
      {S::rcpt_to, 550, "", O::recipient_gone},
      {S::rcpt_to, 551, "", O::recipient_gone},
      {S::rcpt_to, 553, "", O::recipient_gone},
      {S::rcpt_to, 550, "5.7.1", O::rejected},
      {S::rcpt_to, 550, "5.1.8", O::rejected},
      {S::rcpt_to, 554, "5.7.1", O::rejected},
      {S::rcpt_to, 554, "", O::rejected},
      {S::rcpt_to, 552, "5.3.4", O::rejected},
      {S::rcpt_to, 552, "5.2.2", O::quota},
      {S::rcpt_to, 552, "", O::quota},
      {S::rcpt_to, 450, "4.2.0", O::retry},
      {S::rcpt_to, 451, "4.7.1", O::retry},
      {S::rcpt_to, 452, "4.2.2", O::retry},
      {S::rcpt_to, 421, "", O::retry},
      {S::rcpt_to, 530, "5.7.0", O::auth},
      {S::data, 451, "", O::retry},
      {S::data, 554, "5.5.1", O::rejected},
  };
  const EmailConnector connector{settings()};
  for (const Row& row : rows) {
    Reply reply;
    reply.smtp_stage = row.stage;
    reply.status = row.status;
    reply.enhanced_status = row.enhanced;
    const Outcome outcome = connector.interpret(reply);
    EXPECT_EQ(outcome_name(outcome.outcome), outcome_name(row.expected))
        << static_cast<int>(row.stage) << " " << row.status << " " << row.enhanced;
    EXPECT_NE(outcome.detail.find(std::to_string(row.status)), std::string::npos);
  }
}

TEST(Email, AnswersThatNeverCameHaveTheirClassToo) {
  const EmailConnector connector{settings()};
  const auto outcome = [&connector](Failure failure, SmtpStage stage) {
    Reply reply;
    reply.failure = failure;
    reply.smtp_stage = stage;
    reply.error = "Failure when receiving data from the peer";
    return connector.interpret(reply).outcome;
  };
  EXPECT_EQ(outcome(Failure::not_sent, SmtpStage::greeting), OutcomeClass::retry);
  EXPECT_EQ(outcome(Failure::not_sent, SmtpStage::starttls), OutcomeClass::auth);
  EXPECT_EQ(outcome(Failure::not_sent, SmtpStage::certificate), OutcomeClass::auth);
  EXPECT_EQ(outcome(Failure::not_sent, SmtpStage::auth), OutcomeClass::auth);
  EXPECT_EQ(outcome(Failure::sent_no_answer, SmtpStage::content), OutcomeClass::uncertain);
  EXPECT_EQ(outcome(Failure::refused_local, SmtpStage::greeting), OutcomeClass::rejected);
}

TEST(Email, WhatIsAboutOneRecipientIsToldApartFromWhatIsAboutTheServer) {
  using S = SmtpStage;
  const EmailConnector connector{settings()};
  const auto scope = [&connector](S stage, int status, const std::string& enhanced) {
    Reply reply;
    reply.smtp_stage = stage;
    reply.status = status;
    reply.enhanced_status = enhanced;
    return connector.interpret(reply).scope;
  };
  EXPECT_EQ(scope(S::rcpt_to, 451, "4.7.1"), OutcomeScope::recipient);
  EXPECT_EQ(scope(S::rcpt_to, 450, ""), OutcomeScope::recipient);
  EXPECT_EQ(scope(S::rcpt_to, 552, "5.2.2"), OutcomeScope::recipient);
  EXPECT_EQ(scope(S::rcpt_to, 421, "4.7.0"), OutcomeScope::channel);
  EXPECT_EQ(scope(S::rcpt_to, 452, "4.3.1"), OutcomeScope::channel);
  EXPECT_EQ(scope(S::rcpt_to, 451, "4.4.3"), OutcomeScope::channel);
  EXPECT_EQ(scope(S::mail_from, 451, ""), OutcomeScope::channel);
  EXPECT_EQ(scope(S::content, 452, "4.3.1"), OutcomeScope::channel);
}

TEST(Email, AGreylistedRecipientWaitsFiveMinutes) {
  Reply reply;
  reply.smtp_stage = SmtpStage::rcpt_to;
  reply.status = 451;
  EXPECT_EQ(EmailConnector{settings()}.interpret(reply).retry_after, std::chrono::minutes{5});
}

}  // namespace
}  // namespace dondoc::email_test
