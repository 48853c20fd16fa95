// SPDX-License-Identifier: Apache-2.0
// A small office whose people write to a bot: what is kept, done and answered, over a real store.
#include "daemon/inbox/answer_received.h"

#include "daemon/engine.h"
#include "daemon/inbox/keep_received.h"
#include "daemon/inbox/people_rules.h"
#include "rules/reply/link_words.h"
#include "tests/support/golden.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace dondoc::answer_received_test {
namespace {

using testing::at;

const Instant load = at("2026-09-01T09:00");
const std::string officer = "chuyen-vien-kinh-te";

class Answering : public ::testing::Test {
 protected:
  Answering() {
    RuleSet rules = testing::small_office();
    rules.reply_channels = {"zalo"};
    testing::obligation(rules, "VII.4").support = {"pvhcc"};
    Directory& directory = rules.directory;
    directory.posts[officer] = {officer, "Chuyên viên Kinh tế", std::nullopt, {}, "kinh-te"};
    directory.posts[officer].held_by = {{officer + "-1", make_date(2025, 7, 1), std::nullopt}};
    directory.people[officer + "-1"] = {
        officer + "-1", "Người Mẫu", {{"maildir", "cv@xa.example"}}, {}};
    loaded_ = std::make_shared<const RuleSet>(std::move(rules));
    start();
    engine_->load(loaded_, now_);
    settle();
    link("truong-kinh-te", "chat-kt");
  }

  void start() { engine_ = std::make_unique<Engine>(*store_); }
  void settle() {
    while (engine_->tick(now_).more) {
    }
  }

  void link(const std::string& post, const std::string& chat) {
    Store::Transaction transaction(*store_);
    store_->write_link({"zalo", post + "-1", post, chat, now_});
    transaction.commit();
    rules_ = with_people(loaded_, *store_, now_);
  }

  Kept keep(const std::string& chat, const std::string& text, std::string message = {}) {
    if (message.empty()) {
      message = "m" + std::to_string(++written_);
    }
    return keep_received(*store_, *rules_, {"zalo", message, chat, text, now_});
  }
  void answer_all() {
    while (true) {
      const Answered answered = answer_received(*store_, *rules_, now_);
      facts_ += answered.facts;
      if (answered.people_changed) {
        rules_ = with_people(loaded_, *store_, now_);
      }
      if (!answered.more) {
        return;
      }
    }
  }
  /// The answer; empty when there is none.
  std::string ask(const std::string& chat, const std::string& text) {
    EXPECT_EQ(keep(chat, text), Kept::waiting);
    answer_all();
    const auto answer = store_->message(message_id("reply/zalo/m" + std::to_string(written_)));
    if (!answer) {
      return {};
    }
    EXPECT_EQ(answer->draft.contacts, (std::vector<Contact>{{"zalo", chat}}));
    return answer->draft.text;
  }

  Occurrence duty(const std::string& obligation, const std::string& unit = "") {
    for (const Occurrence& one : store_->occurrences({})) {
      if (one.series.obligation == obligation && one.series.unit == unit) {
        return one;
      }
    }
    ADD_FAILURE() << "not open: " << obligation;
    return {};
  }
  std::string code(const std::string& obligation, const std::string& unit = "") {
    return std::to_string(duty(obligation, unit).code);
  }

  Instant now_{load};
  std::shared_ptr<const RuleSet> loaded_;
  std::shared_ptr<const RuleSet> rules_;
  testing::ScratchStore store_;
  std::unique_ptr<Engine> engine_;
  int written_{0};
  int facts_{0};
};

TEST_F(Answering, AnActIsRecordedAndConfirmedInOneLine) {
  const Occurrence before = duty("VII.4");
  const std::string answer =
      ask("chat-kt", "xong" + std::to_string(before.code) + " 35/BC-KT 30/8");
  EXPECT_EQ(answer,
            "Đã ghi nhận: hoàn thành theo văn bản 35/BC-KT ngày 30/8/2026, mã " +
                std::to_string(before.code) +
                " (VII.4 Báo cáo kết quả sáng kiến, mô hình, giải pháp CCHC, năm 2026). "
                "Sai thì trả lời HUY " +
                std::to_string(before.code) + " trong 30 phút.\n");
  const Occurrence after = store_->occurrence(before.key).value();
  EXPECT_EQ(after.state, OccurrenceState::done);
  const Fact fact = store_->facts(before.key).back().fact;
  EXPECT_EQ(fact.actor, "truong-kinh-te");
  EXPECT_EQ(fact.by, "zalo");
  const std::string undone = ask("chat-kt", "huy " + std::to_string(before.code));
  EXPECT_EQ(undone.find("Đã ghi nhận: hủy"), 0U) << undone;
  EXPECT_EQ(undone.find("HUY"), std::string::npos) << undone;
  EXPECT_EQ(store_->occurrence(before.key).value().state, OccurrenceState::open);
}

TEST_F(Answering, OneDocumentClosesManyAndEachIsTold) {
  const std::string codes = code("VII.4") + "," + code("VII.1", "kinh-te") + ",99";
  const std::string answer = ask("chat-kt", "xong " + codes + " 35/BC-KT");
  EXPECT_EQ(facts_, 2);
  EXPECT_NE(answer.find("Mã 99: không có đầu việc"), std::string::npos) << answer;
  EXPECT_EQ(std::count(answer.begin(), answer.end(), '\n'), 4) << answer;
}

TEST_F(Answering, AMessageBroughtAgainActsAndAnswersOnce) {
  const std::string number = code("VII.4");
  EXPECT_EQ(keep("chat-kt", "nhan " + number, "x1"), Kept::waiting);
  EXPECT_EQ(keep("chat-kt", "nhan " + number, "x1"), Kept::known);
  answer_all();
  EXPECT_EQ(keep("chat-kt", "nhan " + number, "x1"), Kept::known);
  answer_all();
  EXPECT_EQ(facts_, 1);
}

TEST_F(Answering, WhatIsKeptIsActedUponAfterARestart) {
  const std::string number = code("VII.4");
  EXPECT_EQ(keep("chat-kt", "nhan " + number, "x1"), Kept::waiting);
  store_.reopen();
  answer_all();
  answer_all();
  EXPECT_EQ(facts_, 1);
  EXPECT_TRUE(store_->message(message_id("reply/zalo/x1")));
}

TEST_F(Answering, AnAnswerThatNeverEndsIsGivenUpAndSaid) {
  EXPECT_EQ(keep("chat-kt", "nhan " + code("VII.4"), "x1"), Kept::waiting);
  const std::int64_t id = store_->waiting_messages(1).at(0).id;
  for (int time = 0; time < answer_tries_max; ++time) {
    Store::Transaction transaction(*store_);
    store_->begin_answer(id);
    transaction.commit();
  }
  answer_all();
  EXPECT_EQ(facts_, 0);
  const auto answer = store_->message(message_id("reply/zalo/x1"));
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->draft.text.find("Chưa xử lý được"), std::string::npos);
}

TEST_F(Answering, WhoseMatterItIsNotChangesNothing) {
  link("chanh-van-phong", "chat-vp");
  EXPECT_NE(ask("chat-vp", "xong " + code("VII.4") + " 1/BC").find("không do đơn vị"),
            std::string::npos);
  // Support may tell of it, and may not close it.
  link("giam-doc-pvhcc", "chat-pv");
  EXPECT_NE(ask("chat-pv", "xong " + code("VII.4") + " 1/BC").find("chưa ghi nhận gì thêm"),
            std::string::npos);
  EXPECT_EQ(facts_, 0);
  EXPECT_EQ(duty("VII.4").state, OccurrenceState::open);
  static_cast<void>(ask("chat-pv", "tiendo " + code("VII.4") + " đã gửi số liệu"));
  EXPECT_EQ(facts_, 1);
}

TEST_F(Answering, AStrangerHearsOneLineADayAndIsHeardNoFurther) {
  const std::string number = code("VII.4");
  EXPECT_NE(ask("chat-la", "xong " + number + " 1/BC").find("chưa kết nối"), std::string::npos);
  for (int time = 1; time < received_per_stranger_max; ++time) {
    EXPECT_EQ(ask("chat-la", "xong " + number + " 1/BC"), "");
  }
  EXPECT_EQ(keep("chat-la", "xong " + number), Kept::passed_over);
  EXPECT_EQ(facts_, 0);
  now_ += stranger_window + std::chrono::seconds{1};
  EXPECT_NE(ask("chat-la", "alo"), "");
}

TEST_F(Answering, AMailActsWhenItAnswersOneThatItsAuthorWasSent) {
  ask("chat-kt", "viec");
  const std::string read = message_id("reply/zalo/m" + std::to_string(written_));
  const std::string words = "tiendo " + code("VII.4") + " gần xong";
  int mails = 0;
  const auto keep_mail = [&](const std::string& chat, const std::string& answers) {
    return keep_received(
        *store_,
        *rules_,
        {"zalo", "thu" + std::to_string(++mails) + "@xa.example", chat, words, now_, answers});
  };
  const auto told = [&] {
    answer_all();
    return store_->message(message_id("reply/zalo/thu" + std::to_string(mails) + "@xa.example"));
  };
  link("truong-vh-xh", "chat-vh");
  // Under a false name, of another's mail, of none that there ever was, of one that is too old.
  EXPECT_EQ(keep_mail("chat-vh", read), Kept::waiting);
  EXPECT_NE(told()->draft.text.find("Chưa ghi nhận gì"), std::string::npos);
  EXPECT_EQ(keep_mail("chat-kt", ""), Kept::waiting);
  EXPECT_NE(told()->draft.text.find("Chưa ghi nhận gì"), std::string::npos);
  EXPECT_EQ(keep_mail("chat-kt", std::string(32, '0')), Kept::waiting);
  EXPECT_FALSE(told()) << "told once a day";
  EXPECT_EQ(facts_, 0);
  // Many forged ones aren't kept, and their owner is heard.
  for (int time = 2; time < received_per_stranger_max; ++time) {
    EXPECT_EQ(keep_mail("chat-kt", ""), Kept::waiting);
    EXPECT_FALSE(told());
  }
  EXPECT_EQ(keep_mail("chat-kt", ""), Kept::passed_over);
  EXPECT_EQ(keep_mail("chat-kt", read), Kept::waiting);
  ASSERT_TRUE(told());
  EXPECT_EQ(facts_, 1);
  now_ += received_kept + std::chrono::hours{1};
  EXPECT_EQ(keep_mail("chat-kt", read), Kept::waiting);
  EXPECT_NE(told()->draft.text.find("Chưa ghi nhận gì"), std::string::npos);
  EXPECT_EQ(facts_, 1);
}

TEST_F(Answering, ManyStrangersAreHeardNoFurtherThanTheirLimit) {
  for (int i = 0; i < received_from_strangers_max; ++i) {
    ASSERT_EQ(keep("la-" + std::to_string(i), "ketnoi AAAA-AAAA"), Kept::waiting);
    answer_all();
  }
  EXPECT_EQ(keep("la-moi", "ketnoi AAAA-AAAA"), Kept::passed_over);
  EXPECT_EQ(keep("chat-kt", "viec"), Kept::waiting);
}

TEST_F(Answering, WhoWritesTooMuchIsAskedForPatienceOnce) {
  for (int i = 0; i < received_per_chat_max; ++i) {
    ASSERT_EQ(keep("chat-kt", "tiendo " + code("VII.4") + " lần"), Kept::waiting);
  }
  EXPECT_EQ(keep("chat-kt", "viec", "thua"), Kept::waiting);
  EXPECT_EQ(keep("chat-kt", "viec"), Kept::passed_over);
  answer_all();
  EXPECT_EQ(facts_, received_per_chat_max);
  const auto answer = store_->message(message_id("reply/zalo/thua"));
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->draft.text.find("quá nhiều tin"), std::string::npos);
  now_ += flood_window + std::chrono::seconds{1};
  EXPECT_EQ(keep("chat-kt", "viec"), Kept::waiting);
}

TEST_F(Answering, ACodeLinksItsPostsHolderOnceAndALaterOneTakesItsPlace) {
  const auto code_for = [this](const std::string& post, const std::string& person) {
    Store::Transaction transaction(*store_);
    std::string words =
        link_words(store_->write_link_code(post, person, now_ + std::chrono::hours{1}));
    transaction.commit();
    return words;
  };
  const std::string first = code_for("chanh-van-phong", "chanh-van-phong-1");
  EXPECT_NE(ask("chat-moi", first).find("Đã kết nối: tin nhắc của Văn phòng HĐND và UBND"),
            std::string::npos);
  EXPECT_NE(ask("chat-moi", "viec").find("VII.1"), std::string::npos);
  EXPECT_NE(ask("chat-khac", first).find("không đúng"), std::string::npos);
  static_cast<void>(ask("chat-khac", code_for("chanh-van-phong", "chanh-van-phong-1")));
  EXPECT_NE(ask("chat-moi", "viec").find("chưa kết nối"), std::string::npos);
  // The chat that lost its place is a stranger's, and may be linked again.
  for (int time = 0; time < 3; ++time) {
    static_cast<void>(ask("chat-moi", "viec"));
  }
  EXPECT_NE(ask("chat-moi", code_for("chanh-van-phong", "chanh-van-phong-1")).find("Đã kết nối"),
            std::string::npos);
  // Given to a predecessor, it opens nothing.
  EXPECT_NE(ask("chat-nua", code_for("chanh-van-phong", "ai-do")).find("không đúng"),
            std::string::npos);
}

TEST_F(Answering, WhoHasLeftThePostIsAStranger) {
  RuleSet later = *loaded_;
  later.directory.posts.at("truong-kinh-te").held_by = {
      {"chanh-van-phong-1", make_date(2026, 9, 1), std::nullopt}};
  loaded_ = std::make_shared<const RuleSet>(later);
  rules_ = with_people(loaded_, *store_, now_);
  EXPECT_NE(ask("chat-kt", "xong " + code("VII.4")).find("chưa kết nối"), std::string::npos);
  EXPECT_EQ(facts_, 0);
}

TEST_F(Answering, TheHeadNamesTheOfficerAsPeopleDo) {
  link(officer, "chat-cv");
  const std::string number = code("VII.4");
  EXPECT_NE(ask("chat-cv", "xong " + number + " 1/BC").find("không do đơn vị"), std::string::npos);
  for (const char* words : {"chuyên viên Kinh tế",
                            "CHUYEN VIEN KINH TE",
                            "Người mẫu",
                            "nguoi mau",
                            "chuyen-vien-kinh-te"}) {
    EXPECT_NE(ask("chat-kt", "giao " + number + " " + words).find("giao Chuyên viên Kinh tế"),
              std::string::npos)
        << words;
    EXPECT_EQ(duty("VII.4").officer, officer);
    static_cast<void>(ask("chat-kt", "huy " + number));
    EXPECT_EQ(duty("VII.4").officer, "");
  }
  EXPECT_EQ(facts_, 10);
  const std::string unknown = ask("chat-kt", "giao " + number + " anh Tư");
  EXPECT_NE(unknown.find("chuyen-vien-kinh-te (Chuyên viên Kinh tế)"), std::string::npos)
      << unknown;
  EXPECT_NE(ask("chat-kt", "giao " + number + " Chánh Văn phòng HĐND và UBND").find("Danh bạ"),
            std::string::npos);
  EXPECT_EQ(facts_, 10);
  static_cast<void>(ask("chat-kt", "giao " + number + " nguoi mau"));
  EXPECT_NE(ask("chat-cv", "viec").find("VII.4"), std::string::npos);
  EXPECT_NE(ask("chat-cv", "xong " + number + " 1/BC").find("hoàn thành theo văn bản 1/BC"),
            std::string::npos);
}

TEST_F(Answering, TheHeadAsksForAnotherUnitAsPeopleNameItAndTheLeaderAgrees) {
  link("pct-vh-xh", "chat-pct");
  const std::string number = code("VII.4");
  for (const char* words : {"van-phong ngoài chức năng",
                            "Văn phòng HĐND và UBND, ngoài chức năng",
                            "VAN PHONG HDND VA UBND - ngoài chức năng"}) {
    EXPECT_NE(ask("chat-kt", "chuyen " + number + ' ' + words).find("chờ ý kiến của lãnh đạo"),
              std::string::npos)
        << words;
    ASSERT_TRUE(duty("VII.4").transfer_asked) << words;
    EXPECT_EQ(duty("VII.4").transfer_asked->unit, "van-phong");
    EXPECT_EQ(duty("VII.4").transfer_asked->reason, "ngoài chức năng");
    static_cast<void>(ask("chat-kt", "huy " + number));
    EXPECT_FALSE(duty("VII.4").transfer_asked);
  }
  const std::string unknown = ask("chat-kt", "chuyen " + number + " phòng khác");
  EXPECT_NE(unknown.find("van-phong (Văn phòng HĐND và UBND)"), std::string::npos) << unknown;
  EXPECT_NE(ask("chat-kt", "chuyen " + number + " van-phong").find("lý do"), std::string::npos);
  static_cast<void>(ask("chat-kt", "chuyen " + number + " van-phong ngoài chức năng"));
  EXPECT_NE(ask("chat-pct", "dong y " + number).find("chuyển giao cho Văn phòng HĐND và UBND"),
            std::string::npos);
  EXPECT_NE(ask("chat-kt", "xong " + number + " 1/BC").find("chưa ghi nhận gì"), std::string::npos);
  EXPECT_EQ(duty("VII.4").state, OccurrenceState::open);
}

TEST_F(Answering, SaysWhatIsAskedAndWhatCannotBeDoneInOfficialWords) {
  link("truong-vh-xh", "chat-vh");
  link("pct-vh-xh", "chat-pct");
  std::string all;
  for (const auto& [chat, text] : std::vector<std::pair<std::string, std::string>>{
           {"chat-kt", "trogiup"},
           {"chat-kt", "viec"},
           {"chat-kt", "xem " + code("VII.4")},
           {"chat-kt", "xong"},
           {"chat-vh", "xong"},
           {"chat-kt", "ok em"},
           {"chat-kt", ""},
           {"chat-kt", "nhan " + code("VII.4") + " 20/9"},
           {"chat-kt", "tiendo " + code("VII.4") + " đã có 02 mô hình"},
           {"chat-kt", "trinh " + code("VII.4")},
           {"chat-kt", "trinh " + code("VII.4")},
           {"chat-kt", "giahan " + code("VII.4") + " 15/10 chờ số liệu"},
           {"chat-kt", "dongy " + code("VII.4")},
           {"chat-vh", "tralai " + code("VII.4") + " thiếu biểu"},
           {"chat-kt", "nghi 5/9 đến 8/9"},
           {"chat-kt", "giao " + code("VII.4") + " chuyên viên kinh tế"},
           {"chat-kt", "giao " + code("VII.4") + " chuyên viên"},
           {"chat-kt", "chuyen " + code("VII.4") + " văn phòng hđnd và ubnd ngoài chức năng"},
           {"chat-kt", "huy " + code("VII.4")},
           {"chat-kt", "tamdung " + code("VII.4") + " 15/9"},
           {"chat-kt", "tamdung " + code("VII.4") + " 15/10"},
           {"chat-kt", "khong phat sinh " + code("VII.4")},
           {"chat-vh", "dondoc " + code("VII.4")},
           {"chat-vh", "chidao " + code("VII.4") + " báo cáo gấp"},
           {"chat-pct", "chidao " + code("VII.4") + " báo cáo trước thứ Sáu"},
           {"chat-pct", "ghinhan " + code("VII.4")},
           {"chat-pct", "ghinhan " + code("VII.4")},
           {"chat-kt", "chuyen " + code("VII.4") + " vh-xh"},
           {"chat-kt", "xong " + code("VII.4") + " 35/BC-KT 1/9"},
           {"chat-kt", "xong " + code("VII.4") + " 36/BC-KT 1/9"},
           {"chat-kt", "xem " + code("VII.4")},
           {"chat-la", "xin chào"},
           {"chat-la", "ketnoi 1234"}}) {
    all += "> " + (text.empty() ? "(nhãn dán)" : text) + "\n" + ask(chat, text) + "\n";
  }
  testing::expect_golden("messages/answers.txt", all);
}

}  // namespace
}  // namespace dondoc::answer_received_test
