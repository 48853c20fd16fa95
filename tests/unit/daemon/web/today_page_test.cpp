// SPDX-License-Identifier: Apache-2.0
// Hôm nay: a unit sees its own work, the coordinator who was told what, a leader one line each.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::today_page_test {
namespace {

using dondoc::testing::admin_head_post;
using dondoc::testing::at;
using dondoc::testing::chair_post;
using dondoc::testing::head_post;

bool has(const std::string& words, const std::string& part) {
  return words.find(part) != std::string::npos;
}

/// VII.6 is due on 25/5 at 11:30; its lead watches it itself, so that on 28/5 its leader hears.
class TodayPageTest : public testing::PagesFixture {
 protected:
  TodayPageTest() : PagesFixture(testing::small_office()) {
    for (const char* moment : {"2026-05-11T08:00",
                               "2026-05-20T07:30",
                               "2026-05-22T07:30",
                               "2026-05-25T07:30",
                               "2026-05-26T07:30",
                               "2026-05-28T08:00"}) {
      settle(at(moment));
    }
  }

  /// What waits for this post is tried once, and ends so.
  void end_message(const std::string& post, MessageState state, const std::string& detail) {
    for (const StoredMessage& message : store()->due_messages("maildir", now(), 100)) {
      if (message.draft.post != post) {
        continue;
      }
      Store::Transaction transaction(*store());
      store()->begin_attempts({{message.id, 1, 0, now()}});
      AttemptEnd end;
      end.message = message.id;
      end.at = now();
      end.outcome = state == MessageState::sent ? "ok" : "rejected";
      end.detail = detail;
      end.next = state;
      store()->end_attempts({end});
      transaction.commit();
    }
  }
};

TEST_F(TodayPageTest, TheCoordinatorSeesHowFarALateDutyHasClimbedAndWhoHearsNext) {
  const std::string all = words("/", admin_head_post);
  EXPECT_TRUE(has(all,
                  "Báo cáo cấp trên: đã báo cáo Phó Chủ tịch UBND xã; tiếp theo: 07 giờ 30 ngày "
                  "01/6/2026 báo cáo"))
      << all;
  EXPECT_TRUE(has(all, "Phó Chủ tịch UBND xã: 08 giờ 00 ngày 28/5/2026 chờ gửi qua maildir"))
      << all;
  end_message("pct-vh-xh", MessageState::sent, "");
  EXPECT_TRUE(has(words("/", admin_head_post),
                  "Phó Chủ tịch UBND xã: 08 giờ 00 ngày 28/5/2026 đã gửi qua maildir"));
}

TEST_F(TodayPageTest, AMessageThatDidNotArriveIsToldWithItsReason) {
  end_message("pct-vh-xh", MessageState::failed, "550 <không có hộp thư>");
  const std::string all = words("/", admin_head_post);
  EXPECT_TRUE(has(all, "không gửi được qua maildir: 550 <không có hộp thư>")) << all;
  EXPECT_TRUE(has(all, "01 không gửi được)"));
  EXPECT_FALSE(has(page("/", admin_head_post).body, "<không"));
}

TEST_F(TodayPageTest, WhoWasToldWhatInTheLastDay) {
  const std::string all = words("/", admin_head_post);
  const std::size_t begin = all.find("Tin gửi trong 24 giờ qua (");
  ASSERT_NE(begin, std::string::npos) << all;
  const std::string told = all.substr(begin, all.find("Quá hạn (", begin) - begin);
  EXPECT_TRUE(has(told, "[Kính báo cáo] Phòng Văn hóa - Xã hội - VII.6")) << told;
  // What was told two days before isn't news.
  EXPECT_FALSE(has(told, "26/5/2026")) << told;
}

TEST_F(TodayPageTest, CodesThatOpenADoorAreNotAmongWhatWasTold) {
  MessageDraft code;
  code.key = std::string(sign_in_key_prefix) + "chu-tich-1/1";
  code.person = "chu-tich-1";
  code.post = chair_post;
  code.contacts = {{"maildir", "chu-tich@xa.example"}};
  code.subject = "Mã đăng nhập";
  code.text = "ABCD-EFGH";
  Store::Transaction transaction(*store());
  store()->write_digest(code, now());
  transaction.commit();
  EXPECT_FALSE(has(words("/", admin_head_post), "Mã đăng nhập"));
}

TEST_F(TodayPageTest, ALeaderReadsOneLineEach) {
  const std::string all = words("/", chair_post);
  EXPECT_TRUE(has(all, "Quá hạn 03 ngày Phòng Văn hóa - Xã hội · đã báo cáo Phó Chủ tịch UBND xã"))
      << all;
  EXPECT_FALSE(has(all, "qua maildir"));
  EXPECT_FALSE(has(all, "Tin gửi trong"));
}

TEST_F(TodayPageTest, AUnitIsNotShownWhatIsToldOfOthers) {
  const std::string all = words("/", head_post);
  EXPECT_FALSE(has(all, "Báo cáo cấp trên"));
  EXPECT_FALSE(has(all, "Tin gửi trong"));
  EXPECT_FALSE(has(all, "VII.6"));
}

TEST_F(TodayPageTest, WhatWaitsForASignatureIsTheSignersAndTheCoordinators) {
  ASSERT_EQ(call("POST", path_of("cchc/VII.4@2026") + "/submit", R"({"signer":"chu-tich"})").status,
            200);
  EXPECT_TRUE(has(words("/", chair_post), "Chờ đồng chí ký (01)"));
  EXPECT_FALSE(has(words("/", chair_post), "Chờ lãnh đạo ký ("));
  EXPECT_TRUE(has(words("/", admin_head_post), "Chờ lãnh đạo ký (01)"));
  EXPECT_FALSE(has(words("/", head_post), "Chờ lãnh đạo ký ("));
}

}  // namespace
}  // namespace dondoc::today_page_test
