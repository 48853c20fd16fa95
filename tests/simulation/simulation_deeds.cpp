// SPDX-License-Identifier: Apache-2.0
// What people do in a run: they answer, and they edit their plans.
#include "rules/schedule/acts.h"
#include "tests/simulation/simulation_run.h"

namespace dondoc {

namespace {

using std::chrono::days;

}  // namespace

void SimulationRun::act() {
  const std::optional<std::string> key = draw_open_duty();
  if (!key) {
    return;
  }
  Answer answer;
  answer.completes = dice_.one_in(2);
  try {
    if (!record(*key, answer)) {
      saw("act-refused");
      return;
    }
  } catch (const StoreError& error) {
    saw("act-failed");
    storage_failed(error);
    // Whether it was written is read again by key, as whoever acted would do.
    while (!start()) {
      vfs_.disk().heal();
    }
    vfs_.disk().forget_failing_read();
    if (!is_recorded(*key, answer)) {
      return;
    }
    saw("act-written-despite-error");
  }
  note(std::string(answer.completes ? "done " : "acknowledged ") + *key +
       (answer.promised ? " for " + to_iso(*answer.promised) : ""));
  saw(answer.completes ? "completed" : "acknowledged");
  touched_.insert(*key);
  released_.clear();  // What is said after it is said anew.
  if (answer.completes) {
    oracle_.completed(*key, now_);
    done_.insert(*key);
  } else {
    oracle_.acknowledged(*key, answer.promised, now_);
    acknowledged_.insert(*key);
  }
}

std::optional<std::string> SimulationRun::draw_open_duty() {
  std::vector<std::string> open;
  for (const auto& [key, duty] : oracle_.duties()) {
    if (duty.state == OccurrenceState::open) {
      open.push_back(key);
    }
  }
  if (open.empty()) {
    return std::nullopt;
  }
  return open[static_cast<std::size_t>(dice_.pick(0, static_cast<int>(open.size()) - 1))];
}

/// False when the duty takes no such answer; StoreError when it isn't known to be written.
bool SimulationRun::record(const std::string& key, Answer& answer) {
  const Occurrence occurrence = store_->occurrence(key).value();
  Act deed = Complete{"12/BC-UBND", plain_date(now_)};
  if (!answer.completes) {
    const auto room = (occurrence.last_day - plain_date(now_)).count();
    if (room > 0 && dice_.one_in(2)) {
      answer.promised = plain_date(now_) + days(dice_.pick(0, static_cast<int>(room)));
    }
    deed = Acknowledge{answer.promised};
  }
  const ActResult result = perform(occurrence, deed, {"truong-a", "cli"}, *world_.rules, now_);
  if (!std::holds_alternative<Fact>(result)) {
    return false;
  }
  Store::Transaction transaction(*store_);
  store_->write_fact(std::get<Fact>(result), now_);
  transaction.commit();
  return true;
}

bool SimulationRun::is_recorded(const std::string& key, const Answer& answer) const {
  const Occurrence occurrence = store_->occurrence(key).value();
  return answer.completes ? occurrence.state == OccurrenceState::done
                          : occurrence.acknowledged_at == std::optional<Instant>(now_);
}

void SimulationRun::reload() {
  const PlanEdit edit = maker_.edit(world_);
  static const std::map<PlanEdit, std::string> names{{PlanEdit::moved, "due-moved"},
                                                     {PlanEdit::removed, "duty-removed"},
                                                     {PlanEdit::added, "duty-added"},
                                                     {PlanEdit::nothing, "reload-of-nothing"}};
  saw(names.at(edit));
  note("reload: " + names.at(edit));
  released_.clear();
  try {
    engine_->load(world_.rules, now_);
    oracle_.load(world_.rules, now_);
  } catch (const StoreError& error) {
    saw("reload-failed");
    storage_failed(error);
  }
}

}  // namespace dondoc
