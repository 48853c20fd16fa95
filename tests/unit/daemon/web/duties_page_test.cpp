// SPDX-License-Identifier: Apache-2.0
// Đầu việc: who looks for a duty finds it, and only what was asked for.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::duties_page_test {
namespace {

using dondoc::testing::at;

const Instant load = at("2026-05-11T08:00");

class DutiesPageTest : public testing::PagesFixture {
 protected:
  DutiesPageTest() : PagesFixture(testing::small_office()) { settle(load); }

  static bool names(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(DutiesPageTest, ShowsAsManyAsAreOpen) {
  OccurrenceFilter filter;
  const auto open = store()->occurrences(filter).size();
  EXPECT_TRUE(names(words("/dau-viec"), std::to_string(open) + " đầu việc"));
}

TEST_F(DutiesPageTest, WhatWaitsForItsReviewComesLast) {
  const std::string all = words("/dau-viec");
  EXPECT_LT(all.find("VII.4 Báo cáo"), all.find("VII.3 Kế hoạch tuyên truyền"));
}

TEST_F(DutiesPageTest, AUnitAndAStateAreAskedForTogether) {
  settle(at("2026-05-26T08:00"));
  const std::string late = words("/dau-viec?tinh-trang=qua-han");
  EXPECT_TRUE(names(late, "VII.6 Tự đánh giá chỉ số CCHC hằng tháng"));
  EXPECT_TRUE(names(late, "Quá hạn 01 ngày"));
  EXPECT_FALSE(names(late, "VII.4 Báo cáo kết quả sáng kiến"));
  EXPECT_TRUE(names(words("/dau-viec?tinh-trang=qua-han&don-vi=kinh-te"),
                    "Không có đầu việc nào như vậy."));
}

TEST_F(DutiesPageTest, AFilterThatIsNoChoiceIsNotTakenForAll) {
  EXPECT_TRUE(names(words("/dau-viec?don-vi=khac"), "khac (không có)"));
  EXPECT_TRUE(names(words("/so-lieu?don-vi=khac"), "khac (không có)"));
  EXPECT_FALSE(names(words("/dau-viec"), "(không có)"));
}

TEST_F(DutiesPageTest, WordsAreFoundWithoutTheirDiacritics) {
  const std::string found = words("/dau-viec?tu=sang%20kien");
  EXPECT_TRUE(names(found, "VII.4 Báo cáo kết quả sáng kiến"));
  EXPECT_TRUE(names(found, "01 đầu việc"));
}

TEST_F(DutiesPageTest, ACodeLeadsToItsDuty) {
  const auto duty = store()->occurrence("cchc/VII.4@2026");
  ASSERT_TRUE(duty);
  const ApiResponse response = page("/dau-viec?tu=" + std::to_string(duty->code));
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(response.headers.front().second, "/dau-viec/cchc%2FVII.4%402026");
}

TEST_F(DutiesPageTest, WhatIsDoneIsListedApart) {
  ASSERT_EQ(call("POST", path_of("cchc/VII.4@2026") + "/complete", R"({"document":"1/BC"})").status,
            200);
  settle(load);
  EXPECT_FALSE(names(words("/dau-viec"), "VII.4 Báo cáo"));
  const std::string done = words("/dau-viec?tinh-trang=hoan-thanh");
  EXPECT_TRUE(names(done, "VII.4 Báo cáo"));
  EXPECT_TRUE(names(done, "Đã hoàn thành đúng hạn"));
}

TEST_F(DutiesPageTest, ALongListHasPages) {
  for (int i = 1; i <= 60; ++i) {
    const std::string body = R"({"unit":"kinh-te","title":"Rà soát số )" + std::to_string(i) +
                             R"(","due":"trong 10 ngày"})";
    ASSERT_EQ(call("POST", "/v1/tasks", body).status, 200);
  }
  const ApiResponse first = page("/dau-viec?tu=ra%20soat%20so");
  EXPECT_TRUE(names(testing::words_of(first.body), "Trang 1 trên 2"));
  EXPECT_NE(first.body.find("href=\"/dau-viec?tu=ra%20soat%20so&amp;trang=2\""), std::string::npos);
  EXPECT_TRUE(names(words("/dau-viec?tu=ra%20soat%20so&trang=99"), "Trang 2 trên 2"));
}

TEST_F(DutiesPageTest, WhatIsTypedComesBackAsWords) {
  const std::string hostile = "\"><script>alert(1)</script>";
  const ApiResponse response =
      page("/dau-viec?tu=" + percent_encoded(hostile) + "&don-vi=" + percent_encoded(hostile) +
           "&trang=" + percent_encoded(hostile));
  EXPECT_EQ(response.body.find("<script"), std::string::npos);
  EXPECT_EQ(testing::markup_fault(response.body), "");
}

}  // namespace
}  // namespace dondoc::duties_page_test
