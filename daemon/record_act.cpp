// SPDX-License-Identifier: Apache-2.0
#include "daemon/record_act.h"

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

std::vector<LeaveRecord> known_leaves(const Store& store, const RuleSet& rules, Instant now) {
  return store.leaves(date_of(now, rules.zone) - leave_kept);
}

}  // namespace

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
