// SPDX-License-Identifier: Apache-2.0
// What holds for every rule, plan and calendar.
#include "rules/phrase/due_rule.h"

#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::due_rule_properties_test {
namespace {

using std::chrono::days;

constexpr Zone viet_nam{};

Date any_date() {
  return make_date(2020, 1, 1) + days{*rc::gen::inRange(0, 20 * 365)};
}

std::optional<unsigned> any_day() {
  const unsigned day = *rc::gen::inRange(0U, 32U);
  return day == 0 ? std::nullopt : std::optional<unsigned>{day};
}

Recurrence any_recurrence() {
  switch (*rc::gen::inRange(0, 4)) {
    case 0: {
      const Date last = any_date();
      return OnceRule{{}, last, "once"};
    }
    case 1: {
      const Date first = any_date();
      return OnceRule{first, first + days{*rc::gen::inRange(0, 400)}, "2026-Q1"};
    }
    case 2: {
      const unsigned first = *rc::gen::inRange(1U, 13U);
      const unsigned last = *rc::gen::inRange(first, 13U);
      return YearlyRule{first, last, any_day(), *rc::gen::inRange(0, 2)};
    }
    default:
      return MonthlyRule{any_day(), *rc::gen::inRange(0, 2)};
  }
}

DueRule any_rule() {
  DueRule rule{any_recurrence(), Limit::by, std::nullopt, Roll::none};
  rule.limit = *rc::gen::element(Limit::by, Limit::before);
  rule.roll = *rc::gen::element(Roll::none, Roll::next, Roll::previous);
  if (*rc::gen::arbitrary<bool>()) {
    rule.time = TimeOfDay{*rc::gen::inRange(0, 1441)};
  }
  return rule;
}

/// Weekends, and a few days off that are scattered at random.
WorkingDays any_calendar() {
  CalendarYear year{2026, true, {}};
  const int count = *rc::gen::inRange(0, 12);
  for (int index = 0; index < count; ++index) {
    const Date date = make_date(2026, 1, 1) + days{*rc::gen::inRange(0, 365)};
    year.days.push_back({date, *rc::gen::element(DayKind::off, DayKind::working), "", ""});
  }
  return WorkingDays(std::bitset<7>{0b1000001}, {year});
}

DueContext any_plan(const WorkingDays& calendar) {
  const Date from = any_date();
  const Date to = from + days{*rc::gen::inRange(0, 6 * 365)};
  return {from, to, from + days{*rc::gen::inRange(0, 200)}, &calendar, viet_nam};
}

RC_GTEST_PROP(DueRuleProperties, DuesAreOrderedAndConsistent, ()) {
  const WorkingDays calendar = any_calendar();
  const DueContext plan = any_plan(calendar);
  const DueRule rule = any_rule();
  const auto dues = dues_opening(rule, plan, std::nullopt, Instant::max());
  std::set<std::string> periods;
  for (std::size_t i = 0; i < dues.size(); ++i) {
    const Due& due = dues[i];
    RC_ASSERT(due.opens < due.due);
    RC_ASSERT(due.opens <= start_of(due.last_day, viet_nam));
    const bool on_last_day =
        due.due > start_of(due.last_day, viet_nam) && due.due <= end_of(due.last_day, viet_nam);
    RC_ASSERT(on_last_day);
    RC_ASSERT(rule.time.has_value() || due.due == end_of(due.last_day, viet_nam));
    RC_ASSERT(rule.roll != Roll::none || !due.provisional);
    RC_ASSERT(periods.insert(due.period).second);
    if (i > 0) {
      RC_ASSERT(dues[i - 1].opens < due.opens);
      RC_ASSERT(dues[i - 1].due < due.due);
    }
  }
}

RC_GTEST_PROP(DueRuleProperties, EveryDueIsFoundByItsPeriod, ()) {
  const WorkingDays calendar = any_calendar();
  const DueContext plan = any_plan(calendar);
  const DueRule rule = any_rule();
  for (const Due& due : dues_opening(rule, plan, std::nullopt, Instant::max())) {
    RC_ASSERT(due_of(rule, plan, due.period) == due);
  }
}

RC_GTEST_PROP(DueRuleProperties, SteppingFromOpeningToOpeningMissesNothing, ()) {
  const WorkingDays calendar = any_calendar();
  const DueContext plan = any_plan(calendar);
  const DueRule rule = any_rule();
  const auto all = dues_opening(rule, plan, std::nullopt, Instant::max());
  std::vector<Due> stepped;
  std::optional<Instant> after;
  while (const auto next = next_opening(rule, plan, after)) {
    RC_ASSERT(!after || *next > *after);
    const auto opened = dues_opening(rule, plan, after, *next);
    RC_ASSERT(opened.size() == 1U);
    stepped.push_back(opened.front());
    after = next;
  }
  RC_ASSERT(stepped == all);
}

RC_GTEST_PROP(DueRuleProperties, ASpanCutAnywhereGivesTheSameDues, ()) {
  const WorkingDays calendar = any_calendar();
  const DueContext plan = any_plan(calendar);
  const DueRule rule = any_rule();
  const Instant cut =
      start_of(any_date(), viet_nam) + std::chrono::seconds{*rc::gen::inRange(-1, 2)};
  auto left = dues_opening(rule, plan, std::nullopt, cut);
  for (const Due& due : dues_opening(rule, plan, cut, Instant::max())) {
    left.push_back(due);
  }
  RC_ASSERT(left == dues_opening(rule, plan, std::nullopt, Instant::max()));
}

RC_GTEST_PROP(DueRuleProperties, ARuleWithoutARollDoesNotLookAtTheCalendar, ()) {
  const WorkingDays calendar = any_calendar();
  DueContext plan = any_plan(calendar);
  DueRule rule = any_rule();
  rule.roll = Roll::none;
  const auto with = dues_opening(rule, plan, std::nullopt, Instant::max());
  plan.calendar = nullptr;
  RC_ASSERT(with == dues_opening(rule, plan, std::nullopt, Instant::max()));
}

RC_GTEST_PROP(DueRuleProperties, FingerprintsAreEqualExactlyWhenRulesAre, ()) {
  const DueRule one = any_rule();
  const DueRule other = any_rule();
  RC_ASSERT((fingerprint(one) == fingerprint(other)) == (one == other));
  RC_ASSERT(fingerprint(one) == fingerprint(DueRule(one)));
  RC_ASSERT(!sentence(one).empty());
}

}  // namespace
}  // namespace dondoc::due_rule_properties_test
