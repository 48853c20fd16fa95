// SPDX-License-Identifier: Apache-2.0
// Người và chức danh: who can be reached, and what an admin hands out.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::people_page_test {
namespace {

using dondoc::testing::admin_head_post;
using dondoc::testing::at;
using dondoc::testing::head_post;

RuleSet chatting_office() {
  RuleSet rules = testing::small_office();
  rules.reply_channels = {"zalo"};
  rules.directory.people.at("truong-kinh-te-1").contacts.push_back({"zalo", "chat-1"});
  rules.directory.people.at("truong-kinh-te-1").name = "<script>alert(1)</script>";
  rules.directory.posts.at("chanh-van-phong").held_by.clear();
  return rules;
}

class PeoplePageTest : public testing::PagesFixture {
 protected:
  PeoplePageTest() : PagesFixture(chatting_office()) { settle(at("2026-05-11T08:00")); }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(PeoplePageTest, SaysHowManyAreConnectedAndWhoIsMissing) {
  const std::string all = words("/nguoi", head_post);
  EXPECT_TRUE(has(all, "Kênh trả lời: đã kết nối 1/5."));
  EXPECT_TRUE(has(all, "Chánh Văn phòng HĐND và UBND Văn phòng HĐND và UBND. chưa có người giữ"));
  EXPECT_TRUE(has(all, "Trưởng phòng Kinh tế Phòng Kinh tế. maildir, zalo đã kết nối")) << all;
}

TEST_F(PeoplePageTest, OnlyAnAdminSeesWhatOnlyAnAdminMayDo) {
  EXPECT_TRUE(has(page("/nguoi").body, "/nguoi/truong-kinh-te/ma-dang-nhap"));
  EXPECT_FALSE(has(page("/nguoi", head_post).body, "/ma-dang-nhap"));
  for (const char* act : {"ket-noi", "go-ket-noi", "ma-dang-nhap", "thoat"}) {
    EXPECT_EQ(send(std::string("/nguoi/chu-tich/") + act, {}, head_post).status, 403) << act;
  }
}

TEST_F(PeoplePageTest, AConnectingCodeIsPrintedOnce) {
  const ApiResponse card = send("/nguoi/chu-tich/ket-noi", {});
  EXPECT_EQ(card.status, 200);
  EXPECT_EQ(testing::markup_fault(card.body), "");
  const std::string told = testing::words_of(card.body);
  EXPECT_TRUE(has(told, "Thẻ kết nối - Chủ tịch UBND xã"));
  EXPECT_TRUE(has(told, "KETNOI "));
  EXPECT_TRUE(has(card.body, "<svg class=\"qr\" role=\"img\" aria-label=\"Mã QR"));
  EXPECT_FALSE(has(card.body, "style=")) << "the page's policy lets no style in";
  EXPECT_EQ(store()->open_link_codes(now()).size(), 1U);
}

TEST_F(PeoplePageTest, ASignInCodeOpensTheDoorItIsFor) {
  const std::string told = testing::words_of(send("/nguoi/truong-kinh-te/ma-dang-nhap", {}).body);
  const std::string before = "chọn “Đã có mã”, nhập: ";
  const std::size_t begin = told.find(before);
  ASSERT_NE(begin, std::string::npos) << told;
  std::string code = told.substr(begin + before.size(), 9);
  code.erase(4, 1);
  EXPECT_EQ(Doors(*store()).sign_in_person(code, now()), "truong-kinh-te-1");
}

TEST_F(PeoplePageTest, SigningOutEverywhereEndsTheirSessions) {
  EXPECT_EQ(page("/nguoi", head_post).status, 200);
  EXPECT_EQ(send("/nguoi/truong-kinh-te/thoat", {}).status, 303);
  EXPECT_EQ(page("/nguoi", head_post).status, 303);
}

TEST_F(PeoplePageTest, AHeadRecordsTheirOwnLeaveAndNobodyElses) {
  const std::map<std::string, std::string> days{{"from", "2026-05-12"}, {"to", "2026-05-15"}};
  EXPECT_EQ(send("/nguoi/truong-kinh-te/nghi", days, head_post).status, 303);
  EXPECT_TRUE(has(words("/nguoi"), "Trưởng phòng Kinh tế: từ 12/5/2026 đến hết 15/5/2026"));
  const ApiResponse refused = send("/nguoi/chu-tich/nghi", days, head_post);
  EXPECT_EQ(refused.status, 409);
  EXPECT_TRUE(has(testing::words_of(refused.body), "Chưa ghi nhận: "));
  EXPECT_EQ(store()->leaves(make_date(2026, 5, 1)).size(), 1U);
  EXPECT_EQ(send("/nguoi/truong-kinh-te/huy-nghi", {}, head_post).status, 303);
  EXPECT_EQ(store()->leaves(make_date(2026, 5, 1)).size(), 0U);
}

TEST_F(PeoplePageTest, NamesStayWordsAndAreNotForEverybody) {
  EXPECT_FALSE(has(page("/nguoi").body, "<script"));
  EXPECT_TRUE(has(words("/nguoi"), "<script>alert(1)</script>"));
  EXPECT_FALSE(has(words("/nguoi", head_post), "alert(1)"));
}

}  // namespace
}  // namespace dondoc::people_page_test
