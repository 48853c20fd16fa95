// SPDX-License-Identifier: Apache-2.0
// Who reads no messages: what people tell them by hand and record, and what must hold of it, worked
// out from the directory and from nothing of the engine's.
#include "daemon/record_act.h"
#include "rules/schedule/by_hand.h"
#include "tests/simulation/oracle_dates.h"
#include "tests/simulation/simulation_run.h"

#include <algorithm>

namespace dondoc {

namespace {

constexpr int asked_max = 1'000;
constexpr std::chrono::minutes office_opens{7 * 60 + 30};
constexpr std::chrono::hours office_closes{17};

bool reads_messages(const Directory& directory, const std::string& person) {
  const auto& contacts = directory.people.at(person).contacts;
  return std::any_of(contacts.begin(), contacts.end(), [](const Contact& contact) {
    return contact.channel != "manual";
  });
}

}  // namespace

/// The head of the unit that coordinates, or the admin, who is neither the reader nor can't be
/// reached themselves; nobody of a plan on trial.
std::string SimulationRun::expected_to_ask(const StoredMessage& message, Instant then) const {
  const Directory& directory = oracle_.directory();
  const std::string& notice = message.draft.notices.front();
  const auto plan = engine_->rules().plans.find(notice.substr(0, notice.find('/')));
  const Date day = plain_date(then);
  if (plan == engine_->rules().plans.end() || (plan->second.trial && day <= *plan->second.trial)) {
    return {};
  }
  for (const std::string& post :
       {directory.units.at(plan->second.coordinator).head, directory.admin.value_or("truong-vh")}) {
    const std::string* who = plain_acting(directory, post, day);
    if (who != nullptr && *who != message.draft.person && reads_messages(directory, *who)) {
      return *who;
    }
  }
  return {};
}

/// What waits to be told by hand was asked of the right one, in office hours, and has time.
void SimulationRun::check_by_hand() {
  if (oracle_.is_held()) {
    return;
  }
  for (const ByHandRow& row : store_->waiting_by_hand(asked_max)) {
    const std::string& id = row.message.id;
    if (row.message.connector() != "manual" || row.message.state != MessageState::queued) {
      throw LawBroken(law::by_hand, id + " is asked for and not to be told by hand");
    }
    const auto time = now_ - plain_instant(plain_date(now_), TimeOfDay{0});
    const bool is_open = plain_is_working(world_.calendar, plain_date(now_)) &&
                         office_opens <= time && time < office_closes;
    if (!row.ask && *row.message.next_at > now_) {
      continue;  // Until the office opens.
    }
    if (!row.ask || row.ask->person == row.message.draft.person) {
      throw LawBroken(law::by_hand, id + " is asked of " + (row.ask ? "its reader" : "nobody"));
    }
    if (!asked_.insert(id + row.ask->request).second || row.ask->asked_at != now_) {
      continue;  // Looked at when it was asked.
    }
    saw("by-hand-asked");
    if (!is_open) {
      throw LawBroken(law::by_hand, id + " is asked for at " + moment_text(now_));
    }
    const std::string expected = expected_to_ask(row.message, now_);
    if (row.ask->person != expected) {
      throw LawBroken(law::by_hand,
                      id + " is asked of " + row.ask->person + " instead of " +
                          (expected.empty() ? "nobody" : expected));
    }
    if (row.ask->until <= now_) {
      throw LawBroken(law::by_hand, id + " has no time");
    }
  }
}

/// How a message ended that was to be told by hand: told when somebody has said so and hasn't taken
/// it back, not told when the time was over or nobody could be asked.
void SimulationRun::check_told(const StoredMessage& message) {
  for (const AttemptRow& attempt : store_->attempts(message.id)) {
    if (attempt.channel != "manual") {
      continue;
    }
    const auto said = std::count_if(ledger_.begin(), ledger_.end(), [&](const Fact& fact) {
      return fact.kind == FactKind::told && datum_of(fact, "message") == message.id &&
             fact.at <= *attempt.ended_at;
    });
    saw("by-hand-" + attempt.outcome);
    if (attempt.outcome == "told" && said == 0) {
      throw LawBroken(law::by_hand, message.id + " is told, and nobody said so");
    }
    const auto length = *attempt.ended_at - attempt.started_at;
    const bool had_time = length == std::chrono::seconds{0} || length > std::chrono::hours{23};
    if (attempt.outcome == "untold" && said == 0 && !had_time) {
      throw LawBroken(law::by_hand, message.id + " had no time to be told");
    }
  }
}

/// Somebody has telephoned, and says so; now and then one whose it isn't.
void SimulationRun::tell_by_hand() {
  std::optional<Deed> told;
  std::optional<Fact> fact;
  try {
    const std::vector<ByHandRow> rows = store_->waiting_by_hand(asked_max);
    if (rows.empty()) {
      return;
    }
    const ByHandRow& row =
        rows[static_cast<std::size_t>(dice_.pick(0, static_cast<int>(rows.size()) - 1))];
    const std::string key = row.about.front().key;
    if (!busy_.insert(key).second || !oracle_.is_sure(key)) {
      return;
    }
    const std::string& coordinator =
        engine_->rules().plans.at(row.about.front().series.plan).coordinator;
    const std::string asked =
        row.ask ? row.ask->post : oracle_.directory().units.at(coordinator).head;
    Deed deed{key, Tell{row.message.draft.post}, {asked, "phone"}};
    if (dice_.one_in(6)) {
      deed.actor.post = draw_superior();
    }
    const std::string& post = deed.actor.post;
    const auto waits = std::count_if(rows.begin(), rows.end(), [&](const ByHandRow& other) {
      return other.message.draft.post == row.message.draft.post &&
             std::any_of(other.about.begin(), other.about.end(), [&key](const Occurrence& one) {
               return one.key == key;
             });
    });
    Store::Transaction transaction(*store_);
    const ActResult result = record_act(
        *store_, store_->occurrence(key).value(), deed.act, deed.actor, *world_.rules, now_);
    const bool taken = std::holds_alternative<Fact>(result);
    const bool takes = oracle_.takes(key, deed.act, post, now_) && waits == 1;
    if (tick_attempts_.size() == 1 && taken != takes) {
      throw LawBroken(law::as_oracle,
                      key + (taken ? " takes" : " refuses") + " telling by " + post);
    }
    if (!taken) {
      saw("telling-refused");
      return;
    }
    told = deed;
    fact = std::get<Fact>(result);
    transaction.commit();
  } catch (const StoreError& error) {
    act_failed(error);
    if (!fact || !is_written(*fact)) {
      return;
    }
  }
  note("told by hand " + told->key + " by " + told->actor.post);
  saw("fact-told");
  ledger_.push_back(*fact);
  touched_.insert(told->key);
  oracle_.begin_deed(told->key, told->act, told->actor.post, now_);
  newest_ = told;
}

}  // namespace dondoc
