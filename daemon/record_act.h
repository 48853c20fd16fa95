// SPDX-License-Identifier: Apache-2.0
// The one way by which an act becomes a fact of the store, whoever asks for it: the socket, a chat.
#pragma once

#include "daemon/store/store.h"
#include "rules/schedule/acts.h"
#include "rules/schedule/giving.h"
#include "rules/schedule/leave.h"

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace dondoc {

/// Inside the caller's transaction. The fact as it was written, or why nothing was.
[[nodiscard]] ActResult record_act(Store& store,
                                   const Occurrence& occurrence,
                                   const Act& act,
                                   const Actor& actor,
                                   const RuleSet& rules,
                                   Instant now);

struct WeeklyAnswer {
  Occurrence occurrence;
  ActResult result;
};

/// Completes the weekly duties that the posts are asked about, each for whom `actor_of` says; none
/// when none is asked. See rules/schedule/weekly_check.h.
[[nodiscard]] std::vector<WeeklyAnswer> record_week(
    Store& store,
    const std::vector<std::string>& posts,
    const std::function<Actor(const Occurrence&)>& actor_of,
    const RuleSet& rules,
    Instant now);

/// The same of a task: written, unless it is there already or isn't the actor's to give.
[[nodiscard]] std::variant<GivenTask, KnownTask, ActRefused> record_task(
    Store& store, const NewTask& task, const Actor& actor, const RuleSet& rules, Instant now);

/// The same of days away. The caller merges them into the rules after the commit.
[[nodiscard]] LeaveResult record_leave(
    Store& store, const LeaveForm& form, const Actor& actor, const RuleSet& rules, Instant now);
/// What is queued for who stood in goes back to whoever is away no more.
[[nodiscard]] std::variant<LeaveRecord, ActRefused> record_leave_undone(
    Store& store, const std::string& post, const Actor& actor, const RuleSet& rules, Instant now);

}  // namespace dondoc
