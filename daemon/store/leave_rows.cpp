// SPDX-License-Identifier: Apache-2.0
// Days away as people recorded them.
#include "daemon/store/store_impl.h"

namespace dondoc {

std::int64_t Store::write_leave(const LeaveRecord& record) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  const LeaveForm& leave = record.leave;
  Query(connection,
        "INSERT INTO leave_record (person, post, first_day, last_day, stand_in, actor, by, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(record.person, leave.post, leave.from, leave.to, leave.stand_in)
      .bind(record.actor.post, record.actor.by, record.at)
      .run();
  connection.note(record.at);
  return connection.last_insert_id();
}

void Store::undo_leave(std::int64_t id, const std::string& actor, Instant now) {
  Connection& connection = impl_->connection;
  connection.require_transaction();
  Query(connection, "UPDATE leave_record SET undone_at = ?2, undone_by = ?3 WHERE id = ?1")
      .bind(id, now, actor)
      .run();
  connection.note(now);
}

std::vector<LeaveRecord> Store::leaves(Date since) const {
  Query query(impl_->connection,
              "SELECT id, person, post, first_day, last_day, stand_in, actor, by, at"
              " FROM leave_record WHERE undone_at IS NULL AND last_day >= ? ORDER BY id");
  query.bind(since);
  std::vector<LeaveRecord> found;
  while (query.next()) {
    found.push_back({query.integer(0),
                     query.text(1),
                     {query.text(2), query.date(3), query.date(4), query.text(5)},
                     {query.text(6), query.text(7)},
                     query.instant(8)});
  }
  return found;
}

}  // namespace dondoc
