// SPDX-License-Identifier: Apache-2.0
#include "daemon/engine.h"

#include "daemon/engine_by_hand.h"
#include "daemon/engine_posts.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/reach.h"
#include "rules/schedule/series.h"
#include "rules/schedule/weekly_list.h"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <utility>

namespace dondoc {

namespace {

std::optional<Instant> earlier(std::optional<Instant> a, std::optional<Instant> b) {
  if (!a || !b) {
    return a ? a : b;
  }
  return std::min(*a, *b);
}

/// Opens and decides what is due, tick_rows_max rows at most; how many rows were handled.
int advance(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  int handled = 0;
  for (const Series& series : store.due_series(now, tick_rows_max)) {
    const Opening opening = open(series, rules, now);
    result.occurrences_opened += store.write_opening(series.key, opening, now);
    ++handled;
  }
  if (handled == tick_rows_max) {
    return handled;
  }
  for (const Occurrence& occurrence : store.due_occurrences(now, tick_rows_max - handled)) {
    const Decision decision = decide(occurrence, rules, now);
    store.write_decision(occurrence, decision, now);
    result.notices_issued += static_cast<int>(decision.notices.size());
    ++handled;
  }
  return handled;
}

/// A list that comes after the working day's end is kept for the next morning, unless its own time
/// is so late that it would never come.
constexpr std::chrono::hours digest_delay_max{2};

/// Whether a list that is due may go at `now`: on a working day, from the day's own time on, before
/// the office closes. The list says what is, not what happened: one that is skipped loses nothing.
bool is_digest_hour(const std::string& plan, const RuleSet& rules, Instant now) {
  const Date today = date_of(now, rules.zone);
  const Instant at =
      next_digest_at(plan, rules, start_of(today, rules.zone) - std::chrono::seconds{1});
  const Instant end =
      std::max(instant_at(today, working_day_end, rules.zone), at + digest_delay_max);
  return date_of(at, rules.zone) == today && at <= now && now < end;
}

/// When a list may leave that is due: now, or when the quiet hours of its duties' policies are
/// over.
Instant digest_leaves_at(const Plan& plan, const RuleSet& rules, Instant now) {
  std::optional<Instant> leaves;
  for (const Obligation& obligation : plan.obligations) {
    const auto policy = rules.policies.find(obligation.policy);
    if (policy != rules.policies.end()) {
      leaves = earlier(leaves, may_leave_at(policy->second, now, rules.zone));
    }
  }
  return leaves.value_or(now);
}

void write_digests(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  for (const auto& [plan, whole] : rules.plans) {
    const std::optional<Instant> at = store.next_digest(plan);
    if (!at || *at > now) {
      continue;
    }
    if (is_digest_hour(plan, rules, now)) {
      const Instant leaves = digest_leaves_at(whole, rules, now);
      if (leaves > now && date_of(leaves, rules.zone) == date_of(now, rules.zone)) {
        store.set_next_digest(plan, leaves);
        continue;
      }
      const DigestList list = store.digest_lines(plan, now);
      const std::optional<MessageDraft> draft = compose_digest(plan, list, rules, now);
      if (draft) {
        store.write_digest(*draft, now);
        ++result.messages_stored;
      } else if (!list.lines.empty()) {
        result.unread_digests.push_back(plan);
      }
    }
    store.set_next_digest(plan, next_digest_at(plan, rules, now));
  }
}

/// The audit's row among those of the digests; no plan has such an id.
constexpr const char* reach_row = ".reach";

/// Each working morning: who couldn't be told what falls due. What a morning misses the next one
/// finds.
void write_reach(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  const std::optional<Instant> at = store.next_digest(reach_row);
  if (!at || *at > now) {
    return;
  }
  store.set_next_digest(reach_row, next_alarm_morning(rules, now));
  if (!is_alarm_hour(rules, now) || time_of(now, rules.zone) >= working_day_end) {
    return;
  }
  const DeadContacts dead = store.dead_contacts(now);
  const auto last_told = [&store](const std::string& post) {
    return reach_mark_of(store.last_key(std::string{reach_key_prefix} + post + ':'));
  };
  const std::vector<ReachFinding> findings = audit_reach(rules, dead, date_of(now, rules.zone));
  for (const MessageDraft& draft : compose_reach(findings, dead, last_told, rules, now)) {
    store.write_digest(draft, now);
    ++result.messages_stored;
  }
}

constexpr const char* weekly_row = ".weekly";

/// What leaders read at the beginning of the week. One that the office wasn't there for comes with
/// the next working morning.
void write_weekly_lists(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  const std::optional<Instant> at = store.next_digest(weekly_row);
  if (!at || *at > now) {
    return;
  }
  const Instant leaves = weekly_list_leaves_at(rules, now);
  if (leaves > now) {
    store.set_next_digest(weekly_row, leaves);
    return;
  }
  std::vector<DigestLine> lines;
  std::size_t unlisted = 0;
  for (const auto& [plan, whole] : rules.plans) {
    DigestList list = store.digest_lines(plan, end_of_week(rules, now));
    std::move(list.lines.begin(), list.lines.end(), std::back_inserter(lines));
    unlisted += list.unlisted[DigestCause::overdue];
  }
  for (const MessageDraft& draft : compose_weekly_lists(lines, unlisted, rules, now)) {
    store.write_digest(draft, now);
    ++result.messages_stored;
  }
  store.set_next_digest(weekly_row, next_weekly_list_at(rules, now));
}

/// Words and stores what may leave; true when notices are left for another round.
bool release_due(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  const std::vector<PendingNotice> pending = store.releasable(now, release_notices_max);
  if (!pending.empty()) {
    const Instant midnight = start_of(date_of(now, rules.zone), rules.zone);
    const Release released = release(pending, rules, now, store.sent_since(midnight));
    store.write_release(released, now);
    result.messages_stored += static_cast<int>(released.messages.size());
  }
  write_digests(store, rules, now, result);
  write_reach(store, rules, now, result);
  write_weekly_lists(store, rules, now, result);
  // What one person is to tell others of comes together: after all of it was worded.
  return pending.size() == static_cast<std::size_t>(release_notices_max) ||
         work_by_hand(store, rules, now, result);
}

}  // namespace

Engine::Engine(Store& store) : store_(store) {}

void Engine::load(std::shared_ptr<const RuleSet> rules, Instant now) {
  assert(rules != nullptr);
  const bool believed = !store_.clock_doubt();
  if (believed) {
    Store::Transaction transaction(store_);
    sync(*rules, now);
    transaction.commit();
  }
  synced_ = believed;
  posts_looked_on_.reset();
  rules_ = std::move(rules);
}

void Engine::take_people(std::shared_ptr<const RuleSet> rules) {
  assert(rules != nullptr && rules->plans.size() == rules_->plans.size());
  posts_looked_on_.reset();
  rules_ = std::move(rules);
}

/// Inside a transaction.
void Engine::sync(const RuleSet& rules, Instant now) {
  std::vector<SeriesSeed> seeds;
  for (const KnownSeries& known : all_series(rules)) {
    seeds.push_back({known.key, known.fingerprint, known.trigger});
  }
  store_.sync_series(seeds, now);
  const auto look_at = [this](const std::string& row, Instant next) {
    const std::optional<Instant> known = store_.next_digest(row);
    // A later one was named by a clock that has been set back, or by rules that have changed.
    if (!known || *known > next) {
      store_.set_next_digest(row, next);
    }
  };
  for (const auto& [plan, unused] : rules.plans) {
    look_at(plan, next_digest_at(plan, rules, now));
  }
  look_at(reach_row, next_alarm_morning(rules, now));
  look_at(weekly_row, next_weekly_list_at(rules, now));
}

TickResult Engine::tick(Instant now) {
  assert(rules_ != nullptr);
  TickResult result;
  if (store_.clock_doubt()) {
    // People's acts are still taken, dated by this clock: the store is matched anew afterwards, so
    // that whatever they have put to sleep is looked at by the right one.
    synced_ = false;
    return result;
  }
  Store::Transaction transaction(store_);
  if (!synced_) {
    sync(*rules_, now);
  }
  // Before anything is decided on the day, so that nothing is said to who has left.
  const Date today = date_of(now, rules_->zone);
  if (posts_looked_on_ != today) {
    hand_over_posts(store_, *rules_, now, result);
  }
  const int handled = advance(store_, *rules_, now, result);
  const bool held = store_.held().has_value();
  if (handled > 0) {
    // What was decided may be bundled with what is still to be decided: release comes last.
    result.more = true;
  } else if (!held) {
    result.more = release_due(store_, *rules_, now, result);
  }
  transaction.commit();
  synced_ = true;
  posts_looked_on_ = today;
  if (!result.more) {
    const Store::Wakes wakes = store_.wakes();
    result.wake_at = held ? wakes.engine : earlier(wakes.engine, wakes.release);
  }
  return result;
}

}  // namespace dondoc
