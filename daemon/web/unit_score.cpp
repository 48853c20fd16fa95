// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/unit_score.h"

#include "rules/schedule/official_state.h"
#include "rules/schedule/series.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr int tenths = 10;
constexpr int whole_score = 100;

Date month_begin(Date day) {
  const Ymd parts = ymd(day);
  return make_date(parts.year, parts.month, 1);
}

/// The day that counts, of what is open today's.
Date day_of_delivery(const Occurrence& one, const Owed& owed, const RouteContext& office) {
  const Zone zone = office.rules.zone;
  if (one.state == OccurrenceState::done) {
    const auto counted = counted_day(one, owed.obligation->on_time_by, zone);
    return counted ? counted->day : one.last_day;
  }
  const Instant until = one.ending ? one.ending->at : office.now;
  return one.state == OccurrenceState::missed ? one.last_day : date_of(until, zone);
}

void add_to(Score& score, const Occurrence& one, bool late, long long days) {
  if (!late) {
    ++score.in_time;
    return;
  }
  ++score.late;
  score.excused += is_excused(one) ? 1 : 0;
  score.days += days;
}

void add_scored(UnitScore& unit,
                const Occurrence& one,
                const Owed& owed,
                const RouteContext& office) {
  const auto state = official_state(one, owed.obligation->on_time_by, office.now);
  if (!state || *state == OfficialState::open_in_time) {
    return;
  }
  const bool late = *state != OfficialState::done_in_time;
  const auto days = (day_of_delivery(one, owed, office) - one.last_day).count();
  const long long late_days = std::max<long long>(days, 0);
  add_to(unit.whole, one, late, late_days);
  add_to(unit.months[month_begin(one.last_day)], one, late, late_days);
}

}  // namespace

int Score::percent() const {
  return all() == 0 ? whole_score : (in_time * whole_score + all() / 2) / all();
}

long long Score::mean_tenths() const {
  return late == 0 ? 0 : (days * tenths + late / 2) / late;
}

std::map<std::string, UnitScore> unit_scores(const WebContext& context) {
  const RouteContext& office = context.office;
  const Date from =
      add_months(month_begin(date_of(office.now, office.rules.zone)), 1 - score_months);
  std::map<std::string, UnitScore> units;
  for (const auto& [id, unit] : office.rules.directory.units) {
    units[id];
  }
  const auto add = [&](const Occurrence& one) {
    const auto owed = find_owed(office.rules, one);
    if (!owed || !owed->obligation->watches.empty() || one.needs_review) {
      return;
    }
    UnitScore& unit = units[owed->lead_units.front()];
    if (one.state == OccurrenceState::open) {
      ++unit.open;
      unit.waiting += one.submission ? 1 : 0;
      unit.late_now += one.dated && office.now >= one.due ? 1 : 0;
    }
    if (one.dated && one.last_day >= from) {
      add_scored(unit, one, *owed, office);
    }
  };
  for (const Occurrence& one : context.memory.open_duties.of(*office.store)) {
    add(one);
  }
  for (const Occurrence& one : context.memory.closed_duties.of(*office.store, office.now)) {
    add(one);
  }
  return units;
}

}  // namespace dondoc
