// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_rule.h"

#include <algorithm>
#include <cassert>
#include <charconv>

namespace dondoc {
namespace {

using std::chrono::days;

constexpr int months_per_year = 12;

/// The periods of a rule are numbered, in the order in which they open: a year by itself, a month
/// by its months since year 0, the single period of a once rule by 0.
struct PeriodRange {
  int first{0};
  int last{-1};
};

/// A period before its limit, clock time and roll are applied.
struct Span {
  std::string period;
  Date opens;
  Date named_day;
};

int month_index(Date date) {
  const Ymd civil = ymd(date);
  return civil.year * months_per_year + static_cast<int>(civil.month) - 1;
}

int year_of_index(int index) {
  return index / months_per_year;
}

unsigned month_of_index(int index) {
  return static_cast<unsigned>(index % months_per_year) + 1;
}

/// The day of the month, or its last day when it has no such day or none is named.
Date clamped_day(int year, unsigned month, std::optional<unsigned> day) {
  const Date last = last_of_month(year, month);
  return day && *day < ymd(last).day ? make_date(year, month, *day) : last;
}

std::string two_digits(unsigned value) {
  return (value < 10 ? "0" : "") + std::to_string(value);
}

/// The number that all of `text` spells; nothing when it holds anything else.
std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) {
    return std::nullopt;
  }
  return value;
}

PeriodRange years_in_effect(const DueContext& context, int years_later) {
  return {std::max(year_of(context.effective_from), year_min),
          std::min(year_of(context.effective_to), year_max - years_later)};
}

// How each shape numbers its periods. A new shape adds these four functions and a sentence.

PeriodRange periods_of(const OnceRule&, const DueContext&) {
  return {0, 0};
}

PeriodRange periods_of(const YearlyRule& rule, const DueContext& context) {
  return years_in_effect(context, rule.years_later);
}

PeriodRange periods_of(const MonthlyRule& rule, const DueContext& context) {
  const int latest = year_max * months_per_year + months_per_year - 1;
  return {std::max(month_index(context.effective_from), year_min * months_per_year),
          std::min(month_index(context.effective_to), latest - rule.months_later)};
}

/// The period in which `date` lies: all earlier ones have opened before it.
int period_at(const OnceRule&, Date) {
  return 0;
}
int period_at(const YearlyRule&, Date date) {
  return year_of(date);
}
int period_at(const MonthlyRule&, Date date) {
  return month_index(date);
}

std::optional<int> period_named(const OnceRule& rule, std::string_view name) {
  return name == rule.period ? std::optional<int>{0} : std::nullopt;
}

std::optional<int> period_named(const YearlyRule&, std::string_view name) {
  return number_of(name);
}

std::optional<int> period_named(const MonthlyRule&, std::string_view name) {
  constexpr std::size_t size = 7;  // "2026-03"
  if (name.size() != size || name[4] != '-') {
    return std::nullopt;
  }
  const auto year = number_of(name.substr(0, 4));
  const auto month = number_of(name.substr(5));
  if (!year || !month || *month < 1 || *month > months_per_year) {
    return std::nullopt;
  }
  return *year * months_per_year + *month - 1;
}

Span span_of(const OnceRule& rule, const DueContext& context, int) {
  return {rule.period, rule.first.value_or(context.issued), rule.last};
}

Span span_of(const YearlyRule& rule, const DueContext&, int index) {
  return {std::to_string(index),
          make_date(index, rule.first_month, 1),
          clamped_day(index + rule.years_later, rule.last_month, rule.day)};
}

Span span_of(const MonthlyRule& rule, const DueContext&, int index) {
  const int due_index = index + rule.months_later;
  return {std::to_string(year_of_index(index)) + '-' + two_digits(month_of_index(index)),
          make_date(year_of_index(index), month_of_index(index), 1),
          clamped_day(year_of_index(due_index), month_of_index(due_index), rule.day)};
}

Date rolled(Date date, Roll roll, const DueContext& context) {
  if (roll == Roll::none) {
    return date;
  }
  assert(context.calendar != nullptr);
  return roll == Roll::next ? context.calendar->on_or_after(date)
                            : context.calendar->on_or_before(date);
}

Due due_from(const Span& span, const DueRule& rule, const DueContext& context) {
  const Date day = rolled(span.named_day, rule.roll, context);
  Due due{.period = span.period, .opens = {}, .due = {}, .last_day = day};
  if (rule.time) {
    due.due = instant_at(day, *rule.time, context.zone);
    due.last_day = rule.time->minutes == 0 ? day - days{1} : day;
  } else if (rule.limit == Limit::before) {
    due.due = start_of(day, context.zone);
    due.last_day = day - days{1};
  } else {
    due.due = end_of(day, context.zone);
  }
  // What is due before its period begins ("trước ngày 01 hằng tháng"), or was due before the plan
  // was issued, has at least its last day to be done in.
  due.opens = start_of(std::min(span.opens, due.last_day), context.zone);
  due.provisional =
      rule.roll != Roll::none && !(context.calendar->is_promulgated(year_of(span.named_day)) &&
                                   context.calendar->is_promulgated(year_of(day)));
  return due;
}

}  // namespace

std::vector<Due> dues_opening(const DueRule& rule,
                              const DueContext& context,
                              std::optional<Instant> after,
                              Instant through,
                              std::size_t count_max) {
  const std::size_t limit = std::min(count_max, dues_max);
  const auto collect = [&](const auto& recurrence) {
    std::vector<Due> dues;
    const PeriodRange range = periods_of(recurrence, context);
    int index = range.first;
    if (after) {
      index = std::max(index, period_at(recurrence, date_of(*after, context.zone)));
    }
    for (; index <= range.last && dues.size() < limit; ++index) {
      Due due = due_from(span_of(recurrence, context, index), rule, context);
      if (due.opens > through) {
        break;
      }
      if (!after || due.opens > *after) {
        dues.push_back(std::move(due));
      }
    }
    return dues;
  };
  return std::visit(collect, rule.recurrence);
}

std::optional<Instant> next_opening(const DueRule& rule,
                                    const DueContext& context,
                                    std::optional<Instant> after) {
  const std::vector<Due> dues = dues_opening(rule, context, after, Instant::max(), 1);
  return dues.empty() ? std::nullopt : std::optional<Instant>{dues.front().opens};
}

std::optional<Due> due_of(const DueRule& rule, const DueContext& context, std::string_view period) {
  const auto find = [&](const auto& recurrence) -> std::optional<Due> {
    const PeriodRange range = periods_of(recurrence, context);
    const std::optional<int> index = period_named(recurrence, period);
    if (!index || *index < range.first || *index > range.last) {
      return std::nullopt;
    }
    Due due = due_from(span_of(recurrence, context, *index), rule, context);
    // Names have one spelling: "02026" is nobody's period.
    return due.period == period ? std::optional<Due>{std::move(due)} : std::nullopt;
  };
  return std::visit(find, rule.recurrence);
}

std::string_view shape_name(const DueRule& rule) {
  static constexpr std::string_view names[] = {"once", "yearly", "monthly"};
  static_assert(std::size(names) == std::variant_size_v<Recurrence>);
  return names[rule.recurrence.index()];
}

}  // namespace dondoc
