// SPDX-License-Identifier: Apache-2.0
// Kênh, Nhật ký, Sao lưu, Thay đổi: what the admin trusts the system by.
#include "daemon/store/backup.h"
#include "tests/unit/daemon/web/pages_fixture.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::admin_pages_test {
namespace {

using dondoc::testing::at;
using dondoc::testing::chair_post;
using dondoc::testing::head_post;

class AdminPagesTest : public testing::PagesFixture {
 protected:
  AdminPagesTest() : PagesFixture(testing::small_office()) { settle(at("2026-05-11T08:00")); }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(AdminPagesTest, AreForTheAdminAlone) {
  for (const PageRoute& route : page_routes()) {
    if (route.least != Role::admin || route.method != "GET") {
      continue;
    }
    const std::string target(route.pattern);
    EXPECT_EQ(page(target, head_post).status, 403) << target;
    EXPECT_EQ(page(target, chair_post).status, 403) << target;
    EXPECT_EQ(page(target).status, 200) << target;
    EXPECT_FALSE(has(page("/", chair_post).body, "href=\"" + target + '"')) << target;
    EXPECT_TRUE(has(page("/").body, "href=\"" + target + '"')) << target;
  }
}

TEST_F(AdminPagesTest, AChannelInTroubleSaysWhy) {
  EXPECT_TRUE(has(words("/kenh"), "maildir bình thường không dùng 6"));
  status_.troubled_channels["maildir"] = {"stopped", "sai mật khẩu <b>", now(), std::nullopt};
  const std::string all = words("/kenh");
  EXPECT_TRUE(has(all, "đã dừng, chờ sửa cấu hình từ 08 giờ 00 ngày 11/5/2026: sai mật khẩu <b>"))
      << all;
}

TEST_F(AdminPagesTest, SendingIsHeldAndReleased) {
  EXPECT_EQ(send("/kenh/tam-dung", {{"reason", "đang sửa danh bạ"}}).status, 303);
  EXPECT_EQ(store()->held(), "đang sửa danh bạ");
  EXPECT_TRUE(has(words("/kenh"), "Việc gửi tin đang tạm dừng: đang sửa danh bạ."));
  EXPECT_EQ(send("/kenh/gui-lai", {}).status, 303);
  EXPECT_FALSE(store()->held());
}

TEST_F(AdminPagesTest, KeysOfLinksAreReplacedAndLinksRevoked) {
  EXPECT_TRUE(has(words("/kenh"), "Khóa 1: đang ký liên kết"));
  EXPECT_EQ(send("/kenh/thay-khoa", {}).status, 303);
  EXPECT_TRUE(has(words("/kenh"), "Khóa 2: đang ký liên kết"));
  EXPECT_TRUE(
      has(words("/kenh"), "Khóa 1: liên kết đã gửi còn dùng được đến 08 giờ 00 ngày 10/6/2026"));
  EXPECT_EQ(send("/kenh/thu-hoi-lien-ket", {}).status, 303);
  EXPECT_FALSE(has(words("/kenh"), "còn dùng được đến"));
  EXPECT_TRUE(has(words("/kenh"), "Khóa 3: đang ký liên kết"));
}

TEST_F(AdminPagesTest, AMessageThatFailedIsSentAgain) {
  settle(testing::at("2026-05-22T07:31"));
  const auto waiting = store()->due_messages("maildir", now(), 100);
  ASSERT_FALSE(waiting.empty());
  const std::string id = waiting.front().id;
  Store::Transaction transaction(*store());
  store()->begin_attempts({{id, 1, 0, now()}});
  AttemptEnd end;
  end.message = id;
  end.at = now();
  end.outcome = "rejected";
  end.detail = "hộp thư không nhận";
  end.next = MessageState::failed;
  store()->end_attempts({end});
  transaction.commit();
  EXPECT_TRUE(has(words("/kenh"), "hộp thư không nhận"));
  EXPECT_TRUE(has(page("/kenh").body, "/kenh/tin/" + id));
  EXPECT_EQ(send("/kenh/tin/" + id, {}).status, 303);
  EXPECT_EQ(store()->message(id)->state, MessageState::queued);
  EXPECT_EQ(send("/kenh/tin/khong-co", {}).status, 409);
  EXPECT_FALSE(has(page("/kenh").body, "/kenh/tin/" + id));
  EXPECT_EQ(send("/kenh/tin/" + id, {}).status, 409);
}

TEST_F(AdminPagesTest, TheJournalHasTheNewestFirstAndEndsSomewhere) {
  ASSERT_EQ(call("POST",
                 path_of("cchc/VII.4@2026") + "/progress",
                 R"({"text":"đã lấy ý kiến <script>","as_post":"truong-kinh-te"})")
                .status,
            200);
  const ApiResponse first = page("/nhat-ky");
  EXPECT_FALSE(has(first.body, "<script"));
  const std::string told = testing::words_of(first.body);
  const std::size_t newest = told.find("báo tiến độ, nội dung: đã lấy ý kiến <script>");
  ASSERT_NE(newest, std::string::npos) << told;
  EXPECT_LT(newest, told.find("mở đầu việc"));
  EXPECT_TRUE(has(told, "Trưởng phòng Kinh tế"));
  EXPECT_EQ(store()->newest_facts(1, 10).size(), 0U);
  ASSERT_EQ(call("POST", path_of("cchc/VII.4@2026") + "/comment", R"({"text":"gọi lại"})").status,
            200);
  EXPECT_TRUE(has(words("/nhat-ky"), "quản trị hệ thống"));
  EXPECT_TRUE(has(words("/nhat-ky?truoc=1"), "Chưa có ghi nhận nào."));
}

TEST_F(AdminPagesTest, ACopyIsMadeAndListed) {
  const auto folder = std::filesystem::temp_directory_path() / message_id("admin pages");
  std::filesystem::remove_all(folder);
  backups_ = folder;
  EXPECT_TRUE(has(words("/sao-luu"), "Chưa có bản sao lưu nào."));
  EXPECT_EQ(send("/sao-luu", {}).status, 303);
  EXPECT_EQ(backups_in(folder).size(), 1U);
  EXPECT_TRUE(has(words("/sao-luu?da-ghi=1"), "08 giờ 00 ngày 11/5/2026"));
  std::filesystem::remove_all(folder);
}

TEST_F(AdminPagesTest, TheDatabaseIsProved) {
  const ApiResponse response = send("/sao-luu/kiem-tra", {});
  EXPECT_EQ(response.status, 200);
  EXPECT_TRUE(has(testing::words_of(response.body), "chuỗi ghi nhận còn nguyên vẹn; đã đối chiếu"));
}

TEST_F(AdminPagesTest, ARefusedReloadIsShownWithItsPlace) {
  EXPECT_TRUE(has(words("/thay-doi"), "cấu hình chưa thay đổi"));
  Diagnostic mistake;
  mistake.code = "unknown-unit";
  mistake.file = "plans/cchc.yaml";
  mistake.line = 12;
  mistake.message = "không có đơn vị <b>";
  mistake.source_line = "    lead: kinh-tee";
  status_.refused = RefusedReload{now(), 1, {mistake}};
  AppliedReload applied;
  applied.at = now();
  applied.files = {"directory.yaml"};
  applied.moved = 2;
  applied.causes = 1;
  applied.first = {"VII.4: dời hạn"};
  status_.applied = applied;
  const std::string all = words("/thay-doi");
  EXPECT_TRUE(has(all, "plans/cchc.yaml:12:1: lỗi: không có đơn vị <b> [unknown-unit]"));
  EXPECT_TRUE(has(all, "lead: kinh-tee"));
  EXPECT_TRUE(has(all, "dời hạn 2"));
}

}  // namespace
}  // namespace dondoc::admin_pages_test
