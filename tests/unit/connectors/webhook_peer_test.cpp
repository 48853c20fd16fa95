// SPDX-License-Identifier: Apache-2.0
// The webhook connector and the transport against a receiver in another process, which checks our
// signatures with Python's hmac.
#include "connectors/transport.h"
#include "connectors/webhook.h"
#include "tests/support/peer_process.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::webhook_peer_test {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using std::chrono::steady_clock;
using std::chrono::sys_seconds;

const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const std::string other_secret = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

class WebhookPeer : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "dondoc-sink-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  void start_sink(std::vector<std::string> options) {
    options.insert(options.begin(), {"--log", (folder_ / "accepted").string()});
    ASSERT_TRUE(sink_.start("webhook_sink.py", options)) << "the sink printed no port";
  }

  [[nodiscard]] WebhookConnector connector(const std::vector<std::string>& secrets) const {
    WebhookSettings settings;
    settings.url = "http://127.0.0.1:" + std::to_string(sink_.port()) + "/hook";
    for (const std::string& one : secrets) {
      settings.secrets.emplace_back(one);
    }
    settings.allow_plain_http = true;
    settings.allow_private_address = true;
    return WebhookConnector{settings};
  }

  /// How many of `count` messages ended in each class.
  [[nodiscard]] std::map<OutcomeClass, int> send(const WebhookConnector& by, int count) {
    boost::asio::io_context loop;
    Transport transport{loop};
    std::map<OutcomeClass, int> outcomes;
    int left = count;
    for (int i = 0; i < count; ++i) {
      OutgoingMessage message;
      message.id = "m" + std::to_string(i);
      message.address = "vh-xh";
      message.subject = "Nhắc việc";
      message.text = "Kính gửi “Phòng VH–XH”\n";
      message.created_at = sys_seconds{seconds{1779410400}};
      transport.start(std::get<Request>(by.compose(message, sys_seconds{seconds{1779410460}})),
                      [&outcomes, &left, &by](const Reply& reply) {
                        ++outcomes[by.interpret(reply).outcome];
                        --left;
                      });
    }
    const auto deadline = steady_clock::now() + seconds{60};
    while (left > 0 && steady_clock::now() < deadline) {
      loop.run_one_for(seconds{1});
    }
    EXPECT_EQ(left, 0);
    return outcomes;
  }

  [[nodiscard]] std::map<std::string, int> accepted() const {
    std::map<std::string, int> lines;
    std::ifstream in(folder_ / "accepted");
    for (std::string line; std::getline(in, line);) {
      ++lines[line];
    }
    return lines;
  }

  using Outcomes = std::map<OutcomeClass, int>;

  fs::path folder_;
  testing::PeerProcess sink_;
};

TEST_F(WebhookPeer, VerifiesOurSignatureAndKeepsWhatItAccepted) {
  start_sink({"--secret", secret});
  EXPECT_EQ(send(connector({secret}), 200), (Outcomes{{OutcomeClass::ok, 200}}));
  EXPECT_EQ(accepted().size(), 200U);
  EXPECT_EQ(accepted().count("m17 1779410460"), 1U);
}

TEST_F(WebhookPeer, KnowsEitherSecretWhileOneIsReplaced) {
  start_sink({"--secret", secret});
  EXPECT_EQ(send(connector({other_secret, secret}), 3), (Outcomes{{OutcomeClass::ok, 3}}));
}

TEST_F(WebhookPeer, RefusesAWrongSecret) {
  start_sink({"--secret", secret});
  EXPECT_EQ(send(connector({other_secret}), 3), (Outcomes{{OutcomeClass::auth, 3}}));
  EXPECT_TRUE(accepted().empty());
}

TEST_F(WebhookPeer, WhatItFailsIsRetriedAndNotAccepted) {
  start_sink({"--secret", secret, "--fail-every", "4"});
  EXPECT_EQ(send(connector({secret}), 100),
            (Outcomes{{OutcomeClass::ok, 75}, {OutcomeClass::retry, 25}}));
  EXPECT_EQ(accepted().size(), 75U);
}

TEST_F(WebhookPeer, WhatItDropsWithoutAnAnswerIsNeverCalledLost) {
  start_sink({"--secret", secret, "--drop-every", "5"});
  const Outcomes outcomes = send(connector({secret}), 100);
  // libcurl repeats a request whose kept connection died, so some drops end well; none is `retry`,
  // which would say "certainly not accepted", and the peer has every message.
  for (const auto& [outcome, count] : outcomes) {
    EXPECT_TRUE(outcome == OutcomeClass::ok || outcome == OutcomeClass::uncertain)
        << outcome_name(outcome) << " " << count;
  }
  EXPECT_EQ(accepted().size(), 100U);
}

}  // namespace
}  // namespace dondoc::webhook_peer_test
