// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/reporting_calendar.h"

#include <gtest/gtest.h>

namespace dondoc::reporting_calendar_test {
namespace {

std::string names(const std::vector<ReportPeriod>& reports) {
  std::string out;
  for (const ReportPeriod& one : reports) {
    out += (out.empty() ? "" : " ") + one.period;
  }
  return out;
}

std::string days(const std::vector<ReportPeriod>& reports) {
  std::string out;
  for (const ReportPeriod& one : reports) {
    out += one.period + ": from " + to_iso(one.first) + ", figures to " + to_iso(one.cut_off) +
           ", due " + to_iso(one.due) + '\n';
  }
  return out;
}

TEST(ReportingCalendar, NamesEveryMonthWithTwoDigits) {
  EXPECT_EQ(names(reports_of({}, {ReportKind::month}, 2026)),
            "2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 "
            "2026-11 2026-12");
}

TEST(ReportingCalendar, CutsOffAndAsksInTheLastMonthUnlessToldOtherwise) {
  EXPECT_EQ(days(reports_of({}, {ReportKind::quarter, ReportKind::nine_months}, 2026)),
            "2026-Q1: from 2026-01-01, figures to 2026-03-14, due 2026-03-17\n"
            "2026-Q2: from 2026-04-01, figures to 2026-06-14, due 2026-06-17\n"
            "2026-9M: from 2026-01-01, figures to 2026-09-14, due 2026-09-17\n"
            "2026-Q4: from 2026-10-01, figures to 2026-12-14, due 2026-12-17\n");
}

TEST(ReportingCalendar, ADayThatTheMonthDoesNotHaveIsItsLast) {
  ReportingCalendar calendar;
  calendar.days[ReportKind::half_year] = {{0, 31}, {8, 30}};
  EXPECT_EQ(days(reports_of(calendar, {ReportKind::half_year}, 2026)),
            "2026-H1: from 2026-01-01, figures to 2026-06-30, due 2027-02-28\n"
            "2026-H2: from 2026-07-01, figures to 2026-12-31, due 2027-08-30\n");
}

TEST(ReportingCalendar, OfReportsThatEndTogetherTheWidestIsMade) {
  const std::vector<ReportKind> every{ReportKind::month,
                                      ReportKind::quarter,
                                      ReportKind::half_year,
                                      ReportKind::nine_months,
                                      ReportKind::year};
  EXPECT_EQ(names(reports_of({}, every, 2026)),
            "2026-01 2026-02 2026-Q1 2026-04 2026-05 2026-H1 2026-07 2026-08 2026-9M 2026-10 "
            "2026-11 2026");
  ReportingCalendar all;
  all.wider_takes_in = false;
  EXPECT_EQ(names(reports_of(all, {ReportKind::quarter, ReportKind::half_year}, 2026)),
            "2026-Q1 2026-Q2 2026-H1 2026-Q3 2026-Q4 2026-H2");
}

TEST(ReportingCalendar, AYearThatIsCutOffInTheNextLeavesThisJanuaryAlone) {
  ReportingCalendar calendar;
  calendar.days[ReportKind::year] = {{1, 10}, {1, 15}};
  EXPECT_EQ(names(reports_of(calendar, {ReportKind::month, ReportKind::year}, 2026)),
            "2026-01 2026-02 2026-03 2026-04 2026-05 2026-06 2026-07 2026-08 2026-09 2026-10 "
            "2026-11 2026");
}

TEST(ReportingCalendar, AsksAboutUndatedDutiesFourTimesAYear) {
  ReportingCalendar calendar;
  calendar.wider_takes_in = false;
  EXPECT_EQ(names(checkpoints_of(calendar, 2026)), "2026-Q1 2026-H1 2026-Q3 2026");
}

}  // namespace
}  // namespace dondoc::reporting_calendar_test
