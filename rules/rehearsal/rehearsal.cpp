// SPDX-License-Identifier: Apache-2.0
#include "rules/rehearsal/rehearsal.h"

#include "rules/schedule/series.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>
#include <tuple>
#include <utility>
#include <variant>

namespace dondoc {
namespace {

/// A step past this many is a bug in the rules: five years of a whole province's plans take less.
constexpr std::size_t steps_max = 50'000'000;

}  // namespace

/// Latest first, so that the earliest is on top of the heap; equal times in a fixed order.
bool Rehearsal::Wake::operator<(const Wake& other) const {
  return std::tie(at, kind, index) > std::tie(other.at, other.kind, other.index);
}

Rehearsal::Rehearsal(const RuleSet& rules, std::optional<Date> first_load)
    : loaded_rules_(rules), rules_(std::shared_ptr<const RuleSet>{}, &rules) {
  for (KnownSeries& known : all_series(rules)) {
    const Date loaded = first_load.value_or(rules.plans.at(known.key.plan).issued);
    const Instant at = start_of(loaded, rules.zone);
    if (!known.trigger.empty()) {
      waiting_.push_back({series_.size(), std::move(known.trigger)});
    }
    series_.push_back({std::move(known.key), at, std::nullopt});
    wakes_.push({at, WakeKind::series, series_.size() - 1});
  }
}

Instant Rehearsal::loaded() const {
  Instant last{};
  for (const Series& series : series_) {
    last = std::max(last, series.first_loaded);
  }
  return last;
}

void Rehearsal::run_until(Instant end) {
  while (!wakes_.empty() && wakes_.top().at <= end) {
    const Instant now = wakes_.top().at;
    while (!wakes_.empty() && wakes_.top().at <= now) {
      step(now);
    }
    release_pending(now);
  }
}

void Rehearsal::step(Instant now) {
  if (++steps_ > steps_max) {
    throw std::logic_error("the rehearsal does not come to an end");
  }
  const Wake wake = wakes_.top();
  wakes_.pop();
  switch (wake.kind) {
    case WakeKind::series:
      open_due(wake.index, now);
      break;
    case WakeKind::occurrence:
      decide_due(wake.index, now);
      break;
    case WakeKind::held_notice:
      break;  // It only stops the walk at this moment, for the release.
  }
}

void Rehearsal::open_due(std::size_t index, Instant now) {
  Series& series = series_[index];
  Opening opening = open(series, rules(), now);
  series.opened_through = opening.opened_through;
  for (Occurrence& occurrence : opening.occurrences) {
    keep_opened(std::move(occurrence), opening, now);
  }
  if (opening.wake_at) {
    wakes_.push({std::max(*opening.wake_at, now), WakeKind::series, index});
  }
}

/// As the store does it: what is there already only hears of a corrected event.
void Rehearsal::keep_opened(Occurrence occurrence, const Opening& opening, Instant now) {
  const auto known = by_key_.find(occurrence.key);
  if (known == by_key_.end()) {
    by_key_[occurrence.key] = occurrences_.size();
    occurrences_.push_back(std::move(occurrence));
    wakes_.push({now, WakeKind::occurrence, occurrences_.size() - 1});
    return;
  }
  for (const Fact& fact : opening.corrections) {
    if (fact.occurrence == occurrence.key) {
      occurrences_[known->second] = apply(std::move(occurrences_[known->second]), fact);
      wakes_.push({now, WakeKind::occurrence, known->second});
    }
  }
}

void Rehearsal::decide_due(std::size_t index, Instant now) {
  const Decision decision = decide(occurrences_[index], rules(), now);
  occurrences_[index] = apply(std::move(occurrences_[index]), decision);
  for (const Withdrawal& gone : decision.withdrawals) {
    pending_.erase(notice_key(occurrences_[index].key, gone.round, gone.rung, gone.post));
  }
  for (const Notice& notice : decision.notices) {
    pending_.emplace(notice.key, Pending{notice, now});
  }
  if (decision.wake_at) {
    wakes_.push({*decision.wake_at, WakeKind::occurrence, index});
  }
}

void Rehearsal::release_pending(Instant now) {
  std::vector<PendingNotice> ready;
  for (const auto& [key, pending] : pending_) {
    if (pending.hold_until <= now) {
      ready.push_back({pending.notice, occurrences_[by_key_.at(pending.notice.occurrence)]});
    }
  }
  if (ready.empty()) {
    return;
  }
  // The order in which the store hands notices over: post, then key.
  std::sort(ready.begin(), ready.end(), [](const PendingNotice& a, const PendingNotice& b) {
    return std::tie(a.notice.post, a.notice.key) < std::tie(b.notice.post, b.notice.key);
  });
  const Date today = date_of(now, rules().zone);
  if (sent_on_ != today) {
    sent_on_ = today;
    sent_.clear();
  }
  const Release released = release(ready, rules(), now, sent_);
  std::map<std::string, Notice> notices;
  for (const PendingNotice& entry : ready) {
    notices.emplace(entry.notice.key, entry.notice);
    pending_.erase(entry.notice.key);
  }
  for (const HeldNotice& held : released.held) {
    pending_.emplace(held.key, Pending{notices.at(held.key), held.until});
    wakes_.push({held.until, WakeKind::held_notice, 0});
  }
  for (const MessageDraft& message : released.messages) {
    for (const std::string& key : message.notices) {
      settle(notices.at(key), RungState::messaged);
      notices_.push_back(
          {now, notices.at(key), message.contacts.front().channel, message.subject, ""});
    }
    messages_.push_back({now, message});
    const std::string& first = message.notices.front();
    ++sent_[{message.person, first.substr(0, first.find('/'))}];
  }
  for (const UnreachableNotice& lost : released.unreachable) {
    settle(notices.at(lost.key), RungState::unreachable);
    notices_.push_back({now, notices.at(lost.key), "", "", lost.why});
  }
}

/// What the store writes into the rung's record when a release is stored.
void Rehearsal::settle(const Notice& notice, RungState state) {
  for (RungRecord& record : occurrences_[by_key_.at(notice.occurrence)].rungs) {
    if (record.round == notice.round && record.rung == notice.rung && record.post == notice.post) {
      record.state = state;
    }
  }
}

ActResult Rehearsal::act(const std::string& occurrence,
                         const Act& act,
                         const Actor& actor,
                         Instant now) {
  const auto found = by_key_.find(occurrence);
  if (found == by_key_.end()) {
    return ActRefused{ActRefusal::withdrawn, {}};
  }
  ActResult result = perform(occurrences_[found->second], act, actor, rules(), now);
  const auto* fact = std::get_if<Fact>(&result);
  if (fact == nullptr) {
    return result;
  }
  occurrences_[found->second] = apply(std::move(occurrences_[found->second]), *fact);
  wakes_.push({now, WakeKind::occurrence, found->second});
  if (fact->kind == FactKind::happened) {
    tell_waiting(occurrences_[found->second], now);
  }
  run_until(now);
  return result;
}

std::variant<GivenTask, KnownTask, ActRefused> Rehearsal::give(const NewTask& task,
                                                               const Actor& actor,
                                                               Instant now) {
  std::vector<Occurrence> of_day;
  std::copy_if(occurrences_.begin(),
               occurrences_.end(),
               std::back_inserter(of_day),
               [&task](const Occurrence& known) {
                 return known.task && known.series.plan == task.plan &&
                        known.task->last_day == task.task.last_day;
               });
  auto result = dondoc::give(task, of_day, actor, rules(), now);
  if (const auto* given = std::get_if<GivenTask>(&result)) {
    by_key_[given->occurrence.key] = occurrences_.size();
    occurrences_.push_back(given->occurrence);
    wakes_.push({now, WakeKind::occurrence, occurrences_.size() - 1});
    run_until(now);
  }
  return result;
}

LeaveResult Rehearsal::leave(const LeaveForm& form, const Actor& actor, Instant now) {
  LeaveResult result = take_leave(form, leaves_, actor, rules(), now);
  if (auto* taken = std::get_if<LeaveRecord>(&result)) {
    taken->id = static_cast<std::int64_t>(leaves_.size()) + 1;
    leaves_.push_back(*taken);
    rules_ = with_leaves({std::shared_ptr<const RuleSet>{}, &loaded_rules_}, leaves_);
  }
  return result;
}

/// The series that wait for the watched trigger hear of all its events, of every period's watch.
void Rehearsal::tell_waiting(const Occurrence& watch, Instant now) {
  const std::optional<Owed> watched = find_owed(rules(), watch.series);
  std::vector<Happening> happenings;
  for (const Occurrence& other : occurrences_) {
    if (other.series == watch.series) {
      happenings.insert(happenings.end(), other.happenings.begin(), other.happenings.end());
    }
  }
  for (const Waiting& waiting : waiting_) {
    Series& series = series_[waiting.series];
    if (watched && series.key.plan == watch.series.plan &&
        waiting.trigger == watched->obligation->watches) {
      series.happenings = happenings;
      wakes_.push({now, WakeKind::series, waiting.series});
    }
  }
}

const Occurrence* Rehearsal::find(const std::string& key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &occurrences_[found->second];
}

}  // namespace dondoc
