// SPDX-License-Identifier: Apache-2.0
// Work that no plan has, given by chat: from the words to the duty, its message and its end.
#include "daemon/engine.h"
#include "daemon/inbox/answer_received.h"
#include "daemon/inbox/keep_received.h"
#include "daemon/inbox/people_rules.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::task_received_test {
namespace {

class TaskReceived : public ::testing::Test {
 protected:
  TaskReceived() {
    RuleSet rules = testing::small_office();
    rules.reply_channels = {"zalo"};
    rules.directory.people.at("truong-kinh-te-1").contacts = {{"zalo", "chat-kt"}};
    rules.directory.people.at("pct-vh-xh-1").contacts = {{"zalo", "chat-pct"}};
    rules_ = with_people(std::make_shared<const RuleSet>(std::move(rules)), *store_, now_);
    engine_ = std::make_unique<Engine>(*store_);
    engine_->load(rules_, now_);
    settle();
  }

  void settle() {
    while (engine_->tick(now_).more) {
    }
  }

  std::string ask(const std::string& chat, const std::string& text) {
    const std::string id = "m" + std::to_string(++written_);
    EXPECT_EQ(keep_received(*store_, *rules_, {"zalo", id, chat, text, now_}), Kept::waiting);
    static_cast<void>(answer_received(*store_, *rules_, now_));
    settle();
    const auto answer = store_->message(message_id("reply/zalo/" + id));
    return answer ? answer->draft.text : std::string{};
  }

  Occurrence duty(const std::string& obligation) {
    for (const Occurrence& one : store_->occurrences({})) {
      if (one.series.obligation == obligation) {
        return one;
      }
    }
    ADD_FAILURE() << "not open: " << obligation;
    return {};
  }

  Instant now_{testing::at("2026-09-01T09:00")};
  std::shared_ptr<const RuleSet> rules_;
  testing::ScratchStore store_;
  std::unique_ptr<Engine> engine_;
  int written_{0};
};

TEST_F(TaskReceived, ALeaderGivesATaskAndTakesItBack) {
  const std::string given = ask("chat-pct", "GIAO Phòng Kinh tế 20/11 Rà soát hộ nghèo");
  const Occurrence task = duty("giao-viec");
  EXPECT_EQ(given,
            "Đã giao việc: Rà soát hộ nghèo; chủ trì: Phòng Kinh tế; thời hạn: hết ngày 20/11/2026 "
            "(thứ Sáu); mã " +
                std::to_string(task.code) + "; theo dõi cùng kế hoạch " +
                rules_->plans.begin()->second.title + ". Sai thì trả lời HUY " +
                std::to_string(task.code) + " trong 30 phút.\n");
  EXPECT_EQ(task.task->giver, "pct-vh-xh");
  EXPECT_EQ(store_->notices(task.key).size(), 1U);
  EXPECT_NE(ask("chat-pct", "giao kinh-te 20/11/2026: rà soát hộ nghèo").find("Đã giao việc"),
            std::string::npos)
      << "other words, another task";
  EXPECT_EQ(ask("chat-pct", "giao kinh-te 20/11: Rà soát hộ nghèo").rfind("Việc này đã giao", 0),
            0U);
  EXPECT_NE(ask("chat-pct", "huy " + std::to_string(task.code)).find("Đã ghi nhận: hủy"),
            std::string::npos);
  EXPECT_EQ(store_->occurrence(task.key)->state, OccurrenceState::waived);
}

TEST_F(TaskReceived, ATaskMayBeDueAtAnHour) {
  const std::string given =
      ask("chat-pct", "GIAO Phòng Kinh tế trước 11h30 ngày 20/11 gửi số liệu thu");
  EXPECT_NE(given.find("gửi số liệu thu; chủ trì: Phòng Kinh tế; thời hạn: trước 11 giờ 30 ngày "
                       "20/11/2026"),
            std::string::npos)
      << given;
  EXPECT_EQ(duty("giao-viec").due, testing::at("2026-11-20T11:30"));
  EXPECT_NE(ask("chat-pct", "GIAO kinh-te 17h 21/11 nộp hồ sơ").find("trước 17 giờ 00"),
            std::string::npos);
  EXPECT_NE(ask("chat-pct", "GIAO kinh-te 24h 22/11 chốt sổ").find("Đã giao việc"),
            std::string::npos);
  const std::string doubtful = ask("chat-pct", "GIAO kinh-te 23/11 17h họp giao ban");
  EXPECT_NE(doubtful.find("GIAOVIEC kinh-te 17h00 23/11/2026: họp giao ban | GIAOVIEC kinh-te "
                          "23/11/2026: 17h họp giao ban"),
            std::string::npos)
      << doubtful;
  EXPECT_NE(ask("chat-pct", "GIAO kinh-te 8h hôm nay nộp hồ sơ").find("thời hạn này đã qua"),
            std::string::npos);
}

TEST_F(TaskReceived, ATaskIsNotGivenWithoutItsPartsNorByWhoMayNot) {
  const auto begins = [this](const std::string& chat, const std::string& text) {
    const std::string answer = ask(chat, text);
    return answer.substr(0, answer.find(';'));
  };
  EXPECT_EQ(begins("chat-kt", "giao van-phong 20/11 rà soát"),
            "Việc giao việc ngoài kế hoạch do lãnh đạo phụ trách, Chủ tịch hoặc đầu mối theo dõi "
            "thực hiện");
  EXPECT_EQ(ask("chat-pct", "giao phong kinh te xa 20/11 rà soát"),
            "Chưa giao việc: danh bạ không có đơn vị `phong kinh te xa` (`Phòng Kinh tế`). Viết: "
            "GIAOVIEC đơn vị [giờ] ngày nội dung\n");
  EXPECT_EQ(begins("chat-pct", "giao kinh-te 20/11"),
            "Đã hiểu là giao việc mới cho đơn vị, chưa có nội dung");
  EXPECT_EQ(begins("chat-pct", "giao kinh-te 31/11 rà soát"),
            "“31/11” chưa đọc được thành một ngày (viết như 30/6 hoặc 30/6/2026)");
  for (const Occurrence& one : store_->occurrences({})) {
    EXPECT_NE(one.series.obligation, "giao-viec");
  }
}

}  // namespace
}  // namespace dondoc::task_received_test
