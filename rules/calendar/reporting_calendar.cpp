// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/reporting_calendar.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <tuple>

namespace dondoc {
namespace {

/// How a kind cuts the year: `months` long, from the year's start.
struct Cut {
  unsigned months;
  bool once;  ///< only the first such span of a year
  std::string_view mark;
};

Cut cut_of(ReportKind kind) {
  static constexpr std::array<Cut, 5> cuts{Cut{1, false, "-"},
                                           Cut{3, false, "-Q"},
                                           Cut{6, false, "-H"},
                                           Cut{9, true, "-9M"},
                                           Cut{12, true, ""}};
  return cuts.at(static_cast<std::size_t>(kind));
}

std::string period_name(ReportKind kind, const Cut& cut, int year, unsigned number) {
  std::string name = std::to_string(year) + std::string(cut.mark);
  if (kind == ReportKind::month && number < 10) {
    name += '0';
  }
  return cut.once ? name : name + std::to_string(number);
}

Date day_in(int year, unsigned last_month, const ReportDay& day) {
  const Date month = add_months(make_date(year, last_month, 1), day.months_later);
  const Date last = add_months(month, 1) - std::chrono::days{1};
  return std::min(month + std::chrono::days{static_cast<int>(day.day) - 1}, last);
}

struct Ranked {
  ReportPeriod report;
  ReportKind kind;
  unsigned last_month;
};

}  // namespace

std::vector<ReportPeriod> reports_of(const ReportingCalendar& calendar,
                                     const std::vector<ReportKind>& kinds,
                                     int year) {
  std::vector<Ranked> ranked;
  for (const ReportKind kind : kinds) {
    const Cut cut = cut_of(kind);
    const auto known = calendar.days.find(kind);
    const ReportDays days = known == calendar.days.end() ? ReportDays{} : known->second;
    for (unsigned first = 1; first + cut.months <= december + 1; first += cut.months) {
      const unsigned last_month = first + cut.months - 1;
      ranked.push_back({{period_name(kind, cut, year, (first - 1) / cut.months + 1),
                         make_date(year, first, 1),
                         day_in(year, last_month, days.cut_off),
                         day_in(year, last_month, days.due)},
                        kind,
                        last_month});
      if (cut.once) {
        break;
      }
    }
  }
  if (calendar.wider_takes_in) {
    const std::vector<Ranked> all = ranked;
    ranked.erase(
        std::remove_if(ranked.begin(),
                       ranked.end(),
                       [&all](const Ranked& one) {
                         return std::any_of(all.begin(), all.end(), [&one](const Ranked& other) {
                           return other.kind > one.kind && other.last_month == one.last_month;
                         });
                       }),
        ranked.end());
  }
  std::sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) {
    return std::tie(a.report.due, a.kind) < std::tie(b.report.due, b.kind);
  });
  std::vector<ReportPeriod> reports;
  reports.reserve(ranked.size());
  for (Ranked& one : ranked) {
    reports.push_back(std::move(one.report));
  }
  return reports;
}

std::vector<ReportPeriod> checkpoints_of(const ReportingCalendar& calendar, int year) {
  ReportingCalendar folded = calendar;
  folded.wider_takes_in = true;
  return reports_of(folded, {ReportKind::quarter, ReportKind::half_year, ReportKind::year}, year);
}

}  // namespace dondoc
