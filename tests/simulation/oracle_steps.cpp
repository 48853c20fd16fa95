// SPDX-License-Identifier: Apache-2.0
// What there is to say of a duty in its present round, and when.
#include "tests/simulation/oracle.h"

#include <algorithm>

namespace dondoc {

namespace {

using std::chrono::days;

constexpr int signature_reminders = 6;
constexpr int signature_days = 3;

bool takes_the_whole_year(const DueRule& rule) {
  const auto* yearly = std::get_if<YearlyRule>(&rule.recurrence);
  return yearly != nullptr && yearly->first_month == 1 && yearly->first_day == 1 &&
         yearly->last_month == 12 && !yearly->day && !yearly->working_day &&
         yearly->years_later == 0;
}

int year_at(Instant instant) {
  return ymd(plain_date(instant)).year;
}

}  // namespace

/// A rung before the opening, before the plan was watched or before the round began isn't there;
/// but what people made fall is.
void Oracle::plan_steps(OracleDuty& duty) const {
  std::vector<OracleStep> steps;
  add_change(duty, steps);
  const bool first = duty.round == 1 || duty.goes_on.count(1) != 0;
  if ((duty.happening || duty.is_task) && first) {
    steps.push_back({StepKind::assigned, "giao-viec", Audience::lead, duty.due.opens});
  }
  if (duty.is_task && first) {
    add_support(duty, steps);
  }
  add_checkpoints(duty, steps);
  add_paper(duty, steps);
  add_wish(duty, steps);
  add_handover(duty, steps);
  add_plea(duty, steps);
  add_urging(duty, steps);
  add_ladder(duty, steps);
  const auto is_absent = [&duty, first](const OracleStep& step) {
    const bool by_people = step.kind == StepKind::signature || step.kind == StepKind::wish ||
                           step.kind == StepKind::handover || step.kind == StepKind::excuse ||
                           step.kind == StepKind::urging ||
                           (step.kind == StepKind::change && duty.beginning != Beginning::rule);
    if (duty.needs_review && !by_people) {
      return true;
    }
    if (step.kind == StepKind::change || step.kind == StepKind::wish ||
        step.kind == StepKind::handover || step.kind == StepKind::excuse ||
        step.kind == StepKind::urging || step.kind == StepKind::assigned || step.rung == "cho-ky") {
      return false;
    }
    return step.at < duty.due.opens || step.at < duty.round_from ||
           (!first && step.at == duty.round_from);
  };
  steps.erase(std::remove_if(steps.begin(), steps.end(), is_absent), steps.end());
  std::stable_sort(steps.begin(), steps.end(), [](const OracleStep& a, const OracleStep& b) {
    return a.at < b.at;
  });
  duty.steps = std::move(steps);
}

void Oracle::add_ladder(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  if (!duty.due.dated) {
    return;
  }
  const Policy& rules = policy(duty);
  const auto add = [&steps](const Rung& rung, const std::string& id, Instant at) {
    steps.push_back({StepKind::ladder, id, rung.to, at, rung.offset.before});
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
        const int late = rung.offset.amount + (i > 0 ? i * rung.repeat->every_days : 0);
        const Date date = plain_working_day_from(calendar_, duty.due.last_day + days(late));
        const std::string id = i > 0 ? rung.id + "." + std::to_string(i + 1) : rung.id;
        add(rung, id, plain_instant(date, rules.at));
      }
    }
  }
  if (rules.levels_apart) {
    part_levels(rules, steps);
  }
  remind_once_at_least(duty, steps);
}

/// Where every reminder of the lead lies before the opening, or before it was watched, the last of
/// them waits for the first working day on which there is something to be reminded of.
void Oracle::remind_once_at_least(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  const bool first = duty.round == 1 || duty.goes_on.count(1) != 0;
  const Instant begins = first ? std::max(duty.due.opens, duty.round_from) : duty.due.opens;
  OracleStep* last = nullptr;
  for (OracleStep& step : steps) {
    const bool reminds = step.kind == StepKind::ladder && step.to == Audience::lead && step.before;
    last = reminds && (last == nullptr || last->at <= step.at) ? &step : last;
  }
  if (last == nullptr || last->at >= begins) {
    return;
  }
  Date date = plain_working_day_from(calendar_, plain_date(begins));
  while (plain_instant(date, policy(duty).at) < begins) {
    date = plain_working_day_from(calendar_, date + days(1));
  }
  const Instant morning = plain_instant(date, policy(duty).at);
  const Date day = plain_date(begins);
  const bool works = plain_working_day_from(calendar_, day) == day;
  if (morning < duty.due.due) {
    last->at = morning;
  } else if (begins > duty.due.opens && works && begins < duty.due.due &&
             begins >= plain_instant(day, policy(duty).at)) {
    last->at = begins;
  }
}

/// Nobody is told over the lead's head before the lead, and each level below, had a working day.
void Oracle::part_levels(const Policy& rules, std::vector<OracleStep>& steps) const {
  const auto counts = [](const Rung& rung) {
    return !rung.offset.before && rung.offset.unit == OffsetUnit::days;
  };
  const auto step_of = [&steps](const std::string& id) -> OracleStep& {
    return *std::find_if(steps.begin(), steps.end(), [&id](const OracleStep& step) {
      return step.kind == StepKind::ladder && step.rung == id;
    });
  };
  for (bool again = true; again;) {
    again = false;
    for (const Rung& upper : rules.ladder) {
      const bool escalates = upper.to != Audience::lead && upper.to != Audience::deputy &&
                             upper.to != Audience::support;
      for (const Rung& lower : rules.ladder) {
        const bool below = counts(lower) && counts(upper) && lower.to != upper.to &&
                           lower.offset.amount < upper.offset.amount;
        if (escalates && below && step_of(upper.id).at <= step_of(lower.id).at) {
          const Date day = plain_date(step_of(lower.id).at) + days(1);
          step_of(upper.id).at = plain_instant(plain_working_day_from(calendar_, day), rules.at);
          again = true;
        }
      }
    }
  }
  for (const Rung& rung : rules.ladder) {
    for (OracleStep& step : steps) {
      if (counts(rung) && step.rung.rfind(rung.id + ".", 0) == 0) {
        step.at = std::max(step.at, step_of(rung.id).at);
      }
    }
  }
}

/// Those who support a task, but for whoever leads it.
void Oracle::add_support(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  std::set<std::string> leads;
  for (const std::string& unit : lead_units(duty)) {
    leads.insert(directory().units.at(unit).head);
  }
  OracleStep told{StepKind::assigned, "giao-phoi-hop", Audience::support, duty.due.opens};
  for (const std::string& unit : duty.obligation->support) {
    const std::string& head = directory().units.at(unit).head;
    const bool known = std::find(told.posts.begin(), told.posts.end(), head) != told.posts.end();
    if (leads.count(head) == 0 && !known) {
      told.posts.push_back(head);
    }
  }
  if (!told.posts.empty()) {
    steps.push_back(std::move(told));
  }
}

/// In each reporting round until the due: what has no date, and what is due only at a year's or the
/// plan's end.
void Oracle::add_checkpoints(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  const DueRule& rule = rule_of(duty);
  const bool asked = !duty.due.dated || takes_the_whole_year(rule) ||
                     std::holds_alternative<PeriodRule>(rule.recurrence);
  if (!duty.plan->checkpoints || !asked) {
    return;
  }
  for (int year = year_at(duty.due.opens); year <= ymd(duty.due.last_day).year; ++year) {
    for (const PlainRound& round : plain_rounds(rules_.back()->reporting, calendar_, year)) {
      const Instant at = plain_instant(round.asked, policy(duty).at);
      if (at < duty.due.due) {
        steps.push_back({StepKind::checkpoint, "kiem-diem." + round.period, Audience::lead, at});
      }
    }
  }
}

/// A moved due is told to all who have to do with the duty, a returned paper to its lead alone.
void Oracle::add_change(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  if (duty.beginning == Beginning::opening || duty.beginning == Beginning::reopening) {
    return;
  }
  OracleStep change{StepKind::change, "doi-han", Audience::lead, duty.round_from};
  std::vector<std::string> units = lead_units(duty);
  units.insert(units.end(), duty.former.begin(), duty.former.end());
  const bool of_the_paper = duty.beginning == Beginning::returned ||
                            (duty.beginning == Beginning::taken_back && duty.back_where_it_was);
  if (!of_the_paper) {
    units.insert(units.end(), duty.obligation->support.begin(), duty.obligation->support.end());
    if (duty.obligation->oversight) {
      units.push_back(*duty.obligation->oversight);
    }
  }
  for (const std::string& unit : units) {
    change.posts.push_back(directory().units.at(unit).head);
  }
  std::sort(change.posts.begin(), change.posts.end());
  change.posts.erase(std::unique(change.posts.begin(), change.posts.end()), change.posts.end());
  steps.push_back(std::move(change));
}

/// The signer hears at once and every third working day, six times in all.
void Oracle::add_paper(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  if (!duty.paper) {
    return;
  }
  const auto& [handed, signer] = *duty.paper;
  for (int nth = 1; nth <= signature_reminders; ++nth) {
    const Date day =
        plain_working_days_after(calendar_, plain_date(handed), (nth - 1) * signature_days);
    const Instant at = nth == 1 ? handed : plain_instant(day, policy(duty).at);
    const std::string id = nth == 1 ? "cho-ky" : "cho-ky." + std::to_string(nth);
    steps.push_back({StepKind::signature, id, Audience::leader, at, false, {signer}});
  }
}

void Oracle::add_wish(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  if (!duty.wish) {
    return;
  }
  const auto& [at, until] = *duty.wish;
  std::string id = "xin-gia-han." + to_iso(until);
  int earlier = 0;
  for (const auto& [name, rung] : duty.rungs) {
    const bool same_day = std::get<1>(name).rfind(id, 0) == 0;
    earlier += same_day && rung.planned_at != at ? 1 : 0;
  }
  if (earlier > 0) {
    id += "." + std::to_string(earlier + 1);
  }
  steps.push_back({StepKind::wish, id, Audience::leader, at, false, {leader_of(duty)}});
}

void Oracle::add_handover(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  if (!duty.handover) {
    return;
  }
  std::string id = "xin-chuyen." + duty.handover->unit;
  int earlier = 0;
  for (const auto& [name, rung] : duty.rungs) {
    const std::string& known = std::get<1>(name);
    const bool same_unit = known == id || known.rfind(id + ".", 0) == 0;
    earlier += same_unit && rung.planned_at != duty.handover->at ? 1 : 0;
  }
  id += earlier > 0 ? "." + std::to_string(earlier + 1) : "";
  steps.push_back(
      {StepKind::handover, id, Audience::leader, duty.handover->at, false, {leader_of(duty)}});
}

void Oracle::add_plea(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  if (duty.pleaded) {
    steps.push_back({StepKind::excuse,
                     "khach-quan." + std::to_string(duty.pleas),
                     Audience::leader,
                     *duty.pleaded,
                     false,
                     {leader_of(duty)}});
  }
}

void Oracle::add_urging(const OracleDuty& duty, std::vector<OracleStep>& steps) const {
  if (!duty.urged) {
    return;
  }
  OracleStep told{
      StepKind::urging, "don-doc." + std::to_string(duty.urgings), Audience::lead, *duty.urged};
  for (const std::string& unit : lead_units(duty)) {
    told.posts.push_back(directory().units.at(unit).head);
  }
  steps.push_back(std::move(told));
}

std::string Oracle::leader_of(const OracleDuty& duty) const {
  return directory().units.at(lead_units(duty).front()).reports_to.value_or(directory().chair);
}

}  // namespace dondoc
