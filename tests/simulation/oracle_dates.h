// SPDX-License-Identifier: Apache-2.0
// The oracle's dates, by walking day by day (oracle_dates.cpp, oracle_dues.cpp).
#pragma once

#include "rules/schedule/occurrence.h"
#include "tests/simulation/small_world.h"

#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

inline constexpr std::chrono::days one_day{1};

[[nodiscard]] bool plain_is_working(const PlainCalendar& calendar, Date date);
/// `n` working days strictly before `date`; 0 is `date` itself, or the working day before.
[[nodiscard]] Date plain_working_days_before(const PlainCalendar& calendar, Date date, int n);
/// `n` working days strictly after `date`; 0 is `date` itself.
[[nodiscard]] Date plain_working_days_after(const PlainCalendar& calendar, Date date, int n);
[[nodiscard]] Date plain_working_day_from(const PlainCalendar& calendar, Date date);
[[nodiscard]] Instant plain_instant(Date date, TimeOfDay time);
[[nodiscard]] Date plain_date(Instant instant);
/// The day of the month, or the month's last one when it is shorter or none is named.
[[nodiscard]] Date plain_day(int year, unsigned month, std::optional<unsigned> day);

struct PlainDue {
  std::string period;
  Instant opens;
  Instant due;
  Date last_day;
  bool dated{true};
  std::optional<Date> begins{};  ///< the first day of its period; unset: a document can't change it
};
/// The first moment from `now` on in the hours of the policy.
[[nodiscard]] Instant next_hours(const Policy& policy, Instant now);

/// Every due of the stage that the calendar brings, over the plan's years of effect.
[[nodiscard]] std::vector<PlainDue> plain_dues(const Plan& plan,
                                               const DueRule& rule,
                                               const PlainCalendar& calendar,
                                               const ReportingCalendar& reporting,
                                               unsigned weekday);
[[nodiscard]] PlainDue plain_due_of_event(const Plan& plan,
                                          const DueRule& rule,
                                          const PlainCalendar& calendar,
                                          const Happening& happening);

/// Whether what happens opens it, not the calendar.
[[nodiscard]] bool waits_for_events(const DueRule& rule);
[[nodiscard]] std::string plain_key(const std::string& plan,
                                    const Obligation& obligation,
                                    const Stage& stage,
                                    const std::string& period,
                                    const std::string& unit);

/// The rules that a step has one after another, each with the day from which on it holds.
using PlainRules = std::vector<std::pair<Date, DueRule>>;
[[nodiscard]] PlainRules plain_rules(const Stage& stage);
/// Of a period that begins, or of an event, on that day.
[[nodiscard]] const DueRule& plain_rule(const PlainRules& rules, std::optional<Date> day);
/// As plain_dues(), of all its rules together: each period has the one under which it begins.
[[nodiscard]] std::vector<PlainDue> plain_dues_of_rules(const Plan& plan,
                                                        const PlainRules& rules,
                                                        const PlainCalendar& calendar,
                                                        const ReportingCalendar& reporting,
                                                        unsigned weekday);

/// A report of a year: its name, the first day that it is about, and its days.
struct PlainReport {
  std::string period;
  Date first;
  Date cut_off;
  Date due;
};
enum class Wider { takes_in, stands_beside };
/// Of the kinds; a wider one of the same month can take a narrower one in.
[[nodiscard]] std::vector<PlainReport> plain_reports(const ReportingCalendar& reporting,
                                                     const std::vector<ReportKind>& kinds,
                                                     Wider wider,
                                                     int year);

/// A reporting round of a year: its name and the day on which units are asked.
struct PlainRound {
  std::string period;
  Date asked;
};
[[nodiscard]] std::vector<PlainRound> plain_rounds(const ReportingCalendar& reporting,
                                                   const PlainCalendar& calendar,
                                                   int year);

}  // namespace dondoc
