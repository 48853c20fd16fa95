// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/mail_poll.h"

#include <deque>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::mail_poll_test {
namespace {

using std::chrono::milliseconds;

/// Keeps requests until the test answers them.
class HeldLooks final : public Courier {
 public:
  void carry(Request request, std::function<void(Reply)> done) override {
    asked.push_back(std::get<ImapRequest>(std::move(request)));
    waiting.push_back(std::move(done));
  }
  void answer(const Reply& reply) {
    const auto done = std::move(waiting.front());
    waiting.pop_front();
    done(reply);
  }
  std::vector<ImapRequest> asked;
  std::deque<std::function<void(Reply)>> waiting;
};

Reply news(std::uint32_t taken, std::uint32_t marked, int mails, bool more = false) {
  Reply reply;
  reply.mailbox.place = {7, taken, marked};
  reply.mailbox.mails.resize(static_cast<std::size_t>(mails));
  reply.mailbox.more = more;
  return reply;
}

Reply trouble(ImapTrouble what) {
  Reply reply;
  reply.failure = Failure::not_sent;
  reply.imap_trouble = what;
  return reply;
}

ImapSettings mailbox(const std::string& user) {
  ImapSettings settings;
  settings.host = "mail.xa.example";
  settings.user = user;
  settings.secret = Secret{"khong-ai-duoc-thay"};
  return settings;
}

class MailPolling : public ::testing::Test {
 protected:
  /// Lets timers of the least length run out.
  void rest() {
    loop_.restart();
    loop_.run_for(intervals_.first_wait * 4);
  }

  PollIntervals intervals_{milliseconds{1}, milliseconds{5}, milliseconds{400}, milliseconds{5}};
  boost::asio::io_context loop_;
  HeldLooks server_;
  MailboxPlace place_;
  bool keeps_{true};
  std::vector<std::uint32_t> ours_;  ///< of what comes next
  bool ready_{true};
  MailPoll poll_{loop_,
                 server_,
                 [this](const ImapSettings& settings) -> std::optional<ImapRequest> {
                   if (!ready_) {
                     return std::nullopt;
                   }
                   return imap_request(settings, place_, {});
                 },
                 [this](const ImapSettings&, const MailboxNews& came) {
                   place_ = keeps_ ? came.place : place_;
                   return keeps_ ? std::optional(std::exchange(ours_, {})) : std::nullopt;
                 },
                 intervals_};
};

TEST_F(MailPolling, AsksAgainAtOnceToMarkWhatIsKeptAndThenRests) {
  poll_.use(mailbox("a"));
  ours_ = {4};
  server_.answer(news(5, 0, 2));
  ASSERT_EQ(server_.asked.size(), 2U);
  EXPECT_EQ(server_.asked[1].place, (MailboxPlace{7, 5, 0}));
  EXPECT_EQ(server_.asked[1].ours, std::vector<std::uint32_t>{4});
  server_.answer(news(5, 5, 0));
  EXPECT_TRUE(server_.waiting.empty());
  rest();
  EXPECT_EQ(server_.waiting.size(), 1U);
}

TEST_F(MailPolling, WhatIsForOthersOfTheMailboxStaysUnread) {
  poll_.use(mailbox("a"));
  server_.answer(news(5, 0, 2));
  EXPECT_TRUE(server_.waiting.empty()) << "nothing to mark";
  rest();
  ASSERT_EQ(server_.asked.size(), 2U);
  EXPECT_TRUE(server_.asked[1].ours.empty());
}

TEST_F(MailPolling, WhatIsToBeMarkedOutlastsALostConnectionAndNoOtherMailbox) {
  poll_.use(mailbox("a"));
  ours_ = {4};
  server_.answer(news(5, 0, 1));
  server_.answer(trouble(ImapTrouble::connection));
  rest();
  ASSERT_EQ(server_.asked.size(), 3U);
  EXPECT_EQ(server_.asked[2].ours, std::vector<std::uint32_t>{4});
  poll_.use(mailbox("b"));
  server_.answer(news(5, 5, 0));
  ASSERT_EQ(server_.asked.size(), 4U);
  EXPECT_TRUE(server_.asked[3].ours.empty());
}

TEST_F(MailPolling, WhatIsNotKeptIsAskedForFromTheSamePlace) {
  keeps_ = false;
  poll_.use(mailbox("a"));
  server_.answer(news(5, 0, 2));
  rest();
  EXPECT_TRUE(server_.waiting.empty());
  keeps_ = true;
  ready_ = false;
  poll_.resume();
  EXPECT_TRUE(server_.waiting.empty());
  ready_ = true;
  poll_.resume();
  ASSERT_EQ(server_.asked.size(), 2U);
  EXPECT_EQ(server_.asked[1].place, MailboxPlace{});
}

TEST_F(MailPolling, ARefusedPasswordIsTriedOnceAndNotNamed) {
  poll_.use(mailbox("a"));
  server_.answer(trouble(ImapTrouble::login));
  EXPECT_NE(poll_.problem(), "");
  EXPECT_EQ(poll_.problem().find("khong-ai-duoc-thay"), std::string::npos);
  rest();
  poll_.resume();
  EXPECT_TRUE(server_.waiting.empty());
  poll_.use(mailbox("a"));
  EXPECT_EQ(server_.waiting.size(), 1U);
  server_.answer(news(0, 0, 0));
  EXPECT_EQ(poll_.problem(), "");
}

TEST_F(MailPolling, ALostConnectionIsTriedAgain) {
  poll_.use(mailbox("a"));
  server_.answer(trouble(ImapTrouble::connection));
  EXPECT_NE(poll_.problem(), "");
  rest();
  EXPECT_EQ(server_.waiting.size(), 1U);
}

TEST_F(MailPolling, NewsOfAMailboxThatIsNoLongerReadMoveNothing) {
  poll_.use(mailbox("a"));
  poll_.use(mailbox("b"));
  ASSERT_EQ(server_.waiting.size(), 1U);
  server_.answer(news(5, 0, 2));
  EXPECT_EQ(place_, MailboxPlace{});
  ASSERT_EQ(server_.asked.size(), 2U);
  EXPECT_EQ(server_.asked[1].user, "b");
  poll_.use(std::nullopt);
  server_.answer(news(5, 0, 2));
  EXPECT_EQ(place_, MailboxPlace{});
  EXPECT_TRUE(server_.waiting.empty());
}

}  // namespace
}  // namespace dondoc::mail_poll_test
