// SPDX-License-Identifier: Apache-2.0
// What people do in a run: they answer, ask, hand in, send back, record events, and edit their
// plans. Which deed it is, is drawn in simulation_draws.cpp.
#include "daemon/record_act.h"
#include "tests/simulation/simulation_run.h"

#include <algorithm>

namespace dondoc {

namespace {

constexpr std::chrono::days late_after{10};
/// Of what people do, so much is to give somebody something that no plan has.
constexpr int tasks_one_in = 25;
/// And so much to telephone somebody who reads no messages, and to say so.
constexpr int tellings_one_in = 6;

}  // namespace

void SimulationRun::act_once_or_more() {
  busy_.clear();
  const int deeds = dice_.pick(1, setting_.deeds_at_once);
  for (int nth = 0; nth < deeds && up(); ++nth) {
    act();
  }
}

void SimulationRun::act() {
  if (dice_.one_in(tasks_one_in)) {
    give_task();
    return;
  }
  if (dice_.one_in(tellings_one_in)) {
    tell_by_hand();
    return;
  }
  const std::optional<Deed> drawn = draw();
  if (!drawn || !busy_.insert(drawn->key).second) {
    return;
  }
  const Deed& deed = *drawn;
  std::optional<Fact> fact;
  try {
    if (std::holds_alternative<Undo>(deed.act)) {
      static_cast<void>(compare(deed.key));  // What was taken back since it was looked at last.
    }
    fact = judge(deed);
    check_taken(deed, fact ? Taken::yes : Taken::no);
    if (!fact) {
      saw("act-refused");
      return;
    }
    Store::Transaction transaction(*store_);
    const Occurrence occurrence = store_->occurrence(deed.key).value();
    static_cast<void>(record_act(*store_, occurrence, deed.act, deed.actor, *world_.rules, now_));
    transaction.commit();
  } catch (const StoreError& error) {
    act_failed(error);
    if (!fact || !is_written(*fact)) {
      return;
    }
    saw("act-written-despite-error");
  }
  note(std::string(fact_kind_name(fact->kind)) + " " + deed.key + " by " + fact->actor);
  saw("fact-" + std::string(fact_kind_name(fact->kind)));
  ledger_.push_back(*fact);
  touched_.insert(deed.key);
  if (fact->kind != FactKind::undone) {
    oracle_.begin_deed(deed.key, deed.act, deed.actor.post, now_);
    if (fact->kind != FactKind::noted) {
      oracle_.changed(deed.key);
    }
    newest_ = deed;
  }
  tell_oracle(deed);
}

/// Nothing when the duty takes no such deed.
std::optional<Fact> SimulationRun::judge(const Deed& deed) {
  const Occurrence occurrence = store_->occurrence(deed.key).value();
  const ActResult result = perform(occurrence, deed.act, deed.actor, *world_.rules, now_);
  const auto* fact = std::get_if<Fact>(&result);
  return fact == nullptr ? std::nullopt : std::optional(*fact);
}

/// A tick that failed may have got further than the oracle knows; then nothing is said.
void SimulationRun::check_taken(const Deed& deed, Taken taken) const {
  const bool known = tick_attempts_.size() == 1;
  const bool takes = oracle_.takes(deed.key, deed.act, deed.actor.post, now_);
  if (known && takes != (taken == Taken::yes)) {
    throw LawBroken(law::as_oracle,
                    deed.key + (takes ? " refuses" : " takes") + " deed " +
                        std::to_string(deed.act.index()) + " by " + deed.actor.post);
  }
}

/// Once more than it was before: what is done, undone and done again within a second is the same.
bool SimulationRun::is_written(const Fact& fact) const {
  const std::vector<JournalRow> rows = store_->facts(fact.occurrence);
  const auto written = std::count_if(
      rows.begin(), rows.end(), [&fact](const JournalRow& row) { return row.fact == fact; });
  return written > std::count(ledger_.begin(), ledger_.end(), fact);
}

bool SimulationRun::is_recorded(const Fact& fact) const {
  const std::vector<JournalRow> rows = store_->facts(fact.occurrence);
  return std::any_of(
      rows.begin(), rows.end(), [&fact](const JournalRow& row) { return row.fact == fact; });
}

/// The deed itself, not the fact that the engine made of it.
void SimulationRun::tell_oracle(const Deed& deed) {
  const std::string& key = deed.key;
  if (const auto* acknowledge = std::get_if<Acknowledge>(&deed.act)) {
    oracle_.acknowledged(key, acknowledge->promised, now_);
  } else if (std::holds_alternative<Complete>(deed.act)) {
    oracle_.completed(key);
    over_.insert(key);
  } else if (const auto* submit = std::get_if<Submit>(&deed.act)) {
    oracle_.submitted(key, submit->signer, now_);
  } else if (std::holds_alternative<Return>(deed.act)) {
    oracle_.returned(key, now_);
  } else if (const auto* extend = std::get_if<Extend>(&deed.act)) {
    if (oracle_.may_decide(oracle_.duties().at(key), deed.actor.post, plain_date(now_))) {
      oracle_.due_set(key, extend->until, now_);
    } else {
      oracle_.wished(key, extend->until, now_);
    }
  } else if (const auto* transfer = std::get_if<Transfer>(&deed.act)) {
    if (oracle_.may_decide(oracle_.duties().at(key), deed.actor.post, plain_date(now_))) {
      oracle_.handed_over(key, transfer->unit, now_);
    } else {
      oracle_.wished_away(key, *transfer, now_);
    }
  } else if (const auto* grant = std::get_if<Grant>(&deed.act)) {
    const auto& handover = oracle_.duties().at(key).handover;
    if (!grant->until && handover) {
      oracle_.handed_over(key, std::string(handover->unit), now_);
      return;
    }
    const auto& wish = oracle_.duties().at(key).wish;
    oracle_.due_set(key, grant->until ? *grant->until : wish.value().second, now_);
  } else if (const auto* adjust = std::get_if<Adjust>(&deed.act)) {
    oracle_.due_set(key, adjust->due, now_);
  } else if (std::holds_alternative<Undo>(deed.act)) {
    saw(over_.erase(key) != 0 ? "undone-ending" : "undone-in-course");
    oracle_.undone(key, deed.actor.post, now_);
    if (oracle_.duties().at(key).state == OccurrenceState::waived) {
      saw("task-taken-back");
      over_.insert(key);
    }
  } else if (std::holds_alternative<Fail>(deed.act) || std::holds_alternative<Waive>(deed.act)) {
    const bool failed = std::holds_alternative<Fail>(deed.act);
    oracle_.ended(key, failed ? OccurrenceState::failed : OccurrenceState::waived);
    over_.insert(key);
  } else if (const auto* cause = std::get_if<ExcuseDelay>(&deed.act)) {
    if (oracle_.may_decide(oracle_.duties().at(key), deed.actor.post, plain_date(now_))) {
      oracle_.excused(key, cause->reason);
    } else {
      oracle_.pleaded(key, cause->reason, now_);
    }
  } else if (const auto* assign = std::get_if<Assign>(&deed.act)) {
    oracle_.assigned(key, assign->post);
  } else if (const auto* snooze = std::get_if<Snooze>(&deed.act)) {
    oracle_.snoozed(key, deed.actor.post, snooze->until);
  } else if (std::holds_alternative<Note>(deed.act)) {
    oracle_.noted(key, deed.actor.post);
  } else if (const auto* urge = std::get_if<Urge>(&deed.act)) {
    oracle_.urged(key, false, deed.actor.post, urge->text, now_);
  } else if (const auto* direct = std::get_if<Direct>(&deed.act)) {
    oracle_.urged(key, true, deed.actor.post, direct->text, now_);
  } else if (std::holds_alternative<Nothing>(deed.act)) {
    if (oracle_.is_of_a_short_period(key)) {
      oracle_.completed(key);
      over_.insert(key);
    }
  } else if (const auto* count = std::get_if<Count>(&deed.act)) {
    oracle_.counted(key, count->amount);
  } else if (const auto* happen = std::get_if<Happen>(&deed.act)) {
    const Date day = happen->date.value_or(plain_date(now_));
    saw(happen->id.empty() ? "event-recorded" : "event-corrected");
    saw(day + late_after < plain_date(now_) ? "event-late" : "event-in-time");
    oracle_.happened(key,
                     {happen->id,
                      {day, happen->time},
                      happen->unit,
                      happen->title,
                      happen->document,
                      happen->due,
                      now_});
  }
}

/// Whoever runs the system stops all sending for a while.
void SimulationRun::hold_or_let_go_on() {
  try {
    Store::Transaction transaction(*store_);
    if (oracle_.is_held()) {
      store_->set_held(std::nullopt);
      store_->confirm_clock(now_);
    } else {
      store_->set_held("kiểm tra");
    }
    transaction.commit();
  } catch (const StoreError& error) {
    storage_failed(error);
    while (!start()) {
      vfs_.disk().heal();
    }
  }
  vfs_.disk().forget_failing_read();
  const bool held = store_->held().has_value();
  saw(held ? "sending-held" : "sending-let-go-on");
  note(held ? "all sending is held" : "sending goes on");
  if (held) {
    oracle_.hold();
  } else if (oracle_.is_held()) {  // A hold that wasn't written has changed nothing.
    oracle_.let_go_on();
  }
}

void SimulationRun::reload() {
  const std::string name{edit_name(maker_.edit(world_, plain_date(now_)))};
  saw(name);
  note("reload: " + name);
  try {
    engine_->load(world_.rules, now_);
    oracle_.load(world_.rules, now_);
  } catch (const StoreError& error) {
    saw("reload-failed");
    storage_failed(error);
  }
}

/// An act met a broken disk: whoever acted waits until the office is up again, and then reads again
/// by key whether it was written.
void SimulationRun::act_failed(const StoreError& error) {
  saw("act-failed");
  storage_failed(error);
  while (!start()) {
    vfs_.disk().heal();
  }
  vfs_.disk().forget_failing_read();
}

}  // namespace dondoc
