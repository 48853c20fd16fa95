// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/calendar_days.h"

#include "daemon/web/view_parts.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/planned_dues.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

void add_entry(DayEntries& days, DayEntry entry, Date day) {
  std::vector<DayEntry>& of_day = days[day];
  const auto same = std::find_if(of_day.begin(), of_day.end(), [&entry](const DayEntry& one) {
    return one.words == entry.words && one.light == entry.light && one.closed == entry.closed;
  });
  if (same == of_day.end()) {
    of_day.push_back(std::move(entry));
    return;
  }
  ++same->units;
  same->lead = two_digits(same->units) + " đơn vị";
}

DayEntry entry_of(const Occurrence& one, const Owed& owed, const RouteContext& office) {
  DayEntry entry;
  entry.key = one.code == 0 ? std::string{} : one.key;
  entry.words = item_words(one, office.rules);
  entry.lead = lead_words(one, office.rules);
  entry.product = product_words(owed);
  entry.light = one.code == 0 ? Light::none : light_of(one, office.rules, office.now);
  entry.closed = one.state != OccurrenceState::open;
  entry.provisional = one.provisional;
  const Recurrence& recurrence = rule_of(owed, one).recurrence;
  entry.frequent = !one.task && (std::holds_alternative<WeeklyRule>(recurrence) ||
                                 std::holds_alternative<DailyRule>(recurrence));
  if (has_clock_time(one.due, one.last_day, office.rules.zone)) {
    entry.clock = "trước " + clock_words(time_of(one.due, office.rules.zone));
  }
  return entry;
}

}  // namespace

DayEntries day_entries(const WebContext& context, Date from, Date to, const std::string& unit) {
  const RouteContext& office = context.office;
  DayEntries days;
  const auto add = [&](const Occurrence& one) {
    const auto owed = find_owed(office.rules, one);
    if (!owed || !one.dated || one.needs_review || one.last_day < from || one.last_day > to ||
        !owed->obligation->watches.empty() ||
        (!unit.empty() && !is_led_by(one, unit, office.rules))) {
      return;
    }
    add_entry(days, entry_of(one, *owed, office), one.last_day);
  };
  for (const Occurrence& one : context.memory.closed_duties.of(*office.store, office.now)) {
    if (one.state != OccurrenceState::withdrawn && one.state != OccurrenceState::waived) {
      add(one);
    }
  }
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    add(one);
  }
  for (const Occurrence& one : planned_dues(office.rules, from, to)) {
    // What has opened by now is the store's to say.
    if (one.opens > office.now) {
      add(one);
    }
  }
  return days;
}

std::string special_day_words(const WorkingDays& calendar, Date day) {
  const SpecialDay* special = calendar.special(day);
  return special == nullptr ? std::string{} : special->name;
}

}  // namespace dondoc
