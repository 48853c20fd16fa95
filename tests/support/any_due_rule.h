// SPDX-License-Identifier: Apache-2.0
// Any due rule at all, of every shape, for property tests.
#pragma once

#include "rules/phrase/due_rule.h"

#include <algorithm>

#include <rapidcheck.h>

namespace dondoc::testing {

inline std::optional<unsigned> any_day_of_month() {
  const unsigned day = *rc::gen::inRange(0U, 32U);
  return day == 0 ? std::nullopt : std::optional<unsigned>{day};
}

/// Never beside a day.
inline std::optional<int> any_working_day(const std::optional<unsigned>& day) {
  if (day) {
    return std::nullopt;
  }
  return *rc::gen::element<std::optional<int>>(std::nullopt, 1, 2, 5, -1, -2);
}

/// Never beside a day or a working day.
inline std::optional<WeekdayOfMonth> any_weekday(const std::optional<unsigned>& day,
                                                 const std::optional<int>& working_day) {
  if (day || working_day || *rc::gen::arbitrary<bool>()) {
    return std::nullopt;
  }
  return WeekdayOfMonth{*rc::gen::inRange(1U, 8U), *rc::gen::element(1, 2, 3, 4, -1)};
}

inline OnceRule any_once() {
  const int year = *rc::gen::inRange(2020, 2041);
  const Date day = make_date(year, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 365)};
  switch (*rc::gen::inRange(0, 3)) {
    case 0:
      return {std::nullopt, day, "once"};
    case 1:
      return {day, day + std::chrono::days{*rc::gen::inRange(0, 400)}, "once"};
    default: {
      const unsigned quarter = *rc::gen::inRange(1U, 5U);
      return {make_date(year, quarter * 3 - 2, 1),
              last_of_month(year, quarter * 3),
              std::to_string(year) + "-Q" + std::to_string(quarter)};
    }
  }
}

inline YearlyRule any_yearly() {
  YearlyRule yearly;
  yearly.first_month = *rc::gen::inRange(1U, 13U);
  yearly.last_month = *rc::gen::inRange(yearly.first_month, 13U);
  yearly.day = any_day_of_month();
  if (yearly.day) {
    yearly.day = std::min(*yearly.day, ymd(last_of_month(2024, yearly.last_month)).day);
  }
  yearly.working_day = any_working_day(yearly.day);
  yearly.weekday = any_weekday(yearly.day, yearly.working_day);
  yearly.years_later = *rc::gen::inRange(-1, 2);
  yearly.first_day = *rc::gen::element(1U, 1U, 15U);
  return yearly;
}

inline MonthlyRule any_monthly() {
  MonthlyRule monthly;
  monthly.day = any_day_of_month();
  monthly.working_day = any_working_day(monthly.day);
  monthly.weekday = any_weekday(monthly.day, monthly.working_day);
  monthly.months_later = *rc::gen::inRange(-1, 2);
  monthly.first_day = *rc::gen::element(1U, 1U, 10U);
  return monthly;
}

inline SpanRule any_span() {
  SpanRule span;
  span.months = *rc::gen::element(3, 6);
  span.due_month = *rc::gen::inRange(0, 2 * span.months);
  span.opens_month = *rc::gen::inRange(0, span.due_month + 1);
  span.day = any_day_of_month();
  span.working_day = any_working_day(span.day);
  span.weekday = any_weekday(span.day, span.working_day);
  return span;
}

inline WeeklyRule any_weekly() {
  const unsigned weekday = *rc::gen::inRange(0U, 8U);
  return {weekday == 0 ? std::nullopt : std::optional(weekday), *rc::gen::inRange(0, 2)};
}

/// Of the shapes whose dues the calendar alone brings.
inline Recurrence any_calendar_recurrence() {
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      return any_once();
    case 1:
    case 2:
      return any_yearly();
    case 3:
    case 4:
      return any_monthly();
    case 5:
      return any_span();
    case 6:
      return any_weekly();
    case 7:
      return DailyRule{};
    default:
      return LunarRule{*rc::gen::inRange(1, 13),
                       *rc::gen::inRange(1, 31),
                       *rc::gen::element(0, 0, 1, 15, days_before_max)};
  }
}

inline Recurrence any_other_recurrence() {
  switch (*rc::gen::inRange(0, 6)) {
    case 0: {
      auto kinds = *rc::gen::nonEmpty(
          rc::gen::container<std::vector<ReportKind>>(rc::gen::element(ReportKind::month,
                                                                       ReportKind::quarter,
                                                                       ReportKind::half_year,
                                                                       ReportKind::nine_months,
                                                                       ReportKind::year)));
      std::sort(kinds.begin(), kinds.end());
      kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
      return ReportingRule{kinds};
    }
    case 1: {
      PeriodRule period;
      period.yearly = *rc::gen::arbitrary<bool>();
      if (*rc::gen::arbitrary<bool>()) {
        period.first_year = *rc::gen::inRange(2020, 2030);
        period.last_year = *rc::gen::inRange(*period.first_year, 2035);
      }
      return period;
    }
    case 2:
      return TriggeredRule{*rc::gen::inRange(-term_amount_max, term_amount_max + 1),
                           static_cast<TermUnit>(*rc::gen::inRange(0, 6))};
    case 3:
      return HappeningRule{};
    case 4:
      return StandingRule{};
    default:
      return DeferredRule{*rc::gen::arbitrary<bool>()};
  }
}

inline DueRule any_due_rule() {
  DueRule rule;
  rule.recurrence =
      *rc::gen::arbitrary<bool>() ? any_calendar_recurrence() : any_other_recurrence();
  rule.limit = *rc::gen::element(Limit::by, Limit::before);
  rule.roll = *rc::gen::element(Roll::none, Roll::next, Roll::previous);
  if (*rc::gen::arbitrary<bool>()) {
    rule.time = TimeOfDay{*rc::gen::inRange(0, 1441)};
  }
  if (is_undated(rule)) {
    rule.limit = Limit::by;
  }
  if (std::holds_alternative<MonthlyRule>(rule.recurrence) && *rc::gen::arbitrary<bool>()) {
    rule.also.emplace_back(any_monthly());
  }
  if (std::holds_alternative<YearlyRule>(rule.recurrence) && *rc::gen::arbitrary<bool>()) {
    rule.also.emplace_back(any_yearly());
    rule.also.emplace_back(any_yearly());
  }
  if (*rc::gen::inRange(0, 4) == 0) {
    rule.quota = Quota{*rc::gen::inRange(1, 50)};
  }
  if (*rc::gen::inRange(0, 4) == 0) {
    rule.target = Target{static_cast<Bound>(*rc::gen::inRange(0, 4)),
                         *rc::gen::inRange<std::int64_t>(0, 200'000),
                         *rc::gen::element<std::string>("%", "điểm")};
  }
  if (!std::holds_alternative<OnceRule>(rule.recurrence) && *rc::gen::arbitrary<bool>()) {
    rule.not_before = make_date(*rc::gen::inRange(2026, 2030), 1, 1);
    rule.not_after = *rc::gen::arbitrary<bool>() ? std::optional(make_date(2030, 12, 31))
                                                 : std::optional<Date>{};
  }
  return rule;
}

}  // namespace dondoc::testing
