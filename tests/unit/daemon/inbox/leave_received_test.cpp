// SPDX-License-Identifier: Apache-2.0
// Days away that people tell by chat: from the reply to whom the reminders go.
#include "daemon/engine.h"
#include "daemon/inbox/answer_received.h"
#include "daemon/inbox/keep_received.h"
#include "daemon/inbox/people_rules.h"
#include "tests/support/scratch_store.h"
#include "tests/support/small_office.h"

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::leave_received_test {
namespace {

using testing::at;

const std::string head = "truong-kinh-te";
const std::string deputy = "pho-kinh-te";

class LeaveReceived : public ::testing::Test {
 protected:
  LeaveReceived() {
    RuleSet rules = testing::small_office();
    rules.reply_channels = {"zalo"};
    Directory& directory = rules.directory;
    directory.posts[deputy] = {deputy, "Phó Trưởng phòng Kinh tế", std::nullopt, {}};
    directory.posts[deputy].held_by = {{deputy + "-1", make_date(2025, 7, 1), std::nullopt}};
    directory.people[deputy + "-1"] = {deputy + "-1", "Mẫu", {{"zalo", "chat-pho"}}, {}};
    directory.people.at(head + "-1").contacts = {{"zalo", "chat-kt"}};
    directory.posts.at(head).deputy = deputy;
    loaded_ = std::make_shared<const RuleSet>(std::move(rules));
    start();
  }

  /// As after a restart.
  void start() {
    rules_ = with_people(loaded_, *store_, now_);
    engine_ = std::make_unique<Engine>(*store_);
    engine_->load(rules_, now_);
    settle(now_);
  }

  void settle(Instant now) {
    now_ = now;
    while (engine_->tick(now).more) {
    }
  }

  std::string ask(const std::string& chat, const std::string& text) {
    const std::string id = "m" + std::to_string(++written_);
    EXPECT_EQ(keep_received(*store_, *rules_, {"zalo", id, chat, text, now_}), Kept::waiting);
    if (answer_received(*store_, *rules_, now_).people_changed) {
      rules_ = with_people(loaded_, *store_, now_);
      engine_->take_people(rules_);
    }
    settle(now_);
    const auto answer = store_->message(message_id("reply/zalo/" + id));
    return answer ? answer->draft.text : std::string{};
  }

  /// Subjects of what waits for this chat, answers left out.
  std::vector<std::string> queued(const std::string& chat) {
    std::vector<std::string> subjects;
    const Instant later = now_ + std::chrono::days{7};
    for (const StoredMessage& one : store_->due_messages("zalo", later, 100)) {
      if (one.draft.contacts.front().address == chat && one.draft.key.rfind("reply/", 0) != 0) {
        subjects.push_back(one.draft.subject);
      }
    }
    return subjects;
  }

  Instant now_{at("2026-09-01T09:00")};
  std::shared_ptr<const RuleSet> loaded_;
  std::shared_ptr<const RuleSet> rules_;
  testing::ScratchStore store_;
  std::unique_ptr<Engine> engine_;
  int written_{0};
};

TEST_F(LeaveReceived, TheDeputyGetsTheListAndTheRemindersAlsoAfterARestart) {
  settle(at("2026-09-14T09:00"));
  EXPECT_EQ(ask("chat-kt", "NGHI 15/9 18/9"),
            "Đã ghi nhận: Trưởng phòng Kinh tế nghỉ từ ngày 15/9/2026 đến hết ngày 18/9/2026; Phó "
            "Trưởng phòng Kinh tế thay. Sai thì trả lời HUYNGHI trong 30 phút.\n");
  EXPECT_EQ(ask("chat-kt", "nghỉ 15/9 đến 18/9").rfind("Đã ghi từ trước: ", 0), 0U);
  store_.reopen();
  start();
  settle(at("2026-09-15T07:30"));
  ASSERT_EQ(queued("chat-pho").size(), 1U);
  EXPECT_EQ(queued("chat-pho")[0].rfind("[Bàn giao]", 0), 0U) << queued("chat-pho")[0];
  settle(at("2026-09-16T07:30"));  // con-10 of VII.4
  ASSERT_EQ(queued("chat-pho").size(), 2U);
  EXPECT_EQ(queued("chat-pho")[1].rfind("[Nhắc việc]", 0), 0U) << queued("chat-pho")[1];
  EXPECT_TRUE(queued("chat-kt").empty());
  // Whoever stands in answers for the unit.
  EXPECT_EQ(ask("chat-pho", "viec").rfind("Đang mở", 0), 0U);
}

TEST_F(LeaveReceived, WhatIsUndoneGoesToWhoIsThereAsIfNothingHadBeenSaid) {
  settle(at("2026-09-16T07:20"));
  static_cast<void>(ask("chat-kt", "nghi 16/9 18/9"));
  settle(at("2026-09-16T07:30"));
  ASSERT_EQ(queued("chat-pho").size(), 2U);
  EXPECT_EQ(ask("chat-kt", "huy nghi"),
            "Đã hủy ghi nhận: Trưởng phòng Kinh tế nghỉ từ ngày 16/9/2026 đến hết ngày "
            "18/9/2026.\n");
  EXPECT_TRUE(queued("chat-pho").empty());
  ASSERT_EQ(queued("chat-kt").size(), 1U);
  EXPECT_EQ(queued("chat-kt")[0].rfind("[Nhắc việc]", 0), 0U);
  EXPECT_EQ(ask("chat-kt", "HUYNGHI"),
            "Không có ngày nghỉ nào được ghi để hủy; chưa ghi nhận gì thêm.\n");
}

TEST_F(LeaveReceived, WhatIsUndoneAndSaidAgainOnOneDayIsHandedOnAgain) {
  const auto lists = [this] {
    const std::vector<std::string> subjects = queued("chat-pho");
    return std::count_if(subjects.begin(), subjects.end(), [](const std::string& subject) {
      return subject.rfind("[Bàn giao]", 0) == 0;
    });
  };
  settle(at("2026-09-16T07:20"));
  for (int time = 1; time <= 3; ++time) {
    static_cast<void>(ask("chat-kt", "nghi 16/9 18/9"));
    EXPECT_EQ(lists(), 1) << time;
    static_cast<void>(ask("chat-kt", "huy nghi"));
    EXPECT_EQ(lists(), 0) << time;
  }
}

TEST_F(LeaveReceived, NonsenseIsRefusedInOneSentence) {
  settle(at("2026-09-14T09:00"));
  EXPECT_EQ(ask("chat-kt", "nghi 10/9/2026"),
            "Những ngày này đã qua (hôm nay là 14/9/2026); chưa ghi nhận gì thêm.\n");
  EXPECT_EQ(ask("chat-kt", "nghi 18/9 15/9"),
            "Đã hiểu là báo nghỉ, nhưng ngày cuối “15/9” trước ngày đầu; chưa ghi nhận gì. Viết: "
            "NGHI từ ngày đến ngày\n");
  static_cast<void>(ask("chat-kt", "nghi 15/9"));
  now_ += std::chrono::minutes{31};
  EXPECT_EQ(ask("chat-kt", "huynghi").rfind("Chỉ hủy được trong 30 phút", 0), 0U);
}

}  // namespace
}  // namespace dondoc::leave_received_test
