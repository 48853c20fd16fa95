// SPDX-License-Identifier: Apache-2.0
// What people write: kept first, settled together with what came of it.
#include "daemon/store/hot_queries.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

namespace dondoc {
namespace {

[[nodiscard]] int counted(Query& query) {
  return query.next() ? query.small(0) : 0;
}

}  // namespace

bool Store::write_received(const ReceivedMessage& message) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection,
        "INSERT INTO received (channel, message, chat, text, received_at, answers, state)"
        " VALUES (?, ?, ?, ?, ?, ?, 'waiting') ON CONFLICT (channel, message) DO NOTHING")
      .bind(message.channel,
            message.message,
            message.chat,
            message.text,
            message.received_at,
            message.answers)
      .run();
  const bool is_new = connection.changes() > 0;
  connection.note(message.received_at);
  return is_new;
}

std::vector<WaitingMessage> Store::waiting_messages(int limit) const {
  Query query(impl_->connection, hot_queries::waiting_messages);
  query.bind(limit);
  std::vector<WaitingMessage> waiting;
  while (query.next()) {
    waiting.push_back({query.integer(0),
                       {query.text(1),
                        query.text(2),
                        query.text(3),
                        query.text(4),
                        query.instant(5),
                        query.is_null(7) ? std::nullopt : std::optional(query.text(7))},
                       query.small(6)});
  }
  return waiting;
}

void Store::begin_answer(std::int64_t id) {
  impl_->connection.require_transaction();
  Query(impl_->connection, "UPDATE received SET begun = begun + 1 WHERE id = ?").bind(id).run();
}

void Store::settle_received(std::int64_t id,
                            ReceivedState state,
                            const std::optional<MessageDraft>& answer,
                            Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection, "UPDATE received SET state = ? WHERE id = ? AND state = 'waiting'")
      .bind(row_name(state), id)
      .run();
  if (connection.changes() != 1) {
    throw std::logic_error("store: a received message that was settled before");
  }
  if (answer) {
    write_digest(*answer, now);
  }
  connection.note(now);
}

int Store::received_from(const std::string& channel,
                         const std::string& chat,
                         Instant since,
                         std::optional<std::int64_t> last) const {
  Query query(impl_->connection,
              "SELECT count(*) FROM received WHERE channel = ?1 AND chat = ?2"
              " AND received_at >= ?3 AND (?4 IS NULL OR id <= ?4)");
  query.bind(channel, chat, since, last);
  return counted(query);
}

int Store::received_unknown_from(const std::string& channel,
                                 const std::string& chat,
                                 Instant since,
                                 std::optional<std::int64_t> last) const {
  Query query(impl_->connection,
              "SELECT count(*) FROM received WHERE channel = ?1 AND chat = ?2"
              " AND received_at >= ?3 AND (?4 IS NULL OR id <= ?4)"
              " AND state IN ('waiting', 'wrong_code', 'stranger')");
  query.bind(channel, chat, since, last);
  return counted(query);
}

int Store::received_from(UnknownWriter whom, Instant since) const {
  Query query(impl_->connection,
              "SELECT count(*) FROM received INDEXED BY received_unknown"
              " WHERE state IN ('wrong_code', 'stranger') AND received_at >= ?1"
              " AND (coalesce(answers, ' ') = '') = ?2");
  query.bind(since, whom == UnknownWriter::doubtful ? 1 : 0);
  return counted(query);
}

void Store::forget_received(Instant before, int limit) {
  impl_->connection.require_transaction();
  Query(impl_->connection,
        "DELETE FROM received WHERE id IN (SELECT id FROM received"
        " WHERE received_at < ?1 AND state <> 'waiting' ORDER BY received_at LIMIT ?2)")
      .bind(before, limit)
      .run();
}

}  // namespace dondoc
