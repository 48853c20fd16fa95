// SPDX-License-Identifier: Apache-2.0
// What opens: by the calendar, or by events that somebody recorded.
#include "rules/plan/stage_dues.h"
#include "rules/schedule/decide.h"
#include "rules/schedule/refinement.h"
#include "rules/schedule/replay.h"
#include "rules/schedule/series.h"

#include <algorithm>

namespace dondoc {

namespace {

Date watch_from(const Plan& plan, Instant first_loaded, Zone zone) {
  return plan.watch_from.value_or(std::max(plan.issued, date_of(first_loaded, zone)));
}

Occurrence new_occurrence(const SeriesKey& series, const Due& due, Instant watched_from) {
  Occurrence occurrence;
  occurrence.key = occurrence_key(series, due.period);
  occurrence.series = series;
  occurrence.period = due.period;
  occurrence.opens = due.opens;
  occurrence.due = due.due;
  occurrence.last_day = due.last_day;
  occurrence.first_due = due.due;
  occurrence.provisional = due.provisional;
  occurrence.dated = due.dated;
  occurrence.needs_review = due.due <= watched_from;
  occurrence.round_from = std::max(due.opens, watched_from);
  return occurrence;
}

Fact opened_fact(const Occurrence& occurrence, Zone zone, Instant now) {
  Fact fact;
  fact.occurrence = occurrence.key;
  fact.kind = FactKind::opened;
  fact.at = now;
  fact.actor = "he-thong";
  fact.by = "engine";
  put_opening(occurrence, zone, fact.data);
  return fact;
}

void open_events(
    const Series& series, const Owed& owed, const RuleSet& rules, Instant now, Opening& opening) {
  const Instant watched_from =
      start_of(watch_from(*owed.plan, series.first_loaded, rules.zone), rules.zone);
  for (const Happening& happening : series.happenings) {
    Occurrence occurrence =
        new_occurrence(series.key, due_of_happening(rules, owed, happening), watched_from);
    occurrence.happening = happening;
    Fact opened = opened_fact(occurrence, rules.zone, now);
    put_happening(happening, opened.data);
    Fact redated = opened;
    redated.kind = FactKind::redated;
    for (const char* name : {"last_day", "round_from", "dated", "review"}) {
      redated.data.erase(name);  // Of the opening alone.
    }
    opening.corrections.push_back(std::move(redated));
    // A correction may have taken the event from a unit that it has opened a duty of.
    if (concerns(happening, owed)) {
      opening.facts.push_back(std::move(opened));
      opening.occurrences.push_back(std::move(occurrence));
    }
  }
}

void open_dues(
    const Series& series, const Owed& owed, const RuleSet& rules, Instant now, Opening& opening) {
  const DueContext context = due_context(rules, owed);
  const std::vector<Due> dues =
      dues_opening(*owed.stage, context, series.opened_through, now, openings_max);
  const Instant watched_from =
      start_of(watch_from(*owed.plan, series.first_loaded, rules.zone), rules.zone);
  for (const Due& due : dues) {
    if (stand_in(rules, series.key, due.period)) {
      continue;
    }
    opening.occurrences.push_back(new_occurrence(series.key, due, watched_from));
    opening.facts.push_back(opened_fact(opening.occurrences.back(), rules.zone, now));
  }
  if (dues.size() == openings_max) {
    opening.opened_through = dues.back().opens;
    opening.wake_at = opening.opened_through;
    return;
  }
  opening.wake_at = next_opening(*owed.stage, context, opening.opened_through);
}

}  // namespace

Opening open(const Series& series, const RuleSet& rules, Instant now) {
  Opening opening;
  opening.opened_through = std::max(now, series.opened_through.value_or(now));
  const std::optional<Owed> owed = find_owed(rules, series.key);
  if (!owed) {
    return opening;
  }
  if (waits_for_event(owed->stage->rule)) {
    open_events(series, *owed, rules, now, opening);
  } else {
    open_dues(series, *owed, rules, now, opening);
  }
  return opening;
}

}  // namespace dondoc
