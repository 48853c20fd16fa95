// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/holidays.h"

#include "rules/calendar/working_days.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::holidays_test {
namespace {

using Lines = std::vector<std::string>;

constexpr std::bitset<7> weekend{0b1000001};

Holiday holiday(
    std::string name, YearlyDay calendar, unsigned day, unsigned month, std::vector<int> offsets) {
  return {std::move(name), calendar, month, day, std::move(offsets), 2021, true, "Điều 112"};
}

HolidayRules law() {
  return {{holiday("Tết Dương lịch", YearlyDay::solar, 1, 1, {0}),
           holiday("Tết", YearlyDay::lunar, 1, 1, {-2, -1, 0, 1, 2}),
           holiday("Giỗ Tổ", YearlyDay::lunar, 10, 3, {0}),
           holiday("Chiến thắng", YearlyDay::solar, 30, 4, {0}),
           holiday("Lao động", YearlyDay::solar, 1, 5, {0}),
           holiday("Quốc khánh", YearlyDay::solar, 2, 9, {-1, 0})},
          "Điều 111"};
}

Lines days_of(int year, const HolidayRules& rules) {
  Lines lines;
  for (const SpecialDay& day : computed_days_off(rules, weekend)) {
    EXPECT_EQ(day.kind, DayKind::off);
    if (year_of(day.date) == year) {
      lines.push_back(to_iso(day.date).substr(5) + " " + day.name);
    }
  }
  return lines;
}

TEST(Holidays, FollowTheMoonAndAreMadeUpAfterTheWeekend) {
  // 1/1/2028 and 2/9 are Saturdays; 30/4 is a Sunday, made up after 1/5. Mùng 1 is Wednesday 26/01.
  EXPECT_EQ(days_of(2028, law()),
            (Lines{"01-03 Tết Dương lịch (nghỉ bù)",
                   "01-24 Tết",
                   "01-25 Tết",
                   "01-26 Tết",
                   "01-27 Tết",
                   "01-28 Tết",
                   "04-04 Giỗ Tổ",
                   "05-01 Lao động",
                   "05-02 Chiến thắng (nghỉ bù)",
                   "09-01 Quốc khánh",
                   "09-04 Quốc khánh (nghỉ bù)"}));
}

TEST(Holidays, TakeOneMakeUpDayForEachOfAWeekend) {
  // 2023: Giỗ Tổ on Saturday 29/4, 30/4 on Sunday, 1/5 on Monday.
  const Lines days = days_of(2023, law());
  const auto gio_to = std::find(days.begin(), days.end(), "05-02 Giỗ Tổ (nghỉ bù)");
  ASSERT_NE(gio_to, days.end());
  EXPECT_EQ(*(gio_to - 1), "05-01 Lao động");
  EXPECT_EQ(*(gio_to + 1), "05-03 Chiến thắng (nghỉ bù)");
}

TEST(Holidays, AreNotMadeUpWhereTheRuleSaysSo) {
  HolidayRules rules{{holiday("Văn hóa", YearlyDay::solar, 24, 11, {0})}, ""};
  rules.holidays[0].made_up = false;
  rules.holidays[0].from_year = 2026;
  EXPECT_EQ(days_of(2025, rules), Lines{});
  EXPECT_EQ(days_of(2026, rules), Lines{"11-24 Văn hóa"});
  EXPECT_EQ(days_of(2029, rules), Lines{});  // a Saturday
}

TEST(Holidays, CountADayOnceWhereTwoMeet) {
  const HolidayRules rules{{holiday("Chiến thắng", YearlyDay::solar, 30, 4, {0}),
                            holiday("Giỗ Tổ", YearlyDay::lunar, 10, 3, {1})},
                           ""};
  // Giỗ Tổ 2023 is 29/4; a day later it would be 30/4, a Sunday.
  EXPECT_EQ(days_of(2023, rules), Lines{"05-01 Chiến thắng (nghỉ bù)"});
}

TEST(Holidays, CrossTheNewYear) {
  const HolidayRules rules{{holiday("Cuối năm", YearlyDay::solar, 31, 12, {0}),
                            holiday("Năm mới", YearlyDay::solar, 2, 1, {-2})},
                           ""};
  // 31/12/2022 is a Saturday; its make-up day belongs to the next year.
  EXPECT_EQ(days_of(2022, rules), Lines{});
  EXPECT_EQ(days_of(2023, rules), Lines{"01-02 Cuối năm (nghỉ bù)"});
}

TEST(Holidays, SayThatTheyAreComputedAndFromWhichLaw) {
  const WorkingDays calendar(weekend, {}, law());
  const SpecialDay* tet = calendar.special(make_date(2028, 1, 26));
  ASSERT_NE(tet, nullptr);
  EXPECT_EQ(tet->source, "Điều 112 (tự tính theo quy định, chưa có thông báo)");
  const SpecialDay* made_up = calendar.special(make_date(2028, 1, 3));
  ASSERT_NE(made_up, nullptr);
  EXPECT_EQ(made_up->source, "Điều 111 (tự tính theo quy định, chưa có thông báo)");
}

TEST(Holidays, EndWithTheLastComputedYear) {
  const WorkingDays calendar(weekend, {}, law());
  EXPECT_FALSE(calendar.is_working(make_date(2021, 4, 30)));
  EXPECT_TRUE(calendar.is_working(make_date(2020, 4, 30)));  // before the first year of the rule
  EXPECT_FALSE(calendar.is_working(make_date(computed_year_max, 9, 2)));
  EXPECT_TRUE(calendar.is_working(make_date(computed_year_max + 1, 5, 1)));
  EXPECT_FALSE(calendar.is_promulgated(2028));
}

TEST(Holidays, YieldToThePromulgatedListOfAYear) {
  const SpecialDay only{make_date(2028, 4, 28), DayKind::off, "Hoán đổi", "TB"};
  const WorkingDays calendar(weekend, {CalendarYear{2028, true, {only}}}, law());
  EXPECT_FALSE(calendar.is_working(make_date(2028, 4, 28)));
  EXPECT_TRUE(calendar.is_working(make_date(2028, 1, 26)));
  EXPECT_FALSE(calendar.is_working(make_date(2029, 5, 1)));
  EXPECT_EQ(calendar.count_working_days(make_date(2027, 12, 31), make_date(2028, 12, 31)),
            366 - 106 - 1);
}

TEST(Holidays, StandBelowWhatAFileSaysOfAProvisionalYear) {
  const CalendarYear draft{2028,
                           false,
                           {{make_date(2028, 1, 24), DayKind::working, "Vẫn làm việc", "TB"},
                            {make_date(2028, 1, 26), DayKind::off, "Mùng 1", "TB"},
                            {make_date(2028, 1, 31), DayKind::off, "Nghỉ thêm", "TB"}}};
  const WorkingDays calendar(weekend, {draft}, law());
  EXPECT_TRUE(calendar.is_working(make_date(2028, 1, 24)));
  EXPECT_EQ(calendar.special(make_date(2028, 1, 26))->name, "Mùng 1");
  EXPECT_FALSE(calendar.is_working(make_date(2028, 1, 31)));
  EXPECT_FALSE(calendar.is_working(make_date(2028, 1, 25)));  // computed
  EXPECT_FALSE(calendar.is_promulgated(2028));
}

TEST(Holidays, StopWhenEveryDayIsAWeeklyDayOff) {
  EXPECT_TRUE(computed_days_off(law(), std::bitset<7>{0b1111111}).empty());
}

}  // namespace
}  // namespace dondoc::holidays_test
