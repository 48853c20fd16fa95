// SPDX-License-Identifier: Apache-2.0
// Who asks for a refined duty, or acts on it, reaches the one that is owed in its place.
#include "tests/support/refined_office.h"
#include "tests/unit/daemon/http/routes_fixture.h"

#include <string>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc::refined_routes_test {
namespace {

using testing::at;

RuleSet refined_office() {
  RuleSet rules = testing::small_office();
  testing::add_refining(rules, "1", "VII.6");
  return rules;
}

class RefinedRoutesTest : public testing::RoutesFixture {
 protected:
  RefinedRoutesTest() : RoutesFixture(refined_office()) { settle(at("2026-05-11T08:00")); }
};

TEST_F(RefinedRoutesTest, TheRefinedDutyIsNotListedAndItsKeyShowsTheOneOwed) {
  const auto listed = json("/v1/occurrences");
  for (const auto& one : listed.at("occurrences")) {
    EXPECT_NE(one.at("obligation"), "VII.6") << one;
  }
  const auto shown = json(path_of("cchc/VII.6@2026-05")).at("occurrence");
  EXPECT_EQ(shown.at("key"), "xa/1@2026-05");
  EXPECT_EQ(shown.at("stands_for"), "cchc/VII.6@2026-05");
  EXPECT_TRUE(json(path_of("cchc/VII.4@2026")).at("occurrence").at("stands_for").is_null());
}

TEST_F(RefinedRoutesTest, ItsStateAndProofAreThoseOfTheOneOwed) {
  const std::string body = R"({"document":"12/BC-UBND","document_date":"2026-05-10"})";
  ASSERT_EQ(call("POST", path_of("cchc/VII.6@2026-05") + "/complete", body).status, 200);
  const auto shown = json(path_of("cchc/VII.6@2026-05")).at("occurrence");
  EXPECT_EQ(shown.at("state"), "done");
  EXPECT_EQ(store()->occurrence("xa/1@2026-05")->completion->document, "12/BC-UBND");
  EXPECT_FALSE(store()->occurrence("cchc/VII.6@2026-05"));
}

}  // namespace
}  // namespace dondoc::refined_routes_test
