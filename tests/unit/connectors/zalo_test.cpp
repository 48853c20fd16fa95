// SPDX-License-Identifier: Apache-2.0
#include "connectors/zalo.h"

#include "connectors/zalo_text.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::zalo_test {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

const char* const token = "123456789:abc-XYZ_0";
const char* const chat = "6ede9afa66b88fe6d6a9";

ZaloSettings settings() {
  ZaloSettings settings;
  settings.token = Secret{token};
  return settings;
}

OutgoingMessage message() {
  OutgoingMessage message;
  message.id = "00112233445566778899aabbccddeeff";
  message.address = chat;
  message.subject = "[Nhắc việc] Còn 14 ngày - VII.4 (mã 42)";
  message.text = "[NHẮC VIỆC] Còn 14 ngày - Mã 42\nKính gửi: Phòng \"Kinh tế\"\n";
  message.created_at = sys_seconds{seconds{1779410400}};
  return message;
}

HttpRequest composed(const OutgoingMessage& of) {
  return std::get<HttpRequest>(std::get<Request>(ZaloConnector{settings()}.compose(of, {})));
}

Reply answered(int status, std::string body) {
  Reply reply;
  reply.status = status;
  reply.body = std::move(body);
  return reply;
}

Outcome outcome_of(int status, std::string body) {
  return ZaloConnector{settings()}.interpret(answered(status, std::move(body)));
}

/// An envelope as the platform sends it: HTTP 200, and what is wrong inside.
Outcome refused(int code, const std::string& description) {
  const nlohmann::json body{{"ok", false}, {"error_code", code}, {"description", description}};
  return outcome_of(200, body.dump());
}

TEST(Zalo, PostsOneSendMessage) {
  const HttpRequest request = composed(message());
  EXPECT_EQ(request.url, "https://bot-api.zaloplatforms.com/bot123456789:abc-XYZ_0/sendMessage");
  EXPECT_EQ(request.body,
            R"({"chat_id":"6ede9afa66b88fe6d6a9",)"
            R"("text":"[NHẮC VIỆC] Còn 14 ngày - Mã 42\nKính gửi: Phòng \"Kinh tế\""})");
  EXPECT_EQ(request.headers.front(),
            (std::pair<std::string, std::string>{"content-type", "application/json"}));
  EXPECT_FALSE(request.allow_plain_http);
  EXPECT_FALSE(request.allow_private_address);
}

TEST(Zalo, IsNeverRepeatedByTheTransport) {
  EXPECT_EQ(composed(message()).reuse, ConnectionReuse::never);
  EXPECT_FALSE(ZaloConnector{settings()}.peer_dedups());
}

TEST(Zalo, ARelayMayStandInForThePlatform) {
  ZaloSettings relayed = settings();
  relayed.base_url = "http://10.0.0.5:8080/zalo/";
  relayed.allow_plain_http = true;
  relayed.allow_private_address = true;
  const auto request =
      std::get<HttpRequest>(std::get<Request>(ZaloConnector{relayed}.compose(message(), {})));
  EXPECT_EQ(request.url, "http://10.0.0.5:8080/zalo/bot123456789:abc-XYZ_0/sendMessage");
  EXPECT_TRUE(request.allow_plain_http);
  EXPECT_TRUE(request.allow_private_address);
}

TEST(Zalo, ATextThatIsTooLongIsShortenedIntoOneMessage) {
  OutgoingMessage longer = message();
  for (int i = 0; i < 100; ++i) {
    longer.text += "Mã " + std::to_string(50 + i) + " - một nhiệm vụ trong danh sách dài\n";
  }
  const auto body = nlohmann::json::parse(composed(longer).body);
  const auto text = body["text"].get<std::string>();
  EXPECT_EQ(text, zalo_text(longer.text));
  EXPECT_EQ(text.find("[NHẮC VIỆC] Còn 14 ngày - Mã 42\n"), 0U);
}

TEST(Zalo, AMessageOfNoTextShowsItsSubject) {
  OutgoingMessage bare = message();
  bare.text.clear();
  EXPECT_EQ(nlohmann::json::parse(composed(bare).body)["text"], bare.subject);
  bare.subject.clear();
  EXPECT_EQ(std::get<Outcome>(ZaloConnector{settings()}.compose(bare, {})).outcome,
            OutcomeClass::rejected);
}

TEST(Zalo, BadUtf8IsReplacedNotThrown) {
  OutgoingMessage bad = message();
  bad.text = "một \xff hai";
  EXPECT_EQ(nlohmann::json::parse(composed(bad).body)["text"], "một \xef\xbf\xbd hai");
}

TEST(Zalo, RefusesAnAddressThatIsNoChatId) {
  for (const std::string& address : {std::string{},
                                     std::string{"a b"},
                                     std::string{"a\"b"},
                                     std::string{"0912 345 678"},
                                     std::string{"truong@xa.example"},
                                     std::string{"a\nb"},
                                     std::string(65, '1')}) {
    OutgoingMessage wrong = message();
    wrong.address = address;
    const auto composed = ZaloConnector{settings()}.compose(wrong, {});
    ASSERT_TRUE(std::holds_alternative<Outcome>(composed)) << address;
    EXPECT_EQ(std::get<Outcome>(composed).outcome, OutcomeClass::rejected) << address;
  }
}

TEST(Zalo, ATokenIsDigitsAColonAndLetters) {
  for (const char* right : {"1:a", "123456789:abc-xyz", "42:A_b-9"}) {
    EXPECT_EQ(zalo_token_problem(Secret{right}), "") << right;
  }
  for (const std::string& wrong : {std::string{},
                                   std::string{"123"},
                                   std::string{":abc"},
                                   std::string{"123:"},
                                   std::string{"a23:abc"},
                                   std::string{"123:abc/../x"},
                                   std::string{"123:a?b"},
                                   std::string{"123:a b"},
                                   std::string{"123:a\n"},
                                   std::string{"123:a:b"},
                                   "1:" + std::string(200, 'a')}) {
    EXPECT_NE(zalo_token_problem(Secret{wrong}), "") << wrong;
    ZaloSettings malformed;
    malformed.token = Secret{wrong};
    EXPECT_THROW(ZaloConnector{malformed}, std::invalid_argument) << wrong;
  }
}

TEST(Zalo, OnlyAnEnvelopeThatSaysSoIsOk) {
  EXPECT_EQ(outcome_of(200, R"({"ok":true,"result":{"message_id":"a","date":1}})").outcome,
            OutcomeClass::ok);
  for (const char* body : {"",
                           "<html>ok</html>",
                           "{}",
                           "[]",
                           "true",
                           R"({"ok":"true"})",
                           R"({"ok":1})",
                           R"({"ok":true)",
                           R"({"result":{"message_id":"a"}})"}) {
    EXPECT_EQ(outcome_of(200, body).outcome, OutcomeClass::uncertain) << body;
  }
  EXPECT_EQ(outcome_of(500, R"({"ok":true})").outcome, OutcomeClass::uncertain);
}

TEST(Zalo, EveryErrorOfThePlatformHasItsClass) {
  const struct {
    int code;
    const char* description;
    OutcomeClass expected;
  } table[] = {
      {401, "Unauthorized", OutcomeClass::auth},
      {404, "Not Found", OutcomeClass::auth},
      {404, "Chat not found", OutcomeClass::recipient_gone},
      {400, "Bad Request: invalid chat_id", OutcomeClass::recipient_gone},
      {400, "Người nhận không tồn tại", OutcomeClass::recipient_gone},
      {400, "Bad Request: text is too long", OutcomeClass::rejected},
      {403, "Forbidden: bot was blocked", OutcomeClass::recipient_gone},
      {403, "Người dùng đã chặn bot", OutcomeClass::recipient_gone},
      {403, "Forbidden", OutcomeClass::rejected},
      {402, "Payment Required", OutcomeClass::quota},
      {429, "Quota exceeded", OutcomeClass::throttled},
      {429, "Too Many Requests", OutcomeClass::throttled},
      {429, "Daily quota exceeded", OutcomeClass::quota},
      {429, "Vượt hạn mức trong Tháng", OutcomeClass::quota},
      {408, "Request Timeout", OutcomeClass::uncertain},
      {413, "Payload Too Large", OutcomeClass::rejected},
      {500, "Internal Server Error", OutcomeClass::retry},
      {503, "Service Unavailable", OutcomeClass::retry},
      {0, "", OutcomeClass::retry},
      {-216, "access token is invalid", OutcomeClass::retry},
  };
  for (const auto& row : table) {
    EXPECT_EQ(outcome_name(refused(row.code, row.description).outcome), outcome_name(row.expected))
        << row.code << " " << row.description;
  }
  EXPECT_EQ(outcome_of(200, R"({"ok":false,"error_code":"429"})").outcome, OutcomeClass::throttled)
      << "a number written as a string";
  EXPECT_EQ(outcome_of(401, R"({"ok":false})").outcome, OutcomeClass::auth)
      << "no code in the envelope: HTTP's counts";
  EXPECT_EQ(outcome_of(200, R"({"ok":false,"error_code":[1],"description":7})").outcome,
            OutcomeClass::retry);
}

TEST(Zalo, AnAnswerThatIsNoEnvelopeIsJudgedByItsStatus) {
  const std::vector<std::pair<std::vector<int>, OutcomeClass>> table{
      {{301, 302, 307, 308}, OutcomeClass::rejected},
      {{400, 403, 405, 413}, OutcomeClass::rejected},
      {{401, 404}, OutcomeClass::auth},
      {{429}, OutcomeClass::throttled},
      {{500, 503, 520}, OutcomeClass::retry},
      {{0, 100, 200, 204, 408, 502, 504, 600}, OutcomeClass::uncertain},
  };
  for (const auto& [statuses, expected] : table) {
    for (const int status : statuses) {
      EXPECT_EQ(outcome_name(outcome_of(status, "<html>x</html>").outcome), outcome_name(expected))
          << status;
    }
  }
}

TEST(Zalo, AFailureSaysWhetherThePlatformMayHaveIt) {
  const auto of = [](Failure failure) {
    Reply reply;
    reply.failure = failure;
    reply.error = "Timeout was reached";
    return ZaloConnector{settings()}.interpret(reply);
  };
  EXPECT_EQ(of(Failure::not_sent).outcome, OutcomeClass::retry);
  EXPECT_EQ(of(Failure::sent_no_answer).outcome, OutcomeClass::uncertain);
  EXPECT_EQ(of(Failure::refused_local).outcome, OutcomeClass::rejected);
  EXPECT_EQ(of(Failure::not_sent).detail, "không kết nối được Zalo (Timeout was reached)");
}

TEST(Zalo, AWaitThatIsAskedForIsBelievedUpToAnHour) {
  Reply reply = answered(200, R"({"ok":false,"error_code":429})");
  EXPECT_EQ(ZaloConnector{settings()}.interpret(reply).retry_after, seconds{0});
  reply.retry_after = seconds{7};
  EXPECT_EQ(ZaloConnector{settings()}.interpret(reply).retry_after, seconds{7});
  reply.body = R"({"ok":false,"error_code":429,"parameters":{"retry_after":35}})";
  EXPECT_EQ(ZaloConnector{settings()}.interpret(reply).retry_after, seconds{35});
  reply.body = R"({"ok":false,"error_code":429,"parameters":{"retry_after":99999999999}})";
  EXPECT_EQ(ZaloConnector{settings()}.interpret(reply).retry_after, seconds{3600});
}

TEST(Zalo, ADetailRepeatsNeitherTokenNorChatNorThePlatformsWords) {
  const std::string echo = std::string{"chat "} + chat + " " + token + " https://bot-api";
  for (int code = -10; code < 700; ++code) {
    for (const Outcome& outcome : {refused(code, echo), outcome_of(code, echo)}) {
      EXPECT_EQ(outcome.detail.find(chat), std::string::npos);
      EXPECT_EQ(outcome.detail.find("abc-XYZ"), std::string::npos);
      EXPECT_EQ(outcome.detail.find("http"), std::string::npos);
      EXPECT_FALSE(outcome.detail.empty());
      EXPECT_LE(outcome.detail.size(), detail_bytes_max);
    }
  }
}

}  // namespace
}  // namespace dondoc::zalo_test
