// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_rule.h"

#include <gtest/gtest.h>

namespace dondoc::due_rule_test {
namespace {

constexpr Zone viet_nam{};

DueContext plan(const WorkingDays* calendar = nullptr) {
  return {
      make_date(2026, 1, 1), make_date(2030, 12, 31), make_date(2026, 4, 20), calendar, viet_nam};
}

DueRule rule_of(Recurrence recurrence, Limit limit = Limit::by) {
  return {std::move(recurrence), limit, std::nullopt, Roll::none};
}

std::string shown(const Due& due) {
  return due.period + ' ' + to_rfc3339(due.opens, viet_nam) + ' ' + to_rfc3339(due.due, viet_nam) +
         ' ' + to_iso(due.last_day) + (due.provisional ? " provisional" : "");
}

std::vector<Due> all_dues(const DueRule& rule, const DueContext& context) {
  return dues_opening(rule, context, std::nullopt, Instant::max());
}

void check(const DueRule& rule, const char* period, const std::string& expected) {
  const auto due = due_of(rule, plan(), period);
  ASSERT_TRUE(due.has_value()) << period;
  EXPECT_EQ(shown(*due), expected);
}

TEST(DueRule, GivesAYearUntilItsEnd) {
  check(rule_of(YearlyRule{}),
        "2026",
        "2026 2026-01-01T00:00:00+07:00 2027-01-01T00:00:00+07:00 2026-12-31");
}

TEST(DueRule, OpensAWindowWithItsFirstDay) {
  check(rule_of(YearlyRule{6, 6, {}, 0}),
        "2027",
        "2027 2027-06-01T00:00:00+07:00 2027-07-01T00:00:00+07:00 2027-06-30");
  check(rule_of(YearlyRule{1, 6, {}, 0}),
        "2027",
        "2027 2027-01-01T00:00:00+07:00 2027-07-01T00:00:00+07:00 2027-06-30");
}

TEST(DueRule, PutsTheDueOfAPeriodIntoTheFollowingYear) {
  check(rule_of(YearlyRule{1, 1, 31, 1}, Limit::before),
        "2026",
        "2026 2026-01-01T00:00:00+07:00 2027-01-31T00:00:00+07:00 2027-01-30");
}

TEST(DueRule, PutsTheDueOfAPeriodIntoTheFollowingMonth) {
  // The last period of the plan is due after the plan's end.
  check(rule_of(MonthlyRule{3, 1}, Limit::before),
        "2030-12",
        "2030-12 2030-12-01T00:00:00+07:00 2031-01-03T00:00:00+07:00 2031-01-02");
}

TEST(DueRule, TakesAClockTimeAsTheDueItself) {
  DueRule rule = rule_of(MonthlyRule{25, 0}, Limit::before);
  rule.time = TimeOfDay{11 * 60 + 30};
  const char* const expected =
      "2026-05 2026-05-01T00:00:00+07:00 2026-05-25T11:30:00+07:00 2026-05-25";
  check(rule, "2026-05", expected);
  rule.limit = Limit::by;
  check(rule, "2026-05", expected);
  rule.time = TimeOfDay{0};
  check(rule, "2026-05", "2026-05 2026-05-01T00:00:00+07:00 2026-05-25T00:00:00+07:00 2026-05-24");
  rule.time = TimeOfDay{1440};
  check(rule, "2026-05", "2026-05 2026-05-01T00:00:00+07:00 2026-05-26T00:00:00+07:00 2026-05-25");
}

TEST(DueRule, ClampsADayThatTheMonthDoesNotHave) {
  const DueRule rule = rule_of(MonthlyRule{31, 0});
  check(rule, "2026-02", "2026-02 2026-02-01T00:00:00+07:00 2026-03-01T00:00:00+07:00 2026-02-28");
  check(rule, "2028-02", "2028-02 2028-02-01T00:00:00+07:00 2028-03-01T00:00:00+07:00 2028-02-29");
  // Counted from the calendar, so March is whole again.
  check(rule, "2026-03", "2026-03 2026-03-01T00:00:00+07:00 2026-04-01T00:00:00+07:00 2026-03-31");
}

TEST(DueRule, OpensASingleDueOnTheIssueDate) {
  check(rule_of(OnceRule{{}, make_date(2026, 4, 28), "once"}),
        "once",
        "once 2026-04-20T00:00:00+07:00 2026-04-29T00:00:00+07:00 2026-04-28");
  check(rule_of(OnceRule{make_date(2026, 7, 1), make_date(2026, 9, 30), "2026-Q3"}),
        "2026-Q3",
        "2026-Q3 2026-07-01T00:00:00+07:00 2026-10-01T00:00:00+07:00 2026-09-30");
}

TEST(DueRule, OpensWhatWasDueBeforeTheIssueOnItsLastDay) {
  check(rule_of(OnceRule{{}, make_date(2024, 12, 31), "once"}, Limit::before),
        "once",
        "once 2024-12-30T00:00:00+07:00 2024-12-31T00:00:00+07:00 2024-12-30");
}

TEST(DueRule, HasOnePeriodForEachYearAndMonthOfEffect) {
  EXPECT_EQ(all_dues(rule_of(YearlyRule{}), plan()).size(), 5U);
  const auto months = all_dues(rule_of(MonthlyRule{}), plan());
  ASSERT_EQ(months.size(), 60U);
  EXPECT_EQ(months.front().period, "2026-01");
  EXPECT_EQ(months.back().period, "2030-12");
  EXPECT_EQ(all_dues(rule_of(OnceRule{{}, make_date(2026, 4, 28), "once"}), plan()).size(), 1U);

  DueContext part = plan();
  part.effective_from = make_date(2026, 4, 20);
  part.effective_to = make_date(2026, 6, 2);
  const auto some = all_dues(rule_of(MonthlyRule{}), part);
  ASSERT_EQ(some.size(), 3U);
  EXPECT_EQ(some.front().period, "2026-04");
  EXPECT_EQ(some.back().period, "2026-06");
}

TEST(DueRule, HasNoDuesWhenThePlanEndsBeforeItBegins) {
  DueContext backwards = plan();
  std::swap(backwards.effective_from, backwards.effective_to);
  EXPECT_TRUE(all_dues(rule_of(MonthlyRule{}), backwards).empty());
  EXPECT_FALSE(next_opening(rule_of(MonthlyRule{}), backwards, std::nullopt).has_value());
}

TEST(DueRule, GivesOnlyWhatOpensInTheSpanAskedFor) {
  const DueRule rule = rule_of(MonthlyRule{});
  const Instant april = start_of(make_date(2026, 4, 1), viet_nam);
  const Instant june = start_of(make_date(2026, 6, 1), viet_nam);
  const auto dues = dues_opening(rule, plan(), april, june);
  ASSERT_EQ(dues.size(), 2U);  // (after, through]: April is excluded, June included
  EXPECT_EQ(dues[0].period, "2026-05");
  EXPECT_EQ(dues[1].period, "2026-06");
  EXPECT_EQ(dues_opening(rule, plan(), april, june, 1).size(), 1U);
  EXPECT_TRUE(dues_opening(rule, plan(), april, june, 0).empty());
  EXPECT_TRUE(dues_opening(rule, plan(), june, april).empty());
}

TEST(DueRule, SaysWhenTheNextOneOpens) {
  const DueRule rule = rule_of(YearlyRule{});
  const Instant mid_2026 = start_of(make_date(2026, 7, 1), viet_nam);
  EXPECT_EQ(next_opening(rule, plan(), mid_2026), start_of(make_date(2027, 1, 1), viet_nam));
  const Instant mid_2030 = start_of(make_date(2030, 7, 1), viet_nam);
  EXPECT_FALSE(next_opening(rule, plan(), mid_2030).has_value());
}

TEST(DueRule, KnowsNoPeriodButItsOwn) {
  const auto none = [](const Recurrence& recurrence, const char* period) {
    EXPECT_FALSE(due_of(rule_of(recurrence), plan(), period).has_value()) << period;
  };
  for (const char* period : {"", "2025", "2031", "02026", "+2026", "2026-01", "once", "abcd"}) {
    none(YearlyRule{}, period);
  }
  for (const char* period :
       {"", "2026", "2025-12", "2031-01", "2026-13", "2026-00", "2026-1", "2026/01", "2026--1"}) {
    none(MonthlyRule{}, period);
  }
  for (const char* period : {"", "2026", "once "}) {
    none(OnceRule{{}, make_date(2026, 4, 28), "once"}, period);
  }
}

TEST(DueRule, StopsAtTheLastYearThatCanBeWritten) {
  DueContext endless = plan();
  endless.effective_to = make_date(year_max, 12, 31);
  EXPECT_EQ(all_dues(rule_of(YearlyRule{1, 1, 31, 1}), endless).back().period, "2198");
  EXPECT_EQ(all_dues(rule_of(MonthlyRule{3, 1}), endless).back().period, "2199-11");
}

WorkingDays calendar_2026() {
  CalendarYear year{2026, true, {}};
  year.days = {{make_date(2026, 4, 30), DayKind::off, "Ngày Chiến thắng", "TB 9441/TB-BNV"},
               {make_date(2026, 5, 1), DayKind::off, "Quốc tế lao động", "TB 9441/TB-BNV"}};
  return WorkingDays(std::bitset<7>{0b1000001}, {year});
}

TEST(DueRule, RollsOnlyWhenItSaysSo) {
  const WorkingDays calendar = calendar_2026();
  DueRule rule = rule_of(MonthlyRule{30, 0});
  const auto last_day = [&](const char* period) {
    return to_iso(due_of(rule, plan(&calendar), period)->last_day);
  };
  EXPECT_EQ(last_day("2026-04"), "2026-04-30");
  rule.roll = Roll::next;  // Thursday and Friday off, then a weekend
  EXPECT_EQ(last_day("2026-04"), "2026-05-04");
  rule.roll = Roll::previous;
  EXPECT_EQ(last_day("2026-04"), "2026-04-29");
  EXPECT_EQ(last_day("2026-06"), "2026-06-30");
}

TEST(DueRule, RollsTheNamedDayBeforeTakingTheDayBeforeIt) {
  const WorkingDays calendar = calendar_2026();
  DueRule rule = rule_of(MonthlyRule{25, 0}, Limit::before);
  rule.roll = Roll::next;  // 25/4/2026 is a Saturday
  EXPECT_EQ(shown(*due_of(rule, plan(&calendar), "2026-04")),
            "2026-04 2026-04-01T00:00:00+07:00 2026-04-27T00:00:00+07:00 2026-04-26");
}

TEST(DueRule, IsProvisionalOnlyWhereACalendarStillToComeCouldMoveIt) {
  const WorkingDays calendar = calendar_2026();
  DueRule rule = rule_of(YearlyRule{1, 1, 31, 1}, Limit::before);
  EXPECT_FALSE(due_of(rule, plan(&calendar), "2026")->provisional);
  rule.roll = Roll::next;
  EXPECT_TRUE(due_of(rule, plan(&calendar), "2026")->provisional);  // due in 2027
  DueRule monthly = rule_of(MonthlyRule{25, 0});
  monthly.roll = Roll::next;
  EXPECT_FALSE(due_of(monthly, plan(&calendar), "2026-04")->provisional);
  EXPECT_TRUE(due_of(monthly, plan(&calendar), "2027-04")->provisional);
}

TEST(DueRule, NeverOpensAfterItsLastDay) {
  check(rule_of(MonthlyRule{1, 0}, Limit::before),
        "2026-05",
        "2026-05 2026-04-30T00:00:00+07:00 2026-05-01T00:00:00+07:00 2026-04-30");
}

TEST(DueRule, HasTheNameOfItsShape) {
  EXPECT_EQ(shape_name(rule_of(OnceRule{{}, make_date(2026, 1, 1), "once"})), "once");
  EXPECT_EQ(shape_name(rule_of(YearlyRule{})), "yearly");
  EXPECT_EQ(shape_name(rule_of(MonthlyRule{})), "monthly");
}

}  // namespace
}  // namespace dondoc::due_rule_test
