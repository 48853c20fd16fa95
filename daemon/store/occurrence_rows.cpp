// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/hot_queries.h"
#include "daemon/store/message_rows.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"
#include "rules/schedule/giving.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

namespace dondoc {
namespace {

[[nodiscard]] Occurrence read_occurrence(const Query& query) {
  Occurrence occurrence;
  occurrence.key = query.text(1);
  occurrence.series = series_key_at(query, 2);
  occurrence.period = query.text(6);
  occurrence.code = query.small(7);
  occurrence.opens = query.instant(8);
  occurrence.due = query.instant(9);
  occurrence.last_day = query.date(10);
  occurrence.first_due = query.instant(11);
  occurrence.provisional = query.small(12) != 0;
  occurrence.needs_review = query.small(13) != 0;
  occurrence.round = query.small(14);
  occurrence.round_from = query.instant(15);
  occurrence.state = from_row<OccurrenceState>(query.text(16));
  occurrence.acknowledged_at = query.optional_instant(17);
  occurrence.promised = query.optional_date(18);
  if (const std::optional<Instant> completed = query.optional_instant(19)) {
    occurrence.completion = Completion{*completed, query.text(20), query.optional_date(21)};
  }
  return occurrence;
}

struct CompletionColumns {
  std::optional<Instant> at;
  std::optional<std::string> document;
  std::optional<Date> document_date;
};

[[nodiscard]] CompletionColumns completion_columns(const Occurrence& occurrence) {
  if (!occurrence.completion) {
    return {};
  }
  const Completion& completion = *occurrence.completion;
  return {completion.recorded_at, completion.document, completion.document_date};
}

/// What facts can change; the key, the period and the first due stay.
void update_occurrence(Connection& connection,
                       std::int64_t id,
                       const Occurrence& occurrence,
                       std::optional<Instant> closed_at) {
  const CompletionColumns completion = completion_columns(occurrence);
  Query(connection,
        "UPDATE occurrence SET code = ?, opens = ?, due = ?, last_day = ?, provisional = ?,"
        " needs_review = ?, round = ?, round_from = ?, state = ?, acknowledged_at = ?,"
        " promised = ?, completed_at = ?, document = ?, document_date = ?, closed_at = ?"
        " WHERE id = ?")
      .bind(occurrence.code,
            occurrence.opens,
            occurrence.due,
            occurrence.last_day,
            occurrence.provisional ? 1 : 0,
            occurrence.needs_review ? 1 : 0,
            occurrence.round,
            occurrence.round_from,
            row_name(occurrence.state),
            occurrence.acknowledged_at,
            occurrence.promised,
            completion.at,
            completion.document,
            completion.document_date,
            closed_at,
            id)
      .run();
  write_particulars(connection, id, occurrence);
}

}  // namespace

void wake_occurrence(Connection& connection, std::int64_t id, std::optional<Instant> wake_at) {
  Query(connection, "UPDATE occurrence SET wake_at = ? WHERE id = ?").bind(wake_at, id).run();
}

std::string json_array(const std::vector<std::int64_t>& ids) {
  std::string text = "[";
  for (const std::int64_t id : ids) {
    if (text.size() > 1) {
      text += ',';
    }
    text += std::to_string(id);
  }
  return text + "]";
}

std::optional<std::int64_t> find_occurrence_id(Connection& connection, const std::string& key) {
  Query query(connection, hot_queries::occurrence_id);
  query.bind(key);
  return query.next() ? std::optional(query.integer(0)) : std::nullopt;
}

std::optional<OccurrenceRow> find_occurrence(Connection& connection, const std::string& key) {
  const std::optional<std::int64_t> id = find_occurrence_id(connection, key);
  if (!id) {
    return std::nullopt;
  }
  return OccurrenceRow{*id, load_occurrences(connection, {*id}).front()};
}

std::vector<Occurrence> load_occurrences(Connection& connection,
                                         const std::vector<std::int64_t>& ids) {
  std::vector<Occurrence> occurrences(ids.size());
  if (ids.empty()) {
    return occurrences;
  }
  const std::string array = json_array(ids);
  std::unordered_map<std::int64_t, std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    places.emplace(ids[i], i);
  }
  {
    Query query(connection, hot_queries::occurrences_by_id);
    query.bind(array);
    while (query.next()) {
      occurrences[places.at(query.integer(0))] = read_occurrence(query);
    }
  }
  Query query(connection, hot_queries::rungs_by_occurrence);
  query.bind(array);
  while (query.next()) {
    occurrences[places.at(query.integer(0))].rungs.push_back(
        RungRecord{query.small(1),
                   query.text(2),
                   query.text(3),
                   query.instant(4),
                   from_row<RungState>(query.text(5))});
  }
  read_particulars(connection, ids, occurrences);
  return occurrences;
}

std::int64_t insert_occurrence(Connection& connection, const Occurrence& occurrence, Instant now) {
  const int code = take_code(connection, now);
  const CompletionColumns completion = completion_columns(occurrence);
  Query(connection,
        "INSERT INTO occurrence (key, plan, obligation, stage, unit, period, code, opens, due,"
        " last_day, first_due, provisional, needs_review, round, round_from, state,"
        " acknowledged_at, promised, completed_at, document, document_date, closed_at, wake_at)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")
      .bind(occurrence.key,
            occurrence.series.plan,
            occurrence.series.obligation,
            occurrence.series.stage,
            occurrence.series.unit,
            occurrence.period,
            code,
            occurrence.opens,
            occurrence.due,
            occurrence.last_day,
            occurrence.first_due,
            occurrence.provisional ? 1 : 0,
            occurrence.needs_review ? 1 : 0,
            occurrence.round,
            occurrence.round_from,
            row_name(occurrence.state),
            occurrence.acknowledged_at,
            occurrence.promised,
            completion.at,
            completion.document,
            completion.document_date,
            occurrence.state == OccurrenceState::open ? std::nullopt : std::optional(now),
            now)
      .run();
  const std::int64_t id = connection.last_insert_id();
  write_particulars(connection, id, occurrence);
  return id;
}

void write_applied(Connection& connection, OccurrenceRow& row, const Fact& fact, Instant now) {
  const OccurrenceState before = row.occurrence.state;
  row.occurrence = apply(std::move(row.occurrence), fact);
  append_fact(connection, row.id, fact);
  if (fact.kind == FactKind::happened) {
    write_happening(connection, row, fact, now);
  }
  const bool closed = row.occurrence.state != OccurrenceState::open;
  if (closed && before != OccurrenceState::open) {
    // Counted beyond its number, or that undone; it stays closed.
    Query(connection, "UPDATE occurrence SET round = ? WHERE id = ?")
        .bind(row.occurrence.round, row.id)
        .run();
    write_particulars(connection, row.id, row.occurrence);
    return;
  }
  if (!closed && before != OccurrenceState::open) {
    // Its old code rests like any other; people may still type it for what was closed. Whoever
    // undoes what they have just done has the same one again, and so has what an edit of the plan
    // took out and the next brings back: messages that are out name it.
    const bool same = fact.kind == FactKind::undone || fact.kind == FactKind::reopened;
    if (!same || !retake_code(connection, row.id, row.occurrence.code)) {
      row.occurrence.code = take_code(connection, now);
    }
    if (fact.kind == FactKind::undone) {
      unsilence(connection, row.id);
    }
  }
  update_occurrence(connection, row.id, row.occurrence, closed ? std::optional(now) : std::nullopt);
  if (closed) {
    rest_code(connection, row.occurrence.code, now);
    silence(connection, row.id, now);
  }
}

std::vector<Occurrence> Store::due_occurrences(Instant now, int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, hot_queries::due_occurrences, now, limit);
  return load_occurrences(impl_->connection, ids);
}

std::optional<Occurrence> Store::occurrence(const std::string& key) const {
  std::optional<OccurrenceRow> row = find_occurrence(impl_->connection, key);
  return row ? std::optional(std::move(row->occurrence)) : std::nullopt;
}

std::optional<Occurrence> Store::occurrence_by_code(int code) const {
  // An open one has no closing time and so comes first.
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM occurrence WHERE code = ?"
             " ORDER BY closed_at IS NOT NULL, closed_at DESC LIMIT 1",
             code);
  if (ids.empty()) {
    return std::nullopt;
  }
  return load_occurrences(impl_->connection, ids).front();
}

std::vector<Occurrence> Store::occurrences(const OccurrenceFilter& filter) const {
  // Behind a plan's id stands '/', and '0' is the sign after that; nothing lies behind the last
  // character of all.
  constexpr const char* behind_all = "\U0010FFFF";
  const bool all = filter.plan.empty();
  const std::string from = all ? filter.after_key : std::max(filter.after_key, filter.plan + '/');
  std::string to = all ? std::string(behind_all) : filter.plan + '0';
  to = filter.before_key.empty() ? to : std::min(to, filter.before_key);
  const char* sql = filter.open_only
                        ? "SELECT id FROM occurrence WHERE state = 'open' AND key > ?1 AND key < ?2"
                          " AND (?3 = '' OR unit = ?3) ORDER BY key LIMIT ?4"
                        : "SELECT id FROM occurrence WHERE key > ?1 AND key < ?2"
                          " AND (?3 = '' OR unit = ?3) ORDER BY key LIMIT ?4";
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, sql, from, to, filter.unit, filter.limit);
  return load_occurrences(impl_->connection, ids);
}

std::vector<Occurrence> Store::closed_since(Instant since, int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, hot_queries::closed_since, since, limit);
  return load_occurrences(impl_->connection, ids);
}

void Store::write_decision(const Occurrence& before, const Decision& decision, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  const std::optional<std::int64_t> id = find_occurrence_id(connection, before.key);
  if (!id) {
    throw std::logic_error("store: a decision on an occurrence that isn't there: " + before.key);
  }
  for (const Withdrawal& withdrawal : decision.withdrawals) {
    write_withdrawal(connection, *id, before.key, withdrawal, now);
  }
  if (!decision.facts.empty()) {
    OccurrenceRow row = find_occurrence(connection, before.key).value();
    for (const Fact& fact : decision.facts) {
      // Deciding again on the result adds nothing; nor does a decision that is written twice.
      if (apply(row.occurrence, fact) != row.occurrence) {
        write_applied(connection, row, fact, now);
      }
    }
  }
  for (const Notice& notice : decision.notices) {
    insert_notice(connection, *id, notice, now);
  }
  Query(connection,
        "UPDATE occurrence SET wake_at = CASE WHEN wake_at = ?1 THEN ?2 ELSE ?3 END WHERE id = ?4")
      .bind(changed_unseen, now, decision.wake_at, *id)
      .run();
  connection.note(now);
}

std::vector<Occurrence> Store::tasks_of_day(const std::string& plan, Date last_day) const {
  const std::string first =
      occurrence_key({plan, std::string(task_obligation), {}, {}}, to_iso(last_day));
  // '/' is the sign behind '.': all numbers of the day lie between.
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM occurrence WHERE key = ?1 OR (key > ?2 AND key < ?3)"
             " ORDER BY id LIMIT ?4",
             first,
             first + '.',
             first + '/',
             tasks_of_day_max + 1);
  return load_occurrences(impl_->connection, ids);
}

void Store::write_given(const Occurrence& task, const Fact& opened, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  append_fact(connection, insert_occurrence(connection, task, now), opened);
  connection.note(now);
}

void Store::write_fact(const Fact& fact, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  std::optional<OccurrenceRow> row = find_occurrence(connection, fact.occurrence);
  if (!row) {
    throw std::invalid_argument("store: a fact about an unknown occurrence: " + fact.occurrence);
  }
  write_applied(connection, *row, fact, now);
  wake_occurrence(connection, row->id, now);
  connection.note(now);
}

}  // namespace dondoc
