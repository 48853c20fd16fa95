// SPDX-License-Identifier: Apache-2.0
#include "daemon/record_act.h"

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

}  // namespace dondoc
