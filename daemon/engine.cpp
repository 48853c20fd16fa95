// SPDX-License-Identifier: Apache-2.0
#include "daemon/engine.h"

#include "rules/schedule/series.h"

#include <cassert>
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
    store.write_opening(series.key, opening, now);
    result.occurrences_opened += static_cast<int>(opening.occurrences.size());
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

void write_digests(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  for (const auto& [plan, unused] : rules.plans) {
    const std::optional<Instant> at = store.next_digest(plan);
    if (!at || *at > now) {
      continue;
    }
    const std::optional<MessageDraft> draft =
        compose_digest(plan, store.digest_lines(plan, now), rules, now);
    if (draft) {
      store.write_digest(*draft, now);
      ++result.messages_stored;
    }
    store.set_next_digest(plan, next_digest_at(plan, rules, now));
  }
}

/// Words and stores what may leave; true when notices are left for another round.
bool release_due(Store& store, const RuleSet& rules, Instant now, TickResult& result) {
  const std::vector<PendingNotice> pending = store.releasable(now, release_notices_max);
  if (!pending.empty()) {
    const Release released = release(pending, rules, now);
    store.write_release(released, now);
    result.messages_stored += static_cast<int>(released.messages.size());
  }
  write_digests(store, rules, now, result);
  return pending.size() == static_cast<std::size_t>(release_notices_max);
}

}  // namespace

Engine::Engine(Store& store) : store_(store) {}

void Engine::load(std::shared_ptr<const RuleSet> rules, Instant now) {
  assert(rules != nullptr);
  std::vector<SeriesSeed> seeds;
  for (const KnownSeries& known : all_series(*rules)) {
    seeds.push_back({known.key, known.fingerprint});
  }
  Store::Transaction transaction(store_);
  store_.sync_series(seeds, now);
  for (const auto& [plan, unused] : rules->plans) {
    if (!store_.next_digest(plan)) {
      store_.set_next_digest(plan, next_digest_at(plan, *rules, now));
    }
  }
  transaction.commit();
  rules_ = std::move(rules);
}

TickResult Engine::tick(Instant now) {
  assert(rules_ != nullptr);
  TickResult result;
  Store::Transaction transaction(store_);
  const int handled = advance(store_, *rules_, now, result);
  const bool held = store_.held().has_value();
  if (handled > 0) {
    // What was decided may be bundled with what is still to be decided: release comes last.
    result.more = true;
  } else if (!held) {
    result.more = release_due(store_, *rules_, now, result);
  }
  transaction.commit();
  if (!result.more) {
    const Store::Wakes wakes = store_.wakes();
    result.wake_at = held ? wakes.engine : earlier(wakes.engine, wakes.release);
  }
  return result;
}

}  // namespace dondoc
