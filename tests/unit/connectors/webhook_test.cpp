// SPDX-License-Identifier: Apache-2.0
#include "connectors/webhook.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::webhook_test {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

// The specification's example: https://github.com/standard-webhooks/standard-webhooks
const char* const example_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const char* const address = "https://chat.xa.example/phong/vh-xh";

WebhookSettings settings() {
  WebhookSettings settings;
  settings.url = "https://hooks.xa.example/services/T0/xyzzy-token";
  settings.secrets = {Secret{example_secret}};
  return settings;
}

OutgoingMessage message() {
  OutgoingMessage message;
  message.id = "00112233445566778899aabbccddeeff";
  message.address = address;
  message.subject = "Nhắc việc: Tự đánh giá chỉ số CCHC";
  message.text = "Kính gửi Trưởng phòng,\nCòn \"1\" ngày.\n";
  message.created_at = sys_seconds{seconds{1779410400}};  // 2026-05-22T00:40:00Z
  return message;
}

HttpRequest composed(const OutgoingMessage& of, sys_seconds now) {
  return std::get<HttpRequest>(std::get<Request>(WebhookConnector{settings()}.compose(of, now)));
}

std::string header(const HttpRequest& request, const std::string& name) {
  const auto found = std::find_if(request.headers.begin(),
                                  request.headers.end(),
                                  [&name](const auto& header) { return header.first == name; });
  return found == request.headers.end() ? "(none)" : found->second;
}

TEST(Webhook, SignsTheExampleOfTheSpecification) {
  EXPECT_EQ(webhook_signature({Secret{example_secret}},
                              "msg_p5jXN8AQM9LWM0D4loKWxJek",
                              sys_seconds{seconds{1614265330}},
                              R"({"test": 2432232314})"),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
}

TEST(Webhook, SignsWithEverySecretWhileOneIsReplaced) {
  const Secret other{"whsec_" + std::string(43, 'A') + "="};
  const sys_seconds now{seconds{1}};
  const std::string old_one = webhook_signature({Secret{example_secret}}, "a", now, "{}");
  const std::string new_one = webhook_signature({other}, "a", now, "{}");
  EXPECT_NE(old_one, new_one);
  EXPECT_EQ(webhook_signature({other, Secret{example_secret}}, "a", now, "{}"),
            new_one + " " + old_one);
}

TEST(Webhook, ASecretIsBase64Of24To64BytesAfterItsPrefix) {
  const auto base64_of = [](std::size_t bytes) {
    return "whsec_" + std::string(bytes / 3 * 4, 'A') +
           (bytes % 3 == 0   ? ""
            : bytes % 3 == 1 ? "AA=="
                             : "AAA=");
  };
  EXPECT_EQ(secret_problem(Secret{example_secret}), "");
  EXPECT_EQ(secret_problem(Secret{base64_of(24)}), "");
  EXPECT_EQ(secret_problem(Secret{base64_of(64)}), "");
  EXPECT_EQ(secret_problem(Secret{"whsec_" + std::string(43, 'A')}), "") << "unpadded 32 bytes";
  const std::string wrong_form = "Khóa bí mật sau “whsec_” phải là base64 của 24 đến 64 byte.";
  EXPECT_EQ(secret_problem(Secret{base64_of(23)}), wrong_form);
  EXPECT_EQ(secret_problem(Secret{base64_of(65)}), wrong_form);
  EXPECT_EQ(secret_problem(Secret{base64_of(500)}), wrong_form);
  EXPECT_EQ(secret_problem(Secret{"whsec_"}), wrong_form);
  EXPECT_EQ(secret_problem(Secret{std::string{example_secret} + "\n"}), wrong_form);
  EXPECT_EQ(secret_problem(Secret{"whsec_!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"}), wrong_form);
  const std::string no_prefix = "Khóa bí mật phải bắt đầu bằng “whsec_”.";
  EXPECT_EQ(secret_problem(Secret{"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}), no_prefix);
  EXPECT_EQ(secret_problem(Secret{}), no_prefix);
}

TEST(Webhook, CantBeMadeWithoutAGoodSecret) {
  EXPECT_THROW(WebhookConnector{WebhookSettings{}}, std::invalid_argument);
  WebhookSettings malformed = settings();
  malformed.secrets.push_back(Secret{"whsec_short"});
  EXPECT_THROW(WebhookConnector{malformed}, std::invalid_argument);
  EXPECT_THROW((void)webhook_signature(malformed.secrets, "a", sys_seconds{}, "{}"),
               std::invalid_argument);
}

TEST(Webhook, ComposesTheBodyOfStandardWebhooks) {
  const HttpRequest request = composed(message(), sys_seconds{seconds{1779410500}});
  EXPECT_EQ(request.body,
            R"({"type":"task.reminder","timestamp":"2026-05-22T00:40:00Z","data":{)"
            R"("id":"00112233445566778899aabbccddeeff","to":"https://chat.xa.example/phong/vh-xh",)"
            R"("subject":"Nhắc việc: Tự đánh giá chỉ số CCHC",)"
            R"("text":"Kính gửi Trưởng phòng,\nCòn \"1\" ngày.\n"}})");
  EXPECT_EQ(request.url, settings().url);
  EXPECT_EQ(header(request, "content-type"), "application/json");
  EXPECT_EQ(header(request, "user-agent"), "dondoc");
  EXPECT_EQ(header(request, "webhook-id"), "00112233445566778899aabbccddeeff");
  EXPECT_EQ(header(request, "webhook-timestamp"), "1779410500");
  EXPECT_EQ(header(request, "webhook-signature"),
            webhook_signature(
                settings().secrets, message().id, sys_seconds{seconds{1779410500}}, request.body));
  EXPECT_FALSE(request.allow_plain_http);
  EXPECT_FALSE(request.allow_private_address);
}

TEST(Webhook, ARetryHasTheSameIdAndBodyAndItsOwnTimestamp) {
  OutgoingMessage again = message();
  again.attempt = 2;
  again.may_repeat = true;
  const HttpRequest first = composed(message(), sys_seconds{seconds{1779410500}});
  const HttpRequest second = composed(again, sys_seconds{seconds{1779410800}});
  EXPECT_EQ(first.body, second.body);
  EXPECT_EQ(header(first, "webhook-id"), header(second, "webhook-id"));
  EXPECT_NE(header(first, "webhook-timestamp"), header(second, "webhook-timestamp"));
  EXPECT_NE(header(first, "webhook-signature"), header(second, "webhook-signature"));
}

TEST(Webhook, BadUtf8IsReplacedNotThrown) {
  OutgoingMessage bad = message();
  bad.text = "một \xff hai \xe1\xbb";
  const auto body = nlohmann::json::parse(composed(bad, sys_seconds{seconds{1}}).body);
  EXPECT_EQ(body["data"]["text"], "một \xef\xbf\xbd hai \xef\xbf\xbd");
}

TEST(Webhook, RefusesWhatCantPass) {
  const WebhookConnector connector{settings()};
  OutgoingMessage longer = message();
  longer.text = std::string(20'000, 'a');
  EXPECT_EQ(std::get<Outcome>(connector.compose(longer, sys_seconds{})).outcome,
            OutcomeClass::rejected);
  OutgoingMessage dotted = message();
  dotted.id = "a.b";
  EXPECT_EQ(std::get<Outcome>(connector.compose(dotted, sys_seconds{})).outcome,
            OutcomeClass::rejected);
}

TEST(Webhook, EveryStatusHasItsClass) {
  const std::vector<std::pair<std::vector<int>, OutcomeClass>> table{
      {{200, 201, 202, 204, 299}, OutcomeClass::ok},
      {{300, 301, 302, 303, 304, 307, 308}, OutcomeClass::rejected},
      {{400, 404, 405, 406, 409, 411, 413, 415, 418, 422, 451}, OutcomeClass::rejected},
      {{401, 403}, OutcomeClass::auth},
      {{402}, OutcomeClass::quota},
      {{408, 425, 429}, OutcomeClass::throttled},
      {{410}, OutcomeClass::recipient_gone},
      {{421, 500, 501, 503, 507, 520, 525, 530, 599}, OutcomeClass::retry},
      {{502, 504}, OutcomeClass::uncertain},
      {{0, 100, 103, 600, 999}, OutcomeClass::uncertain},
  };
  const WebhookConnector connector{settings()};
  for (const auto& [statuses, expected] : table) {
    for (const int status : statuses) {
      Reply reply;
      reply.status = status;
      EXPECT_EQ(outcome_name(connector.interpret(reply).outcome), outcome_name(expected)) << status;
    }
  }
}

TEST(Webhook, AFailureSaysWhetherThePeerMayHaveIt) {
  const WebhookConnector connector{settings()};
  const auto outcome_of = [&connector](Failure failure) {
    Reply reply;
    reply.failure = failure;
    reply.error = "Timeout was reached";
    return connector.interpret(reply);
  };
  EXPECT_EQ(outcome_of(Failure::not_sent).outcome, OutcomeClass::retry);
  EXPECT_EQ(outcome_of(Failure::sent_no_answer).outcome, OutcomeClass::uncertain);
  EXPECT_EQ(outcome_of(Failure::refused_local).outcome, OutcomeClass::rejected);
  EXPECT_EQ(outcome_of(Failure::not_sent).detail,
            "không kết nối được máy nhận (Timeout was reached)");
  EXPECT_TRUE(connector.peer_dedups());
}

TEST(Webhook, RetryAfterIsBelievedUpToAnHour) {
  const WebhookConnector connector{settings()};
  const auto after = [&connector](int status, seconds said) {
    Reply reply;
    reply.status = status;
    reply.retry_after = said;
    return connector.interpret(reply).retry_after;
  };
  EXPECT_EQ(after(429, seconds{0}), seconds{0});
  EXPECT_EQ(after(429, seconds{7}), seconds{7});
  EXPECT_EQ(after(503, seconds{3600}), seconds{3600});
  EXPECT_EQ(after(503, seconds{1'000'000'000'000}), seconds{3600});
  EXPECT_EQ(after(429, seconds{-5}), seconds{0});
}

TEST(Webhook, ADetailRepeatsNothingThatThePeerOrTheSettingsSaid) {
  const WebhookConnector connector{settings()};
  for (int status = 0; status < 700; ++status) {
    Reply reply;
    reply.status = status;
    reply.body = std::string{"echo "} + example_secret + " " + address;
    const Outcome outcome = connector.interpret(reply);
    EXPECT_EQ(outcome.detail.find("whsec_"), std::string::npos);
    EXPECT_EQ(outcome.detail.find("example"), std::string::npos);
    EXPECT_EQ(outcome.detail.find("xyzzy"), std::string::npos);
    EXPECT_FALSE(outcome.detail.empty());
  }
  Reply long_error;
  long_error.failure = Failure::not_sent;
  long_error.error = std::string(2000, 'e');
  EXPECT_LE(connector.interpret(long_error).detail.size(), detail_bytes_max);
}

}  // namespace
}  // namespace dondoc::webhook_test
