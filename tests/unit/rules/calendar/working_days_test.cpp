// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/working_days.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::working_days_test {
namespace {

using std::chrono::days;

constexpr const char* notice = "TB 9441/TB-BNV ngày 16/10/2025";

SpecialDay off(unsigned month, unsigned day, const char* name) {
  return {make_date(2026, month, day), DayKind::off, name, notice};
}

SpecialDay worked(unsigned month, unsigned day, const char* name) {
  return {make_date(2026, month, day), DayKind::working, name, notice};
}

/// The days off of 2026 as promulgated; 2027 is not yet.
WorkingDays calendar_2026() {
  CalendarYear year{2026, true, {}};
  year.days = {off(1, 1, "Tết Dương lịch"),
               off(1, 2, "Hoán đổi với ngày 10/01"),
               off(4, 27, "Nghỉ bù Giỗ Tổ"),
               off(4, 30, "Ngày Chiến thắng"),
               off(5, 1, "Ngày Quốc tế lao động"),
               off(8, 31, "Hoán đổi với ngày 22/8"),
               off(9, 1, "Quốc khánh"),
               off(9, 2, "Quốc khánh"),
               off(11, 24, "Ngày Văn hóa Việt Nam"),
               worked(1, 10, "Làm bù ngày 02/01"),
               worked(8, 22, "Làm bù ngày 31/8")};
  for (unsigned day = 16; day <= 20; ++day) {
    year.days.push_back(off(2, day, "Tết Nguyên đán"));
  }
  return WorkingDays(std::bitset<7>{0b1000001}, {year, CalendarYear{2027, false, {}}});
}

void check_steps(Date from, int n, Date expected) {
  EXPECT_EQ(to_iso(calendar_2026().add_working_days(from, n)), to_iso(expected))
      << to_iso(from) << " and " << n;
}

TEST(WorkingDays, AreMondayToFridayWhenNothingIsKnown) {
  const WorkingDays plain;
  EXPECT_TRUE(plain.is_working(make_date(2026, 5, 25)));   // Monday
  EXPECT_TRUE(plain.is_working(make_date(2026, 5, 22)));   // Friday
  EXPECT_FALSE(plain.is_working(make_date(2026, 5, 23)));  // Saturday
  EXPECT_FALSE(plain.is_working(make_date(2026, 5, 24)));  // Sunday
  EXPECT_FALSE(plain.is_promulgated(2026));
}

TEST(WorkingDays, FollowTheNoticeOfTheYear) {
  const WorkingDays calendar = calendar_2026();
  EXPECT_FALSE(calendar.is_working(make_date(2026, 4, 27)));  // Monday, made up for Sunday
  EXPECT_FALSE(calendar.is_working(make_date(2026, 8, 31)));  // Monday, swapped
  EXPECT_TRUE(calendar.is_working(make_date(2026, 1, 10)));   // worked Saturday
  EXPECT_TRUE(calendar.is_working(make_date(2026, 8, 22)));   // worked Saturday
  EXPECT_FALSE(calendar.is_working(make_date(2026, 8, 29)));  // any other Saturday
  EXPECT_TRUE(calendar.is_promulgated(2026));
  EXPECT_FALSE(calendar.is_promulgated(2027));
  EXPECT_FALSE(calendar.is_promulgated(2028));
}

TEST(WorkingDays, KeepTheNameAndSourceOfEachDay) {
  const WorkingDays calendar = calendar_2026();
  const SpecialDay* tet = calendar.special(make_date(2026, 2, 17));
  ASSERT_NE(tet, nullptr);
  EXPECT_EQ(tet->name, "Tết Nguyên đán");
  EXPECT_EQ(tet->source, notice);
  EXPECT_EQ(calendar.special(make_date(2026, 2, 23)), nullptr);
}

TEST(WorkingDays, PutTheDayBeforeAMondayOnTheFriday) {
  check_steps(make_date(2026, 5, 25), -1, make_date(2026, 5, 22));
  check_steps(make_date(2026, 5, 22), 1, make_date(2026, 5, 25));
  check_steps(make_date(2026, 5, 24), 0, make_date(2026, 5, 24));
}

TEST(WorkingDays, CountAWorkedSaturday) {
  check_steps(make_date(2026, 1, 9), 1, make_date(2026, 1, 10));
  check_steps(make_date(2026, 8, 21), 1, make_date(2026, 8, 22));
  check_steps(make_date(2026, 8, 24), -1, make_date(2026, 8, 22));
}

// Worked examples for terms of Bộ luật Dân sự 2015, art. 148.
TEST(WorkingDays, RollATermsLastDayAsTheLawDoes) {
  const WorkingDays calendar = calendar_2026();
  // Three months after 30/11/2025 is Saturday 28/02/2026, so Monday 02/3/2026.
  const Date term = add_months(make_date(2025, 11, 30), 3);
  EXPECT_EQ(to_iso(calendar.on_or_after(term)), "2026-03-02");
  // Three working days after Friday 13/02/2026, with Tết from 14 to 22: 25/02/2026.
  check_steps(make_date(2026, 2, 13), 3, make_date(2026, 2, 25));
  // One working day after Friday 28/8/2026, with 31/8 to 02/9 off: Thursday 03/9/2026.
  check_steps(make_date(2026, 8, 28), 1, make_date(2026, 9, 3));
}

TEST(WorkingDays, FindTheNearestWorkingDayOnEitherSide) {
  const WorkingDays calendar = calendar_2026();
  EXPECT_EQ(to_iso(calendar.on_or_after(make_date(2026, 2, 14))), "2026-02-23");
  EXPECT_EQ(to_iso(calendar.on_or_before(make_date(2026, 2, 22))), "2026-02-13");
  EXPECT_EQ(to_iso(calendar.on_or_after(make_date(2026, 2, 23))), "2026-02-23");
  EXPECT_EQ(to_iso(calendar.on_or_before(make_date(2026, 2, 13))), "2026-02-13");
}

TEST(WorkingDays, CountTheDaysThatAreLeft) {
  const WorkingDays calendar = calendar_2026();
  const auto check = [&calendar](Date from, Date to, int expected) {
    EXPECT_EQ(calendar.count_working_days(from, to), expected) << to_iso(from) << to_iso(to);
  };
  check(make_date(2026, 5, 22), make_date(2026, 5, 25), 1);
  check(make_date(2026, 5, 25), make_date(2026, 5, 25), 0);
  check(make_date(2026, 5, 25), make_date(2026, 5, 22), 0);
  check(make_date(2026, 2, 13), make_date(2026, 2, 25), 3);
  check(make_date(2026, 9, 16), make_date(2026, 9, 30), 10);
  // 365 days, 104 of them on weekends, 14 weekdays off, 2 worked Saturdays.
  check(make_date(2025, 12, 31), make_date(2026, 12, 31), 365 - 104 - 14 + 2);
}

TEST(WorkingDays, StopWhenACalendarNeverWorks) {
  const WorkingDays closed(std::bitset<7>{0b1111111}, {});
  const Date day = make_date(2026, 1, 1);
  EXPECT_EQ(closed.on_or_after(day), day + days{WorkingDays::steps_max});
  EXPECT_EQ(closed.on_or_before(day), day - days{WorkingDays::steps_max});
  EXPECT_EQ(closed.count_working_days(day, day + days{700}), 0);
  EXPECT_GT(closed.add_working_days(day, 1'000'000'000), make_date(year_max, 12, 30));
  EXPECT_LT(closed.add_working_days(day, -1'000'000'000), make_date(year_min, 1, 2));
}

/// One day after the other, as a person counts on the wall calendar.
int count_by_hand(const WorkingDays& calendar, Date from, Date to) {
  int count = 0;
  for (Date day = from + days{1}; day <= to; day += days{1}) {
    count += calendar.is_working(day) ? 1 : 0;
  }
  return count;
}

RC_GTEST_PROP(WorkingDays, CountingAgreesWithAWallCalendar, ()) {
  const WorkingDays calendar = calendar_2026();
  const Date from = make_date(2025, 11, 1) + days{*rc::gen::inRange(0, 500)};
  const Date to = from + days{*rc::gen::inRange(-20, 500)};
  RC_ASSERT(calendar.count_working_days(from, to) == count_by_hand(calendar, from, to));
}

RC_GTEST_PROP(WorkingDays, SteppingAgreesWithCounting, ()) {
  const WorkingDays calendar = calendar_2026();
  const Date from = make_date(2025, 11, 1) + days{*rc::gen::inRange(0, 500)};
  const int n = *rc::gen::inRange(1, 120);
  const Date after = calendar.add_working_days(from, n);
  RC_ASSERT(calendar.is_working(after));
  RC_ASSERT(calendar.count_working_days(from, after) == n);
  const Date before = calendar.add_working_days(from, -n);
  RC_ASSERT(calendar.is_working(before));
  RC_ASSERT(calendar.count_working_days(before - days{1}, from - days{1}) == n);
}

}  // namespace
}  // namespace dondoc::working_days_test
