// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/audience.h"

#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::audience_test {
namespace {

using testing::small_office;
using Posts = std::vector<std::string>;

Posts posts(const RuleSet& rules, const std::string& obligation, Audience audience) {
  const auto owed = find_owed(rules, SeriesKey{testing::plan_id, obligation, "", ""});
  return Audiences(rules, owed.value(), make_date(2026, 10, 5)).posts(audience);
}

TEST(Audiences, EscalateFromOversightToTheLeaderInCharge) {
  const RuleSet rules = small_office();
  EXPECT_EQ(posts(rules, "VII.4", Audience::lead), Posts{"truong-kinh-te"});
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"truong-vh-xh"});
  EXPECT_EQ(posts(rules, "VII.4", Audience::leader), Posts{"pct-vh-xh"});
}

TEST(Audiences, GoUpWhenTheLeadOverseesItself) {
  const RuleSet rules = small_office();
  EXPECT_EQ(posts(rules, "VII.6", Audience::oversight), Posts{"pct-vh-xh"});
  EXPECT_EQ(posts(rules, "VII.6", Audience::leader), Posts{"chu-tich"});
}

TEST(Audiences, GoUpWhenOnePersonHoldsBothPosts) {
  RuleSet rules = small_office();
  rules.directory.posts["truong-vh-xh"].held_by = rules.directory.posts["truong-kinh-te"].held_by;
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"pct-vh-xh"});
}

TEST(Audiences, PassOverAVacantPost) {
  RuleSet rules = small_office();
  rules.directory.posts["truong-vh-xh"].held_by.clear();
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"pct-vh-xh"});
}

TEST(Audiences, FallBackToTheCoordinatorWhenThePlanNamesNoOversight) {
  RuleSet rules = small_office();
  testing::obligation(rules, "VII.7").oversight.reset();
  EXPECT_EQ(posts(rules, "VII.7", Audience::oversight), Posts{"truong-vh-xh"});
}

TEST(Audiences, NameAVacantPostWhenNobodyElseIsLeft) {
  RuleSet rules = small_office();
  for (const char* post : {"truong-vh-xh", "pct-vh-xh", "chu-tich"}) {
    rules.directory.posts[post].held_by.clear();
  }
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"truong-vh-xh"});
}

TEST(Audiences, NeverEscalateToWhoActsForTheLead) {
  RuleSet rules = small_office();
  for (auto& [id, post] : rules.directory.posts) {
    post.held_by = rules.directory.posts["truong-kinh-te"].held_by;
  }
  EXPECT_EQ(posts(rules, "VII.4", Audience::lead), Posts{"truong-kinh-te"});
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{});
  EXPECT_EQ(posts(rules, "VII.4", Audience::leader), Posts{});
}

TEST(Audiences, GoUpWhenTheOverseerActsForTheLeadsHeadOnLeave) {
  RuleSet rules = small_office();
  rules.directory.posts["truong-kinh-te"].deputy = "truong-vh-xh";
  rules.directory.people["truong-kinh-te-1"].away = {
      {make_date(2026, 10, 5), make_date(2026, 10, 5)}};
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"pct-vh-xh"});
  rules.directory.people["truong-kinh-te-1"].away = {
      {make_date(2026, 10, 6), make_date(2026, 10, 9)}};
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"truong-vh-xh"});
}

TEST(Audiences, CountADeputyOfAnAbsentLeaderAsTold) {
  RuleSet rules = small_office();
  rules.directory.posts["pct-vh-xh"].deputy = "truong-vh-xh";
  rules.directory.people["pct-vh-xh-1"].away = {{make_date(2026, 10, 1), make_date(2026, 10, 31)}};
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"truong-vh-xh"});
  EXPECT_EQ(posts(rules, "VII.4", Audience::leader), Posts{"chu-tich"});
}

RuleSet with_chair_rung() {
  RuleSet rules = small_office();
  rules.policies["standard"].ladder.push_back(
      {"tre-12", {false, 12, OffsetUnit::days}, Audience::chair, std::nullopt});
  return rules;
}

TEST(Audiences, TellTheSamePostAgainWhenItsOwnLevelComes) {
  RuleSet rules = with_chair_rung();
  rules.directory.units["kinh-te"].reports_to = "chu-tich";
  EXPECT_EQ(posts(rules, "VII.4", Audience::leader), Posts{"chu-tich"});
  EXPECT_EQ(posts(rules, "VII.4", Audience::chair), Posts{"chu-tich"});
}

TEST(Audiences, TellOnePersonUnderTwoPostsOnce) {
  RuleSet rules = with_chair_rung();
  rules.directory.posts["chu-tich"].held_by = rules.directory.posts["pct-vh-xh"].held_by;
  EXPECT_EQ(posts(rules, "VII.4", Audience::leader), Posts{"pct-vh-xh"});
  EXPECT_EQ(posts(rules, "VII.4", Audience::chair), Posts{});
}

TEST(Audiences, NeverReportToAUnitOutsideTheOffice) {
  RuleSet rules = small_office();
  rules.directory.units["pvhcc"].outside = true;
  testing::obligation(rules, "VII.4").oversight = "pvhcc";
  EXPECT_EQ(posts(rules, "VII.4", Audience::oversight), Posts{"truong-vh-xh"});
}

TEST(Audiences, AskTheOverseersLeaderAboutAUnitOutsideTheOffice) {
  RuleSet rules = small_office();
  rules.directory.units["pvhcc"].outside = true;
  rules.directory.units["pvhcc"].reports_to.reset();
  EXPECT_EQ(posts(rules, "VII.7", Audience::leader), Posts{"pct-vh-xh"});
}

TEST(Audiences, ReachEveryHeadOfAJointLead) {
  RuleSet rules = small_office();
  testing::obligation(rules, "VII.4").lead = {LeadKind::joint, {"kinh-te", "pvhcc"}};
  EXPECT_EQ(posts(rules, "VII.4", Audience::lead), (Posts{"truong-kinh-te", "giam-doc-pvhcc"}));
}

TEST(Audiences, HaveNobodyForADeputyThatIsNotThere) {
  EXPECT_TRUE(posts(small_office(), "VII.4", Audience::deputy).empty());
}

}  // namespace
}  // namespace dondoc::audience_test
