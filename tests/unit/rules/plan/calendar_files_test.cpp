// SPDX-License-Identifier: Apache-2.0
// The shipped calendars: what the law's rules compute, beside what the notices said.
#include "rules/plan/calendar_files.h"

#include "tests/support/config_folder.h"

#include <algorithm>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace dondoc::calendar_files_test {
namespace {

using std::chrono::days;
using Lines = std::vector<std::string>;

WorkingDays calendar_of(const std::vector<SourceFile>& files) {
  std::vector<Diagnostic> diagnostics;
  auto calendar = read_calendar_files(files, diagnostics);
  EXPECT_TRUE(calendar.has_value());
  for (const Diagnostic& diagnostic : diagnostics) {
    ADD_FAILURE() << render(diagnostic);
  }
  return calendar.value_or(WorkingDays{});
}

/// As if no notice had ever come.
WorkingDays computed() {
  std::vector<SourceFile> rules;
  for (const SourceFile& file : testing::shipped_rule_files()) {
    if (file.name == "calendars/holidays.yaml") {
      rules.push_back(file);
    }
  }
  EXPECT_EQ(rules.size(), 1U);
  return calendar_of(rules);
}

/// The weekdays off of a year with their names.
Lines days_off(const WorkingDays& calendar, int year) {
  Lines lines;
  for (Date day = make_date(year, 1, 1); year_of(day) == year; day += days{1}) {
    const SpecialDay* special = calendar.special(day);
    if (special != nullptr) {
      EXPECT_FALSE(calendar.is_working(day));
      lines.push_back(to_iso(day).substr(5) + " " + special->name);
    }
  }
  return lines;
}

TEST(CalendarFiles, ComputeWhatTheNoticesOf2024To2026SaidButTheSwaps) {
  const WorkingDays promulgated = calendar_of(testing::shipped_rule_files());
  const WorkingDays rules = computed();
  Lines differences;
  for (Date day = make_date(2024, 1, 1); day <= make_date(2026, 12, 31); day += days{1}) {
    if (promulgated.is_working(day) != rules.is_working(day)) {
      differences.push_back(to_iso(day) + " " + promulgated.special(day)->name);
    }
  }
  EXPECT_EQ(differences,
            (Lines{"2024-04-29 Nghỉ hoán đổi, làm bù ngày 04/5",
                   "2024-05-04 Làm bù ngày 29/4",
                   "2025-04-26 Làm bù ngày 02/5",
                   "2025-05-02 Nghỉ hoán đổi, làm bù ngày 26/4",
                   "2026-01-02 Nghỉ hoán đổi, làm bù ngày 10/01",
                   "2026-01-10 Làm bù ngày 02/01",
                   "2026-08-22 Làm bù ngày 31/8",
                   "2026-08-31 Nghỉ hoán đổi, làm bù ngày 22/8"}));
}

TEST(CalendarFiles, GiveTheComingYearsTheirDaysOff) {
  const WorkingDays calendar = calendar_of(testing::shipped_rule_files());
  EXPECT_EQ(days_off(calendar, 2027),
            (Lines{"01-01 Tết Dương lịch",
                   "02-04 Tết Nguyên đán",
                   "02-05 Tết Nguyên đán",
                   "02-08 Tết Nguyên đán",
                   "02-09 Tết Nguyên đán (nghỉ bù)",
                   "02-10 Tết Nguyên đán (nghỉ bù)",
                   "04-16 Giỗ Tổ Hùng Vương",
                   "04-30 Ngày Chiến thắng",
                   "05-03 Ngày Quốc tế lao động (nghỉ bù)",
                   "09-01 Quốc khánh",
                   "09-02 Quốc khánh",
                   "11-24 Ngày Văn hóa Việt Nam"}));
  EXPECT_EQ(days_off(calendar, 2028),
            (Lines{"01-03 Tết Dương lịch (nghỉ bù)",
                   "01-24 Tết Nguyên đán",
                   "01-25 Tết Nguyên đán",
                   "01-26 Tết Nguyên đán",
                   "01-27 Tết Nguyên đán",
                   "01-28 Tết Nguyên đán",
                   "04-04 Giỗ Tổ Hùng Vương",
                   "05-01 Ngày Quốc tế lao động",
                   "05-02 Ngày Chiến thắng (nghỉ bù)",
                   "09-01 Quốc khánh",
                   "09-04 Quốc khánh (nghỉ bù)",
                   "11-24 Ngày Văn hóa Việt Nam"}));
  EXPECT_EQ(days_off(calendar, 2029),
            (Lines{"01-01 Tết Dương lịch",
                   "02-12 Tết Nguyên đán",
                   "02-13 Tết Nguyên đán",
                   "02-14 Tết Nguyên đán",
                   "02-15 Tết Nguyên đán",
                   "02-16 Tết Nguyên đán (nghỉ bù)",
                   "04-23 Giỗ Tổ Hùng Vương",
                   "04-30 Ngày Chiến thắng",
                   "05-01 Ngày Quốc tế lao động",
                   "09-03 Quốc khánh (nghỉ bù)",
                   "09-04 Quốc khánh (nghỉ bù)"}));
  EXPECT_EQ(days_off(calendar, 2030),
            (Lines{"01-01 Tết Dương lịch",
                   "01-31 Tết Nguyên đán",
                   "02-01 Tết Nguyên đán",
                   "02-04 Tết Nguyên đán",
                   "02-05 Tết Nguyên đán (nghỉ bù)",
                   "02-06 Tết Nguyên đán (nghỉ bù)",
                   "04-12 Giỗ Tổ Hùng Vương",
                   "04-30 Ngày Chiến thắng",
                   "05-01 Ngày Quốc tế lao động",
                   "09-02 Quốc khánh",
                   "09-03 Quốc khánh (nghỉ bù)"}));
  EXPECT_FALSE(calendar.is_promulgated(2027));
  EXPECT_FALSE(calendar.is_promulgated(2030));
}

TEST(CalendarFiles, SayWhichLawAComputedDayComesFrom) {
  const WorkingDays calendar = calendar_of(testing::shipped_rule_files());
  EXPECT_EQ(calendar.special(make_date(2028, 4, 4))->source,
            "Bộ luật Lao động 45/2019/QH14, khoản 1 Điều 112 ngày 20/11/2019 (tự tính theo quy "
            "định, chưa có thông báo)");
  EXPECT_EQ(calendar.special(make_date(2028, 5, 2))->source,
            "Bộ luật Lao động 45/2019/QH14, khoản 3 Điều 111 ngày 20/11/2019 (tự tính theo quy "
            "định, chưa có thông báo)");
  EXPECT_EQ(calendar.special(make_date(2026, 2, 17))->source, "TB 9441/TB-BNV ngày 16/10/2025");
}

TEST(CalendarFiles, LetAProvisionalYearTakeAComputedDayBack) {
  std::vector<SourceFile> files = testing::shipped_rule_files();
  const auto year = std::find_if(files.begin(), files.end(), [](const SourceFile& file) {
    return file.name == "calendars/2027.yaml";
  });
  ASSERT_NE(year, files.end());
  year->text +=
      "source: TB 1/TB-BNV\nsource_date: 2026-12-01\n"
      "days_off:\n  - { date: 2027-09-03, name: Quốc khánh }\n"
      "working_days:\n  - { date: 2027-09-01, name: Vẫn làm việc }\n";
  const WorkingDays calendar = calendar_of(files);  // fails on a warning
  EXPECT_TRUE(calendar.is_working(make_date(2027, 9, 1)));
  EXPECT_FALSE(calendar.is_working(make_date(2027, 9, 2)));
  EXPECT_FALSE(calendar.is_working(make_date(2027, 9, 3)));
}

TEST(CalendarFiles, KnowOnlyWeekendsWithoutRulesAndYears) {
  const WorkingDays calendar = calendar_of({});
  EXPECT_TRUE(calendar.is_working(make_date(2028, 1, 26)));
  EXPECT_FALSE(calendar.is_working(make_date(2028, 1, 29)));
}

}  // namespace
}  // namespace dondoc::calendar_files_test
