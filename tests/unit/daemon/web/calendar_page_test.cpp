// SPDX-License-Identifier: Apache-2.0
// Lịch: dues of months that haven't come stand on the days that the rules say.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::calendar_page_test {
namespace {

using dondoc::testing::at;

class CalendarPageTest : public testing::PagesFixture {
 protected:
  CalendarPageTest() : PagesFixture(testing::small_office()) { settle(at("2026-05-11T08:00")); }

  /// The cell of a day.
  std::string day(const std::string& target, const std::string& iso) {
    const ApiResponse response = page(target);
    EXPECT_EQ(testing::markup_fault(response.body), "");
    const std::size_t begin = response.body.find("datetime=\"" + iso + '"');
    if (begin == std::string::npos) {
      return {};
    }
    return testing::words_of(
        response.body.substr(begin, response.body.find("</td>", begin) - begin));
  }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(CalendarPageTest, DuesToComeStandOnTheirDays) {
  const std::string cell = day("/lich?thang=2026-12", "2026-12-25");
  EXPECT_TRUE(has(cell, "VII.6 Tự đánh giá chỉ số CCHC hằng tháng")) << cell;
  EXPECT_TRUE(has(cell, "trước 11 giờ 30"));
  EXPECT_FALSE(has(day("/lich?thang=2026-12", "2026-12-24"), "VII.6"));
}

TEST_F(CalendarPageTest, WhatIsOpenStandsOnceAndWhereTheStoreHasIt) {
  const std::string key = "cchc/VII.4@2026";
  ASSERT_EQ(
      call("POST", path_of(key) + "/adjust", R"({"due":"2026-12-10","basis":"CV 9/UBND"})").status,
      200);
  EXPECT_TRUE(has(day("/lich?thang=2026-12", "2026-12-10"), "VII.4"));
  EXPECT_FALSE(has(day("/lich?thang=2026-09", "2026-09-30"), "VII.4"));
}

TEST_F(CalendarPageTest, AUnitsPageHasItsOwnDutiesOnly) {
  EXPECT_FALSE(has(words("/lich?thang=2026-12&don-vi=kinh-te"), "VII.6"));
  EXPECT_TRUE(has(words("/lich?nam=2027&don-vi=kinh-te"), "thứ Năm 30/9/2027"));
  EXPECT_FALSE(has(words("/lich?nam=2027&don-vi=kinh-te"), "VII.7"));
}

TEST_F(CalendarPageTest, ADayThatHoldsMoreThanItsCellHasAPageOfItsOwn) {
  for (int i = 1; i <= 9; ++i) {
    const std::string body = R"({"unit":"kinh-te","title":"Rà soát số )" + std::to_string(i) +
                             R"(","due":"10/12/2026"})";
    ASSERT_EQ(call("POST", "/v1/tasks", body).status, 200);
  }
  const ApiResponse month = page("/lich?thang=2026-12");
  EXPECT_TRUE(has(testing::words_of(month.body), "… và 03 việc khác"));
  EXPECT_TRUE(has(month.body, "href=\"/lich?ngay=2026-12-10\""));
  const std::string all = words("/lich?ngay=2026-12-10");
  EXPECT_TRUE(has(all, "Đến hạn thứ Năm ngày 10/12/2026"));
  for (int i = 1; i <= 9; ++i) {
    EXPECT_TRUE(has(all, "Rà soát số " + std::to_string(i))) << i;
  }
}

TEST_F(CalendarPageTest, DaysOffSayWhy) {
  EXPECT_TRUE(has(day("/lich?thang=2026-09", "2026-09-02"), "Quốc khánh"));
  EXPECT_TRUE(has(words("/lich?nam=2026"), "16, 17, 18, 19, 20 Tết Nguyên đán"));
}

TEST_F(CalendarPageTest, AYearWithoutItsNoticeIsProvisional) {
  EXPECT_FALSE(has(words("/lich?nam=2026"), "chưa có thông báo nghỉ lễ"));
  EXPECT_TRUE(has(words("/lich?nam=2027"), "Năm 2027 chưa có thông báo nghỉ lễ"));
}

TEST_F(CalendarPageTest, AnAddressThatSaysNothingShowsThisMonth) {
  for (const char* address : {"/lich", "/lich?thang=2026-13", "/lich?nam=99999", "/lich?nam=-3"}) {
    EXPECT_TRUE(has(words(address), "Lịch nhiệm vụ tháng 5/2026")) << address;
  }
}

}  // namespace
}  // namespace dondoc::calendar_page_test
