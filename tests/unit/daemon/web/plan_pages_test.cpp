// SPDX-License-Identifier: Apache-2.0
// Kế hoạch: each duty with the plan's words, what was understood, and what is left open.
#include "tests/unit/daemon/web/pages_fixture.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

namespace dondoc::plan_pages_test {
namespace {

using dondoc::testing::at;

RuleSet hostile_office() {
  RuleSet rules = testing::small_office();
  Obligation& duty = testing::obligation(rules, "VII.4");
  duty.title = "<script>alert(1)</script>";
  duty.stages.front().phrase = "\"><img src=x>";
  rules.plans.at(testing::plan_id).title = "Kế hoạch <b>\"'&";
  rules.directory.units.at("kinh-te").name = "Phòng <i>Kinh tế";
  return rules;
}

class PlanPagesTest : public testing::PagesFixture {
 protected:
  explicit PlanPagesTest(RuleSet rules = testing::small_office()) : PagesFixture(std::move(rules)) {
    settle(at("2026-05-11T08:00"));
  }
  static bool has(const std::string& words, const std::string& part) {
    return words.find(part) != std::string::npos;
  }
};

TEST_F(PlanPagesTest, ADutyHasItsWordsItsMeaningAndItsNextThreeDates) {
  const std::string all = words("/ke-hoach/cchc", testing::head_post);
  EXPECT_TRUE(has(all, "trước ngày 03 của tháng liền kề"));
  EXPECT_TRUE(has(all, "Hiểu là: Hằng tháng")) << all;
  EXPECT_TRUE(has(all, "02/6/2026 02/7/2026 02/8/2026")) << all;
}

TEST_F(PlanPagesTest, WhatTheClaritiesMissIsNamed) {
  const std::string all = words("/ke-hoach/cchc");
  EXPECT_TRUE(has(all, "Chưa rõ trách nhiệm"));
  EXPECT_TRUE(has(all, "Chưa rõ việc"));
}

TEST_F(PlanPagesTest, APlanThatIsNotThereIsMissing) {
  EXPECT_EQ(page("/ke-hoach/khac").status, 404);
}

class HostilePlanTest : public PlanPagesTest {
 protected:
  HostilePlanTest() : PlanPagesTest(hostile_office()) {}
};

std::string filled(std::string pattern) {
  for (const auto& [part, value] : {std::pair<std::string, std::string>{"{plan}", "cchc"},
                                    {"{unit}", "kinh-te"},
                                    {"{key}", "cchc%2FVII.4%402026"}}) {
    const std::size_t at = pattern.find(part);
    if (at != std::string::npos) {
      pattern.replace(at, part.size(), value);
    }
  }
  return pattern;
}

TEST_F(HostilePlanTest, WordsStayWordsOnEveryPage) {
  int shown = 0;
  for (const PageRoute& route : page_routes()) {
    if (route.method != "GET") {
      continue;
    }
    const std::string target = filled(std::string(route.pattern));
    if (target.find('{') != std::string::npos) {
      continue;  // Of something that this office hasn't got.
    }
    for (const std::string query : {"", "?nam=2026", "?nam=2026&don-vi=kinh-te"}) {
      const ApiResponse response = page(target + query);
      if (response.status == 404) {
        continue;  // Edits files, which this office has none of.
      }
      ++shown;
      EXPECT_EQ(response.status, 200) << target;
      EXPECT_EQ(testing::markup_fault(response.body), "") << target;
      EXPECT_EQ(response.body.find("<script"), std::string::npos) << target;
      EXPECT_EQ(response.body.find("<img"), std::string::npos) << target;
      EXPECT_EQ(response.body.find(" style="), std::string::npos) << target;
    }
  }
  // 17 pages, each asked in three ways.
  EXPECT_GE(shown, 17 * 3);
}

class EmptyOfficeTest : public PlanPagesTest {
 protected:
  static RuleSet without_plans() {
    RuleSet rules = testing::small_office();
    rules.plans.clear();
    rules.directory.admin = testing::admin_head_post;
    return rules;
  }
  EmptyOfficeTest() : PlanPagesTest(without_plans()) {}
};

TEST_F(EmptyOfficeTest, AnOfficeWithoutPlansSaysSo) {
  EXPECT_TRUE(has(words("/ke-hoach"), "Chưa có kế hoạch nào."));
  EXPECT_TRUE(has(words("/dau-viec"), "Không có đầu việc nào như vậy."));
  EXPECT_TRUE(has(words("/thu-hai"), "Không có nhiệm vụ quá hạn."));
  EXPECT_TRUE(has(words("/lich"), "Không có nhiệm vụ đến hạn trong thời gian này."));
  EXPECT_TRUE(has(words("/so-lieu"), "Không có chỉ tiêu nào đang theo dõi."));
  EXPECT_TRUE(has(words("/don-vi"), "Đơn vị"));
}

}  // namespace
}  // namespace dondoc::plan_pages_test
