// SPDX-License-Identifier: Apache-2.0
// Messages whose reader is told by hand. They stay in the outbox, queued for a channel that no
// dispatcher serves; who was asked for them is kept beside.
#include "daemon/store/hot_queries.h"
#include "daemon/store/message_rows.h"
#include "daemon/store/row_names.h"

#include <stdexcept>

namespace dondoc {
namespace {

constexpr int waiting_about_max = 100;
constexpr int asked_in_a_second_max = 100;

[[nodiscard]] std::int64_t row_of(Connection& connection, const std::string& message) {
  Query query(connection, "SELECT id FROM message WHERE hex = ?");
  query.bind(message);
  if (!query.next()) {
    throw std::logic_error("store: no message " + message);
  }
  return query.integer(0);
}

/// What it was worded from, as it is now; each duty once.
[[nodiscard]] std::vector<Occurrence> about(Connection& connection, std::int64_t message) {
  const std::vector<std::int64_t> ids =
      ids_of(connection,
             "SELECT n.occurrence FROM message_notice mn JOIN notice n ON n.id = mn.notice"
             " WHERE mn.message = ? GROUP BY n.occurrence ORDER BY min(mn.position)",
             message);
  return load_occurrences(connection, ids);
}

/// The open one; a request that was taken back itself asks nothing.
[[nodiscard]] std::optional<ByHandAsk> ask_of(Connection& connection, std::int64_t message) {
  Query query(connection,
              "SELECT r.hex, r.state, r.person, r.post, h.asked_at, h.until"
              " FROM by_hand h JOIN message r ON r.id = h.request"
              " WHERE h.message = ? AND h.ended IS NULL AND r.state <> 'withdrawn'"
              " ORDER BY h.request DESC LIMIT 1");
  query.bind(message);
  if (!query.next()) {
    return std::nullopt;
  }
  return ByHandAsk{query.text(0),
                   from_row<MessageState>(query.text(1)),
                   query.text(2),
                   query.text(3),
                   query.instant(4),
                   query.instant(5)};
}

[[nodiscard]] std::vector<ByHandRow> rows_of(Connection& connection,
                                             const std::vector<std::int64_t>& ids) {
  std::vector<ByHandRow> rows;
  const std::vector<StoredMessage> messages = load_messages(connection, ids);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    rows.push_back({messages[i], about(connection, ids[i]), ask_of(connection, ids[i])});
  }
  return rows;
}

void close_asks(Connection& connection, std::int64_t message, std::string_view ended, Instant now) {
  Query(connection,
        "UPDATE by_hand SET ended = ?, ended_at = ? WHERE message = ? AND ended IS NULL")
      .bind(ended, now, message)
      .run();
}

}  // namespace

std::optional<Instant> Store::next_by_hand() const {
  Query query(impl_->connection, hot_queries::next_by_hand);
  return query.next() ? query.optional_instant(0) : std::nullopt;
}

std::vector<ByHandRow> Store::due_by_hand(Instant now, int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, hot_queries::due_messages, by_hand_channel, now, limit);
  return rows_of(impl_->connection, ids);
}

std::vector<ByHandRow> Store::waiting_by_hand(int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM message INDEXED BY message_next"
             " WHERE state = 'queued' AND connector = 'manual' ORDER BY next_at, id LIMIT ?",
             limit);
  return rows_of(impl_->connection, ids);
}

std::vector<ByHandRow> Store::settled_by_hand(int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, hot_queries::settled_by_hand, limit);
  return rows_of(impl_->connection, ids);
}

std::vector<ByHandRow> Store::waiting_by_hand_about(const std::string& occurrence) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT DISTINCT m.id FROM occurrence o JOIN notice n ON n.occurrence = o.id"
             " JOIN message m ON m.id = n.message WHERE o.key = ?1 AND n.state = 'messaged'"
             " AND m.state = 'queued' AND m.connector = 'manual' ORDER BY m.id LIMIT ?2",
             occurrence,
             waiting_about_max);
  return rows_of(impl_->connection, ids);
}

void Store::write_by_hand_request(const MessageDraft& request,
                                  const std::vector<std::string>& messages,
                                  Instant until,
                                  Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  // Within a second somebody may be asked, relieved of it, and asked again.
  std::optional<std::int64_t> asking = insert_message(connection, request, now);
  MessageDraft again = request;
  for (int nth = 2; !asking && nth <= asked_in_a_second_max; ++nth) {
    again.key = request.key + '\n' + std::to_string(nth);
    asking = insert_message(connection, again, now);
  }
  if (!asking) {
    throw std::logic_error("store: a second message with the key " + request.key);
  }
  for (const std::string& message : messages) {
    const std::int64_t id = row_of(connection, message);
    // An earlier request was taken back: this one takes its place.
    close_asks(connection, id, "settled", now);
    Query(connection, "INSERT INTO by_hand (message, request, asked_at, until) VALUES (?, ?, ?, ?)")
        .bind(id, *asking, now, until)
        .run();
    put_off(message, until);
  }
  connection.note(now);
}

void Store::end_by_hand(const ByHandRow& row, const AttemptEnd& end) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  const Instant began = row.ask ? row.ask->asked_at : end.at;
  begin_attempts({{end.message, end.number, row.message.channel, began}});
  end_attempts({end});
  close_asks(connection,
             row_of(connection, end.message),
             end.outcome == told_outcome ? told_outcome : untold_outcome,
             end.at);
}

void Store::postpone_by_hand(const std::string& message, Instant until) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection, "UPDATE by_hand SET until = ? WHERE message = ? AND ended IS NULL")
      .bind(until, row_of(connection, message))
      .run();
  put_off(message, until);
}

void Store::settle_by_hand(const std::string& message, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  const std::int64_t id = row_of(connection, message);
  const std::vector<std::int64_t> idle =
      ids_of(connection,
             "SELECT r.id FROM by_hand h JOIN message r ON r.id = h.request"
             " WHERE h.message = ?1 AND h.ended IS NULL AND r.state = 'queued' AND NOT EXISTS"
             " (SELECT 1 FROM by_hand o WHERE o.request = r.id AND o.message <> ?1"
             " AND o.ended IS NULL)",
             id);
  close_asks(connection, id, "settled", now);
  for (const std::int64_t request : idle) {
    withdraw_message(connection, request, now);
  }
  connection.note(now);
}

void Store::undo_told(const std::string& message, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  const std::int64_t id = row_of(connection, message);
  Query(connection,
        "INSERT INTO told_undone (message, number, at) SELECT id, attempts, ?2 FROM message"
        " WHERE id = ?1")
      .bind(id, now)
      .run();
  Query(connection,
        "UPDATE by_hand SET ended = NULL, ended_at = NULL WHERE message = ?1 AND ended = 'told'")
      .bind(id)
      .run();
  Query(connection,
        "UPDATE message SET state = 'queued', next_at = coalesce((SELECT max(until) FROM by_hand"
        " WHERE message = ?1 AND ended IS NULL), ?2) WHERE id = ?1 AND state = 'sent'")
      .bind(id, now)
      .run();
  connection.note(now);
}

}  // namespace dondoc
