// SPDX-License-Identifier: Apache-2.0
#include "daemon/office.h"

#include "daemon/clock.h"
#include "daemon/inbox/people_rules.h"

#include <utility>

namespace dondoc {

Office::Office(const std::filesystem::path& database,
               std::shared_ptr<const RuleSet> rules,
               Courier& courier,
               Connectors connectors,
               Instant now,
               const OfficeOptions& options)
    : store_(database, options.store), loaded_(std::move(rules)), engine_(store_) {
  const auto problem = start_clock_problem(now, build_date(), store_.last_written(), loaded_->zone);
  // Before the rules are loaded: what they open is dated by this clock.
  if (options.clock_alarm) {
    doubt_clock(*options.clock_alarm);
  } else if (problem) {
    doubt_clock(*problem);
  }
  engine_.load(with_people(loaded_, store_, now), now);
  dispatcher_ = std::make_unique<Dispatcher>(store_, courier, std::move(connectors));
  dispatcher_->recover(now);
}

void Office::load(std::shared_ptr<const RuleSet> rules, Instant now) {
  engine_.load(with_people(rules, store_, now), now);
  loaded_ = std::move(rules);
}

void Office::people_changed(Instant now) {
  engine_.take_people(with_people(loaded_, store_, now));
}

void Office::hold(const std::string& reason, Instant now) {
  if (store_.held()) {
    return;
  }
  Store::Transaction transaction(store_);
  store_.set_held(reason);
  store_.touch(now);
  transaction.commit();
}

void Office::doubt_clock(const std::string& reason) {
  if (store_.clock_doubt()) {
    return;
  }
  Store::Transaction transaction(store_);
  store_.set_clock_doubt(reason);
  if (!store_.held()) {
    store_.set_held(reason);
  }
  transaction.commit();
}

std::optional<Occurrence> Office::next_due(Instant now) const {
  OccurrenceFilter filter;
  const auto page = store_.occurrences(filter);
  if (page.size() >= static_cast<std::size_t>(filter.limit)) {
    return std::nullopt;
  }
  std::optional<Occurrence> next;
  for (const Occurrence& one : page) {
    if (one.due > now && (!next || one.due < next->due)) {
      next = one;
    }
  }
  return next;
}

}  // namespace dondoc
