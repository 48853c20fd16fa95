// SPDX-License-Identifier: Apache-2.0
// The coordinator answers the list of whom to tell by hand in the chat in which it came.
#include "daemon/inbox/answer_received.h"
#include "daemon/inbox/keep_received.h"
#include "tests/unit/daemon/by_hand_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::told_received_test {
namespace {

class ToldReceived : public dondoc::testing::EngineByHand {
 protected:
  ToldReceived() {
    RuleSet rules = office_without_a_channel();
    rules.reply_channels = {"zalo"};
    rules.directory.people.at(coordinator + "-1").contacts = {{"zalo", "chat-vh"}};
    start(rules);
    run_until(first);
  }
  std::string ask(const std::string& text) {
    const std::string id = "m" + std::to_string(++written_);
    EXPECT_EQ(keep_received(*store_, engine_->rules(), {"zalo", id, "chat-vh", text, now_}),
              Kept::waiting);
    static_cast<void>(answer_received(*store_, engine_->rules(), now_));
    const auto answer = store_->message(message_id("reply/zalo/" + id));
    return answer ? answer->draft.text : std::string{};
  }
  bool waits() { return !store_->waiting_by_hand_about(duty).empty(); }

  int written_{0};
};

TEST_F(ToldReceived, IsRecordedInOneLineOnceAndTakenBack) {
  const std::string code = std::to_string(store_->occurrence(duty)->code);
  ASSERT_EQ(asked(coordinator).size(), 1U);
  EXPECT_NE(asked(coordinator).front().draft.text.find("trả lời tin này bằng dòng ghi ở nơi đó"),
            std::string::npos);
  EXPECT_NE(ask("đã báo " + code + "?").find("Cần nêu đã báo cho ai: DABAO"), std::string::npos);
  EXPECT_TRUE(waits());
  EXPECT_EQ(ask("da bao " + code).find("Đã ghi nhận: đã báo trực tiếp Phòng Kinh tế, mã " + code),
            0U);
  EXPECT_FALSE(waits());
  EXPECT_NE(ask("DABAO " + code).find("Hiện không có ai chờ được báo trực tiếp"),
            std::string::npos);
  EXPECT_EQ(ask("huy " + code).find("Đã ghi nhận: hủy ghi nhận trước"), 0U);
  EXPECT_TRUE(waits());
}

}  // namespace
}  // namespace dondoc::told_received_test
