// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/civil.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::civil_test {
namespace {

constexpr Zone viet_nam{};

TEST(Civil, KnowsWhichDaysExist) {
  EXPECT_TRUE(valid_date(2024, 2, 29).has_value());
  EXPECT_TRUE(valid_date(year_min, 1, 1).has_value());
  EXPECT_TRUE(valid_date(year_max, 12, 31).has_value());
  const Ymd missing[] = {{2026, 2, 29},
                         {2026, 6, 31},
                         {2026, 0, 1},
                         {2026, 13, 1},
                         {2026, 1, 0},
                         {2026, 1, 32},
                         {2026, 257, 1},
                         {2026, 1, 257},
                         {2100, 2, 29},
                         {year_min - 1, 12, 31},
                         {year_max + 1, 1, 1}};
  for (const Ymd& day : missing) {
    EXPECT_FALSE(valid_date(day.year, day.month, day.day).has_value())
        << day.year << '-' << day.month << '-' << day.day;
  }
}

TEST(Civil, GivesBackWhatMadeTheDay) {
  EXPECT_EQ(ymd(make_date(2026, 4, 28)), (Ymd{2026, 4, 28}));
  EXPECT_EQ(year_of(make_date(2026, 12, 31)), 2026);
  EXPECT_EQ(last_of_month(2024, 2), make_date(2024, 2, 29));
  EXPECT_EQ(last_of_month(2026, 2), make_date(2026, 2, 28));
  EXPECT_EQ(last_of_month(2026, 12), make_date(2026, 12, 31));
}

TEST(Civil, AddsMonthsFromTheAnchorAndClampsToTheLastDay) {
  const auto check = [](Date anchor, int months, Date expected) {
    EXPECT_EQ(to_iso(add_months(anchor, months)), to_iso(expected)) << to_iso(anchor) << months;
  };
  check(make_date(2026, 1, 31), 1, make_date(2026, 2, 28));
  check(make_date(2024, 1, 31), 1, make_date(2024, 2, 29));
  // From the anchor, not from the clamped day: two months after 31/01 is 31/3.
  check(make_date(2026, 1, 31), 2, make_date(2026, 3, 31));
  check(make_date(2025, 11, 30), 3, make_date(2026, 2, 28));
  check(make_date(2026, 3, 31), -1, make_date(2026, 2, 28));
  check(make_date(2026, 12, 15), 1, make_date(2027, 1, 15));
  check(make_date(2026, 1, 15), -1, make_date(2025, 12, 15));
  check(make_date(2024, 2, 29), 12, make_date(2025, 2, 28));
  check(make_date(2026, 5, 5), 0, make_date(2026, 5, 5));
}

TEST(Civil, PutsLocalTimeOnTheLineOfInstants) {
  const Date day = make_date(2026, 5, 25);
  EXPECT_EQ(to_rfc3339(instant_at(day, TimeOfDay{11 * 60 + 30}, viet_nam), viet_nam),
            "2026-05-25T11:30:00+07:00");
  EXPECT_EQ(to_rfc3339(start_of(day, viet_nam), viet_nam), "2026-05-25T00:00:00+07:00");
  EXPECT_EQ(end_of(day, viet_nam), start_of(day + std::chrono::days{1}, viet_nam));
  EXPECT_EQ(instant_at(day, TimeOfDay{1440}, viet_nam), end_of(day, viet_nam));
  EXPECT_EQ(start_of(make_date(1970, 1, 1), Zone{std::chrono::seconds{0}}), Instant{});
}

TEST(Civil, WritesOtherZonesWithTheirOffset) {
  const Instant epoch{};
  EXPECT_EQ(to_rfc3339(epoch, Zone{std::chrono::seconds{0}}), "1970-01-01T00:00:00+00:00");
  EXPECT_EQ(to_rfc3339(epoch, Zone{-std::chrono::minutes{210}}), "1969-12-31T20:30:00-03:30");
}

TEST(Civil, ReadsIsoDatesAndNothingElse) {
  EXPECT_EQ(parse_iso_date("2026-01-31"), make_date(2026, 1, 31));
  for (const char* text : {"",
                           "2026-1-31",
                           "2026-01-31 ",
                           " 2026-01-31",
                           "2026/01/31",
                           "31-01-2026",
                           "2026-02-30",
                           "2026-13-01",
                           "20260131",
                           "+026-01-01",
                           "2026-0a-01",
                           "1969-12-31",
                           "2200-01-01"}) {
    EXPECT_FALSE(parse_iso_date(text).has_value()) << text;
  }
}

TEST(Civil, ReadsRfc3339AndNothingElse) {
  const Instant noon = instant_at(make_date(2026, 1, 31), TimeOfDay{720}, viet_nam);
  EXPECT_EQ(parse_rfc3339("2026-01-31T12:00:00+07:00"), noon);
  EXPECT_EQ(parse_rfc3339("2026-01-31T05:00:00Z"), noon);
  EXPECT_EQ(parse_rfc3339("2026-01-31T00:00:00-05:00"), noon);
  EXPECT_EQ(parse_rfc3339("2026-01-31T12:00:59+07:00"), noon + std::chrono::seconds{59});
  for (const char* text : {"",
                           "2026-01-31T12:00:00",
                           "2026-01-31 12:00:00Z",
                           "2026-01-31T12:00:00.5Z",
                           "2026-01-31T24:00:00Z",
                           "2026-01-31T12:60:00Z",
                           "2026-01-31T12:00:60Z",
                           "2026-01-31T12:00:00+0700",
                           "2026-01-31T12:00:00+24:00",
                           "2026-01-31T12:00:00z",
                           "2026-01-31T12:00:00ZZ",
                           "2026-02-30T12:00:00Z",
                           "2026-01-31T12:00:00+07:00 "}) {
    EXPECT_FALSE(parse_rfc3339(text).has_value()) << text;
  }
}

TEST(Civil, ReadsAClockUpToTwentyFour) {
  EXPECT_EQ(parse_hhmm("11:30"), TimeOfDay{690});
  EXPECT_EQ(parse_hhmm("7:05"), TimeOfDay{425});
  EXPECT_EQ(parse_hhmm("00:00"), TimeOfDay{0});
  EXPECT_EQ(parse_hhmm("24:00"), TimeOfDay{1440});
  for (const char* text : {"",
                           ":",
                           ":30",
                           "11:",
                           "11:3",
                           "11:300",
                           "111:30",
                           "24:01",
                           "25:00",
                           "11:60",
                           "1130",
                           "11h30",
                           "-1:30",
                           "11:30 "}) {
    EXPECT_FALSE(parse_hhmm(text).has_value()) << text;
  }
}

RC_GTEST_PROP(Civil, DaysInstantsAndTimesComeBackAsTheyWere, ()) {
  const int day = *rc::gen::inRange(0, 83'000);  // into 2197
  const int minute = *rc::gen::inRange(0, 1440);
  const int second = *rc::gen::inRange(0, 60);
  const Zone zone{std::chrono::minutes{*rc::gen::inRange(-14 * 60, 14 * 60 + 1)}};
  const Date date = make_date(1970, 1, 1) + std::chrono::days{day};
  const Instant instant = instant_at(date, TimeOfDay{minute}, zone) + std::chrono::seconds{second};
  RC_ASSERT(date_of(instant, zone) == date);
  RC_ASSERT(time_of(instant, zone) == TimeOfDay{minute});
  RC_ASSERT(parse_iso_date(to_iso(date)) == date);
  RC_ASSERT(parse_rfc3339(to_rfc3339(instant, zone)) == instant);
  RC_ASSERT(parse_hhmm(to_hhmm(TimeOfDay{minute})) == TimeOfDay{minute});
}

}  // namespace
}  // namespace dondoc::civil_test
