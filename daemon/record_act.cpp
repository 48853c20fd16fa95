// SPDX-License-Identifier: Apache-2.0
#include "daemon/record_act.h"

#include "daemon/store/by_hand.h"
#include "rules/schedule/taken_back.h"
#include "rules/schedule/weekly_check.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace dondoc {

namespace {

/// That somebody was told by hand: the act must name one who waits to be, and ends that message.
ActResult record_told(Store& store,
                      const Occurrence& occurrence,
                      const Tell& act,
                      const Actor& actor,
                      const RuleSet& rules,
                      Instant now) {
  // Whose the act is, and whether the duty is open, comes before who waits.
  ActResult result = perform(occurrence, Tell{}, actor, rules, now);
  if (std::holds_alternative<ActRefused>(result)) {
    return result;
  }
  const std::vector<ByHandRow> rows = store.waiting_by_hand_about(occurrence.key);
  std::vector<AskedByHand> asked;
  std::transform(rows.begin(), rows.end(), std::back_inserter(asked), asked_of);
  const auto meant = told_of(asked, occurrence, act.post, rules, now);
  if (const auto* refused = std::get_if<ActRefused>(&meant)) {
    return *refused;
  }
  const AskedByHand& told = std::get<AskedByHand>(meant);
  Fact& fact = std::get<Fact>(result);
  fact.data["post"] = told.what.post;
  fact.data["message"] = told.what.id;
  store.write_fact(fact, now);
  const auto row = std::find_if(rows.begin(), rows.end(), [&told](const ByHandRow& one) {
    return one.message.id == told.what.id;
  });
  AttemptEnd end;
  end.message = told.what.id;
  end.number = row->message.attempts + 1;
  end.at = now;
  end.outcome = told_outcome;
  end.detail =
      "ghi nhận bởi " + (actor.post == admin_actor ? std::string("quản trị")
                                                   : addressee_words(rules.directory, actor.post));
  end.next = MessageState::sent;
  end.channel = row->message.channel;
  store.end_by_hand(*row, end);
  return result;
}

/// It waits to be told again, of which the newest word was that it had been.
void undo_told(Store& store, const std::string& occurrence, Instant now) {
  const std::vector<JournalRow> facts = store.facts(occurrence);
  const auto told = std::find_if(facts.rbegin(), facts.rend(), [](const JournalRow& row) {
    return row.fact.kind == FactKind::told;
  });
  if (told != facts.rend()) {
    store.undo_told(datum_of(told->fact, "message"), now);
  }
}

/// Messages that have told somebody who works on it of the task, each person's newest.
std::map<std::string, MessageDraft> tellings_of(const Store& store, const std::string& task) {
  std::map<std::string, MessageDraft> told;
  for (const NoticeRow& row : store.notices(task)) {
    const Audience to = row.notice.audience;
    const bool works = to == Audience::lead || to == Audience::deputy || to == Audience::support;
    const auto message = row.message && works ? store.message(*row.message) : std::nullopt;
    if (message && message->state != MessageState::queued &&
        message->state != MessageState::failed) {
      told[message->draft.person] = message->draft;
    }
  }
  return told;
}

/// Who has been told of a task hears that it was taken back, and doesn't when that is undone in
/// time.
void tell_taken_back(
    Store& store, const Occurrence& task, const Fact& fact, const RuleSet& rules, Instant now) {
  const bool undone = task.task && fact.kind == FactKind::undone &&
                      datum_of(fact, "act") == fact_kind_name(FactKind::waived);
  if (!undone && !takes_back(task, fact)) {
    return;
  }
  for (const auto& [person, told] : tellings_of(store, task.key)) {
    if (undone) {
      store.take_back(person, told.post, now);
      continue;
    }
    if (const auto taken = compose_taken_back(task, fact, told, rules, now)) {
      store.write_digest(taken->draft, now);
      store.put_off(message_id(taken->draft.key), taken->leaves);
    }
  }
}

}  // namespace

ActResult record_act(Store& store,
                     const Occurrence& occurrence,
                     const Act& act,
                     const Actor& actor,
                     const RuleSet& rules,
                     Instant now) {
  if (const auto* tell = std::get_if<Tell>(&act)) {
    return record_told(store, occurrence, *tell, actor, rules, now);
  }
  ActResult result = perform(occurrence, act, actor, rules, now);
  if (const Fact* fact = std::get_if<Fact>(&result)) {
    store.write_fact(*fact, now);
    const bool is_undo = fact->kind == FactKind::undone;
    if (is_undo && datum_of(*fact, "act") == fact_kind_name(FactKind::told)) {
      undo_told(store, occurrence.key, now);
    }
    tell_taken_back(store, occurrence, *fact, rules, now);
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
