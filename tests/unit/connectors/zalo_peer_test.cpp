// SPDX-License-Identifier: Apache-2.0
// The Zalo connector and the transport against a bot platform in another process, which judges our
// requests by its own reading of the documentation.
#include "connectors/transport.h"
#include "connectors/zalo.h"
#include "connectors/zalo_updates.h"
#include "tests/support/peer_process.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::zalo_peer_test {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;
using std::chrono::steady_clock;

const std::string token = "123456789:abc-xyz";

class ZaloPeer : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "dondoc-zalo-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// A platform that answers the first requests so and accepts all others.
  void start_platform(const std::vector<std::string>& script,
                      const std::vector<std::string>& updates = {}) {
    std::ofstream written(folder_ / "updates");
    for (const std::string& line : updates) {
      written << line << '\n';
    }
    written.close();
    std::ofstream out(folder_ / "script");
    for (const std::string& line : script) {
      out << line << '\n';
    }
    out.close();
    ASSERT_TRUE(platform_.start("zalo_bot.py",
                                {"--log",
                                 (folder_ / "accepted").string(),
                                 "--token",
                                 token,
                                 "--script",
                                 (folder_ / "script").string(),
                                 "--updates",
                                 (folder_ / "updates").string()}));
  }

  [[nodiscard]] ZaloConnector connector(const std::string& with_token) const {
    ZaloSettings settings;
    settings.base_url = "http://127.0.0.1:" + std::to_string(platform_.port());
    settings.token = Secret{with_token};
    settings.allow_plain_http = true;
    settings.allow_private_address = true;
    return ZaloConnector{settings};
  }

  [[nodiscard]] static OutgoingMessage message(const std::string& text) {
    OutgoingMessage message;
    message.id = "00112233445566778899aabbccddeeff";
    message.address = "chat-1";
    message.text = text;
    return message;
  }

  [[nodiscard]] Outcome carry(const ZaloConnector& by,
                              const OutgoingMessage& one,
                              milliseconds patience = seconds{30}) {
    auto request = std::get<HttpRequest>(std::get<Request>(by.compose(one, {})));
    request.total_timeout = patience;
    bool done = false;
    Outcome outcome;
    transport_.start(std::move(request), [&](const Reply& reply) {
      outcome = by.interpret(reply);
      EXPECT_EQ(reply.error.find("abc-xyz"), std::string::npos) << reply.error;
      EXPECT_EQ(outcome.detail.find("abc-xyz"), std::string::npos) << outcome.detail;
      done = true;
    });
    const auto deadline = steady_clock::now() + seconds{60};
    loop_.restart();
    while (!done && steady_clock::now() < deadline) {
      loop_.run_one_for(seconds{1});
    }
    EXPECT_TRUE(done);
    return outcome;
  }

  [[nodiscard]] ZaloPoll poll() {
    ZaloSettings settings;
    settings.base_url = "http://127.0.0.1:" + std::to_string(platform_.port());
    settings.token = Secret{token};
    settings.allow_plain_http = true;
    settings.allow_private_address = true;
    std::optional<ZaloPoll> poll;
    transport_.start(zalo_poll_request(settings),
                     [&poll](const Reply& reply) { poll = zalo_poll_result(reply); });
    const auto deadline = steady_clock::now() + seconds{60};
    loop_.restart();
    while (!poll && steady_clock::now() < deadline) {
      loop_.run_one_for(seconds{1});
    }
    EXPECT_TRUE(poll);
    return poll.value_or(ZaloNoUpdate{});
  }

  [[nodiscard]] OutcomeClass send(const std::string& text) {
    return carry(connector(token), message(text)).outcome;
  }

  /// The texts that the platform has, in their order.
  [[nodiscard]] std::vector<std::string> accepted() const {
    std::vector<std::string> texts;
    std::ifstream in(folder_ / "accepted");
    for (std::string line; std::getline(in, line);) {
      texts.push_back(nlohmann::json::parse(line).at("text").get<std::string>());
    }
    return texts;
  }

  using Texts = std::vector<std::string>;

  fs::path folder_;
  testing::PeerProcess platform_;
  boost::asio::io_context loop_;
  Transport transport_{loop_};
};

TEST_F(ZaloPeer, TakesOurMessagesAsTheyAre) {
  start_platform({});
  EXPECT_EQ(send("[NHẮC VIỆC] Còn “14” ngày\nMã 42\n"), OutcomeClass::ok);
  EXPECT_EQ(send("hai"), OutcomeClass::ok);
  EXPECT_EQ(accepted(), (Texts{"[NHẮC VIỆC] Còn “14” ngày\nMã 42", "hai"}));
}

TEST_F(ZaloPeer, TakesALongTextShortenedAsOneMessage) {
  start_platform({});
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "Mã " + std::to_string(100 + i) + " - báo cáo kết quả thực hiện nhiệm vụ\n";
  }
  EXPECT_EQ(send(text), OutcomeClass::ok);
  ASSERT_EQ(accepted().size(), 1U);
  EXPECT_NE(accepted().front().find("lược bớt"), std::string::npos);
}

TEST_F(ZaloPeer, EachAnswerBecomesItsOutcome) {
  start_platform({R"({"error": 429, "description": "Quota exceeded", "retry_after": 9})",
                  R"({"error": 400, "description": "chat not found"})",
                  R"({"error": 403, "description": "Forbidden", "status": 403})",
                  R"({"error": 500, "description": "Internal Server Error", "status": 500})",
                  R"({"raw": "<html>Bad Gateway</html>", "status": 502})",
                  R"({"raw": "{\"result\": 1}"})",
                  R"({"raw": "{\"ok\": true"})"});
  const Outcome throttled = carry(connector(token), message("a"));
  EXPECT_EQ(throttled.outcome, OutcomeClass::throttled);
  EXPECT_EQ(throttled.retry_after, seconds{9});
  EXPECT_EQ(send("b"), OutcomeClass::recipient_gone);
  EXPECT_EQ(send("c"), OutcomeClass::rejected);
  EXPECT_EQ(send("d"), OutcomeClass::retry);
  EXPECT_EQ(send("e"), OutcomeClass::uncertain);
  EXPECT_EQ(send("f"), OutcomeClass::uncertain);
  EXPECT_EQ(send("g"), OutcomeClass::uncertain);
  EXPECT_TRUE(accepted().empty());
  EXPECT_EQ(send("h"), OutcomeClass::ok);
}

TEST_F(ZaloPeer, RefusesAWrongToken) {
  start_platform({});
  EXPECT_EQ(carry(connector("987:other"), message("a")).outcome, OutcomeClass::auth);
  EXPECT_TRUE(accepted().empty());
}

TEST_F(ZaloPeer, WhatItDropsIsUncertainAndNeverSentTwice) {
  start_platform(
      {"{}", R"({"drop": "after"})", R"({"drop": "before"})", "{}", R"({"drop": "after"})"});
  // libcurl would repeat a request whose kept connection died; the platform would keep both.
  EXPECT_EQ(send("một"), OutcomeClass::ok);
  EXPECT_EQ(send("hai"), OutcomeClass::uncertain);
  EXPECT_EQ(send("ba"), OutcomeClass::uncertain);
  EXPECT_EQ(send("bốn"), OutcomeClass::ok);
  EXPECT_EQ(send("năm"), OutcomeClass::uncertain);
  EXPECT_EQ(accepted(), (Texts{"một", "hai", "bốn", "năm"}));
}

TEST_F(ZaloPeer, GivesEachUpdateOnceAndThenSaysThatThereIsNone) {
  const auto update = [](const std::string& id, const std::string& text) {
    return R"({"event_name":"message.text.received","message":{"from":{"id":"u1"},"chat":)"
           R"({"id":"u1","chat_type":"PRIVATE"},"text":")" +
           text + R"(","message_id":")" + id + R"("}})";
  };
  start_platform({}, {update("m1", "xong 42"), update("m2", "ok em")});
  EXPECT_EQ(std::get<ZaloUpdate>(poll()).text, "xong 42");
  EXPECT_EQ(std::get<ZaloUpdate>(poll()).message_id, "m2");
  EXPECT_TRUE(std::holds_alternative<ZaloNoUpdate>(poll()));
}

TEST_F(ZaloPeer, AnAnswerThatComesTooLateIsUncertain) {
  start_platform({R"({"slow_ms": 60000})"});
  EXPECT_EQ(carry(connector(token), message("chậm"), milliseconds{1500}).outcome,
            OutcomeClass::uncertain);
  EXPECT_EQ(accepted(), Texts{"chậm"});
}

}  // namespace
}  // namespace dondoc::zalo_peer_test
