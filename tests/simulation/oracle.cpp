// SPDX-License-Identifier: Apache-2.0
// What there is to do, and how each duty begins, moves and ends.
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

std::string key_of(const OracleDuty& series, const std::string& period) {
  return plain_key(series.plan->id, *series.obligation, *series.stage, period, series.unit);
}

bool is_concerned(const OracleDuty& duty, const Happening& happening) {
  if (happening.unit.empty() || happening.unit == duty.unit) {
    return true;
  }
  const Lead& lead = duty.obligation->lead;
  return lead.kind == LeadKind::joint &&
         std::count(lead.units.begin(), lead.units.end(), happening.unit) > 0;
}

void hush(OracleDuty& duty) {
  for (auto& [name, rung] : duty.rungs) {
    rung.gone = rung.gone || rung.fate == Fate::waiting;
    rung.fate = rung.fate == Fate::waiting ? Fate::silent : rung.fate;
  }
}

}  // namespace

// ---- What the rules have -----------------------------------------------------------------------

void Oracle::load(std::shared_ptr<const RuleSet> rules, Instant now) {
  rules_.push_back(std::move(rules));
  note_series(now);
  note_tasks();
  upcoming_.clear();
  for (const auto& [key, fresh] : asked_) {
    if (duties_.count(key) == 0) {
      upcoming_.emplace(fresh.due.opens, key);
    }
  }
  for (const std::string& key : live_) {
    OracleDuty& duty = duties_.at(key);
    const auto found = series_.find(duty.series);
    if (duty.state == OccurrenceState::open && found != series_.end()) {
      duty.plan = found->second.plan;
      duty.obligation = found->second.obligation;
      duty.stage = found->second.stage;
      plan_steps(duty);
    }
  }
  events_told_ = true;
  look_at_all();
}

void Oracle::note_series(Instant now) {
  series_.clear();
  asked_.clear();
  refined_.clear();
  for (const auto& [id, plan] : rules_.back()->plans) {
    for (const Obligation& obligation : plan.obligations) {
      if (!obligation.refines.empty()) {
        refined_.emplace(obligation.refines, id + "/" + obligation.id);
      }
      const bool each = obligation.lead.kind == LeadKind::each;
      for (const Stage& stage : obligation.stages) {
        OracleDuty series;
        series.plan = &plan;
        series.obligation = &obligation;
        series.stage = &stage;
        const std::vector<PlainDue> dues = plain_dues_of_rules(
            plan, plain_rules(stage), calendar_, rules_.back()->reporting, policy(series).weekday);
        for (std::size_t i = 0; i < (each ? obligation.lead.units.size() : 1); ++i) {
          series.unit = obligation.lead.units[i];
          series.series = id + "/" + obligation.id + ":" + stage.id + "#" + series.unit;
          note_dues(series, dues);
        }
      }
    }
  }
  leave_out_refined();
  note_loading(now);
}

void Oracle::note_dues(const OracleDuty& series, const std::vector<PlainDue>& dues) {
  series_.emplace(series.series, series);
  for (const PlainDue& due : dues) {
    OracleDuty duty = series;
    duty.key = key_of(series, due.period);
    duty.due = due;
    asked_.emplace(duty.key, std::move(duty));
  }
}

/// Something happened to it: it is looked at with the next tick.
void Oracle::touch(OracleDuty& duty) {
  duty.look_at.reset();
  changed_.insert(duty.key);
}

void Oracle::look_at_all() {
  for (const std::string& key : live_) {
    duties_.at(key).look_at.reset();
  }
}

Date Oracle::watched_from(const OracleDuty& duty) const {
  if (duty.plan->watch_from) {
    return *duty.plan->watch_from;
  }
  return std::max(duty.plan->issued, plain_date(first_loaded_.at(duty.series).second));
}

const Policy& Oracle::policy(const OracleDuty& duty) const {
  return rules_.back()->policies.at(duty.obligation->policy);
}

/// Nothing when they don't ask for it.
std::optional<Oracle::Asked> Oracle::asked(const OracleDuty& duty) const {
  if (!duty.happening) {
    const auto found = asked_.find(duty.key);
    return found == asked_.end() ? std::nullopt
                                 : std::optional(Asked{&found->second, found->second.due});
  }
  const auto found = series_.find(duty.series);
  if (found == series_.end() || !waits_for_events(found->second.stage->rule) ||
      !is_concerned(found->second, *duty.happening)) {
    return std::nullopt;
  }
  const OracleDuty& series = found->second;
  return Asked{&series, due_of_event(series, *duty.happening)};
}

// ---- How duties begin, move and end ------------------------------------------------------------

void Oracle::open(const OracleDuty& fresh) {
  OracleDuty duty = fresh;
  const Instant watched = plain_instant(watched_from(duty), {0});
  duty.needs_review = duty.due.due <= watched;
  duty.round_from = std::max(duty.due.opens, watched);
  plan_steps(duty);
  touch(duty);
  live_.insert(duty.key);
  duties_.emplace(duty.key, std::move(duty));
}

void Oracle::open_by_events() {
  for (const auto& [id, series] : series_) {
    if (!waits_for_events(series.stage->rule)) {
      continue;
    }
    for (const Happening& happening : events_[{series.plan->id, series.stage->trigger}]) {
      const std::string key = key_of(series, happening.id);
      const auto known = duties_.find(key);
      if (known != duties_.end()) {
        const bool over = known->second.state != OccurrenceState::open &&
                          known->second.state != OccurrenceState::withdrawn;
        if (!over && known->second.happening != happening) {
          known->second.happening = happening;
          known->second.last.reset();
          known->second.seen_by.clear();
          touch(known->second);
        }
      } else if (is_concerned(series, happening)) {
        OracleDuty duty = series;
        duty.key = key;
        duty.happening = happening;
        duty.due = due_of_event(series, happening);
        open(duty);
      }
    }
  }
}

void Oracle::begin_round(OracleDuty& duty,
                         Beginning beginning,
                         Instant now,
                         std::vector<std::string> former) {
  ++duty.round;
  duty.goes_on.clear();
  duty.round_from = now;
  duty.beginning = beginning;
  duty.promised.reset();
  duty.former = std::move(former);
  const bool first_lead = duty.given_to.empty() && duty.former.empty();
  for (auto& [name, rung] : duty.rungs) {
    // A paper that waits, an open wish and a given duty are told all the same.
    const std::string& id = std::get<1>(name);
    const bool paper =
        id.rfind("cho-ky", 0) == 0 && duty.paper && rung.planned_at >= duty.paper->first;
    const bool wish =
        id.rfind("xin-gia-han", 0) == 0 && duty.wish && rung.planned_at == duty.wish->first;
    const bool plea = is_newest_plea(duty, id, rung);
    const bool urging = is_newest_urging(duty, id, rung);
    const bool given = (id == "giao-viec" && first_lead) || id == "giao-phoi-hop";
    const bool stays = paper || wish || plea || urging || given || is_wished_away(duty, name, rung);
    if (rung.fate == Fate::waiting && !stays) {
      rung.fate = Fate::silent;
      rung.gone = true;
    }
  }
  plan_steps(duty);
  touch(duty);
}

/// Follows what the rules or the event say of the due, unless people have set it.
void Oracle::move(OracleDuty& duty, const PlainDue& fresh, Instant now) {
  if (duty.due_set || (duty.due.due == fresh.due && duty.due.dated == fresh.dated)) {
    return;
  }
  const Instant opens = duty.due.opens;
  duty.due = fresh;
  duty.due.opens = opens;
  duty.needs_review = duty.needs_review && duty.due.due <= now;
  duty.wish.reset();
  duty.last.reset();  // The plan has built on it.
  duty.seen_by.clear();
  begin_round(duty, Beginning::rule, now);
}

void Oracle::close(OracleDuty& duty, OccurrenceState state) {
  duty.state = state;
  if (state == OccurrenceState::withdrawn || state == OccurrenceState::missed) {
    duty.last.reset();
    duty.seen_by.clear();
  }
  hush(duty);
  touch(duty);
  if (state != OccurrenceState::withdrawn) {
    live_.erase(duty.key);
  }
}

/// When it ends as missed; nothing when it doesn't.
std::optional<Instant> Oracle::lapses(const OracleDuty& duty) const {
  const auto& after = policy(duty).lapse_after_days;
  return after && duty.due.dated && !duty.is_task
             ? std::optional(duty.due.due + std::chrono::hours(24 * *after))
             : std::nullopt;
}

/// One duty at a tick.
void Oracle::follow(OracleDuty& duty, Instant now) {
  const std::optional<Asked> fresh = asked(duty);
  if (!fresh) {
    if (duty.state == OccurrenceState::open) {
      close(duty, OccurrenceState::withdrawn);
    }
    duty.look_at = Instant::max();  // Until an edit or another word about its event.
    return;
  }
  duty.plan = fresh->series->plan;
  duty.obligation = fresh->series->obligation;
  duty.stage = fresh->series->stage;
  if (duty.state == OccurrenceState::withdrawn) {
    const Instant opens = duty.due.opens;
    duty.state = OccurrenceState::open;
    duty.due = duty.due_set ? duty.due : fresh->due;
    duty.due.opens = opens;
    duty.needs_review = duty.due.due <= now;
    duty.wish.reset();
    duty.last.reset();
    duty.seen_by.clear();
    begin_round(duty, Beginning::reopening, now);
    duty.asked_again_in = duty.round;
  } else {
    move(duty, fresh->due, now);
  }
  const auto& quota = duty.stage->rule.quota;
  const std::optional<Instant> lapse = lapses(duty);
  if (quota && duty.counted >= quota->at_least) {
    close(duty, OccurrenceState::done);
  } else if (lapse && *lapse <= now) {
    close(duty, OccurrenceState::missed);
  } else {
    tell(duty, now);
  }
}

void Oracle::tell(OracleDuty& duty, Instant now) {
  const auto before = duty.rungs;
  decide(duty, now);
  release(duty, now);
  if (duty.rungs != before) {
    changed_.insert(duty.key);
  }
  duty.look_at = next_of(duty, now);
}

void Oracle::tick(Instant now) {
  while (!upcoming_.empty() && upcoming_.begin()->first <= now) {
    open(asked_.at(upcoming_.begin()->second));
    upcoming_.erase(upcoming_.begin());
  }
  if (std::exchange(events_told_, false)) {
    open_by_events();
  }
  const std::set<std::string> live = live_;  // Following one may end it.
  for (const std::string& key : live) {
    OracleDuty& duty = duties_.at(key);
    if (!duty.look_at || *duty.look_at <= now) {
      follow(duty, now);
    }
  }
}

/// When something falls due of the duty, or may leave, or ends it; the end of time when nothing
/// does.
Instant Oracle::next_of(const OracleDuty& duty, Instant now) const {
  Instant result = Instant::max();
  const auto consider = [&result, now](Instant at) {
    result = at > now ? std::min(result, at) : result;
  };
  if (const std::optional<Instant> lapse = lapses(duty)) {
    consider(*lapse);
  }
  for (const OracleStep& step : duty.steps) {
    if (step.at > now && !decided(duty, step)) {
      consider(step.at);
    }
  }
  for (const auto& [name, rung] : duty.rungs) {
    if (rung.fate == Fate::waiting && !held_) {
      consider(next_hours(policy(duty), std::max(now, rung.kept.value_or(now))));
    }
  }
  return result;
}

std::optional<Instant> Oracle::next(Instant now) const {
  Instant result = upcoming_.empty() ? Instant::max() : upcoming_.begin()->first;
  for (const std::string& key : live_) {
    const OracleDuty& duty = duties_.at(key);
    if (duty.state == OccurrenceState::open) {
      result = std::min(result, duty.look_at ? *duty.look_at : next_of(duty, now));
    }
  }
  return result == Instant::max() ? std::nullopt : std::optional(result);
}

}  // namespace dondoc
