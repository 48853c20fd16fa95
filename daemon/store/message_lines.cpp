// SPDX-License-Identifier: Apache-2.0
// Messages as lists show them: one statement a list, whatever their number of attempts.
#include "daemon/store/hot_queries.h"
#include "daemon/store/query.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <utility>

namespace dondoc {
namespace {

[[nodiscard]] std::vector<MessageLine> read_lines(Query& query) {
  std::vector<MessageLine> lines;
  while (query.next()) {
    MessageLine line;
    line.id = query.text(0);
    line.person = query.text(1);
    line.post = query.text(2);
    line.subject = query.text(3);
    line.created_at = query.instant(4);
    line.state = from_row<MessageState>(query.text(5));
    line.channel = query.text(6);
    line.ended_at = query.optional_instant(7);
    line.outcome = query.is_null(8) ? std::string{} : query.text(8);
    line.detail = query.is_null(9) ? std::string{} : query.text(9);
    line.occurrence = query.is_null(10) ? std::string{} : query.text(10);
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

std::vector<MessageLine> Store::messages_about(const std::string& occurrence) const {
  Query query(impl_->connection, hot_queries::message_lines_about);
  query.bind(occurrence);
  return read_lines(query);
}

std::vector<MessageLine> Store::messages_since(Instant since, int limit) const {
  Query query(impl_->connection, hot_queries::message_lines_since);
  query.bind(since, limit);
  return read_lines(query);
}

}  // namespace dondoc
