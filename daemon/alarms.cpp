// SPDX-License-Identifier: Apache-2.0
#include "daemon/alarms.h"

#include <optional>

namespace dondoc {
namespace {

/// Many days of every cause. What is forgotten costs one write that changes nothing.
constexpr std::size_t stored_keys_max = 1'000;

}  // namespace

void Alarms::raise(const Alarm& alarm) {
  waiting_.emplace(cause_of(alarm), alarm);
}

void Alarms::set_lasting(const std::vector<Alarm>& wrong) {
  std::map<Cause, Alarm> before;
  before.swap(lasting_);
  for (const Alarm& alarm : wrong) {
    Alarm known = alarm;
    const auto found = before.find(cause_of(alarm));
    if (found == before.end()) {
      raise(alarm);
    } else {
      known.since = found->second.since;
      before.erase(found);
    }
    lasting_.emplace(cause_of(known), known);
  }
  for (const auto& [cause, over] : before) {
    waiting_.erase(cause);
    untold_.erase(cause);
  }
}

void Alarms::remind() {
  for (const auto& [cause, alarm] : lasting_) {
    waiting_.emplace(cause, alarm);
  }
}

Alarms::Told Alarms::tell(Store& store,
                          const RuleSet& rules,
                          const std::set<std::string>& usable,
                          Instant now) {
  std::map<Cause, MessageDraft> drafts;
  std::map<Cause, Alarm> for_nobody;
  for (const auto& [cause, alarm] : waiting_) {
    if (stored_.count(alarm_key(alarm, date_of(now, rules.zone))) > 0) {
      continue;
    }
    // What is wrong with a channel is told over another one.
    std::set<std::string> others = usable;
    if (alarm.kind == AlarmKind::channel_failing || alarm.kind == AlarmKind::channel_quota) {
      others.erase(alarm.subject);
    }
    if (const std::optional<MessageDraft> draft = compose_alarm(alarm, rules, others, now)) {
      drafts.emplace(cause, *draft);
    } else {
      for_nobody.emplace(cause, alarm);
    }
  }
  if (!drafts.empty()) {
    Store::Transaction transaction(store);
    for (const auto& [cause, draft] : drafts) {
      store.write_digest(draft, now);
    }
    transaction.commit();
  }
  if (stored_.size() > stored_keys_max) {
    stored_.clear();
  }
  for (const auto& [cause, draft] : drafts) {
    stored_.insert(draft.key);
    untold_.erase(cause);
  }
  waiting_.clear();
  Told told{static_cast<int>(drafts.size()), {}};
  for (const auto& [cause, alarm] : for_nobody) {
    if (untold_.emplace(cause, alarm).second) {
      told.for_nobody.push_back(alarm);
    }
  }
  return told;
}

void Alarms::try_again() {
  waiting_.merge(untold_);
  untold_.clear();
}

std::vector<std::string> Alarms::untold() const {
  std::vector<std::string> headlines;
  for (const auto& [cause, alarm] : untold_) {
    headlines.push_back(alarm_headline(alarm));
  }
  return headlines;
}

}  // namespace dondoc
