// SPDX-License-Identifier: Apache-2.0
// A target over its year.
#include "rules/schedule/target_sum.h"

#include "rules/phrase/thousandths.h"
#include "tests/support/small_office.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::target_sum_test {
namespace {

AmountPeriod counted(const std::string& period,
                     const std::string& numerator,
                     const std::string& denominator) {
  const auto value =
      percent_of(parse_thousandths(numerator).value(), parse_thousandths(denominator).value());
  return {period, Measurement{{}, value.value(), numerator, denominator}};
}

AmountPeriod told(const std::string& period, std::int64_t thousandths) {
  return {period, Measurement{{}, thousandths, {}, {}}};
}

TEST(TargetSum, AddsUpWhatWasCountedAndDividesOnce) {
  const TargetSum sum = sum_of_year({counted("2025-12", "1", "1"),
                                     counted("2026-01", "1", "10"),
                                     counted("2026-02", "89", "90"),
                                     counted("2026-03", "1", "1")},
                                    "2026-02");
  EXPECT_EQ(sum.value, 90'000);  // the mean would be 54,4%
  EXPECT_EQ(sum.measured, 2);
  EXPECT_EQ(sum.numerator, 90'000);
  EXPECT_EQ(sum.denominator, 100'000);
}

TEST(TargetSum, CountsPeriodsWithoutAValueApart) {
  const TargetSum sum = sum_of_year(
      {counted("2026-01", "1", "2"), {"2026-02", std::nullopt}, {"2026-03", std::nullopt}},
      "2026-02");
  EXPECT_EQ(sum.value, 50'000);
  EXPECT_EQ(sum.unmeasured, 1);
}

TEST(TargetSum, OfPercentagesAloneThereIsNone) {
  const TargetSum sum =
      sum_of_year({told("2026-01", 90'000), counted("2026-02", "1", "2")}, "2026-02");
  EXPECT_FALSE(sum.value);
  EXPECT_EQ(sum.bare, 1);
  EXPECT_EQ(sum_of_year({told("2026-01", 90'000)}, "2026-01").value, 90'000);
  EXPECT_EQ(sum_of_year({told("2026", 90'000)}, "2026").value, 90'000);
}

TEST(TargetSum, OfNumbersBeyondAllReasonThereIsNone) {
  std::vector<AmountPeriod> periods;
  for (const char* month : {"2026-01", "2026-02"}) {
    periods.push_back({month, Measurement{{}, 100'000, "999999999", "1"}});
  }
  EXPECT_TRUE(sum_of_year(periods, "2026-02").value);
  EXPECT_FALSE(percent_of(INT64_MAX, 1));
  EXPECT_FALSE(percent_of(1, 0));
}

TEST(TargetSum, ComparesWithTheSamePeriodAYearBefore) {
  const std::vector<AmountPeriod> periods{
      told("2025", 80'000), told("2025-04", 91'000), told("2025-05", 92'500), {"2025-06", {}}};
  EXPECT_EQ(value_year_before(periods, "2026-05"), 92'500);
  EXPECT_EQ(value_year_before(periods, "2026"), 80'000);
  EXPECT_FALSE(value_year_before(periods, "2026-06"));
  EXPECT_FALSE(value_year_before(periods, "2026-Q1"));
  EXPECT_FALSE(value_year_before(periods, "once"));
}

TEST(TargetSum, BetterIsWhatTheTargetAsksFor) {
  const Target most{Bound::at_least, 95'000, "%"};
  const Target least{Bound::at_most, 5'000, "%"};
  EXPECT_EQ(course_of(most, 90'000, 91'000), Course::better);
  EXPECT_EQ(course_of(least, 4'000, 4'500), Course::worse);
  EXPECT_EQ(course_of(least, 4'500, 4'000), Course::better);
  EXPECT_EQ(course_of(most, 90'000, 90'000), Course::same);
}

TEST(QuotaInYear, CountsThePeriodsUpToThisOne) {
  const std::vector<AmountPeriod> periods{{"2025-Q4", std::nullopt, 9},
                                          {"2026-Q1", std::nullopt, 1},
                                          {"2026-Q2", std::nullopt, 2},
                                          {"2026-Q3", std::nullopt, 4}};
  EXPECT_EQ(counted_in_year(periods, "2026-Q2"), 3);
  EXPECT_EQ(counted_in_year(periods, "2026-Q4"), 7);
  EXPECT_EQ(counted_in_year(periods, "2027-Q1"), 0);
}

/// Over the years 2026 to 2030.
Occurrence of_a_term() {
  Occurrence one;
  one.period = "2026--2030";
  one.opens = testing::at("2026-01-01T00:00");
  one.last_day = make_date(2030, 12, 31);
  return one;
}

Fact fact(FactKind kind, const char* at, const std::string& actor = "truong-1") {
  Fact made;
  made.kind = kind;
  made.at = testing::at(at);
  made.actor = actor;
  return made;
}

Fact counts(const char* at, const char* amount) {
  Fact made = fact(FactKind::counted, at);
  made.data["amount"] = amount;
  return made;
}

int in_year(const std::vector<Fact>& facts, int year) {
  return counted_in_year(of_a_term(), facts, year, Zone{});
}

TEST(QuotaInYear, OfSeveralYearsIsWhatWasCountedInIt) {
  EXPECT_TRUE(is_of_several_years("2026--2030"));
  EXPECT_TRUE(is_of_several_years("once"));
  EXPECT_FALSE(is_of_several_years("2026"));
  EXPECT_FALSE(is_of_several_years("2026-Q1"));
  const std::vector<Fact> facts{counts("2026-12-31T23:59", "3"),
                                counts("2027-01-01T00:00", "1"),
                                counts("2027-06-01T08:00", "2"),
                                counts("2031-02-01T08:00", "5")};
  EXPECT_EQ(in_year(facts, 2026), 3);
  EXPECT_EQ(in_year(facts, 2027), 3);
  EXPECT_EQ(in_year(facts, 2028), 0);
  EXPECT_EQ(in_year(facts, 2030), 5);  // too late, and still of that term
}

TEST(QuotaInYear, WhatWasUndoneIsNotCounted) {
  const std::string engine(engine_actor);
  const std::vector<Fact> facts{counts("2026-05-01T08:00", "1"),
                                counts("2026-12-31T23:50", "2"),
                                fact(FactKind::completed, "2026-12-31T23:50", engine),
                                fact(FactKind::undone, "2027-01-01T00:10"),
                                counts("2027-01-02T08:00", "4"),
                                fact(FactKind::progressed, "2027-01-02T08:01"),
                                fact(FactKind::undone, "2027-01-02T08:02")};
  EXPECT_EQ(in_year(facts, 2026), 1);
  EXPECT_EQ(in_year(facts, 2027), 4);
}

TEST(QuotaInYear, TheYearSoFarIsThePresentOneWithinItsYears) {
  const Occurrence one = of_a_term();
  EXPECT_EQ(year_so_far(one, testing::at("2027-12-31T23:59"), Zone{}), 2027);
  EXPECT_EQ(year_so_far(one, testing::at("2031-01-05T08:00"), Zone{}), 2030);
}

}  // namespace
}  // namespace dondoc::target_sum_test
