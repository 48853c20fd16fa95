// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/lunar.h"

#include "rules/calendar/astronomy.h"

#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::lunar_test {
namespace {

using std::chrono::days;

constexpr Zone viet_nam{};
constexpr Zone china{std::chrono::hours{8}};

struct YearRow {
  int year;
  const char* tet;
  const char* gio_to;
};

// Tết and Giỗ Tổ of fifty years. Those of 2024 to 2026 are in the state's notices; all agree with a
// computation from another library's sun and moon.
constexpr std::array<YearRow, 51> table{{
    {2000, "02-05", "04-14"}, {2001, "01-24", "04-03"}, {2002, "02-12", "04-22"},
    {2003, "02-01", "04-11"}, {2004, "01-22", "04-28"}, {2005, "02-09", "04-18"},
    {2006, "01-29", "04-07"}, {2007, "02-17", "04-26"}, {2008, "02-07", "04-15"},
    {2009, "01-26", "04-04"}, {2010, "02-14", "04-23"}, {2011, "02-03", "04-12"},
    {2012, "01-23", "03-31"}, {2013, "02-10", "04-19"}, {2014, "01-31", "04-09"},
    {2015, "02-19", "04-28"}, {2016, "02-08", "04-16"}, {2017, "01-28", "04-06"},
    {2018, "02-16", "04-25"}, {2019, "02-05", "04-14"}, {2020, "01-25", "04-02"},
    {2021, "02-12", "04-21"}, {2022, "02-01", "04-10"}, {2023, "01-22", "04-29"},
    {2024, "02-10", "04-18"}, {2025, "01-29", "04-07"}, {2026, "02-17", "04-26"},
    {2027, "02-06", "04-16"}, {2028, "01-26", "04-04"}, {2029, "02-13", "04-23"},
    {2030, "02-02", "04-12"}, {2031, "01-23", "04-01"}, {2032, "02-11", "04-19"},
    {2033, "01-31", "04-09"}, {2034, "02-19", "04-28"}, {2035, "02-08", "04-17"},
    {2036, "01-28", "04-06"}, {2037, "02-15", "04-24"}, {2038, "02-04", "04-13"},
    {2039, "01-24", "04-03"}, {2040, "02-12", "04-20"}, {2041, "02-01", "04-10"},
    {2042, "01-22", "04-29"}, {2043, "02-10", "04-19"}, {2044, "01-30", "04-07"},
    {2045, "02-17", "04-26"}, {2046, "02-06", "04-15"}, {2047, "01-26", "04-04"},
    {2048, "02-14", "04-22"}, {2049, "02-02", "04-11"}, {2050, "01-23", "04-01"},
}};

std::string tet(int year, Zone zone = viet_nam) {
  return to_iso(from_lunar({year, 1, false, 1}, zone).value());
}

std::string gio_to(int year, Zone zone = viet_nam) {
  return to_iso(from_lunar({year, 3, false, 10}, zone).value());
}

std::string said(const std::optional<LunarDate>& date) {
  return !date ? "none"
               : std::to_string(date->day) + "/" + std::to_string(date->month) +
                     (date->leap ? " leap " : " ") + std::to_string(date->year);
}

TEST(Lunar, GivesTetAndGioToOfFiftyYears) {
  for (const YearRow& row : table) {
    const std::string year = std::to_string(row.year) + "-";
    EXPECT_EQ(tet(row.year), year + row.tet);
    EXPECT_EQ(gio_to(row.year), year + row.gio_to);
  }
}

TEST(Lunar, KnowsTheLeapMonths) {
  // All of 2023 to 2050, 2033 among them: the month after the 11th, not one in the autumn.
  const std::map<int, int> leap{{2023, 2},
                                {2025, 6},
                                {2028, 5},
                                {2031, 3},
                                {2033, 11},
                                {2036, 6},
                                {2039, 5},
                                {2042, 2},
                                {2044, 7},
                                {2047, 5},
                                {2050, 3}};
  std::map<int, int> found;
  for (int year = 2022; year <= 2050; ++year) {
    if (const auto month = leap_month(year)) {
      found.emplace(year, *month);
    }
  }
  EXPECT_EQ(found, leap);
}

TEST(Lunar, DiffersFromChinaInTheYearsWhenItDoes) {
  std::vector<int> tet_differs;
  std::vector<int> gio_to_differs;
  for (int year = 1968; year <= 2100; ++year) {
    if (tet(year) != tet(year, china)) {
      tet_differs.push_back(year);
    }
    if (gio_to(year) != gio_to(year, china)) {
      gio_to_differs.push_back(year);
    }
  }
  EXPECT_EQ(tet_differs, (std::vector<int>{1968, 1969, 1985, 2007, 2030, 2053}));
  EXPECT_EQ(gio_to_differs, (std::vector<int>{1975, 2009, 2037, 2038, 2085, 2086, 2095, 2100}));
}

TEST(Lunar, PutsTetADayOrAMonthFromChinas) {
  const auto check = [](int year, const char* here, const char* there) {
    EXPECT_EQ(tet(year), here);
    EXPECT_EQ(tet(year, china), there);
  };
  check(1968, "1968-01-29", "1968-01-30");
  check(1985, "1985-01-21", "1985-02-20");
  check(2007, "2007-02-17", "2007-02-18");
  check(2030, "2030-02-02", "2030-02-03");
}

TEST(Lunar, HasNoThirtiethOfChapFrom2025To2032) {
  for (int year = 2024; year <= 2031; ++year) {
    EXPECT_FALSE(from_lunar({year, 12, false, 30})) << year;
    EXPECT_TRUE(from_lunar({year, 12, false, 29})) << year;
  }
  EXPECT_EQ(to_iso(from_lunar({2023, 12, false, 30}).value()), "2024-02-09");
  EXPECT_EQ(to_iso(from_lunar({2032, 12, false, 30}).value()), "2033-01-30");
}

TEST(Lunar, ReadsADayOfTheWallCalendar) {
  EXPECT_EQ(said(to_lunar(make_date(2026, 2, 16))), "29/12 2025");
  EXPECT_EQ(said(to_lunar(make_date(2026, 2, 17))), "1/1 2026");
  EXPECT_EQ(said(to_lunar(make_date(2025, 7, 25))), "1/6 leap 2025");
  EXPECT_EQ(said(to_lunar(make_date(2025, 12, 31))), "12/11 2025");
  EXPECT_EQ(said(to_lunar(make_date(2033, 12, 22))), "1/11 leap 2033");
  EXPECT_EQ(said(to_lunar(make_date(2034, 2, 18))), "30/12 2033");
}

TEST(Lunar, RefusesDaysThatDontExist) {
  EXPECT_FALSE(from_lunar({2026, 6, true, 1}));
  EXPECT_FALSE(from_lunar({2026, 13, false, 1}));
  EXPECT_FALSE(from_lunar({2026, 0, false, 1}));
  EXPECT_FALSE(from_lunar({2026, 1, false, 0}));
  EXPECT_FALSE(from_lunar({2026, 1, false, 31}));
  EXPECT_TRUE(from_lunar({2025, 6, true, 29}));
  EXPECT_FALSE(from_lunar({2025, 6, true, 30}));
}

TEST(Lunar, EndsWhereItsYearsEnd) {
  EXPECT_TRUE(months_of_lunar_year(lunar_year_min - 1).empty());
  EXPECT_TRUE(months_of_lunar_year(lunar_year_max + 1).empty());
  EXPECT_EQ(leap_month(lunar_year_max + 1), std::nullopt);
  const Date first = from_lunar({lunar_year_min, 1, false, 1}).value();
  EXPECT_FALSE(to_lunar(first - days{1}));
  EXPECT_EQ(said(to_lunar(first)), "1/1 1968");
  const LunarMonth last = months_of_lunar_year(lunar_year_max).back();
  const Date behind = last.first + days{last.days};
  EXPECT_EQ(to_lunar(behind - days{1})->month, 12);
  EXPECT_FALSE(to_lunar(behind));
  EXPECT_FALSE(to_lunar(make_date(2026, 1, 1) + days{1'000'000}));
  EXPECT_FALSE(to_lunar(make_date(2026, 1, 1) - days{1'000'000}));
}

/// All months of all years, one after the other.
std::vector<LunarMonth> all_months(Zone zone) {
  std::vector<LunarMonth> all;
  for (int year = lunar_year_min; year <= lunar_year_max; ++year) {
    const auto months = months_of_lunar_year(year, zone);
    all.insert(all.end(), months.begin(), months.end());
  }
  return all;
}

TEST(Lunar, MonthsFollowOneAnotherWithoutAGap) {
  for (const Zone zone : {viet_nam, china}) {
    const auto months = all_months(zone);
    for (std::size_t at = 0; at + 1 < months.size(); ++at) {
      const LunarMonth& month = months[at];
      const LunarMonth& next = months[at + 1];
      SCOPED_TRACE(to_iso(month.first));
      EXPECT_TRUE(month.days == 29 || month.days == 30);
      EXPECT_EQ(month.first + days{month.days}, next.first);
      if (next.leap) {
        EXPECT_EQ(next.month, month.month);
        EXPECT_EQ(next.year, month.year);
      } else {
        EXPECT_EQ(next.month, month.month % 12 + 1);
        EXPECT_EQ(next.year, month.year + (next.month == 1 ? 1 : 0));
      }
    }
  }
}

/// How many major terms of the sun fall on the days of the month, looked for hour by hour: another
/// way than the code's, which compares the midnights between months.
int major_terms_in(const LunarMonth& month) {
  constexpr int hours_per_day = 24;
  const auto term_at = [&month](int hours) {
    const double utc = static_cast<double>(month.first.time_since_epoch().count()) +
                       (hours - 7) / double{hours_per_day};
    const double year = 1970 + utc / 365.2425;
    const double moment = utc + 2440587.5 + delta_t_seconds(year) / 86400;
    return std::floor(sun_apparent_longitude(moment) / 30);
  };
  int terms = 0;
  for (int hour = 0; hour < month.days * hours_per_day; ++hour) {
    terms += term_at(hour) != term_at(hour + 1) ? 1 : 0;
  }
  return terms;
}

TEST(Lunar, LeapMonthsAreTheFirstWithoutAMajorTermInALongSpan) {
  const auto months = all_months(viet_nam);
  std::size_t begin = 10;  // the first 11th month: no leap month stands before it in 1968
  while (months[begin].month != 11) {
    ++begin;
  }
  while (begin < months.size()) {
    std::size_t end = begin + 1;
    while (end < months.size() && (months[end].month != 11 || months[end].leap)) {
      ++end;
    }
    if (end == months.size()) {
      break;
    }
    bool wants_leap = end - begin == 13;
    for (std::size_t at = begin; at < end; ++at) {
      const bool expected = wants_leap && major_terms_in(months[at]) == 0;
      wants_leap = wants_leap && !expected;
      EXPECT_EQ(months[at].leap, expected) << to_iso(months[at].first);
    }
    EXPECT_FALSE(wants_leap) << to_iso(months[begin].first);
    begin = end;
  }
}

TEST(Lunar, NamesTheNewMoonsCloseToMidnight) {
  std::vector<std::string> close;
  for (const LunarMonth& month : all_months(viet_nam)) {
    const double day = static_cast<double>(month.first.time_since_epoch().count());
    const int lunation = static_cast<int>(std::lround((day - 10962.8) / 29.530588861));
    const double terrestrial = new_moon(lunation) - 2440587.5;
    const double local =
        terrestrial - delta_t_seconds(1970 + terrestrial / 365.2425) / 86400 + 7.0 / 24;
    EXPECT_EQ(std::floor(local), day) << to_iso(month.first);
    if (std::abs(local - std::round(local)) < 1.0 / 1440) {
      close.push_back(to_iso(month.first) + " month " + std::to_string(month.month));
    }
  }
  EXPECT_EQ(close,
            (std::vector<std::string>{"2054-05-08 month 4",
                                      "2077-11-15 month 10",
                                      "2085-10-18 month 9",
                                      "2150-05-26 month 5",
                                      "2175-01-22 month 1"}));
}

RC_GTEST_PROP(Lunar, ADayGoesThereAndBack, ()) {
  const int first = 1968 - 1970;
  const Date date = make_date(1970, 1, 1) + days{*rc::gen::inRange(first * 365 + 60, 229 * 365)};
  const Zone zone{std::chrono::hours{*rc::gen::inRange(-11, 13)}};
  const auto lunar = to_lunar(date, zone);
  RC_ASSERT(lunar.has_value());
  RC_ASSERT(from_lunar(*lunar, zone) == date);
}

}  // namespace
}  // namespace dondoc::lunar_test
