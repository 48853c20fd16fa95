// SPDX-License-Identifier: Apache-2.0
#include "daemon/record_act.h"

#include "rules/schedule/weekly_check.h"

#include <algorithm>
#include <vector>

namespace dondoc {

ActResult record_act(Store& store,
                     const Occurrence& occurrence,
                     const Act& act,
                     const Actor& actor,
                     const RuleSet& rules,
                     Instant now) {
  ActResult result = perform(occurrence, act, actor, rules, now);
  if (const Fact* fact = std::get_if<Fact>(&result)) {
    store.write_fact(*fact, now);
  }
  return result;
}

std::variant<GivenTask, KnownTask, ActRefused> record_task(
    Store& store, const NewTask& task, const Actor& actor, const RuleSet& rules, Instant now) {
  auto result = give(task, store.tasks_of_day(task.plan, task.task.last_day), actor, rules, now);
  if (const auto* given = std::get_if<GivenTask>(&result)) {
    store.write_given(given->occurrence, given->opened, now);
  }
  return result;
}

namespace {

/// Of each weekly duty no more are open than lapse in a few weeks, one for each unit.
constexpr int weekly_open_max = 1'000;

bool recurs_weekly(const Obligation& duty) {
  return std::any_of(duty.stages.begin(), duty.stages.end(), [](const Stage& stage) {
    return std::holds_alternative<WeeklyRule>(stage.rule.recurrence);
  });
}

std::vector<LeaveRecord> known_leaves(const Store& store, const RuleSet& rules, Instant now) {
  return store.leaves(date_of(now, rules.zone) - leave_kept);
}

}  // namespace

std::vector<WeeklyAnswer> record_week(Store& store,
                                      const std::vector<std::string>& posts,
                                      const std::function<Actor(const Occurrence&)>& actor_of,
                                      const RuleSet& rules,
                                      Instant now) {
  std::vector<Occurrence> open;
  for (const auto& [id, plan] : rules.plans) {
    for (const Obligation& duty : plan.obligations) {
      if (recurs_weekly(duty)) {
        const std::vector<Occurrence> more = store.open_of(id, duty.id, weekly_open_max);
        open.insert(open.end(), more.begin(), more.end());
      }
    }
  }
  std::vector<WeeklyAnswer> answers;
  for (const Occurrence& one : weekly_checks_asked(open, posts, rules, now)) {
    answers.push_back({one, record_act(store, one, Complete{}, actor_of(one), rules, now)});
  }
  return answers;
}

LeaveResult record_leave(
    Store& store, const LeaveForm& form, const Actor& actor, const RuleSet& rules, Instant now) {
  LeaveResult result = take_leave(form, known_leaves(store, rules, now), actor, rules, now);
  if (auto* taken = std::get_if<LeaveRecord>(&result)) {
    taken->id = store.write_leave(*taken);
  }
  return result;
}

std::variant<LeaveRecord, ActRefused> record_leave_undone(
    Store& store, const std::string& post, const Actor& actor, const RuleSet& rules, Instant now) {
  auto result = undo_leave(post, known_leaves(store, rules, now), actor, rules, now);
  const auto* undone = std::get_if<LeaveRecord>(&result);
  if (undone == nullptr) {
    return result;
  }
  store.undo_leave(undone->id, actor.post, now);
  const Date today = date_of(now, rules.zone);
  for (const auto& [id, unused] : rules.directory.posts) {
    const Person* holds = holder(rules.directory, id, today);
    const Person* acts = acting(rules.directory, id, today);
    if (holds != nullptr && holds->id == undone->person && acts != nullptr && acts != holds) {
      store.take_back(acts->id, id, now);
    }
  }
  return result;
}

}  // namespace dondoc
