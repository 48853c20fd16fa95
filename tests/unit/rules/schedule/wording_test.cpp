// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/wording.h"

#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::wording_test {
namespace {

using testing::at;

TEST(Wording, WritesDatesAsDecree30Asks) {
  EXPECT_EQ(date_words(make_date(2026, 2, 5)), "05/02/2026");
  EXPECT_EQ(date_words(make_date(2026, 10, 5)), "05/10/2026");
  EXPECT_EQ(date_words(make_date(2026, 4, 28)), "28/4/2026");
  EXPECT_EQ(short_date_words(make_date(2026, 1, 31)), "31/01");
}

TEST(Wording, NamesTheDaysOfTheWeek) {
  EXPECT_EQ(weekday_words(make_date(2026, 5, 25)), "thứ Hai");
  EXPECT_EQ(weekday_words(make_date(2026, 10, 25)), "Chủ nhật");
  EXPECT_EQ(weekday_words(make_date(2026, 8, 22)), "thứ Bảy");
}

TEST(Wording, SaysWhetherTheDayCountsWhole) {
  EXPECT_EQ(due_words(at("2026-10-01T00:00"), make_date(2026, 9, 30), Zone{}),
            "hết ngày 30/9/2026 (thứ Tư)");
  EXPECT_EQ(due_words(at("2026-05-25T11:30"), make_date(2026, 5, 25), Zone{}),
            "trước 11 giờ 30 ngày 25/5/2026 (thứ Hai)");
}

TEST(Wording, NamesPeriods) {
  EXPECT_EQ(period_words("2026"), "năm 2026");
  EXPECT_EQ(period_words("2026-01"), "tháng 01/2026");
  EXPECT_EQ(period_words("2026-05"), "tháng 5/2026");
  EXPECT_EQ(period_words("2026-12"), "tháng 12/2026");
  EXPECT_EQ(period_words("2026-Q3"), "quý III/2026");
  EXPECT_EQ(period_words("2026-H1"), "6 tháng đầu năm 2026");
  EXPECT_EQ(period_words("2026-9M"), "9 tháng đầu năm 2026");
  EXPECT_EQ(period_words("2026-W09"), "tuần 09/2026 (23/02 - 01/3)");
  EXPECT_EQ(period_words("2026-W53"), "tuần 53/2026 (28/12 - 03/01)");
  EXPECT_EQ(period_words("2027-W01"), "tuần 01/2027 (04/01 - 10/01)");
  EXPECT_EQ(period_words("2026-03-05"), "ngày 05/3/2026");
  EXPECT_EQ(period_words("2026-03.2"), "tháng 3/2026, lần 2");
  EXPECT_EQ(period_words("2026--2030"), "giai đoạn 2026 - 2030");
  EXPECT_EQ(period_words("once"), "");
}

TEST(Wording, AddressesUnitsFirstAndLeadersByTitle) {
  const RuleSet rules = testing::small_office();
  EXPECT_EQ(addressee_words(rules.directory, "truong-kinh-te"), "Phòng Kinh tế");
  EXPECT_EQ(addressee_words(rules.directory, "chu-tich"), "Chủ tịch UBND xã");
  EXPECT_TRUE(is_leader(rules.directory, "pct-vh-xh"));
  EXPECT_FALSE(is_leader(rules.directory, "truong-kinh-te"));
}

TEST(Wording, AddressesTheChairByTitleWhereTheWholeOfficeOwes) {
  RuleSet rules = testing::small_office();
  rules.directory.units["ubnd-xa"] = {"ubnd-xa", "UBND xã", {}, "chu-tich", std::nullopt, false};
  EXPECT_EQ(addressee_words(rules.directory, "chu-tich"), "Chủ tịch UBND xã");
}

}  // namespace
}  // namespace dondoc::wording_test
