// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_rule.h"

#include "rules/phrase/due_periods.h"

#include <algorithm>
#include <cassert>

namespace dondoc {
namespace {

using std::chrono::days;

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
  due.dated = !is_undated(rule);
  return due;
}

}  // namespace

bool waits_for_event(const DueRule& rule) {
  return std::holds_alternative<TriggeredRule>(rule.recurrence) ||
         std::holds_alternative<HappeningRule>(rule.recurrence);
}

bool is_undated(const DueRule& rule) {
  return std::holds_alternative<HappeningRule>(rule.recurrence) ||
         std::holds_alternative<StandingRule>(rule.recurrence) ||
         std::holds_alternative<DeferredRule>(rule.recurrence);
}

std::vector<Due> dues_opening(const DueRule& rule,
                              const DueContext& context,
                              std::optional<Instant> after,
                              Instant through,
                              std::size_t count_max) {
  const std::size_t limit = std::min(count_max, dues_max);
  std::vector<Due> dues;
  const PeriodRange range = periods_of(rule.recurrence, context);
  int index = range.first;
  if (after) {
    index = std::max(index, period_at(rule.recurrence, date_of(*after, context.zone)));
  }
  for (; index <= range.last && dues.size() < limit; ++index) {
    const std::optional<Span> span = span_of(rule.recurrence, context, index);
    if (!span) {
      continue;
    }
    Due due = due_from(*span, rule, context);
    if (due.opens > through) {
      break;
    }
    if (!after || due.opens > *after) {
      dues.push_back(std::move(due));
    }
  }
  return dues;
}

std::optional<Instant> next_opening(const DueRule& rule,
                                    const DueContext& context,
                                    std::optional<Instant> after) {
  const std::vector<Due> dues = dues_opening(rule, context, after, Instant::max(), 1);
  return dues.empty() ? std::nullopt : std::optional<Instant>{dues.front().opens};
}

std::optional<Due> due_of(const DueRule& rule, const DueContext& context, std::string_view period) {
  const std::optional<int> index = period_named(rule.recurrence, context, period);
  const std::optional<Span> span = index ? span_of(rule.recurrence, context, *index) : std::nullopt;
  return span ? std::optional(due_from(*span, rule, context)) : std::nullopt;
}

std::string_view shape_name(const DueRule& rule) {
  static constexpr std::string_view names[] = {"once",
                                               "yearly",
                                               "monthly",
                                               "quarterly",
                                               "weekly",
                                               "daily",
                                               "reporting",
                                               "period",
                                               "triggered",
                                               "on_happening",
                                               "standing",
                                               "deferred"};
  static_assert(std::size(names) == std::variant_size_v<Recurrence>);
  if (rule.quota) {
    return "quota";
  }
  if (rule.target) {
    return "target";
  }
  const auto* span = std::get_if<SpanRule>(&rule.recurrence);
  return span != nullptr && span->months == 6 ? "half_yearly" : names[rule.recurrence.index()];
}

}  // namespace dondoc
