// SPDX-License-Identifier: Apache-2.0
// Terms counted from an event, as Bộ luật Dân sự 2015 arts. 147-148 count them: the first day is
// not counted, months are clamped, the last day ends at 24:00, and one on a day off ends with the
// next working day.
#include "rules/phrase/due_periods.h"

#include <cassert>
#include <string>

namespace dondoc {
namespace {

using std::chrono::days;

/// The term's last day before any roll.
Date counted_day(const TriggeredRule& rule, Date event, const WorkingDays& calendar) {
  switch (rule.unit) {
    case TermUnit::hours:
    case TermUnit::days:
      return event + days{rule.amount};
    case TermUnit::working_days:
      return calendar.add_working_days(event, rule.amount);
    case TermUnit::weeks:
      return event + days{rule.amount * days_per_week};
    case TermUnit::months:
      return add_months(event, rule.amount);
    case TermUnit::years:
      return add_months(event, rule.amount * months_per_year);
  }
  return event;
}

/// A term that runs forward ends on a working day (art. 148(5)); one counted back from an event
/// stays where it falls, as a later day would be too near to the event.
Date rolled_day(const DueRule& rule, int amount, Date day, const WorkingDays& calendar) {
  if (rule.roll == Roll::previous) {
    return calendar.on_or_before(day);
  }
  return amount >= 0 || rule.roll == Roll::next ? calendar.on_or_after(day) : day;
}

Due due_in_hours(const TriggeredRule& rule, const DueContext& context, const Event& event) {
  Due due;
  // Art. 147(1): hours run from the moment itself; an event told by its day began with the day.
  due.due = instant_at(event.date, event.time.value_or(TimeOfDay{0}), context.zone) +
            std::chrono::hours{rule.amount};
  due.last_day = date_of(due.due - std::chrono::seconds{1}, context.zone);
  return due;
}

Due due_in_days(const DueRule& rule,
                const TriggeredRule& term,
                const DueContext& context,
                const Event& event) {
  assert(context.calendar != nullptr);
  const WorkingDays& calendar = *context.calendar;
  const Date counted = counted_day(term, event.date, calendar);
  const Date day = rolled_day(rule, term.amount, counted, calendar);
  Due due;
  set_end(due, day, rule, context.zone);
  const bool looked_at =
      day != counted || term.unit == TermUnit::working_days || !calendar.is_working(counted);
  due.provisional =
      (looked_at || term.amount >= 0) &&
      !(calendar.is_promulgated(year_of(event.date)) && calendar.is_promulgated(year_of(day)));
  return due;
}

}  // namespace

Due due_of_event(const DueRule& rule,
                 const DueContext& context,
                 std::string_view id,
                 const Event& event,
                 Instant recorded) {
  Due due;
  if (const auto* term = std::get_if<TriggeredRule>(&rule.recurrence)) {
    due = term->unit == TermUnit::hours ? due_in_hours(*term, context, event)
                                        : due_in_days(rule, *term, context, event);
  } else {
    due.due = end_of(context.effective_to, context.zone);
    due.last_day = context.effective_to;
    due.dated = false;
  }
  due.period = std::string(id);
  due.opens = recorded;
  return due;
}

}  // namespace dondoc
