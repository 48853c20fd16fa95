// SPDX-License-Identifier: Apache-2.0
// The dues that plans bring before anything has opened.
#include "rules/schedule/planned_dues.h"

#include "tests/support/small_office.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::planned_dues_test {
namespace {

std::vector<std::string> keys_of(const std::vector<Occurrence>& dues) {
  std::vector<std::string> keys;
  for (const Occurrence& one : dues) {
    keys.push_back(one.key + ' ' + to_iso(one.last_day));
  }
  return keys;
}

TEST(PlannedDues, AreThoseWhoseLastDayLiesInTheSpan) {
  const RuleSet rules = testing::small_office();
  EXPECT_EQ(keys_of(planned_dues(rules, make_date(2027, 9, 24), make_date(2027, 10, 2))),
            (std::vector<std::string>{"cchc/VII.6@2027-09 2027-09-25",
                                      "cchc/VII.4@2027 2027-09-30",
                                      "cchc/VII.7@2027-09 2027-10-02"}));
}

TEST(PlannedDues, ASingleDueIsFoundHoweverLongAgoItsWindowOpened) {
  RuleSet rules = testing::small_office();
  testing::obligation(rules, "VII.4").stages.front().rule = DueRule{PeriodRule{}};
  const auto dues = planned_dues(rules, make_date(2030, 12, 31), make_date(2030, 12, 31));
  EXPECT_TRUE(std::any_of(dues.begin(), dues.end(), [](const Occurrence& one) {
    return one.series.obligation == "VII.4";
  }));
}

TEST(PlannedDues, WhatWaitsForAnEventHasNone) {
  RuleSet rules = testing::small_office();
  for (Obligation& duty : rules.plans.at(testing::plan_id).obligations) {
    duty.stages.front().rule = DueRule{TriggeredRule{10, TermUnit::days}};
  }
  EXPECT_TRUE(planned_dues(rules, make_date(2026, 1, 1), make_date(2030, 12, 31)).empty());
}

TEST(PlannedDues, OfOneDutyTheNextOnesAreFoundAlsoWhenItIsRare) {
  const RuleSet rules = testing::small_office();
  const Plan& plan = rules.plans.at(testing::plan_id);
  const Obligation& yearly = *find_obligation(plan, "VII.4");
  EXPECT_EQ(keys_of(next_dues(rules, plan, yearly, make_date(2026, 10, 1), 3)),
            (std::vector<std::string>{"cchc/VII.4@2027 2027-09-30",
                                      "cchc/VII.4@2028 2028-09-30",
                                      "cchc/VII.4@2029 2029-09-30"}));
  EXPECT_EQ(next_dues(rules, plan, yearly, make_date(2030, 1, 1), 3).size(), 1U);
}

}  // namespace
}  // namespace dondoc::planned_dues_test
