// SPDX-License-Identifier: Apache-2.0
// Days, by walking the calendar one after the other.
#include "tests/simulation/oracle_dates.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

constexpr std::chrono::hours zone_offset{7};

}  // namespace

bool plain_is_working(const PlainCalendar& calendar, Date date) {
  if (calendar.working.count(date) != 0) {
    return true;
  }
  const std::chrono::weekday day(date);
  return day != std::chrono::Saturday && day != std::chrono::Sunday &&
         calendar.off.count(date) == 0;
}

Date plain_working_days_before(const PlainCalendar& calendar, Date date, int n) {
  if (n == 0) {
    while (!plain_is_working(calendar, date)) {
      date -= one_day;
    }
    return date;
  }
  while (n > 0) {
    date -= one_day;
    n -= plain_is_working(calendar, date) ? 1 : 0;
  }
  return date;
}

Date plain_working_days_after(const PlainCalendar& calendar, Date date, int n) {
  while (n > 0) {
    date += one_day;
    n -= plain_is_working(calendar, date) ? 1 : 0;
  }
  return date;
}

Date plain_working_day_from(const PlainCalendar& calendar, Date date) {
  while (!plain_is_working(calendar, date)) {
    date += one_day;
  }
  return date;
}

Instant plain_instant(Date date, TimeOfDay time) {
  return Instant(date.time_since_epoch()) + std::chrono::minutes(time.minutes) - zone_offset;
}

Date plain_date(Instant instant) {
  return Date(std::chrono::floor<std::chrono::days>((instant + zone_offset).time_since_epoch()));
}

Date plain_day(int year, unsigned month, std::optional<unsigned> day) {
  Date date = make_date(year, month, 1);
  while ((!day || ymd(date).day < *day) && ymd(date + one_day).month == month) {
    date += one_day;
  }
  return date;
}

std::vector<PlainReport> plain_reports(const ReportingCalendar& reporting,
                                       const std::vector<ReportKind>& kinds,
                                       Wider wider,
                                       int year) {
  struct Cut {
    ReportKind kind;
    unsigned first_month;
    unsigned last_month;
    const char* name;
  };
  static constexpr std::array<Cut, 8> cuts{{{ReportKind::quarter, 1, 3, "-Q1"},
                                            {ReportKind::quarter, 4, 6, "-Q2"},
                                            {ReportKind::half_year, 1, 6, "-H1"},
                                            {ReportKind::quarter, 7, 9, "-Q3"},
                                            {ReportKind::nine_months, 1, 9, "-9M"},
                                            {ReportKind::quarter, 10, 12, "-Q4"},
                                            {ReportKind::half_year, 7, 12, "-H2"},
                                            {ReportKind::year, 1, 12, ""}}};
  const auto wanted = [&kinds](const Cut& cut) {
    return std::find(kinds.begin(), kinds.end(), cut.kind) != kinds.end();
  };
  std::vector<PlainReport> reports;
  for (const Cut& cut : cuts) {
    const bool taken_in = std::any_of(cuts.begin(), cuts.end(), [&](const Cut& other) {
      return wanted(other) && other.last_month == cut.last_month && other.kind > cut.kind;
    });
    if (!wanted(cut) || (taken_in && wider == Wider::takes_in)) {
      continue;
    }
    const auto known = reporting.days.find(cut.kind);
    const ReportDays days = known == reporting.days.end() ? ReportDays{} : known->second;
    const auto day_of = [&cut, year](const ReportDay& day) {
      const unsigned month = cut.last_month + static_cast<unsigned>(day.months_later);
      return month > 12 ? plain_day(year + 1, month - 12, day.day)
                        : plain_day(year, month, day.day);
    };
    reports.push_back({std::to_string(year) + cut.name,
                       make_date(year, cut.first_month, 1),
                       day_of(days.cut_off),
                       day_of(days.due)});
  }
  return reports;
}

std::vector<PlainRound> plain_rounds(const ReportingCalendar& reporting,
                                     const PlainCalendar& calendar,
                                     int year) {
  std::vector<PlainRound> rounds;
  for (const PlainReport& report :
       plain_reports(reporting,
                     {ReportKind::quarter, ReportKind::half_year, ReportKind::year},
                     Wider::takes_in,
                     year)) {
    rounds.push_back({report.period,
                      plain_working_days_before(calendar, report.cut_off, reporting.asked_before)});
  }
  return rounds;
}

}  // namespace dondoc
