// SPDX-License-Identifier: Apache-2.0
// Messages as lists show them: one statement a list, whatever their number of attempts.
#include "daemon/store/hot_queries.h"
#include "daemon/store/message_rows.h"
#include "daemon/store/query.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <algorithm>
#include <unordered_map>

namespace dondoc {
namespace {

/// In the order of `ids`.
[[nodiscard]] std::vector<MessageLine> load_lines(Connection& connection,
                                                  const std::vector<std::int64_t>& ids) {
  std::vector<MessageLine> lines(ids.size());
  std::unordered_map<std::int64_t, std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    places.emplace(ids[i], i);
  }
  Query query(connection, hot_queries::message_lines_by_id);
  query.bind(json_array(ids));
  while (query.next()) {
    MessageLine& line = lines[places.at(query.integer(0))];
    line.id = query.text(1);
    line.person = query.text(2);
    line.post = query.text(3);
    line.subject = query.text(4);
    line.created_at = query.instant(5);
    line.state = from_row<MessageState>(query.text(6));
    line.channel = query.text(7);
    line.ended_at = query.optional_instant(8);
    line.outcome = query.is_null(9) ? std::string{} : query.text(9);
    line.detail = query.is_null(10) ? std::string{} : query.text(10);
    line.occurrence = query.is_null(11) ? std::string{} : query.text(11);
  }
  return lines;
}

}  // namespace

std::vector<MessageLine> Store::messages_about(const std::string& occurrence) const {
  Connection& connection = impl_->connection;
  return load_lines(connection, ids_of(connection, hot_queries::messages_about, occurrence));
}

std::vector<MessageLine> Store::messages_since(Instant since, int limit) const {
  Connection& connection = impl_->connection;
  return load_lines(connection, ids_of(connection, hot_queries::messages_since, since, limit));
}

std::optional<std::vector<MessageLine>> Store::messages_beyond(Instant since,
                                                               const std::string& after,
                                                               int limit) const {
  Connection& connection = impl_->connection;
  std::int64_t behind = 0;
  if (!after.empty()) {
    const auto found = ids_of(connection, "SELECT id FROM message WHERE hex = ?", after);
    if (found.empty()) {
      return std::nullopt;
    }
    behind = found.front();
  }
  if (since > Instant{}) {
    const std::int64_t first = ids_of(connection, hot_queries::first_message_since, since).front();
    if (first == 0) {
      return std::vector<MessageLine>{};
    }
    behind = std::max(behind, first - 1);
  }
  return load_lines(connection,
                    ids_of(connection, hot_queries::messages_beyond, behind, since, limit));
}

bool Store::wrote_to(const std::string& post) const {
  return !ids_of(impl_->connection, "SELECT id FROM message WHERE post = ? LIMIT 1", post).empty();
}

}  // namespace dondoc
