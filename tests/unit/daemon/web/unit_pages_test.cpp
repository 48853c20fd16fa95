// SPDX-License-Identifier: Apache-2.0
// Đơn vị, Số lượng và chỉ tiêu: figures that add up.
#include "daemon/web/unit_score.h"
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace dondoc::unit_pages_test {
namespace {

using dondoc::testing::at;

RuleSet office_with_amounts() {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").stages.front().rule.quota = Quota{4};
  testing::obligation(rules, "VII.7").stages.front().rule.target =
      Target{Bound::at_least, 95'000, "%"};
  return rules;
}

class UnitPagesTest : public testing::PagesFixture {
 protected:
  UnitPagesTest() : UnitPagesTest(office_with_amounts()) {}
  explicit UnitPagesTest(RuleSet rules) : PagesFixture(std::move(rules)) {
    settle(at("2026-05-11T08:00"));
  }

  void act(const std::string& key, const std::string& name, const std::string& body) {
    const ApiResponse response = call("POST", path_of(key) + "/" + name, body);
    ASSERT_EQ(response.status, 200) << response.body;
  }
  UnitScore score_of(const std::string& unit) {
    UnitScore score;
    (void)with_context([&](const RouteContext& office) {
      score = unit_scores(WebContext{office, settings_, memory_})[unit];
      return ApiResponse{};
    });
    return score;
  }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(UnitPagesTest, TheRateCountsWhatWasLateAndWhatStillIs) {
  act("cchc/VII.6@2026-05", "complete", R"({"document":"1/BC","as_post":"truong-vh-xh"})");
  settle(at("2026-07-01T08:00"));
  act("cchc/VII.6@2026-06", "complete", R"({"document":"2/BC","as_post":"truong-vh-xh"})");
  settle(at("2026-07-28T08:00"));
  const UnitScore score = score_of("vh-xh");
  EXPECT_EQ(score.whole.in_time, 1);
  EXPECT_EQ(score.whole.late, 2);
  EXPECT_EQ(score.whole.percent(), 33);
  // Six days in June, three so far in July.
  EXPECT_EQ(score.whole.days, 9);
  EXPECT_EQ(score.whole.mean_tenths(), 45);
  EXPECT_EQ(score.late_now, 1);
  const std::string page = words("/don-vi", testing::head_post);
  EXPECT_TRUE(has(page, "Phòng Văn hóa - Xã hội 33%")) << page;
  EXPECT_TRUE(has(page, "4,5 ngày"));
  EXPECT_TRUE(has(words("/don-vi/vh-xh"), "33% đúng hạn trong 12 tháng"));
}

TEST_F(UnitPagesTest, ADutyNotYetDueSaysNothingOfAUnit) {
  EXPECT_EQ(score_of("kinh-te").whole.all(), 0);
  EXPECT_EQ(score_of("kinh-te").whole.percent(), 100);
}

TEST_F(UnitPagesTest, AQuotaShowsItsPace) {
  EXPECT_TRUE(has(words("/so-lieu"), "00 trong 04"));
  EXPECT_TRUE(has(words("/so-lieu"), "Chậm: đến nay nên có 01"));
  act("cchc/VII.4@2026", "count", R"({"amount":"2"})");
  // In the period, and in the year, which is the same here.
  EXPECT_TRUE(has(words("/so-lieu"), "02 trong 04 2/4 02 Đúng tiến độ")) << words("/so-lieu");
  EXPECT_TRUE(has(words("/so-lieu"), "Đúng tiến độ"));
}

TEST_F(UnitPagesTest, AQuotaThatWasWaivedIsShownAsSuch) {
  act("cchc/VII.4@2026", "waive", R"({"reason":"nhập vào việc khác","as_post":"chu-tich"})");
  EXPECT_TRUE(has(words("/so-lieu"), "00 trong 04 0/4 00 Thôi giao")) << words("/so-lieu");
}

RuleSet office_with_a_term() {
  RuleSet rules = testing::small_office();
  DueRule& rule = testing::obligation(rules, "VII.4").stages.front().rule;
  rule.recurrence = PeriodRule{};
  rule.quota = Quota{10};
  return rules;
}

class TermPagesTest : public UnitPagesTest {
 protected:
  TermPagesTest() : UnitPagesTest(office_with_a_term()) {}
};

TEST_F(TermPagesTest, AQuotaOverTheWholeTermShowsWhatItsYearHas) {
  act("cchc/VII.4@2026--2030", "count", R"({"amount":"2"})");
  settle(at("2027-05-22T08:00"));
  act("cchc/VII.4@2026--2030", "count", R"({"amount":"3"})");
  EXPECT_TRUE(has(words("/so-lieu"), "05 trong 10 5/10 03 Đúng tiến độ")) << words("/so-lieu");
}

TEST_F(UnitPagesTest, ATargetShowsItsValueAgainstItsThreshold) {
  EXPECT_TRUE(has(words("/so-lieu"), "từ 95% trở lên chưa được cập nhật chưa có số không có số"));
  act("cchc/VII.7@2026-05", "measure", R"({"numerator":"185","denominator":"200"})");
  EXPECT_TRUE(has(words("/so-lieu"), "92,5% (185/200), ngày 11/5/2026 Chưa đạt"));
  EXPECT_TRUE(has(words("/so-lieu?don-vi=kinh-te"), "Không có chỉ tiêu nào đang theo dõi."));
}

TEST_F(UnitPagesTest, TheYearIsNoMeanOfItsMonths) {
  act("cchc/VII.7@2026-05", "measure", R"({"numerator":"9","denominator":"10"})");
  settle(at("2026-06-20T08:00"));
  act("cchc/VII.7@2026-06", "measure", R"({"numerator":"990","denominator":"990"})");
  const std::string all = words("/so-lieu");
  EXPECT_TRUE(
      has(all,
          "90% (9/10), ngày 11/5/2026 Chưa đạt 90% (9/10), 01 kỳ, còn 04 kỳ chưa có số Chưa "
          "đạt không có số"))
      << all;
  // 95% would be their mean.
  EXPECT_TRUE(
      has(all,
          "100% (990/990), ngày 20/6/2026 Đạt 99,9% (999/1000), 02 kỳ, còn 04 kỳ chưa có số "
          "Đạt"))
      << all;
}

TEST_F(UnitPagesTest, WhatHasNoPartsIsNotAddedUp) {
  act("cchc/VII.7@2026-05", "measure", R"({"value":"96"})");
  settle(at("2026-06-20T08:00"));
  act("cchc/VII.7@2026-06", "measure", R"({"numerator":"9","denominator":"10"})");
  EXPECT_TRUE(has(words("/so-lieu"), "không cộng được: 01 kỳ không có tử số, mẫu số"));
}

TEST_F(UnitPagesTest, AUnitThatIsNotThereIsMissing) {
  EXPECT_EQ(page("/don-vi/khac").status, 404);
}

}  // namespace
}  // namespace dondoc::unit_pages_test
