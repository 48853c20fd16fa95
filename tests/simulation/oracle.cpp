// SPDX-License-Identifier: Apache-2.0
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

constexpr const char* moved_rung = "doi-han";

bool may_leave(const Policy& policy, Instant now) {
  const Instant midnight = plain_instant(plain_date(now), {0});
  return policy.hours.empty() ||
         std::any_of(policy.hours.begin(), policy.hours.end(), [&](const DayHours& hours) {
           return midnight + std::chrono::minutes(hours.from.minutes) <= now &&
                  now < midnight + std::chrono::minutes(hours.to.minutes);
         });
}

Instant next_hours(const Policy& policy, Instant now) {
  while (!may_leave(policy, now)) {
    now += std::chrono::minutes(1) - (now.time_since_epoch() % std::chrono::minutes(1));
  }
  return now;
}

}  // namespace

void Oracle::load(std::shared_ptr<const RuleSet> rules, Instant now) {
  rules_.push_back(std::move(rules));
  note_dues(now);
}

void Oracle::note_dues(Instant now) {
  asked_.clear();
  for (const auto& [id, plan] : rules_.back()->plans) {
    for (const Obligation& obligation : plan.obligations) {
      const bool each = obligation.lead.kind == LeadKind::each;
      const std::size_t units = each ? obligation.lead.units.size() : 1;
      for (const Stage& stage : obligation.stages) {
        for (const PlainDue& due : plain_dues(plan, stage.rule, calendar_)) {
          for (std::size_t i = 0; i < units; ++i) {
            OracleDuty duty;
            duty.unit = obligation.lead.units[i];
            duty.key = id + "/" + obligation.id + (stage.id.empty() ? "" : ":" + stage.id) + "@" +
                       due.period + (each ? "#" + duty.unit : "");
            duty.series = id + "/" + obligation.id + ":" + stage.id + "#" + duty.unit;
            auto& [rule, loaded] =
                first_loaded_.try_emplace(duty.series, stage.rule, now).first->second;
            if (rule != stage.rule) {
              rule = stage.rule;
              loaded = now;
            }
            duty.plan = &plan;
            duty.obligation = &obligation;
            duty.due = due;
            asked_.emplace(duty.key, duty);
          }
        }
      }
    }
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

std::vector<OracleStep> Oracle::steps(const OracleDuty& duty) const {
  std::vector<OracleStep> result;
  if (duty.needs_review) {
    return result;
  }
  const Policy& rules = policy(duty);
  const auto add = [&](const Rung& rung, const std::string& id, Instant at) {
    result.push_back({id, rung.to, at});
  };
  for (const Rung& rung : rules.ladder) {
    if (rung.offset.unit == OffsetUnit::hours) {
      const std::chrono::hours hours(rung.offset.amount);
      const Instant plain = duty.due.due + (rung.offset.before ? -hours : hours);
      const Date day = plain_date(plain);
      const Date moved = rung.offset.before ? plain_working_days_before(calendar_, day, 0)
                                            : plain_working_day_from(calendar_, day);
      add(rung, rung.id, plain + (moved - day));
    } else if (rung.offset.before) {
      // A reminder on the day itself is worth nothing when the due comes earlier in the day.
      Date date = plain_working_days_before(calendar_, duty.due.last_day, rung.offset.amount);
      while (plain_instant(date, rules.at) >= duty.due.due) {
        date = plain_working_days_before(calendar_, date, 1);
      }
      add(rung, rung.id, plain_instant(date, rules.at));
    } else {
      const int tellings = rung.repeat ? rung.repeat->at_most : 0;
      for (int i = 0; i <= tellings; ++i) {
        const int days = rung.offset.amount + (i > 0 ? i * rung.repeat->every_days : 0);
        const Date date =
            plain_working_day_from(calendar_, duty.due.last_day + std::chrono::days(days));
        const std::string id = i > 0 ? rung.id + "." + std::to_string(i + 1) : rung.id;
        add(rung, id, plain_instant(date, rules.at));
      }
    }
  }
  return result;
}

void Oracle::open(const OracleDuty& fresh) {
  OracleDuty duty = fresh;
  const Instant watched = plain_instant(watched_from(duty), {0});
  duty.needs_review = duty.due.due <= watched;
  duty.round_from = std::max(duty.due.opens, watched);
  duty.steps = steps(duty);
  const auto too_early = [&duty](const OracleStep& step) { return step.at < duty.round_from; };
  duty.steps.erase(std::remove_if(duty.steps.begin(), duty.steps.end(), too_early),
                   duty.steps.end());
  duties_.emplace(duty.key, std::move(duty));
}

void Oracle::move(OracleDuty& duty, const OracleDuty& fresh, Instant now) {
  duty.plan = fresh.plan;
  duty.obligation = fresh.obligation;
  if (duty.due.due == fresh.due.due && duty.due.last_day == fresh.due.last_day) {
    return;
  }
  duty.due = fresh.due;
  if (duty.needs_review) {
    duty.moved_after_review = true;
    return;
  }
  ++duty.round;
  duty.round_from = now;
  for (auto& [name, rung] : duty.rungs) {
    rung.fate = rung.fate == Fate::waiting ? Fate::silent : rung.fate;
  }
  for (const std::string& to : posts(duty, Audience::lead, plain_date(now))) {
    duty.rungs[{duty.round, moved_rung, to}] = {now, Fate::waiting};
  }
  // Whoever supports or oversees the duty is told of its new date too.
  std::vector<std::string> others = duty.obligation->support;
  if (duty.obligation->oversight) {
    others.push_back(*duty.obligation->oversight);
  }
  for (const std::string& unit : others) {
    const std::string& head = rules_.back()->directory.units.at(unit).head;
    duty.rungs[{duty.round, moved_rung, head}] = {now, Fate::waiting};
  }
  duty.steps = steps(duty);
  const auto too_early = [&duty](const OracleStep& step) { return step.at <= duty.round_from; };
  duty.steps.erase(std::remove_if(duty.steps.begin(), duty.steps.end(), too_early),
                   duty.steps.end());
}

void Oracle::tick(Instant now) {
  for (const auto& [key, fresh] : asked_) {
    if (fresh.due.opens <= now && duties_.count(key) == 0) {
      open(fresh);
    }
  }
  for (auto& [key, duty] : duties_) {
    if (duty.state != OccurrenceState::open) {
      continue;
    }
    const auto fresh = asked_.find(key);
    if (fresh == asked_.end()) {
      duty.state = OccurrenceState::withdrawn;
      for (auto& [name, rung] : duty.rungs) {
        rung.fate = rung.fate == Fate::waiting ? Fate::silent : rung.fate;
      }
      continue;
    }
    move(duty, fresh->second, now);
    decide(duty, now);
    release(duty, now);
  }
}

/// A lead's reminder before the due is muted by an acknowledgement, until the promised day, but the
/// last one before the due never is.
Fate Oracle::muted(const OracleDuty& duty, const OracleStep& step) const {
  if (!duty.acknowledged_at || step.to != Audience::lead || step.at >= duty.due.due) {
    return Fate::told;
  }
  const auto later = [&](const OracleStep& other) {
    return other.to == Audience::lead && other.at < duty.due.due && other.at > step.at;
  };
  if (std::none_of(duty.steps.begin(), duty.steps.end(), later)) {
    return Fate::told;
  }
  if (duty.round > 1) {
    return Fate::either;  // Whether an old acknowledgement covers a new date is not said.
  }
  const Date day = plain_date(step.at);
  if (!duty.promised || day < *duty.promised) {
    return Fate::silent;
  }
  return day == *duty.promised ? Fate::either : Fate::told;
}

bool Oracle::decided(const OracleDuty& duty, const OracleStep& step) {
  const auto known = duty.rungs.lower_bound({duty.round, step.rung, ""});
  return known != duty.rungs.end() && std::get<0>(known->first) == duty.round &&
         std::get<1>(known->first) == step.rung;
}

void Oracle::decide(OracleDuty& duty, Instant now) const {
  std::map<std::string, std::vector<OracleStep>> fallen_due;  // by post, earliest first
  for (const OracleStep& step : duty.steps) {
    if (step.at > now || decided(duty, step)) {
      continue;
    }
    const Fate fate = muted(duty, step);
    const std::vector<std::string> told = posts(duty, step.to, plain_date(step.at));
    if (told.empty()) {  // Nobody different is left to tell.
      duty.rungs[{duty.round, step.rung, ""}] = {step.at, Fate::silent};
    }
    for (const std::string& to : told) {
      if (fate != Fate::told) {
        duty.rungs[{duty.round, step.rung, to}] = {step.at, fate};
      } else {
        fallen_due[to].push_back(step);
      }
    }
  }
  for (auto& [to, steps] : fallen_due) {
    std::stable_sort(steps.begin(), steps.end(), [](const OracleStep& a, const OracleStep& b) {
      return a.at < b.at;
    });
    for (auto& [name, rung] : duty.rungs) {
      if (std::get<2>(name) == to && rung.fate == Fate::waiting) {
        // That the due moved may be told apart from the next reminder, or by it.
        rung.fate = std::get<1>(name) == moved_rung ? Fate::either : Fate::silent;
      }
    }
    for (const OracleStep& step : steps) {
      const bool latest = &step == &steps.back();
      duty.rungs[{duty.round, step.rung, to}] = {step.at, latest ? Fate::waiting : Fate::silent};
    }
  }
}

void Oracle::release(OracleDuty& duty, Instant now) const {
  if (!may_leave(policy(duty), now)) {
    return;
  }
  for (auto& [name, rung] : duty.rungs) {
    rung.fate = rung.fate == Fate::waiting ? Fate::told : rung.fate;
  }
}

void Oracle::acknowledged(const std::string& key, std::optional<Date> promised, Instant now) {
  OracleDuty& duty = duties_.at(key);
  duty.acknowledged_at = now;
  duty.promised = promised;
  for (auto& [name, rung] : duty.rungs) {
    // A reminder that waits for the morning may be judged again.
    rung.fate = rung.fate == Fate::waiting ? Fate::either : rung.fate;
  }
}

void Oracle::completed(const std::string& key, Instant /*now*/) {
  OracleDuty& duty = duties_.at(key);
  duty.state = OccurrenceState::done;
  for (auto& [name, rung] : duty.rungs) {
    rung.fate = rung.fate == Fate::waiting ? Fate::silent : rung.fate;
  }
}

void Oracle::failed_tick(Instant now) {
  const std::map<std::string, OracleDuty> before = duties_;
  tick(now);
  for (const auto& [key, duty] : duties_) {
    for (const auto& [name, rung] : duty.rungs) {
      if (rung.fate == Fate::told) {
        maybe_told_.insert({key, name});
      }
    }
  }
  duties_ = before;
}

void Oracle::clock_went_back() {
  for (auto& [key, duty] : duties_) {
    for (auto& [name, rung] : duty.rungs) {
      rung.fate = rung.fate == Fate::waiting ? Fate::either : rung.fate;
    }
  }
}

void Oracle::move_noticed(const std::string& key, Instant when) {
  OracleDuty& duty = duties_.at(key);
  if (duty.round > 1 && duty.round_from != when) {
    const Instant was = duty.round_from;
    duty.round_from = when;
    for (auto& [name, rung] : duty.rungs) {
      if (std::get<0>(name) == duty.round && std::get<1>(name) == moved_rung &&
          rung.planned_at == was) {
        rung.planned_at = when;
      }
    }
    duty.steps = steps(duty);
    const auto too_early = [&duty](const OracleStep& step) { return step.at <= duty.round_from; };
    duty.steps.erase(std::remove_if(duty.steps.begin(), duty.steps.end(), too_early),
                     duty.steps.end());
  }
}

std::optional<Instant> Oracle::next(Instant now) const {
  std::optional<Instant> result;
  const auto consider = [&result, now](Instant at) {
    if (at > now && (!result || at < *result)) {
      result = at;
    }
  };
  for (const auto& [key, fresh] : asked_) {
    if (duties_.count(key) == 0) {
      consider(fresh.due.opens);
    }
  }
  for (const auto& [key, duty] : duties_) {
    if (duty.state != OccurrenceState::open || duty.moved_after_review) {
      continue;
    }
    for (const OracleStep& step : duty.steps) {
      if (step.at > now && !decided(duty, step) && muted(duty, step) == Fate::told) {
        consider(step.at);
      }
    }
    for (const auto& [name, rung] : duty.rungs) {
      if (rung.fate == Fate::waiting) {
        consider(next_hours(policy(duty), now));
      }
    }
  }
  return result;
}

}  // namespace dondoc
