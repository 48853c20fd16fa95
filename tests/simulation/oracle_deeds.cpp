// SPDX-License-Identifier: Apache-2.0
// What people's deeds change.
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

/// The same event in the same words; only when it was recorded may differ.
bool says_the_same(const Happening& a, const Happening& b) {
  return a.event == b.event && a.unit == b.unit && a.title == b.title && a.document == b.document &&
         a.due == b.due;
}

/// A trigger's watch lives as long as its plan, for events and words about them.
bool suits_watch(const OracleDuty& watch, const Act& act, Instant now) {
  const bool ends = std::holds_alternative<Complete>(act);
  return std::holds_alternative<Happen>(act) || std::holds_alternative<Report>(act) ||
         std::holds_alternative<Acknowledge>(act) || std::holds_alternative<Comment>(act) ||
         std::holds_alternative<Nothing>(act) || std::holds_alternative<Tell>(act) ||
         (ends && now >= watch.due.due);
}

/// The present round, or one that it goes on with.
bool is_present(const OracleDuty& duty, int round) {
  return round == duty.round || duty.goes_on.count(round) != 0;
}

bool is_later(const OracleDuty& duty, Date day) {
  return !duty.due.dated || day > duty.due.last_day;
}

}  // namespace

bool Oracle::takes(const std::string& key,
                   const Act& act,
                   const std::string& post,
                   Instant now) const {
  const OracleDuty& duty = duties_.at(key);
  const Date today = plain_date(now);
  const auto series = series_.find(duty.series);
  const bool watch = !duty.obligation->watches.empty();
  if (std::holds_alternative<Undo>(act)) {
    return duty.last && (duty.last->before || duty.last->gave) && duty.last->post == post &&
           now - duty.last->at <= std::chrono::minutes(30);
  }
  if (!may(duty, act, post, today)) {
    return false;
  }
  if (std::holds_alternative<Count>(act)) {  // Also beyond the number.
    const bool counts = duty.state == OccurrenceState::open || duty.state == OccurrenceState::done;
    return counts && series != series_.end() && series->second.stage->rule.quota;
  }
  if (duty.state != OccurrenceState::open || (watch && !suits_watch(duty, act, now))) {
    return false;
  }
  if (const auto* acknowledge = std::get_if<Acknowledge>(&act)) {
    const auto& promised = acknowledge->promised;
    return !promised || !duty.due.dated || *promised <= duty.due.last_day;
  }
  if (const auto* submit = std::get_if<Submit>(&act)) {
    const auto& posts = directory().posts;
    return !duty.paper && (submit->signer.empty() || posts.count(submit->signer) != 0);
  }
  if (std::holds_alternative<Return>(act)) {
    return duty.paper.has_value();
  }
  if (const auto* extend = std::get_if<Extend>(&act)) {
    return is_later(duty, extend->until);
  }
  if (const auto* transfer = std::get_if<Transfer>(&act)) {
    return takes_handover(duty, *transfer, post, today);
  }
  if (const auto* grant = std::get_if<Grant>(&act)) {
    if (!grant->until && duty.handover) {
      return !duty.wish && takes_handover(duty, {duty.handover->unit, {}}, post, today);
    }
    return (grant->until || duty.wish) &&
           is_later(duty, grant->until ? *grant->until : duty.wish->second);
  }
  if (const auto* adjust = std::get_if<Adjust>(&act)) {
    const bool same =
        duty.due.dated && duty.due.due == plain_instant(adjust->due + std::chrono::days(1), {0});
    return !same;
  }
  if (const auto* cause = std::get_if<ExcuseDelay>(&act)) {
    const bool decides = may_decide(duty, post, today);
    return !duty.excused && (decides ? !cause->reason.empty() || duty.pleaded
                                     : !cause->reason.empty() && cause->reason != duty.plea);
  }
  if (std::holds_alternative<Assign>(act) || std::holds_alternative<Snooze>(act) ||
      std::holds_alternative<Urge>(act) || std::holds_alternative<Direct>(act) ||
      std::holds_alternative<Note>(act)) {
    return takes_handing_on(duty, act, post, today);
  }
  if (std::holds_alternative<Measure>(act)) {
    return duty.stage->rule.target.has_value();
  }
  if (const auto* happen = std::get_if<Happen>(&act)) {
    return watch && takes_event(duty, *happen, today);
  }
  return true;
}

/// Told twice, it is one event.
bool Oracle::takes_event(const OracleDuty& watch, const Happen& act, Date today) const {
  const Date day = act.date.value_or(today);
  const Happening event{act.id, {day, act.time}, act.unit, act.title, act.document, act.due, {}};
  const std::vector<Happening>& known = happenings(watch);
  return day <= today && std::none_of(known.begin(), known.end(), [&](const Happening& other) {
           return (act.id.empty() || act.id == other.id) && says_the_same(other, event);
         });
}

void Oracle::begin_deed(const std::string& key,
                        const Act& act,
                        const std::string& post,
                        Instant now) {
  OracleDuty& duty = duties_.at(key);
  auto before = std::make_shared<OracleDuty>(duty);
  before->last.reset();
  const bool lasts = std::holds_alternative<Happen>(act);  // Duties have opened by it.
  duty.last = OracleDeed{now, post, lasts ? nullptr : std::move(before)};
}

void Oracle::assigned(const std::string& key, const std::string& post) {
  OracleDuty& duty = duties_.at(key);
  duty.officer = post;
  duty.named_at = duty.last.value().at;
  touch(duty);
}

/// What waits for the post and needn't be said is not said.
void Oracle::spare(OracleDuty& duty, const std::string& post) const {
  for (const OracleStep& step : duty.steps) {
    for (auto& [name, rung] : duty.rungs) {
      const auto& [round, id, to] = name;
      const bool same = is_present(duty, round) && id == step.rung && to == post;
      if (same && step.kind == StepKind::ladder && rung.fate == Fate::waiting &&
          is_spared(duty, step, post)) {
        rung.fate = Fate::silent;
        rung.gone = true;
      }
    }
  }
  duty.look_at.reset();
}

void Oracle::snoozed(const std::string& key, const std::string& post, Date until) {
  OracleDuty& duty = duties_.at(key);
  duty.quiet_until[post] = until;
  duty.quiet_since[post] = duty.last.value().at;
  spare(duty, post);
  touch(duty);
}

void Oracle::noted(const std::string& key, const std::string& post) {
  OracleDuty& duty = duties_.at(key);
  duty.seen_by.insert(post);
  spare(duty, post);
  touch(duty);
}

void Oracle::urged(const std::string& key,
                   bool directs,
                   const std::string& post,
                   const std::string& text,
                   Instant now) {
  OracleDuty& duty = duties_.at(key);
  for (auto& [name, rung] : duty.rungs) {
    if (std::get<1>(name).rfind("don-doc", 0) == 0 && rung.fate == Fate::waiting) {
      rung.fate = Fate::silent;
      rung.gone = true;
    }
  }
  duty.urged = now;
  duty.urging = {directs, post, text};
  ++duty.urgings;
  touch(duty);
  plan_steps(duty);
}

bool is_newest_plea(const OracleDuty& duty, const std::string& id, const OracleRung& rung) {
  return duty.pleaded && rung.planned_at == *duty.pleaded &&
         id == "khach-quan." + std::to_string(duty.pleas);
}

bool is_newest_urging(const OracleDuty& duty, const std::string& id, const OracleRung& rung) {
  return duty.urged && rung.planned_at == *duty.urged &&
         id == "don-doc." + std::to_string(duty.urgings);
}

/// The duty is as it was before, but what was told stays told.
void Oracle::undone(const std::string& key, const std::string& post, Instant now) {
  OracleDuty& duty = duties_.at(key);
  if (duty.last.value().gave) {
    duty.last = OracleDeed{now, post, nullptr};
    close(duty, OccurrenceState::waived);
    return;
  }
  OracleDuty before = *duty.last.value().before;
  const bool broke_off = before.round != duty.round;
  before.rungs = std::move(duty.rungs);
  before.after_undo = std::move(duty.after_undo);
  before.after_undo.insert(duty.round + 1);
  before.plan = duty.plan;
  before.obligation = duty.obligation;
  before.stage = duty.stage;
  before.happening = duty.happening;
  std::vector<std::string> former;
  if (before.given_to != duty.given_to) {
    former = {duty.given_to};
  }
  const bool same_due = before.due.due == duty.due.due && before.due.dated == duty.due.dated;
  const int round = duty.round;
  duty = std::move(before);
  duty.last = OracleDeed{now, post, nullptr};
  if (duty.state == OccurrenceState::open) {  // Of a count beyond the number it stays ended.
    live_.insert(key);
  }
  if (broke_off) {
    duty.goes_on.clear();
    duty.round = round;
    duty.back_where_it_was = same_due && former.empty();
    const std::optional<Date> promised = duty.promised;
    begin_round(duty, Beginning::taken_back, now, std::move(former));
    duty.promised = promised;
    return;
  }
  duty.goes_on.insert(duty.round);
  duty.round = round + 1;
  plan_steps(duty);
  // A wish or a plea that was made and taken back is not told any more.
  for (auto& [name, rung] : duty.rungs) {
    const std::string& id = std::get<1>(name);
    const bool paper =
        id.rfind("cho-ky", 0) == 0 && !(duty.paper && rung.planned_at >= duty.paper->first);
    const bool wish =
        id.rfind("xin-gia-han", 0) == 0 && !(duty.wish && rung.planned_at == duty.wish->first);
    const bool plea = id.rfind("khach-quan", 0) == 0 && !is_newest_plea(duty, id, rung);
    const bool urging = id.rfind("don-doc", 0) == 0 && !is_newest_urging(duty, id, rung);
    const bool handover = id.rfind("xin-chuyen", 0) == 0 && !is_wished_away(duty, name, rung);
    if (rung.fate == Fate::waiting && (paper || wish || plea || urging || handover)) {
      rung.fate = Fate::silent;
      rung.gone = true;
    }
  }
  touch(duty);
}

void Oracle::ended(const std::string& key, OccurrenceState state) {
  close(duties_.at(key), state);
}

static void hush_plea(OracleDuty& duty) {
  for (auto& [name, rung] : duty.rungs) {
    if (std::get<1>(name).rfind("khach-quan", 0) == 0 && rung.fate == Fate::waiting) {
      rung.fate = Fate::silent;
      rung.gone = true;
    }
  }
}

void Oracle::pleaded(const std::string& key, const std::string& reason, Instant now) {
  OracleDuty& duty = duties_.at(key);
  hush_plea(duty);
  duty.pleaded = now;
  duty.plea = reason;
  ++duty.pleas;
  touch(duty);
  plan_steps(duty);
}

void Oracle::excused(const std::string& key, const std::string& reason) {
  OracleDuty& duty = duties_.at(key);
  hush_plea(duty);
  duty.pleas = std::max(duty.pleas, 1);
  duty.plea = reason.empty() ? duty.plea : reason;
  duty.pleaded.reset();
  duty.excused = true;
  touch(duty);
  plan_steps(duty);
}

bool Oracle::is_of_a_short_period(const std::string& key) const {
  const OracleDuty& duty = duties_.at(key);
  const Recurrence& rule = rule_of(duty).recurrence;
  return duty.due.dated &&
         (std::holds_alternative<MonthlyRule>(rule) || std::holds_alternative<WeeklyRule>(rule) ||
          std::holds_alternative<DailyRule>(rule) || std::holds_alternative<ReportingRule>(rule));
}

void Oracle::acknowledged(const std::string& key, std::optional<Date> promised, Instant now) {
  OracleDuty& duty = duties_.at(key);
  duty.acknowledged_at = now;
  duty.acknowledged_in = duty.round;
  duty.promised = promised;
  touch(duty);
  for (const OracleStep& step : duty.steps) {
    for (auto& [name, rung] : duty.rungs) {
      const bool same = is_present(duty, std::get<0>(name)) && std::get<1>(name) == step.rung;
      if (same && rung.fate == Fate::waiting && muted(duty, step) != Fate::told) {
        rung.fate = muted(duty, step);
        rung.gone = rung.fate == Fate::silent;
      }
    }
  }
}

void Oracle::completed(const std::string& key) {
  close(duties_.at(key), OccurrenceState::done);
}

void Oracle::submitted(const std::string& key, const std::string& signer, Instant now) {
  OracleDuty& duty = duties_.at(key);
  duty.paper = {now, signer.empty() ? leader_of(duty) : signer};
  touch(duty);
  for (const OracleStep& step : duty.steps) {
    for (auto& [name, rung] : duty.rungs) {
      const bool same = is_present(duty, std::get<0>(name)) && std::get<1>(name) == step.rung;
      if (same && rung.fate == Fate::waiting && muted(duty, step) == Fate::silent) {
        rung.fate = Fate::silent;  // The lead has nothing to do.
        rung.gone = true;
      }
    }
  }
  plan_steps(duty);
}

void Oracle::returned(const std::string& key, Instant now) {
  OracleDuty& duty = duties_.at(key);
  duty.paper.reset();
  begin_round(duty, Beginning::returned, now);
}

void Oracle::wished(const std::string& key, Date until, Instant now) {
  OracleDuty& duty = duties_.at(key);
  for (auto& [name, rung] : duty.rungs) {
    const bool of_wish = std::get<1>(name).rfind("xin-gia-han", 0) == 0;
    if (of_wish && rung.fate == Fate::waiting) {
      rung.fate = Fate::silent;  // It is wished otherwise now.
      rung.gone = true;
    }
  }
  duty.wish = {now, until};
  touch(duty);
  plan_steps(duty);
}

void Oracle::due_set(const std::string& key, Date last_day, Instant now) {
  OracleDuty& duty = duties_.at(key);
  duty.due.due = plain_instant(last_day + std::chrono::days(1), {0});
  duty.due.last_day = last_day;
  duty.due.dated = true;
  duty.due_set = true;
  duty.needs_review = duty.needs_review && duty.due.due <= now;
  duty.wish.reset();
  begin_round(duty, Beginning::people, now);
}

void Oracle::counted(const std::string& key, int amount) {
  duties_.at(key).counted += amount;
  touch(duties_.at(key));
}

void Oracle::happened(const std::string& watch, Happening happening) {
  const OracleDuty& duty = duties_.at(watch);
  std::vector<Happening>& known = events_[{duty.plan->id, duty.obligation->watches}];
  const auto named = [&known](const std::string& id) {
    return std::find_if(
        known.begin(), known.end(), [&id](const Happening& other) { return other.id == id; });
  };
  changed_.insert(watch);
  events_told_ = true;
  if (happening.id.empty()) {
    const std::string day = to_iso(happening.event.date);
    happening.id = day;
    for (int nth = 2; named(happening.id) != known.end(); ++nth) {
      happening.id = day + "." + std::to_string(nth);
    }
  }
  const auto same = named(happening.id);
  if (same == known.end()) {
    known.push_back(std::move(happening));
    return;
  }
  happening.recorded_at = same->recorded_at;
  *same = std::move(happening);
}

const std::vector<Happening>& Oracle::happenings(const OracleDuty& watch) const {
  static const std::vector<Happening> none;
  const auto found = events_.find({watch.plan->id, watch.obligation->watches});
  return found == events_.end() ? none : found->second;
}

}  // namespace dondoc
