// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/reply_poll.h"

#include <deque>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::reply_poll_test {
namespace {

using std::chrono::milliseconds;

/// Keeps requests until the test answers them.
class HeldPolls final : public Courier {
 public:
  void carry(Request request, std::function<void(Reply)> done) override {
    urls.push_back(std::get<HttpRequest>(request).url);
    waiting.push_back(std::move(done));
  }
  void answer(const std::string& body, int status = 200) {
    Reply reply;
    reply.status = status;
    reply.body = body;
    const auto done = std::move(waiting.front());
    waiting.pop_front();
    done(reply);
  }
  std::vector<std::string> urls;
  std::deque<std::function<void(Reply)>> waiting;
};

const std::string nothing = R"({"ok":false,"error_code":408,"description":"timeout"})";
const std::string busy = R"({"ok":false,"error_code":429,"description":"Quota exceeded"})";
const std::string refused = R"({"ok":false,"error_code":401,"description":"Unauthorized"})";

std::string update(const std::string& id) {
  return R"({"ok":true,"result":{"event_name":"message.text.received","message":{"message_id":")" +
         id +
         R"(","text":"xong 42","from":{"id":"p","is_bot":false},)"
         R"("chat":{"id":"c","chat_type":"PRIVATE"}}}})";
}

class Polling : public ::testing::Test {
 protected:
  static std::shared_ptr<const ZaloConnector> bot(const std::string& token) {
    ZaloSettings settings;
    settings.token = Secret{token};
    settings.replies = true;
    return std::make_shared<const ZaloConnector>(settings);
  }
  /// Lets timers of the least length run out.
  void rest() {
    loop_.restart();
    loop_.run_for(intervals_.first_wait * 4);
  }

  PollIntervals intervals_{milliseconds{1}, milliseconds{5}, milliseconds{400}};
  boost::asio::io_context loop_;
  HeldPolls platform_;
  std::vector<std::string> kept_;
  bool keeps_{true};
  bool ready_{true};
  ReplyPoll poll_{loop_,
                  platform_,
                  [this](const ZaloUpdate& one) {
                    if (keeps_) {
                      kept_.push_back(one.message_id);
                    }
                    return keeps_;
                  },
                  [this] { return ready_; },
                  intervals_};
};

TEST_F(Polling, AsksAgainAtOnceWhenWhatCameIsKept) {
  poll_.use(bot("1:a"));
  ASSERT_EQ(platform_.waiting.size(), 1U);
  platform_.answer(update("m1"));
  EXPECT_EQ(kept_, std::vector<std::string>{"m1"});
  EXPECT_EQ(platform_.waiting.size(), 1U);
}

TEST_F(Polling, AsksNothingWhileWhatCameIsNotKept) {
  keeps_ = false;
  poll_.use(bot("1:a"));
  platform_.answer(update("m1"));
  rest();
  EXPECT_TRUE(platform_.waiting.empty());
  poll_.resume();
  EXPECT_TRUE(platform_.waiting.empty());
  keeps_ = true;
  poll_.resume();
  EXPECT_EQ(kept_, std::vector<std::string>{"m1"});
  EXPECT_EQ(platform_.waiting.size(), 1U);
}

TEST_F(Polling, AnEmptyPollIsNoFailureAndNoBusyLoop) {
  poll_.use(bot("1:a"));
  platform_.answer(nothing);
  EXPECT_EQ(poll_.problem(), "");
  rest();
  EXPECT_EQ(platform_.waiting.size(), 1U);
}

TEST_F(Polling, WaitsLongerAfterEachFailureAndSaysWhy) {
  std::vector<std::string> told;
  poll_.on_problem = [this, &told] { told.push_back(poll_.problem()); };
  poll_.use(bot("1:a"));
  platform_.answer(busy);
  EXPECT_TRUE(platform_.waiting.empty());
  EXPECT_NE(poll_.problem(), "");
  rest();
  ASSERT_EQ(platform_.waiting.size(), 1U);
  platform_.answer(nothing);
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told.back(), "");
}

TEST_F(Polling, ARefusedTokenIsAskedWithNoMoreUntilSettingsAreGivenAnew) {
  poll_.use(bot("1:a"));
  platform_.answer(refused);
  rest();
  poll_.resume();
  EXPECT_TRUE(platform_.waiting.empty());
  poll_.use(bot("1:a"));
  EXPECT_EQ(platform_.waiting.size(), 1U);
}

TEST_F(Polling, AReloadTakesEffectWhenTheRequestThatIsOutHasComeBack) {
  poll_.use(bot("1:a"));
  poll_.use(bot("2:b"));
  ASSERT_EQ(platform_.waiting.size(), 1U);
  platform_.answer(update("m1"));
  EXPECT_EQ(kept_, std::vector<std::string>{"m1"});
  ASSERT_EQ(platform_.urls.size(), 2U);
  EXPECT_NE(platform_.urls[1].find("/bot2:b/"), std::string::npos);
  poll_.use(nullptr);
  platform_.answer(update("m2"));
  EXPECT_EQ(kept_.size(), 2U);
  rest();
  EXPECT_TRUE(platform_.waiting.empty());
}

TEST_F(Polling, TheSameSettingsDoNotShortenAWait) {
  poll_.use(bot("1:a"));
  platform_.answer(busy);
  poll_.use(bot("1:a"));
  EXPECT_TRUE(platform_.waiting.empty());
  poll_.use(bot("2:b"));
  EXPECT_EQ(platform_.waiting.size(), 1U);
}

TEST_F(Polling, KeepsWhatStillComesAfterAStopAndAsksNoMore) {
  poll_.use(bot("1:a"));
  poll_.stop();
  platform_.answer(update("m1"));
  EXPECT_EQ(kept_, std::vector<std::string>{"m1"});
  rest();
  EXPECT_TRUE(platform_.waiting.empty());
}

TEST_F(Polling, WaitsForRoom) {
  ready_ = false;
  poll_.use(bot("1:a"));
  EXPECT_TRUE(platform_.waiting.empty());
  ready_ = true;
  poll_.resume();
  EXPECT_EQ(platform_.waiting.size(), 1U);
}

}  // namespace
}  // namespace dondoc::reply_poll_test
