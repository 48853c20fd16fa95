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

/// Whether the named day depends on which days are worked.
bool counts_working_days(const Recurrence& recurrence) {
  return std::visit(
      [](const auto& rule) {
        if constexpr (requires { rule.working_day; }) {
          return rule.working_day.has_value();
        }
        return false;
      },
      recurrence);
}

Due due_from(const PeriodSpan& span,
             const Recurrence& recurrence,
             const DueRule& rule,
             const DueContext& context) {
  const Date day = rolled(span.named_day, rule.roll, context);
  Due due{.period = span.period, .opens = {}, .due = {}, .last_day = {}};
  set_end(due, day, rule, context.zone);
  // What is due before its period begins ("trước ngày 01 hằng tháng"), or was due before the plan
  // was issued, has at least its last day to be done in.
  due.opens = start_of(std::min(span.opens, due.last_day), context.zone);
  const bool movable = rule.roll != Roll::none || counts_working_days(recurrence);
  due.provisional = movable && context.calendar != nullptr &&
                    !(context.calendar->is_promulgated(year_of(span.named_day)) &&
                      context.calendar->is_promulgated(year_of(day)));
  due.dated = !is_undated(rule);
  return due;
}

/// What neither the plan's years nor the rule's own narrow: a single due, a whole period.
bool stands_alone(const DueRule& rule) {
  return std::holds_alternative<OnceRule>(rule.recurrence) ||
         std::holds_alternative<PeriodRule>(rule.recurrence);
}

/// The plan's effect, cut to the rule's own days.
DueContext narrowed(const DueRule& rule, const DueContext& plan) {
  DueContext context = plan;
  if (rule.not_before && !stands_alone(rule)) {
    context.effective_from = std::max(context.effective_from, *rule.not_before);
  }
  if (rule.not_after && !stands_alone(rule)) {
    context.effective_to = std::min(context.effective_to, *rule.not_after);
  }
  return context;
}

/// The periods of the rule and its further dues; none when the rule's days leave none.
PeriodRange periods_of(const DueRule& rule, const DueContext& context) {
  if (context.effective_to < context.effective_from && !stands_alone(rule)) {
    return {};
  }
  PeriodRange range = periods_of(rule.recurrence, context);
  for (const Recurrence& part : rule.also) {
    const PeriodRange other = periods_of(part, context);
    range.first = std::min(range.first, other.first);
    range.last = std::max(range.last, other.last);
  }
  return range;
}

/// Whether a change of the rule leaves the period to this side of it.
bool is_within_cuts(const DueRule& rule, std::string_view period) {
  if (!rule.begins_from && !rule.begins_before) {
    return true;
  }
  const std::optional<Date> begin = start_of_period(period);
  return begin && (!rule.begins_from || *begin >= *rule.begins_from) &&
         (!rule.begins_before || *begin < *rule.begins_before);
}

/// The dues of one period, by opening.
std::vector<Due> dues_of(const DueRule& rule, const DueContext& context, int index) {
  std::vector<Due> dues;
  std::size_t place = 0;
  const auto add = [&](const Recurrence& part) {
    ++place;
    const PeriodRange range = periods_of(part, context);
    const bool known = index >= range.first && index <= range.last;
    auto span = known ? span_of(part, context, index) : std::nullopt;
    if (span && is_within_cuts(rule, span->period)) {
      if (!rule.also.empty()) {
        span->period += '.' + std::to_string(place);
      }
      dues.push_back(due_from(*span, part, rule, context));
    }
  };
  add(rule.recurrence);
  for (const Recurrence& part : rule.also) {
    add(part);
  }
  std::stable_sort(
      dues.begin(), dues.end(), [](const Due& a, const Due& b) { return a.opens < b.opens; });
  return dues;
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
  const DueContext own = narrowed(rule, context);
  std::vector<Due> dues;
  const PeriodRange range = periods_of(rule, own);
  int index = range.first;
  if (after) {
    index = std::max(index, period_at(rule.recurrence, date_of(*after, own.zone)));
  }
  for (; index <= range.last && dues.size() < limit; ++index) {
    const std::vector<Due> period = dues_of(rule, own, index);
    const auto opens_later = [through](const Due& due) { return due.opens > through; };
    if (!period.empty() && std::all_of(period.begin(), period.end(), opens_later)) {
      break;
    }
    for (const Due& due : period) {
      if (!opens_later(due) && (!after || due.opens > *after)) {
        dues.push_back(due);
      }
    }
  }
  dues.resize(std::min(dues.size(), limit));
  return dues;
}

std::optional<Instant> next_opening(const DueRule& rule,
                                    const DueContext& context,
                                    std::optional<Instant> after) {
  const std::vector<Due> dues = dues_opening(rule, context, after, Instant::max(), 1);
  return dues.empty() ? std::nullopt : std::optional<Instant>{dues.front().opens};
}

std::optional<Due> due_of(const DueRule& rule, const DueContext& context, std::string_view period) {
  const DueContext own = narrowed(rule, context);
  if (own.effective_to < own.effective_from && !stands_alone(rule)) {
    return std::nullopt;
  }
  // "2026-03.2" is the second due of 2026-03.
  const std::string_view whole = rule.also.empty() ? period : period.substr(0, period.rfind('.'));
  const auto part_named = [&](const Recurrence& part) {
    const std::optional<int> index = period_named(part, own, whole);
    return index ? dues_of(rule, own, *index) : std::vector<Due>{};
  };
  std::vector<Due> dues = part_named(rule.recurrence);
  for (std::size_t part = 0; part < rule.also.size() && dues.empty(); ++part) {
    dues = part_named(rule.also[part]);
  }
  for (Due& due : dues) {
    if (due.period == period) {
      return std::move(due);
    }
  }
  return std::nullopt;
}

std::optional<std::string> first_period_from(const DueRule& rule,
                                             const DueContext& context,
                                             Date day) {
  const PeriodRange range = periods_of(rule.recurrence, context);
  for (int index = std::max(range.first, period_at(rule.recurrence, day)); index <= range.last;
       ++index) {
    const std::optional<PeriodSpan> span = span_of(rule.recurrence, context, index);
    const std::optional<Date> begin = span ? start_of_period(span->period) : std::nullopt;
    if (begin && *begin >= day && *begin <= context.effective_to) {
      return span->period;
    }
  }
  return std::nullopt;
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
                                               "deferred",
                                               "yearly"};
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
