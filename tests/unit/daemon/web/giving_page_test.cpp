// SPDX-License-Identifier: Apache-2.0
// Giao việc: what is given arrives, and what is wrong comes back as it was typed.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::giving_page_test {
namespace {

using dondoc::testing::at;
using dondoc::testing::chair_post;
using dondoc::testing::head_post;

class GivingPageTest : public testing::PagesFixture {
 protected:
  GivingPageTest() : PagesFixture(testing::small_office()) { settle(at("2026-05-11T08:00")); }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(GivingPageTest, ATaskIsGivenByTheOneWhoSignedIn) {
  const ApiResponse given = send("/giao-viec",
                                 {{"plan", "cchc"},
                                  {"unit", "kinh-te"},
                                  {"title", "Rà soát <b>hộ kinh doanh"},
                                  {"due", "trong 10 ngày"}},
                                 chair_post);
  ASSERT_EQ(given.status, 303) << testing::words_of(given.body);
  const auto task = store()->occurrence("cchc/giao-viec@2026-05-21");
  ASSERT_TRUE(task);
  EXPECT_EQ(task->task->giver, chair_post);
  EXPECT_EQ(store()->facts(task->key).front().fact.by, "web");
  const std::string after = words("/giao-viec?da-giao=1&da-co=0", chair_post);
  EXPECT_TRUE(has(after, "Đã giao 01 việc. Hủy được trong 30 phút"));
  EXPECT_TRUE(has(after, "Rà soát <b>hộ kinh doanh"));
}

TEST_F(GivingPageTest, AListWithMistakesGivesNothingAndLosesNothing) {
  const std::string list =
      "Phòng Kinh tế | Báo cáo thu ngân sách | 05/6/2026\r\n"
      "Phòng Kinh te xã | \"><script> | 31/6/2026\r\n";
  const ApiResponse refused = send("/giao-viec/danh-sach", {{"plan", "cchc"}, {"list", list}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(testing::markup_fault(refused.body), "");
  EXPECT_FALSE(has(refused.body, "<script"));
  const std::string told = testing::words_of(refused.body);
  EXPECT_TRUE(has(told, "danh sách:2:1: lỗi:")) << told;
  EXPECT_TRUE(has(told, "^"));
  EXPECT_TRUE(has(told, "không có ngày 31 trong tháng 6/2026")) << told;
  EXPECT_TRUE(has(told, "Phòng Kinh tế | Báo cáo thu ngân sách | 05/6/2026"));
  EXPECT_TRUE(store()->tasks_of_day("cchc", make_date(2026, 6, 5)).empty());
  EXPECT_EQ(
      send("/giao-viec/danh-sach", {{"plan", "cchc"}, {"list", list.substr(0, list.find('\r'))}})
          .status,
      303);
  EXPECT_EQ(store()->tasks_of_day("cchc", make_date(2026, 6, 5)).size(), 1U);
}

TEST_F(GivingPageTest, AFormWithMistakesComesBackFilled) {
  const ApiResponse refused =
      send("/giao-viec",
           {{"plan", "cchc"}, {"unit", "kinh-te"}, {"title", "Rà soát"}, {"due", "hôm nào đó"}});
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(has(refused.body, "value=\"hôm nào đó\""));
  EXPECT_TRUE(has(refused.body, "<option value=\"kinh-te\" selected>"));
  EXPECT_TRUE(has(testing::words_of(refused.body), "thời hạn:1:"));
}

TEST_F(GivingPageTest, WhoMayNotGiveSeesNoForm) {
  EXPECT_EQ(page("/giao-viec", head_post).status, 403);
  EXPECT_EQ(send("/giao-viec", {}, head_post).status, 403);
  EXPECT_FALSE(has(page("/", head_post).body, "/giao-viec"));
}

}  // namespace
}  // namespace dondoc::giving_page_test
