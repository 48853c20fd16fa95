// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/decide.h"
#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::open_test {
namespace {

using testing::at;
using testing::small_office;

SeriesKey series(const std::string& obligation, const std::string& unit = "") {
  return {testing::plan_id, obligation, "", unit};
}

TEST(Open, OpensEveryPeriodThatHasBegunAndSleepsUntilTheNext) {
  const Opening opening = open({series("VII.6"), at("2026-04-20T09:00"), std::nullopt},
                               small_office(),
                               at("2026-04-20T09:00"));
  ASSERT_EQ(opening.occurrences.size(), 4U);
  EXPECT_EQ(opening.occurrences.back().key, "cchc/VII.6@2026-04");
  EXPECT_EQ(opening.facts.size(), 4U);
  EXPECT_EQ(opening.wake_at, at("2026-05-01T00:00"));
}

TEST(Open, OpensNothingTwice) {
  const RuleSet rules = small_office();
  const Instant now = at("2026-04-20T09:00");
  const Opening first = open({series("VII.6"), now, std::nullopt}, rules, now);
  const Opening second = open({series("VII.6"), now, first.opened_through}, rules, now);
  EXPECT_TRUE(second.occurrences.empty());
  EXPECT_EQ(second.wake_at, first.wake_at);
}

TEST(Open, SetsAsideForReviewWhatWasDueBeforeThePlanWasWatched) {
  const RuleSet rules = small_office();
  const Instant load = at("2026-04-20T09:00");
  const Opening opening = open({series("VII.6"), load, std::nullopt}, rules, load);
  std::string flags;
  for (const Occurrence& occurrence : opening.occurrences) {
    flags += occurrence.period + (occurrence.needs_review ? " review;" : " watched;");
  }
  EXPECT_EQ(flags, "2026-01 review;2026-02 review;2026-03 review;2026-04 watched;");
}

TEST(Open, WatchesFromTheDayThePlanSays) {
  RuleSet rules = small_office();
  rules.plans.at(testing::plan_id).watch_from = make_date(2026, 3, 1);
  const Instant load = at("2026-04-20T09:00");
  const Opening opening = open({series("VII.6"), load, std::nullopt}, rules, load);
  EXPECT_TRUE(opening.occurrences.at(1).needs_review);
  EXPECT_FALSE(opening.occurrences.at(2).needs_review);
}

TEST(Open, OpensWhatBeganDuringADowntime) {
  const RuleSet rules = small_office();
  const Opening opening = open({series("VII.6"), at("2026-04-20T09:00"), at("2026-04-20T09:00")},
                               rules,
                               at("2026-07-15T12:00"));
  ASSERT_EQ(opening.occurrences.size(), 3U);
  EXPECT_FALSE(opening.occurrences.front().needs_review);
}

TEST(Open, HasNothingMoreAfterTheYearsOfEffect) {
  const RuleSet rules = small_office();
  const Opening opening =
      open({series("VII.6"), at("2026-04-20T09:00"), std::nullopt}, rules, at("2031-02-01T00:00"));
  EXPECT_EQ(opening.occurrences.size(), 60U);
  EXPECT_FALSE(opening.wake_at);
}

TEST(Open, TakesNoStepBackWhenTheClockDoes) {
  const RuleSet rules = small_office();
  const Opening opening = open({series("VII.6"), at("2026-04-20T09:00"), at("2026-06-10T00:00")},
                               rules,
                               at("2026-05-20T00:00"));
  EXPECT_TRUE(opening.occurrences.empty());
  EXPECT_EQ(opening.opened_through, at("2026-06-10T00:00"));
}

TEST(Open, GivesEachUnitItsOwn) {
  const RuleSet rules = small_office();
  const Instant load = at("2026-04-20T09:00");
  const Opening opening = open({series("VII.1", "kinh-te"), load, std::nullopt}, rules, load);
  ASSERT_EQ(opening.occurrences.size(), 1U);
  EXPECT_EQ(opening.occurrences.front().key, "cchc/VII.1@once#kinh-te");
}

TEST(Open, KnowsNothingOfASeriesThatThePlanLeftOut) {
  const Opening opening = open({series("IX.9"), at("2026-04-20T09:00"), std::nullopt},
                               small_office(),
                               at("2026-05-20T09:00"));
  EXPECT_TRUE(opening.occurrences.empty());
  EXPECT_FALSE(opening.wake_at);
}

}  // namespace
}  // namespace dondoc::open_test
