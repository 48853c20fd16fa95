// SPDX-License-Identifier: Apache-2.0
// The days of the periodic reports: when figures are cut off and when each report is due. Nghị định
// 09/2019/NĐ-CP art. 12 fixes the cut-off (the 14th of the period's last month); the due days are
// each province's own, so they are data.
#pragma once

#include "rules/calendar/civil.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

enum class ReportKind { month, quarter, half_year, nine_months, year };

/// A day counted from a period's last month: 0 is that month, 1 the next.
struct ReportDay {
  int months_later{0};
  unsigned day{14};
  bool operator==(const ReportDay&) const = default;
};

struct ReportDays {
  ReportDay cut_off{0, 14};  ///< the last day whose figures count
  ReportDay due{0, 17};      ///< the last day on which the report is in time
  bool operator==(const ReportDays&) const = default;
};

struct ReportingCalendar {
  std::map<ReportKind, ReportDays> days;  ///< a kind that isn't here has the default days
  /// Of reports whose periods end with the same month only the widest is made.
  bool wider_takes_in{true};
  /// Units are asked so many working days before the cut-off.
  int asked_before{5};
  std::string source;
  bool operator==(const ReportingCalendar&) const = default;
};

/// One report's period: its name, its span and its days.
struct ReportPeriod {
  std::string period;  ///< "2026-Q1", "2026-H1", "2026-9M", "2026", "2026-03"
  Date first;          ///< the first day of its first month
  Date cut_off;
  Date due;
};

/// The reports of the kinds whose last month lies in the year, by due.
[[nodiscard]] std::vector<ReportPeriod> reports_of(const ReportingCalendar& calendar,
                                                   const std::vector<ReportKind>& kinds,
                                                   int year);

/// The quarterly rounds in which duties without a date of their own are asked about: quarters I and
/// III, the half-year and the year, by cut-off.
[[nodiscard]] std::vector<ReportPeriod> checkpoints_of(const ReportingCalendar& calendar, int year);

}  // namespace dondoc
