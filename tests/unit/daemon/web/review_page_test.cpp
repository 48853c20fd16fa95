// SPDX-License-Identifier: Apache-2.0
// Rà soát ban đầu: what was due before the system came is settled many at a time.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::review_page_test {
namespace {

using dondoc::testing::at;
using dondoc::testing::head_post;

class ReviewPageTest : public testing::PagesFixture {
 protected:
  ReviewPageTest() : PagesFixture(testing::small_office()) { settle(at("2026-05-11T08:00")); }

  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
  Occurrence duty(const std::string& key) { return store()->occurrence(key).value(); }
  std::string field(const char* what, const std::string& key) {
    return what + std::to_string(duty(key).code);
  }
  int left() {
    int count = 0;
    for (const Occurrence& one : store()->occurrences({})) {
      count += one.needs_review ? 1 : 0;
    }
    return count;
  }
};

TEST_F(ReviewPageTest, EveryDutyOfThePastIsListed) {
  const std::string all = words("/ra-soat");
  EXPECT_TRUE(has(all, "VII.3 Kế hoạch tuyên truyền CCHC, năm 2026"));
  EXPECT_TRUE(has(all, "Còn " + std::to_string(left()) + " việc")) << all;
  EXPECT_FALSE(has(all, "VII.4 Báo cáo"));
}

TEST_F(ReviewPageTest, WhoeverFollowsThePlanIsToldOfThemToday) {
  const std::string told = std::to_string(left()) + " việc cần rà soát ban đầu";
  EXPECT_TRUE(has(words("/", testing::admin_head_post), told));
  EXPECT_FALSE(has(words("/", testing::chair_post), told));
  EXPECT_FALSE(has(words("/", head_post), told));
}

TEST_F(ReviewPageTest, SeveralAreDoneAtOnceEachWithItsDocument) {
  const int before = left();
  const std::string first = "cchc/VII.3@2026";
  const std::string second = "cchc/VII.1@once#kinh-te";
  const ApiResponse response = send("/ra-soat",
                                    {{"cach", "complete"},
                                     {field("chon", first), "1"},
                                     {field("so", first), "15/KH-UBND"},
                                     {field("ngay", first), "2026-01-28"},
                                     {field("chon", second), "1"}});
  ASSERT_EQ(response.status, 303) << testing::words_of(response.body);
  EXPECT_EQ(duty(first).completion->document, "15/KH-UBND");
  EXPECT_EQ(duty(first).completion->document_date, make_date(2026, 1, 28));
  EXPECT_EQ(duty(second).state, OccurrenceState::done);
  EXPECT_EQ(left(), before - 2);
}

TEST_F(ReviewPageTest, OthersAreNotFollowedOrGetANewDue) {
  const std::string gone = "cchc/VII.3@2026";
  const std::string moved = "cchc/VII.1@once#pvhcc";
  EXPECT_EQ(send("/ra-soat",
                 {{"cach", "waive"}, {"basis", "đã làm năm trước"}, {field("chon", gone), "1"}})
                .status,
            303);
  EXPECT_EQ(duty(gone).state, OccurrenceState::waived);
  EXPECT_EQ(send("/ra-soat",
                 {{"cach", "adjust"},
                  {"basis", "CV 4/UBND"},
                  {"due", "2026-06-15"},
                  {field("chon", moved), "1"}})
                .status,
            303);
  settle(now());
  EXPECT_EQ(duty(moved).last_day, make_date(2026, 6, 15));
  EXPECT_FALSE(duty(moved).needs_review);
}

TEST_F(ReviewPageTest, WhatCannotBeRecordedIsToldAndWhatWasTypedStays) {
  const std::string key = "cchc/VII.3@2026";
  const ApiResponse response = send("/ra-soat",
                                    {{"cach", "complete"},
                                     {field("chon", key), "1"},
                                     {field("so", key), "\"<script>"},
                                     {field("ngay", key), "2026-06-30"}});
  EXPECT_EQ(response.status, 409);
  EXPECT_EQ(testing::markup_fault(response.body), "");
  EXPECT_FALSE(has(response.body, "<script"));
  EXPECT_TRUE(has(response.body, "value=\"&quot;&lt;script&gt;\""));
  EXPECT_TRUE(has(testing::words_of(response.body), "01 việc chưa ghi nhận được"));
  EXPECT_EQ(duty(key).state, OccurrenceState::open);
}

TEST_F(ReviewPageTest, NothingChosenChangesNothing) {
  const int before = left();
  EXPECT_EQ(send("/ra-soat", {{"cach", "complete"}}).status, 409);
  EXPECT_EQ(send("/ra-soat", {{"cach", "fail"}}).status, 409);
  EXPECT_EQ(left(), before);
}

TEST_F(ReviewPageTest, IsForWhoWatchesThePlan) {
  EXPECT_EQ(page("/ra-soat", head_post).status, 403);
}

}  // namespace
}  // namespace dondoc::review_page_test
