// SPDX-License-Identifier: Apache-2.0
// The whole of Tà Đùng's plan over its five years, with twenty units, people who act and everything
// that fails: the shipped configuration, and every law of the small offices.
// DONDOC_SIM_RUNS=20 ta_dung_simulation_test runs so many seeds instead of one.
#include "tests/simulation/shipped_office.h"

#include <gtest/gtest.h>

namespace dondoc::ta_dung_simulation_test {
namespace {

constexpr int units = 20;

Setting ta_dung() {
  return shipped_office({"ta-dung", units, make_date(2026, 4, 20), make_date(2031, 2, 1), 20'000});
}

TEST(TaDung, IsLoadedWithTwentyUnits) {
  const Setting setting = ta_dung();
  const Directory& directory = setting.world->rules->directory;
  EXPECT_EQ(directory.groups.at("all-units").size(), static_cast<std::size_t>(units));
  EXPECT_EQ(setting.world->rules->plans.size(), 1U);
  EXPECT_GT(setting.world->rules->plans.begin()->second.obligations.size(), 50U);
}

TEST(TaDung, KeepsEveryLawFrom2026To2030) {
  OfficeRuns runs = play(ta_dung());
  EXPECT_GT(runs.days, 1700) << "the run ended early";
  for (const char* name : {"fact-completed",
                           "fact-submitted",
                           "fact-returned",
                           "fact-extended",
                           "fact-happened",
                           "quota-met",
                           "duty-missed",
                           "told-assigned",
                           "told-checkpoint",
                           "told-signature",
                           "told-escalation",
                           "message-sent",
                           "looked-early",
                           "repeated-attempt"}) {
    EXPECT_GT(runs.seen[name], 0) << name << " never happened";
  }
  expect_faults(runs);
}

}  // namespace
}  // namespace dondoc::ta_dung_simulation_test
