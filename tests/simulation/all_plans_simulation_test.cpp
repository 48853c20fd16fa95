// SPDX-License-Identifier: Apache-2.0
// Every plan that is shipped, in one office: from the first day of the oldest until each has been
// in effect for a full year, with people who act and everything that fails. What was left undone
// stays beside what comes. DONDOC_SIM_RUNS=20 all_plans_simulation_test runs so many seeds instead
// of one.
#include "tests/simulation/shipped_office.h"

#include <gtest/gtest.h>

namespace dondoc::all_plans_simulation_test {
namespace {

const Date first_day = make_date(2024, 1, 2);
const Date last_day = make_date(2027, 1, 15);
constexpr int plans_in_all = 5;

/// Less is done in time here than at Tà Đùng, and more fails.
Setting all_plans() {
  constexpr int units = 20;
  Setting setting = shipped_office({"", units, first_day, last_day, 40'000});
  setting.done_percent = 35;
  setting.faults_rarer = 8;
  return setting;
}

TEST(AllPlans, EachIsInEffectForAYear) {
  const Setting setting = all_plans();
  const auto& plans = setting.world->rules->plans;
  EXPECT_EQ(plans.size(), static_cast<std::size_t>(plans_in_all));
  for (const auto& [id, plan] : plans) {
    const int year = ymd(plan.effective_from).year;
    EXPECT_LE(plan.effective_from, make_date(year, 1, 1)) << id;
    EXPECT_GE(plan.effective_to, make_date(year, 12, 31)) << id;
    EXPECT_GE(year, ymd(first_day).year) << id;
    EXPECT_LT(year, ymd(last_day).year) << id;
  }
}

TEST(AllPlans, KeepEveryLawFrom2024To2026) {
  OfficeRuns runs = play(all_plans());
  EXPECT_GT(runs.days, 1100) << "the run ended early";
  for (const char* name : {"fact-completed",
                           "fact-submitted",
                           "fact-returned",
                           "fact-extended",
                           "fact-measured",
                           "fact-happened",
                           "duty-missed",
                           "told-reminder",
                           "told-assigned",
                           "told-checkpoint",
                           "told-escalation",
                           "message-sent",
                           "looked-early",
                           "repeated-attempt"}) {
    EXPECT_GT(runs.seen[name], 0) << name << " never happened";
  }
  expect_faults(runs);
}

}  // namespace
}  // namespace dondoc::all_plans_simulation_test
