// SPDX-License-Identifier: Apache-2.0
// What becomes of each step once it falls due: told, held, or silent, and why.
#include "tests/simulation/oracle.h"

#include <algorithm>

namespace dondoc {

namespace {

/// What says something of its own, that no later rung says for it.
bool is_alone(const std::string& rung) {
  return rung == "doi-han" || rung == "giao-viec" || rung == "giao-phoi-hop" || rung == "cho-ky" ||
         rung.rfind("xin-gia-han", 0) == 0 || rung.rfind("xin-chuyen", 0) == 0 ||
         rung.rfind("khach-quan", 0) == 0 || rung.rfind("don-doc", 0) == 0;
}

bool may_leave(const Policy& policy, Instant now) {
  const Instant midnight = plain_instant(plain_date(now), {0});
  return policy.hours.empty() ||
         std::any_of(policy.hours.begin(), policy.hours.end(), [&](const DayHours& hours) {
           return midnight + std::chrono::minutes(hours.from.minutes) <= now &&
                  now < midnight + std::chrono::minutes(hours.to.minutes);
         });
}

}  // namespace

Instant next_hours(const Policy& policy, Instant now) {
  while (!may_leave(policy, now)) {
    now += std::chrono::minutes(1) - (now.time_since_epoch() % std::chrono::minutes(1));
  }
  return now;
}

bool Oracle::is_urgent(const OracleDuty& duty, const std::string& rung) const {
  for (const Rung& step : policy(duty).ladder) {
    if (step.urgent && (rung == step.id || rung.rfind(step.id + ".", 0) == 0)) {
      return true;
    }
  }
  return false;
}

void Oracle::look_again_at_kept() {
  for (auto& [key, duty] : duties_) {
    for (auto& [name, rung] : duty.rungs) {
      rung.kept.reset();
    }
  }
}

Instant Oracle::next_morning(const OracleDuty& duty, Instant now) const {
  const Date tomorrow = plain_date(now) + std::chrono::days(1);
  return plain_instant(plain_working_day_from(calendar_, tomorrow), policy(duty).at);
}

/// A rung is said once in a round; a paper, a wish and a given duty once altogether. Where a round
/// goes on with an earlier one, that one's tellings count, unless some of them were taken back.
bool Oracle::decided(const OracleDuty& duty, const OracleStep& step) {
  bool told = false;
  bool taken_back = false;
  const bool resumes = !duty.goes_on.empty() || duty.beginning == Beginning::taken_back;
  for (const auto& [name, entry] : duty.rungs) {
    const auto& [round, rung, post] = name;
    if (rung != step.rung) {
      continue;
    }
    if (round == duty.round) {
      return true;
    }
    const bool once = is_alone(rung) && rung != "doi-han" && entry.planned_at == step.at;
    const bool goes_on = duty.goes_on.count(round) != 0;
    if (once && !(resumes && entry.gone)) {
      return true;
    }
    told = told || goes_on;
    taken_back = taken_back || (goes_on && entry.gone);
  }
  return told && !taken_back;
}

/// In the present round, which may have had another ladder, and in those that it goes on with.
Oracle::Heard Oracle::heard_before(const OracleDuty& duty,
                                   const std::map<RungName, OracleRung>& known,
                                   const OracleStep& step,
                                   const std::string& post) {
  Heard heard = Heard::no;
  for (const auto& [name, entry] : known) {
    const auto& [round, rung, to] = name;
    const bool present = round == duty.round;
    if (to != post || (!present && (entry.gone || duty.goes_on.count(round) == 0))) {
      continue;
    }
    if (!present && rung == step.rung) {
      return Heard::of_it;
    }
    if (!is_alone(rung) && !is_alone(step.rung) && entry.planned_at >= step.at) {
      heard = Heard::of_a_later_one;
    }
  }
  return heard;
}

bool Oracle::is_last_reminder(const OracleDuty& duty, const OracleStep& step) {
  // Of several at one moment the last one that the policy names.
  const OracleStep* last = nullptr;
  for (const OracleStep& other : duty.steps) {
    const bool counts =
        other.kind == StepKind::ladder && other.to == Audience::lead && other.before;
    last = counts && (last == nullptr || last->at <= other.at) ? &other : last;
  }
  return last != nullptr && step.kind == StepKind::ladder && last->rung == step.rung;
}

/// Who asked not to be reminded for a while, and a leader who has seen what is reported. The last
/// reminder before the due is said all the same.
bool Oracle::is_spared(const OracleDuty& duty,
                       const OracleStep& step,
                       const std::string& post) const {
  if (is_alone(step.rung) || is_last_reminder(duty, step)) {
    return false;
  }
  const auto quiet = duty.quiet_until.find(post);
  const bool snoozes = quiet != duty.quiet_until.end() &&
                       is_in_the_same_hands(post, duty.quiet_since.at(post), plain_date(step.at)) &&
                       plain_date(step.at) < std::min(quiet->second, duty.due.last_day);
  const bool reports = step.kind == StepKind::ladder && step.to >= Audience::oversight;
  return snoozes || (reports && duty.seen_by.count(post) != 0);
}

/// An officer is reminded in the head's place, but not last before the due, nor after it.
std::vector<std::string> Oracle::readers(const OracleDuty& duty, const OracleStep& step) const {
  if (!step.posts.empty()) {
    return step.posts;
  }
  std::vector<std::string> told = posts(duty, step.to, plain_date(step.at));
  const auto officer = directory().posts.find(officer_of(duty, plain_date(step.at)));
  if (step.kind == StepKind::ladder && step.to == Audience::lead && step.before &&
      !is_last_reminder(duty, step) && officer != directory().posts.end() &&
      !officer->second.unit.empty()) {
    const std::string& head = directory().units.at(officer->second.unit).head;
    std::replace(told.begin(), told.end(), head, officer->first);
  }
  return told;
}

/// The lead isn't reminded while its paper lies with a signer. An acknowledgement mutes reminders
/// before the due in its round, until the promised day or until the head's post changes hands, but
/// never the last of them.
Fate Oracle::muted(const OracleDuty& duty, const OracleStep& step) const {
  if (step.kind != StepKind::ladder || step.to != Audience::lead) {
    return Fate::told;
  }
  if (duty.paper) {
    return Fate::silent;
  }
  if (!duty.acknowledged_at || !step.before) {
    return Fate::told;
  }
  if (is_last_reminder(duty, step)) {
    return Fate::told;
  }
  const Date day = plain_date(step.at);
  const std::string& head = directory().units.at(lead_units(duty).front()).head;
  if (!is_in_the_same_hands(head, *duty.acknowledged_at, day)) {
    return Fate::told;
  }
  const bool until_then = !duty.promised || day < *duty.promised;
  if (duty.acknowledged_in == duty.round || duty.goes_on.count(duty.acknowledged_in) != 0) {
    return until_then ? Fate::silent : Fate::told;
  }
  // Said in the very second in which the round began, or by a clock since set back: either.
  const bool unclear = *duty.acknowledged_at == duty.round_from || clock_was_back_;
  return unclear && until_then ? Fate::either : Fate::told;
}

/// Nobody hears that a paper is late which lies with them, or with whom they act for.
bool Oracle::has_paper(const OracleDuty& duty,
                       const OracleStep& step,
                       const std::string& post) const {
  if (!duty.paper || step.kind != StepKind::ladder || step.to < Audience::oversight) {
    return false;
  }
  const Date day = plain_date(step.at);
  const std::string* signer = plain_acting(directory(), duty.paper->second, day);
  const std::string* reader = plain_acting(directory(), post, day);
  return post == duty.paper->second ||
         (signer != nullptr && reader != nullptr && *signer == *reader);
}

void Oracle::decide(OracleDuty& duty, Instant now) const {
  std::map<std::string, std::vector<OracleStep>> fallen_due;  // by post, earliest first
  const std::map<RungName, OracleRung> known = duty.rungs;    // What falls now isn't heard yet.
  for (const OracleStep& step : duty.steps) {
    if (step.at > now || decided(duty, step)) {
      continue;
    }
    const Fate fate = muted(duty, step);
    const std::vector<std::string> told = readers(duty, step);
    if (told.empty()) {  // Nobody different is left to tell.
      duty.rungs[{duty.round, step.rung, ""}] = {step.at, Fate::silent, true};
    }
    for (const std::string& to : told) {
      const RungName name{duty.round, step.rung, to};
      const Heard heard = heard_before(duty, known, step, to);
      if (fate != Fate::told) {
        duty.rungs[name] = {step.at, fate, fate == Fate::silent};
      } else if (heard == Heard::of_it) {
        continue;
      } else if (has_paper(duty, step, to)) {
        duty.rungs[name] = {step.at, Fate::silent, true};
      } else if (is_spared(duty, step, to)) {
        duty.rungs[name] = {step.at, Fate::silent, true};
      } else if (heard == Heard::of_a_later_one) {
        duty.rungs[name] = {step.at, Fate::silent};
      } else if (is_alone(step.rung)) {
        duty.rungs[name] = {step.at, Fate::waiting};
      } else {
        fallen_due[to].push_back(step);
      }
    }
  }
  for (const auto& [to, steps] : fallen_due) {
    for (auto& [name, rung] : duty.rungs) {
      const bool said_by_it = std::get<2>(name) == to && !is_alone(std::get<1>(name));
      if (said_by_it && rung.fate == Fate::waiting) {
        rung.fate = Fate::silent;
      }
    }
    for (const OracleStep& step : steps) {
      const bool latest = &step == &steps.back();
      duty.rungs[{duty.round, step.rung, to}] = {step.at, latest ? Fate::waiting : Fate::silent};
    }
  }
}

void Oracle::release(OracleDuty& duty, Instant now) const {
  if (held_) {
    return;
  }
  const bool hours = may_leave(policy(duty), now);
  for (auto& [name, rung] : duty.rungs) {
    const bool kept = rung.kept && *rung.kept > now;
    if (rung.fate == Fate::waiting && !kept && (hours || is_urgent(duty, std::get<1>(name)))) {
      rung.fate = Fate::told;
    }
  }
}

}  // namespace dondoc
