// SPDX-License-Identifier: Apache-2.0
// Thứ Hai: what a leader reads at the beginning of the week.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::monday_page_test {
namespace {

using dondoc::testing::at;

class MondayPageTest : public testing::PagesFixture {
 protected:
  explicit MondayPageTest(RuleSet rules = testing::small_office())
      : PagesFixture(std::move(rules)) {
    settle(at("2026-05-11T08:00"));
  }

  /// What stands under a heading, up to the next one.
  std::string section(const std::string& title) {
    const std::string all = words("/thu-hai", testing::chair_post);
    const std::size_t begin = all.find(title);
    EXPECT_NE(begin, std::string::npos) << title << " in " << all;
    const std::size_t end = all.find(" (0", begin + title.size() + 5);
    return all.substr(begin, end == std::string::npos ? end : end - begin);
  }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(MondayPageTest, AllGreenIsSaid) {
  const std::string all = words("/thu-hai", testing::chair_post);
  EXPECT_TRUE(has(all, "Không có nhiệm vụ quá hạn. Trong tuần không có nhiệm vụ đến hạn."));
  EXPECT_TRUE(has(all, "tuần từ 11/5/2026 đến 17/5/2026"));
}

TEST_F(MondayPageTest, EachDutyStandsWhereItBelongs) {
  settle(at("2026-06-01T06:50"));
  const std::string late = section("Quá hạn (01)");
  EXPECT_TRUE(has(late, "VII.6 Tự đánh giá chỉ số CCHC hằng tháng"));
  EXPECT_TRUE(has(late, "quá 07 ngày"));
  EXPECT_TRUE(has(late, "chưa nêu nguyên nhân, chưa hẹn ngày xong"));
  EXPECT_TRUE(has(section("Đến hạn trong tuần (01)"), "VII.7 Báo số liệu hồ sơ"));
}

TEST_F(MondayPageTest, ACauseIsToldInPlaceOfItsAbsence) {
  const std::string key = "cchc/VII.6@2026-05";
  settle(at("2026-05-18T08:00"));
  ASSERT_EQ(call("POST",
                 path_of(key) + "/acknowledge",
                 R"({"promised":"2026-05-24","as_post":"truong-vh-xh"})")
                .status,
            200);
  settle(at("2026-06-01T06:50"));
  ASSERT_EQ(
      call("POST", path_of(key) + "/excuse", R"({"reason":"mưa lũ <b>","as_post":"truong-vh-xh"})")
          .status,
      200);
  const std::string late = section("Quá hạn (01)");
  EXPECT_TRUE(has(late, "hẹn ngày 24/5"));
  EXPECT_TRUE(has(late, "mưa lũ <b>"));
  EXPECT_FALSE(has(late, "chưa nêu nguyên nhân"));
  EXPECT_FALSE(has(late, "chưa hẹn"));
}

TEST_F(MondayPageTest, WhatWaitsForASignatureAndWhatWasDoneLastWeek) {
  settle(at("2026-05-20T08:00"));
  ASSERT_EQ(
      call("POST", path_of("cchc/VII.6@2026-05") + "/complete", R"({"document":"3/BC"})").status,
      200);
  ASSERT_EQ(call("POST", path_of("cchc/VII.4@2026") + "/submit", "{}").status, 200);
  settle(at("2026-05-25T06:50"));
  EXPECT_TRUE(has(section("Chờ lãnh đạo ký (01)"), "VII.4 Báo cáo kết quả sáng kiến"));
  EXPECT_TRUE(has(section("Đã hoàn thành tuần trước (01)"), "VII.6"));
  settle(at("2026-06-01T06:50"));
  EXPECT_TRUE(has(words("/thu-hai"), "Đã hoàn thành tuần trước (00)"));
}

TEST_F(MondayPageTest, WhatSeveralUnitsOweInTheSameWordsIsOneLine) {
  for (const char* unit : {"kinh-te", "pvhcc"}) {
    const std::string body =
        std::string(R"({"unit":")") + unit + R"(","title":"Báo cáo nhanh","due":"14/5/2026"})";
    ASSERT_EQ(call("POST", "/v1/tasks", body).status, 200);
  }
  settle(now());
  const std::string coming = section("Đến hạn trong tuần (02)");
  EXPECT_EQ(coming.find("Báo cáo nhanh"), coming.rfind("Báo cáo nhanh")) << coming;
  EXPECT_TRUE(has(coming, "Phòng Kinh tế"));
  EXPECT_TRUE(has(coming, "Trung tâm Phục vụ hành chính công"));
}

class ManyDutiesTest : public MondayPageTest {
 protected:
  static RuleSet many() {
    RuleSet rules = testing::small_office();
    rules.plans.at(testing::plan_id).obligations.back().lead.units.clear();
    for (int i = 1; i <= 40; ++i) {
      Obligation more = testing::obligation(rules, "VII.6");
      more.id = "VIII." + std::to_string(i);
      more.title = "Rà soát số " + std::to_string(i);
      rules.plans.at(testing::plan_id).obligations.push_back(more);
    }
    rules.plans.at(testing::plan_id)
        .obligations.erase(rules.plans.at(testing::plan_id).obligations.begin() + 4);
    return rules;
  }
  ManyDutiesTest() : MondayPageTest(many()) {}
};

TEST_F(ManyDutiesTest, WhatThePaperCannotHoldIsCounted) {
  settle(at("2026-06-01T06:50"));
  const std::string all = words("/thu-hai", testing::chair_post);
  EXPECT_TRUE(has(all, "Quá hạn (41)"));
  EXPECT_TRUE(has(all, "việc khác, xem trang Đầu việc."));
  EXPECT_TRUE(has(all, "VII.7 Báo số liệu hồ sơ"));
}

class TrialPlanTest : public MondayPageTest {
 protected:
  static RuleSet on_trial() {
    RuleSet rules = testing::small_office();
    rules.plans.at(testing::plan_id).trial = make_date(2026, 12, 31);
    return rules;
  }
  TrialPlanTest() : MondayPageTest(on_trial()) {}
};

TEST_F(TrialPlanTest, DutiesOfAPlanOnTrialAreNotForLeaders) {
  settle(at("2026-06-01T06:50"));
  EXPECT_TRUE(has(words("/thu-hai"), "Quá hạn (00)"));
}

}  // namespace
}  // namespace dondoc::monday_page_test
