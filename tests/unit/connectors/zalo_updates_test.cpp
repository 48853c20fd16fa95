// SPDX-License-Identifier: Apache-2.0
#include "connectors/zalo_updates.h"

#include <string>
#include <variant>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::zalo_updates_test {
namespace {

using Json = nlohmann::json;

/// As the platform's page shows it.
Json update() {
  return Json{
      {"event_name", "message.text.received"},
      {"message",
       {{"from", {{"id", "6ede9afa66b88fe6d6a9"}, {"display_name", "Ted"}, {"is_bot", false}}},
        {"chat", {{"id", "6ede9afa66b88fe6d6a9"}, {"chat_type", "PRIVATE"}}},
        {"text", "xong 42"},
        {"message_id", "2d758cb5e222177a4e35"},
        {"date", 1750316131602}}}};
}

bool is_nothing(const ZaloPoll& poll) {
  return std::holds_alternative<ZaloNoUpdate>(poll);
}

ZaloPoll polled(const Json& result) {
  Reply reply;
  reply.status = 200;
  reply.body = Json{{"ok", true}, {"result", result}}.dump();
  ZaloPoll poll = zalo_poll_result(reply);
  const ZaloPoll brought = zalo_webhook_update(reply.body);
  EXPECT_EQ(is_nothing(brought), is_nothing(poll)) << "asked for or brought: the same";
  if (!is_nothing(poll)) {
    EXPECT_EQ(std::get<ZaloUpdate>(brought), std::get<ZaloUpdate>(poll));
  }
  return poll;
}

ZaloPoll answered(int status, const std::string& body) {
  Reply reply;
  reply.status = status;
  reply.body = body;
  return zalo_poll_result(reply);
}

TEST(ZaloUpdates, APollIsHeldByThePlatformAndWaitedForLonger) {
  ZaloSettings settings;
  settings.token = Secret{"123456789:abc-xyz"};
  const HttpRequest request = zalo_poll_request(settings);
  EXPECT_EQ(request.url, "https://bot-api.zaloplatforms.com/bot123456789:abc-xyz/getUpdates");
  EXPECT_EQ(request.body, R"({"timeout":"30"})");
  EXPECT_GT(request.total_timeout, zalo_poll_hold);
  EXPECT_EQ(request.reuse, ConnectionReuse::never) << "a poll that is repeated may lose an update";
}

TEST(ZaloUpdates, ReadsWhatAPersonWrote) {
  const auto read = std::get<ZaloUpdate>(polled(update()));
  EXPECT_EQ(read.kind, ZaloUpdateKind::text);
  EXPECT_EQ(read.message_id, "2d758cb5e222177a4e35");
  EXPECT_EQ(read.chat_id, "6ede9afa66b88fe6d6a9");
  EXPECT_EQ(read.sender_id, "6ede9afa66b88fe6d6a9");
  EXPECT_TRUE(read.is_private);
  EXPECT_EQ(read.text, "xong 42");
}

TEST(ZaloUpdates, AStickerOrAPictureHasNoText) {
  for (const char* event : {"message.sticker.received",
                            "message.image.received",
                            "message.unsupported.received",
                            "something.new"}) {
    Json other = update();
    other["event_name"] = event;
    const auto read = std::get<ZaloUpdate>(polled(other));
    EXPECT_EQ(read.kind, ZaloUpdateKind::other) << event;
    EXPECT_EQ(read.text, "") << event;
  }
}

TEST(ZaloUpdates, AGroupIsNoPrivateChat) {
  Json group = update();
  group["message"]["chat"]["chat_type"] = "GROUP";
  EXPECT_FALSE(std::get<ZaloUpdate>(polled(group)).is_private);
  group["message"]["chat"].erase("chat_type");
  EXPECT_FALSE(std::get<ZaloUpdate>(polled(group)).is_private);
}

TEST(ZaloUpdates, WhatABotWroteOrWhatHasNoIdsIsNothing) {
  Json bot = update();
  bot["message"]["from"]["is_bot"] = true;
  EXPECT_TRUE(is_nothing(polled(bot)));
  for (const Json& id : {Json{},
                         Json(""),
                         Json(12),
                         Json("a b"),
                         Json("a\nb"),
                         Json(std::string(zalo_id_bytes_max + 1, 'a'))}) {
    Json wrong = update();
    wrong["message"]["message_id"] = id;
    EXPECT_TRUE(is_nothing(polled(wrong))) << id;
    wrong = update();
    wrong["message"]["chat"]["id"] = id;
    EXPECT_TRUE(is_nothing(polled(wrong))) << id;
    wrong = update();
    wrong["message"]["from"]["id"] = id;
    EXPECT_TRUE(is_nothing(polled(wrong))) << id;
  }
  for (const Json& result : {Json{}, Json::array(), Json::object(), Json{{"message", 1}}}) {
    EXPECT_TRUE(is_nothing(polled(result))) << result;
  }
}

TEST(ZaloUpdates, ALongTextIsCutBetweenLetters) {
  Json longer = update();
  std::string text = "a";
  while (text.size() <= zalo_update_text_bytes_max) {
    text += "ệ";
  }
  longer["message"]["text"] = text;
  const auto read = std::get<ZaloUpdate>(polled(longer));
  EXPECT_LE(read.text.size(), zalo_update_text_bytes_max);
  EXPECT_EQ(read.text, text.substr(0, read.text.size()));
  EXPECT_EQ((read.text.size() - 1) % 3, 0U);
}

TEST(ZaloUpdates, APollThatEndsWithoutAnyIsNoError) {
  EXPECT_TRUE(is_nothing(
      answered(200, R"({"ok":false,"error_code":408,"description":"Request timeout"})")));
  EXPECT_TRUE(is_nothing(answered(408, R"({"ok":false,"error_code":"408"})")));
  EXPECT_TRUE(is_nothing(answered(408, "")));
  EXPECT_TRUE(is_nothing(answered(200, R"({"ok":true})")));
}

TEST(ZaloUpdates, AnErrorOfThePlatformIsAnOutcome) {
  const auto class_of = [](int status, const std::string& body) {
    return std::get<Outcome>(answered(status, body)).outcome;
  };
  EXPECT_EQ(class_of(200, R"({"ok":false,"error_code":401})"), OutcomeClass::auth);
  EXPECT_EQ(class_of(200, R"({"ok":false,"error_code":429})"), OutcomeClass::throttled);
  EXPECT_EQ(class_of(502, "<html>"), OutcomeClass::retry) << "there is nothing to be doubted";
  EXPECT_EQ(class_of(200, "<html>"), OutcomeClass::retry);
  Reply lost;
  lost.failure = Failure::sent_no_answer;
  EXPECT_EQ(std::get<Outcome>(zalo_poll_result(lost)).outcome, OutcomeClass::retry);
}

TEST(ZaloUpdates, AWebhookThatIsNoUpdateIsNothing) {
  for (const char* body : {"", "{", "[]", "1", R"({"ok":true})", R"({"result":[]})"}) {
    EXPECT_TRUE(is_nothing(zalo_webhook_update(body))) << body;
  }
}

}  // namespace
}  // namespace dondoc::zalo_updates_test
