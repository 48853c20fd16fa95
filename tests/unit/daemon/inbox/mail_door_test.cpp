// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/mail_door.h"

#include "daemon/inbox/keep_received.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <vector>

#include <gtest/gtest.h>

namespace dondoc::mail_door_test {
namespace {

const std::string ours(32, 'a');
const Instant brought_at = testing::at("2026-09-01T09:00");
const std::string box = "don-doc@mail.xa.example:993/INBOX";

class MailIn : public ::testing::Test {
 protected:
  MailIn() {
    rules_.directory.people.at("truong-kinh-te-1").contacts = {
        {"maildir", "Truong-Kinh-te@xa.example"}};
  }
  KeptMail bring(const std::vector<std::string>& mails) {
    MailboxNews news;
    for (const std::string& bytes : mails) {
      news.mails.push_back({++uid_, bytes});
    }
    news.place = {validity_, uid_, 0};
    return keep_mail(*store_, rules_, "maildir", box, news, brought_at);
  }
  [[nodiscard]] std::string token() { return store_->reply_token(ours); }
  [[nodiscard]] static std::string mail(const std::string& from,
                                        const std::string& head,
                                        const std::string& text = "xong 42\r\n") {
    return "From: " + from + "\r\n" + head + "Content-Type: text/plain\r\n\r\n" + text;
  }
  [[nodiscard]] std::string answer(const std::string& id, const std::string& local) {
    return mail("TRUONG-kinh-te@Xa.Example",
                "Message-ID: <" + id + ">\r\nIn-Reply-To: <" + local + "@xa.example>\r\n");
  }
  std::vector<WaitingMessage> waiting() { return store_->waiting_messages(100); }

  RuleSet rules_{testing::small_office()};
  testing::ScratchStore store_;
  std::uint32_t uid_{0};
  std::uint32_t validity_{7};
};

TEST_F(MailIn, AnAnswerIsKeptWithWhatItProves) {
  const KeptMail done = bring({answer("1@x", ours + '-' + token())});
  EXPECT_EQ(done.kept, 1);
  EXPECT_EQ(done.ours, std::vector<std::uint32_t>{1});
  ASSERT_EQ(waiting().size(), 1U);
  const ReceivedMessage kept = waiting()[0].message;
  EXPECT_EQ(kept.chat, "Truong-Kinh-te@xa.example") << "as the directory writes it";
  EXPECT_EQ(kept.text, "xong 42");
  EXPECT_EQ(kept.message, "1@x");
  EXPECT_EQ(kept.answers, ours);
}

TEST_F(MailIn, ATokenThatIsNotOursProvesNothing) {
  std::string guessed = token();
  guessed[0] = guessed[0] == '0' ? '1' : '0';
  const std::vector<std::string> locals{ours + '-' + guessed,
                                        ours + '-',
                                        ours,
                                        std::string(32, 'b') + '-' + token(),
                                        ours + '-' + token() + "0",
                                        ""};
  for (std::size_t one = 0; one < locals.size(); ++one) {
    EXPECT_TRUE(bring({answer(std::to_string(one).append("@x"), locals[one])}).ours.empty());
  }
  for (const WaitingMessage& one : waiting()) {
    EXPECT_EQ(one.message.answers, "");
  }
  EXPECT_FALSE(waiting().empty());
}

TEST_F(MailIn, WhoIsNobodyAndProvesNothingTakesNoPlace) {
  const std::string head = "Message-ID: <1@x>\r\n";
  const KeptMail done =
      bring({mail("ke-la@o-dau.example", head),
             mail("truong-kinh-te@xa.example", head + "Auto-Submitted: auto-replied\r\n"),
             ""});
  EXPECT_EQ(done.kept, 0);
  EXPECT_EQ(done.unknown, 1);
  EXPECT_EQ(done.automatic, 2);
  EXPECT_TRUE(done.ours.empty()) << "somebody else is to read them";
  EXPECT_TRUE(waiting().empty());
}

TEST_F(MailIn, WhoForgesManyTakesNoPlaceFromStrangersWhoHaveACode) {
  int forged = 0;
  for (const char* post : {"truong-kinh-te", "truong-vh-xh"}) {
    for (int nth = 0; nth < received_per_stranger_max; ++nth) {
      bring({mail(std::string(post) + "@xa.example",
                  "Message-ID: <" + std::to_string(++forged) + "@x>\r\n")});
    }
  }
  for (const WaitingMessage& one : waiting()) {
    Store::Transaction transaction(*store_);
    store_->settle_received(one.id, ReceivedState::stranger, std::nullopt, brought_at);
    transaction.commit();
  }
  EXPECT_EQ(store_->received_from(UnknownWriter::doubtful, brought_at), forged);
  EXPECT_EQ(store_->received_from(UnknownWriter::stranger, brought_at), 0);
  const KeptMail more = bring({mail("truong-kinh-te@xa.example", "Message-ID: <mot-nua@x>\r\n"),
                               answer("that@x", ours + '-' + token())});
  EXPECT_EQ(more.unknown, 1);
  EXPECT_EQ(more.kept, 1) << "what proves itself is heard all the same";
}

TEST_F(MailIn, AMailIsKeptOnceHoweverOftenAndUnderWhichNumbersItComes) {
  const std::vector<std::string> mails{answer("1@x", ours + '-' + token()),
                                       mail("truong-kinh-te@xa.example", "")};
  EXPECT_EQ(bring(mails).kept, 2);
  EXPECT_EQ(bring(mails).kept, 0);
  store_.reopen();
  validity_ = 8;
  uid_ = 0;
  EXPECT_EQ(bring(mails).kept, 0);
  EXPECT_EQ(waiting().size(), 2U) << "also the one that has no Message-ID";
}

TEST_F(MailIn, AnAnswerIsCutBetweenLetters) {
  std::string text = "a";
  while (text.size() < 20'000) {
    text += "đ";
  }
  bring({mail("truong-kinh-te@xa.example",
              "MIME-Version: 1.0\r\nContent-Transfer-Encoding: 8bit\r\n",
              text)});
  ASSERT_EQ(waiting().size(), 1U);
  EXPECT_EQ(waiting()[0].message.text.size(), 16'383U);
}

TEST_F(MailIn, HowFarItIsReadIsKnownOfThisMailboxAlone) {
  bring({answer("1@x", ours + '-' + token()), ""});
  store_.reopen();
  EXPECT_EQ(mailbox_place(*store_, "maildir", box), (MailboxPlace{7, 2, 0}));
  EXPECT_EQ(mailbox_place(*store_, "maildir", "khac"), MailboxPlace{});
  EXPECT_EQ(mailbox_place(*store_, "thu", box), MailboxPlace{});
}

TEST_F(MailIn, AReportAboutAMailThatWeNeverSentChangesNothing) {
  const std::string report =
      "From: MAILER-DAEMON@xa.example\r\nMIME-Version: 1.0\r\n"
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
      "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
      "Action: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
      "Message-ID: <";
  const KeptMail done = bring({report + ours + "-0@xa.example>\r\n\r\n--b--\r\n",
                               report + ours + '-' + token() + "@xa.example>\r\n\r\n--b--\r\n"});
  EXPECT_EQ(done.bounced, 0);
  EXPECT_FALSE(done.message_failed);
  EXPECT_TRUE(waiting().empty());
}

}  // namespace
}  // namespace dondoc::mail_door_test
