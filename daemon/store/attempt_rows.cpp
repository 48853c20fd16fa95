// SPDX-License-Identifier: Apache-2.0
// Attempts and outcomes: appended, never changed. The message's row only sums them up.
#include "daemon/store/hot_queries.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <stdexcept>

namespace dondoc {
namespace {

[[nodiscard]] std::int64_t message_row(Connection& connection,
                                       const std::string& hex,
                                       MessageState expected) {
  Query query(connection, "SELECT id, state FROM message WHERE hex = ?");
  query.bind(hex);
  if (!query.next() || query.text(1) != row_name(expected)) {
    throw std::logic_error("store: message " + hex + " isn't " + std::string(row_name(expected)));
  }
  return query.integer(0);
}

void begin_attempt(Connection& connection, const AttemptStart& start) {
  const std::int64_t message = message_row(connection, start.message, MessageState::queued);
  Query(connection,
        "INSERT INTO attempt (message, number, channel, at) SELECT ?1, ?2, channel, ?4"
        " FROM message_contact WHERE message = ?1 AND position = ?3")
      .bind(message, start.number, start.channel, start.at)
      .run();
  if (connection.changes() != 1) {
    throw std::logic_error("store: an attempt on a channel that the message hasn't");
  }
  Query(connection,
        "UPDATE message SET state = 'in_flight', next_at = NULL, attempts = ?1, channel = ?2,"
        " connector = (SELECT channel FROM message_contact WHERE message = ?3 AND position = ?2)"
        " WHERE id = ?3")
      .bind(start.number, start.channel, message)
      .run();
}

/// The coordinator's digest tells it until the occurrence closes.
void tell_trouble(Connection& connection, std::int64_t message, MessageState state) {
  Query(connection,
        "UPDATE notice SET trouble = ? WHERE message = ?"
        " AND occurrence IN (SELECT id FROM occurrence WHERE state = 'open')")
      .bind(row_name(state), message)
      .run();
}

[[nodiscard]] bool is_recalled(Connection& connection, std::int64_t message) {
  Query query(connection, hot_queries::recalled_notices);
  query.bind(message);
  return query.next() && query.integer(0) > 0;
}

void end_attempt(Connection& connection, const AttemptEnd& end) {
  const std::int64_t message = message_row(connection, end.message, MessageState::in_flight);
  Query(connection,
        "INSERT INTO outcome (message, number, at, outcome, detail) VALUES (?, ?, ?, ?, ?)")
      .bind(message, end.number, end.at, end.outcome, end.detail)
      .run();
  const bool queued = end.next == MessageState::queued;
  Query(connection,
        "UPDATE message SET state = ?1, next_at = ?2, channel = ?3, tries = ?4,"
        " uncertain_count = ?5, connector ="
        " (SELECT channel FROM message_contact WHERE message = ?6 AND position = ?3)"
        " WHERE id = ?6")
      .bind(row_name(end.next),
            queued ? std::optional(end.next_at.value_or(end.at)) : std::nullopt,
            end.channel,
            end.tries,
            end.uncertain_count,
            message)
      .run();
  if (queued && is_recalled(connection, message)) {
    withdraw_message(connection, message, end.at);
  }
  if (end.next == MessageState::failed || end.next == MessageState::uncertain) {
    tell_trouble(connection, message, end.next);
  }
}

}  // namespace

void Store::begin_attempts(const std::vector<AttemptStart>& starts) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  for (const AttemptStart& start : starts) {
    begin_attempt(connection, start);
    connection.note(start.at);
  }
}

void Store::end_attempts(const std::vector<AttemptEnd>& ends) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  for (const AttemptEnd& end : ends) {
    if (end.next == MessageState::in_flight || end.next == MessageState::withdrawn) {
      throw std::logic_error("store: an outcome doesn't leave a message in flight or withdraw it");
    }
    end_attempt(connection, end);
    connection.note(end.at);
  }
}

int Store::doubt_unsent(Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection,
        "INSERT INTO outcome (message, number, at, outcome, detail)"
        " SELECT a.message, a.number, ?, 'uncertain', 'khôi phục từ bản sao lưu'"
        " FROM message m JOIN attempt a ON a.message = m.id"
        " LEFT JOIN outcome o ON o.message = a.message AND o.number = a.number"
        " WHERE m.state = 'in_flight' AND o.message IS NULL")
      .bind(now)
      .run();
  Query(connection,
        "UPDATE notice SET trouble = 'uncertain' WHERE message IN"
        " (SELECT id FROM message WHERE state IN ('queued', 'in_flight'))"
        " AND occurrence IN (SELECT id FROM occurrence WHERE state = 'open')")
      .run();
  Query(connection,
        "UPDATE message SET state = 'uncertain', next_at = NULL"
        " WHERE state IN ('queued', 'in_flight')")
      .run();
  const int doubted = connection.changes();
  connection.note(now);
  return doubted;
}

void Store::put_off(const std::string& message, Instant at) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection, "UPDATE message SET next_at = ? WHERE hex = ? AND state = 'queued'")
      .bind(at, message)
      .run();
}

std::vector<AttemptRow> Store::attempts(const std::string& message) const {
  Query query(impl_->connection,
              "SELECT a.number, a.channel, a.at, coalesce(u.at, b.at, o.at),"
              " iif(u.at IS NOT NULL, 'untold', iif(b.at IS NULL, o.outcome, 'recipient_gone')),"
              " iif(u.at IS NOT NULL, 'ghi nhận đã báo được hủy', coalesce(b.detail, o.detail))"
              " FROM message m JOIN attempt a ON a.message = m.id"
              " LEFT JOIN outcome o ON o.message = a.message AND o.number = a.number"
              " LEFT JOIN bounce b ON b.message = a.message AND b.number = a.number"
              " LEFT JOIN told_undone u ON u.message = a.message AND u.number = a.number"
              " WHERE m.hex = ? ORDER BY a.number");
  query.bind(message);
  std::vector<AttemptRow> rows;
  while (query.next()) {
    rows.push_back(AttemptRow{query.small(0),
                              query.text(1),
                              query.instant(2),
                              query.optional_instant(3),
                              query.text(4),
                              query.text(5)});
  }
  return rows;
}

}  // namespace dondoc
