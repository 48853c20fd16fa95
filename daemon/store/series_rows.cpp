// SPDX-License-Identifier: Apache-2.0
// Plans, series and digests' times.
#include "daemon/store/hot_queries.h"
#include "daemon/store/store_impl.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

namespace dondoc {
namespace {

struct StoredSeries {
  std::int64_t id{0};
  std::string fingerprint;
  std::string trigger;
};

[[nodiscard]] std::map<SeriesKey, StoredSeries> known_series(Connection& connection) {
  std::map<SeriesKey, StoredSeries> known;
  Query query(connection,
              "SELECT plan, obligation, stage, unit, id, fingerprint, trigger FROM series");
  while (query.next()) {
    known.emplace(series_key_at(query, 0),
                  StoredSeries{query.integer(4), query.text(5), query.text(6)});
  }
  return known;
}

void insert_series(Connection& connection, const SeriesSeed& seed, Instant now) {
  Query(connection,
        "INSERT INTO series (plan, obligation, stage, unit, fingerprint, trigger, first_loaded)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)")
      .bind(seed.key.plan,
            seed.key.obligation,
            seed.key.stage,
            seed.key.unit,
            seed.fingerprint,
            seed.trigger,
            now)
      .run();
}

/// A plan that is no longer loaded has no digest, and its time would wake the engine for ever. Rows
/// of the whole office begin with a dot, as no plan does; they stay.
void forget_digests(Connection& connection, const std::set<std::string>& plans) {
  std::vector<std::string> gone;
  {
    Query query(connection, "SELECT plan FROM digest");
    while (query.next()) {
      if (query.text(0).rfind('.', 0) != 0 && plans.count(query.text(0)) == 0) {
        gone.push_back(query.text(0));
      }
    }
  }
  for (const std::string& plan : gone) {
    Query(connection, "DELETE FROM digest WHERE plan = ?").bind(plan).run();
  }
}

}  // namespace

SeriesKey series_key_at(const Query& query, int column) {
  return SeriesKey{
      query.text(column), query.text(column + 1), query.text(column + 2), query.text(column + 3)};
}

void Store::sync_series(const std::vector<SeriesSeed>& seeds, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  std::map<SeriesKey, StoredSeries> gone = known_series(connection);
  std::set<std::string> plans;
  std::set<SeriesKey> seen;
  for (const SeriesSeed& seed : seeds) {
    if (!seen.insert(seed.key).second) {
      throw std::logic_error("store: two seeds for one series");
    }
    plans.insert(seed.key.plan);
    const auto found = gone.find(seed.key);
    if (found == gone.end()) {
      insert_series(connection, seed, now);
      continue;
    }
    if (found->second.fingerprint != seed.fingerprint || found->second.trigger != seed.trigger) {
      Query(connection,
            "UPDATE series SET fingerprint = ?, trigger = ?, first_loaded = ?,"
            " opened_through = NULL WHERE id = ?")
          .bind(seed.fingerprint, seed.trigger, now, found->second.id)
          .run();
    }
    gone.erase(found);
  }
  for (const auto& [key, series] : gone) {
    Query(connection, "DELETE FROM series WHERE id = ?").bind(series.id).run();
  }
  forget_digests(connection, plans);
  Query(connection, "UPDATE series SET wake_at = ?").bind(now).run();
  // What an edit took out is looked at too: another edit may have brought it back.
  Query(connection, "UPDATE occurrence SET wake_at = ? WHERE state IN ('open', 'withdrawn')")
      .bind(now)
      .run();
  connection.note(now);
}

std::vector<Series> Store::due_series(Instant now, int limit) const {
  std::vector<Series> due;
  std::vector<std::string> triggers;
  {
    Query query(impl_->connection, hot_queries::due_series);
    query.bind(now, limit);
    while (query.next()) {
      due.push_back(
          Series{series_key_at(query, 0), query.instant(4), query.optional_instant(5), {}});
      triggers.push_back(query.text(6));
    }
  }
  for (std::size_t i = 0; i < due.size(); ++i) {
    if (!triggers[i].empty()) {
      due[i].happenings = happenings_of(impl_->connection, due[i].key.plan, triggers[i]);
    }
  }
  return due;
}

namespace {

/// Of an occurrence that an event opened and that is there already: its event may be another now.
void correct_event(Connection& connection, const Fact& correction, Instant now) {
  const std::optional<std::int64_t> id = find_occurrence_id(connection, correction.occurrence);
  if (!id || holds_event(connection, *id, correction)) {
    return;
  }
  std::optional<OccurrenceRow> row = find_occurrence(connection, correction.occurrence);
  if (row && apply(row->occurrence, correction) != row->occurrence) {
    write_applied(connection, *row, correction, now);
    wake_occurrence(connection, row->id, now);
  }
}

}  // namespace

int Store::write_opening(const SeriesKey& series, const Opening& opening, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  std::map<std::string, std::int64_t> fresh;
  for (const Occurrence& occurrence : opening.occurrences) {
    if (!find_occurrence_id(connection, occurrence.key)) {
      fresh.emplace(occurrence.key, insert_occurrence(connection, occurrence, now));
    }
  }
  for (const Fact& correction : opening.corrections) {
    if (fresh.count(correction.occurrence) == 0) {
      correct_event(connection, correction, now);
    }
  }
  for (const Fact& fact : opening.facts) {
    const auto found = fresh.find(fact.occurrence);
    if (found != fresh.end()) {
      append_fact(connection, found->second, fact);
    }
  }
  Query(connection,
        "UPDATE series SET opened_through = ?, wake_at = ?"
        " WHERE plan = ? AND obligation = ? AND stage = ? AND unit = ?")
      .bind(opening.opened_through,
            opening.wake_at,
            series.plan,
            series.obligation,
            series.stage,
            series.unit)
      .run();
  connection.note(now);
  return static_cast<int>(fresh.size());
}

std::optional<Instant> Store::next_digest(const std::string& plan) const {
  Query query(impl_->connection, "SELECT next_at FROM digest WHERE plan = ?");
  query.bind(plan);
  return query.next() ? std::optional(query.instant(0)) : std::nullopt;
}

void Store::set_next_digest(const std::string& plan, Instant at) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection,
        "INSERT INTO digest (plan, next_at) VALUES (?1, ?2)"
        " ON CONFLICT (plan) DO UPDATE SET next_at = ?2")
      .bind(plan, at)
      .run();
}

}  // namespace dondoc
