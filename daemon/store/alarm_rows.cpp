// SPDX-License-Identifier: Apache-2.0
// Alarms are messages like any other; what is told of them is found by their keys.
#include "daemon/store/hot_queries.h"
#include "daemon/store/message_rows.h"
#include "daemon/store/row_names.h"

#include <utility>

namespace dondoc {
std::vector<StoredMessage> Store::due_alarms(Instant now, int limit) const {
  std::vector<std::int64_t> ids;
  {
    Query query(impl_->connection, hot_queries::due_alarms);
    query.bind(now, limit);
    ids = read_ids(query);
  }
  return load_messages(impl_->connection, ids);
}

std::optional<Instant> Store::next_alarm() const {
  Query query(impl_->connection, hot_queries::next_alarm);
  return query.next() ? query.optional_instant(0) : std::nullopt;
}

std::vector<StoredMessage> Store::alarms(Instant since, int limit) const {
  std::vector<std::int64_t> ids;
  {
    Query query(impl_->connection,
                "SELECT id FROM message WHERE key >= 'alarm/' AND key < 'alarm0'"
                " AND created_at >= ?1 ORDER BY created_at DESC, id DESC LIMIT ?2");
    query.bind(since, limit);
    ids = read_ids(query);
  }
  return load_messages(impl_->connection, ids);
}

std::vector<FailedMessage> Store::failed_messages(Instant since, int limit) const {
  Query query(impl_->connection,
              "SELECT m.hex, m.post, a.channel, coalesce(b.detail, o.detail)"
              " FROM message m INDEXED BY message_state"
              " JOIN attempt a ON a.message = m.id AND a.number = m.attempts"
              " JOIN outcome o ON o.message = a.message AND o.number = a.number"
              " LEFT JOIN bounce b ON b.message = a.message AND b.number = a.number"
              " WHERE m.state = 'failed' AND coalesce(b.at, o.at) >= ?1"
              " AND m.person <> '' AND NOT (m.key >= 'alarm/' AND m.key < 'alarm0')"
              " ORDER BY m.id DESC LIMIT ?2");
  query.bind(since, limit);
  std::vector<FailedMessage> failed;
  while (query.next()) {
    failed.push_back(FailedMessage{query.text(0), query.text(1), query.text(2), query.text(3)});
  }
  return failed;
}

}  // namespace dondoc
