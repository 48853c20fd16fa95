// SPDX-License-Identifier: Apache-2.0
// What people give beside the plans: a duty of one unit, with one due, for ever of the same words.
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <iterator>

namespace dondoc {

/// The plan watches it; what the directory no longer has takes no part in it.
void Oracle::note_tasks() {
  const auto& units = directory().units;
  for (auto& [key, task] : tasks_) {
    const auto plan = rules_.back()->plans.find(task.plan);
    if (plan == rules_.back()->plans.end()) {
      continue;
    }
    Obligation& duty = task.duty;
    duty = Obligation{};
    duty.id = "giao-viec";
    duty.lead.units = {units.count(task.task.lead) != 0 ? task.task.lead
                                                        : plan->second.coordinator};
    for (const std::string& unit : task.task.support) {
      if (units.count(unit) != 0) {
        duty.support.push_back(unit);
      }
    }
    duty.oversight = plan->second.coordinator;
    const auto& policies = rules_.back()->policies;
    duty.policy =
        policies.count(plan->second.policy) != 0 ? plan->second.policy : policies.begin()->first;
    Stage stage;
    stage.rule.recurrence = OnceRule{std::nullopt, task.task.last_day};
    duty.stages.push_back(std::move(stage));
    const auto known = duties_.find(key);
    if (known != duties_.end()) {  // Its step was written anew.
      known->second.stage = &duty.stages.front();
    }
    OracleDuty fresh;
    fresh.key = key;
    fresh.series = key;
    fresh.plan = &plan->second;
    fresh.obligation = &duty;
    fresh.stage = &duty.stages.front();
    fresh.unit = duty.lead.units.front();
    fresh.is_task = true;
    fresh.due.period = key.substr(key.find('@') + 1);
    fresh.due.opens = task.given;
    fresh.due.due = task.task.due;
    fresh.due.last_day = task.task.last_day;
    series_.insert_or_assign(key, fresh);
    asked_.insert_or_assign(key, fresh);
  }
}

bool Oracle::may_give(const std::string& plan,
                      const std::string& lead,
                      const std::string& post,
                      Date day) const {
  OracleDuty duty;
  Obligation obligation;
  obligation.lead.units = {lead};
  duty.obligation = &obligation;
  duty.unit = lead;
  const std::string& coordinator = rules_.back()->plans.at(plan).coordinator;
  const std::string& head = directory().units.at(coordinator).head;
  const auto found = directory().posts.find(post);
  const bool coordinates = post == head || directory().posts.at(head).deputy == post ||
                           (found != directory().posts.end() && found->second.unit == coordinator);
  return coordinates || may_decide(duty, post, day);
}

std::optional<std::string> Oracle::known_task(const std::string& plan, const Task& task) const {
  for (const auto& [key, known] : tasks_) {
    Task same = known.task;
    same.giver = task.giver;
    same.given = task.given;
    if (known.plan == plan && same == task && duties_.at(key).state != OccurrenceState::waived) {
      return key;
    }
  }
  return std::nullopt;
}

std::string Oracle::next_task(const std::string& plan, Date last_day) const {
  const auto of_day = std::count_if(tasks_.begin(), tasks_.end(), [&](const auto& entry) {
    return entry.second.plan == plan && entry.second.task.last_day == last_day;
  });
  return plan + "/giao-viec@" + to_iso(last_day) +
         (of_day == 0 ? "" : "." + std::to_string(of_day + 1));
}

void Oracle::given(const std::string& key,
                   const std::string& plan,
                   const Task& task,
                   const std::string& post,
                   Instant now) {
  tasks_.emplace(key, PlainTask{plan, task, now});
  note_tasks();
  OracleDuty duty = asked_.at(key);
  duty.round_from = now;
  duty.last = OracleDeed{now, post, nullptr, true};
  plan_steps(duty);
  touch(duty);
  live_.insert(key);
  duties_.emplace(key, std::move(duty));
}

}  // namespace dondoc
