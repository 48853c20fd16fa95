// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/reporting_parser.h"

#include <gtest/gtest.h>

namespace dondoc::reporting_parser_test {
namespace {

YamlFile file_of(const std::string& text) {
  return read_yaml({"calendars/reporting.yaml", text});
}

const std::string head = "source: NĐ 09/2019/NĐ-CP\nsource_date: 2019-01-24\n";

TEST(ReportingParser, ReadsTheDaysOfEachKind) {
  YamlFile file = file_of(head +
                          "asked_before: 3\nwider_takes_in: false\nreports:\n"
                          "  quarter: { cut_off: 14, due: { day: 5, later: 1 } }\n");
  const ReportingCalendar calendar = parse_reporting(file);
  ASSERT_TRUE(file.diagnostics().empty());
  EXPECT_EQ(calendar.asked_before, 3);
  EXPECT_FALSE(calendar.wider_takes_in);
  EXPECT_EQ(calendar.days.at(ReportKind::quarter), (ReportDays{{0, 14}, {1, 5}}));
  const auto reports = reports_of(calendar, {ReportKind::quarter}, 2026);
  ASSERT_EQ(reports.size(), 4U);
  EXPECT_EQ(reports.front().period, "2026-Q1");
  EXPECT_EQ(to_iso(reports.front().cut_off), "2026-03-14");
  EXPECT_EQ(to_iso(reports.front().due), "2026-04-05");
}

TEST(ReportingParser, AWiderReportTakesInTheNarrowerOneOfItsLastMonth) {
  const ReportingCalendar calendar;
  std::string periods;
  for (const ReportPeriod& report : checkpoints_of(calendar, 2026)) {
    periods += report.period + ' ' + to_iso(report.cut_off) + ';';
  }
  EXPECT_EQ(periods, "2026-Q1 2026-03-14;2026-H1 2026-06-14;2026-Q3 2026-09-14;2026 2026-12-14;");
}

TEST(ReportingParser, TellsAReportThatIsDueBeforeItsFiguresAre) {
  YamlFile file = file_of(head + "reports:\n  year: { cut_off: 14, due: 10 }\n");
  (void)parse_reporting(file);
  ASSERT_EQ(file.diagnostics().size(), 1U);
  EXPECT_EQ(file.diagnostics().front().code, "due-before-cut-off");
}

}  // namespace
}  // namespace dondoc::reporting_parser_test
