// SPDX-License-Identifier: Apache-2.0
// Alarms are messages like any other; what is told of them is found by their keys.
#include "daemon/store/hot_queries.h"
#include "daemon/store/message_rows.h"
#include "daemon/store/row_names.h"

#include <utility>

namespace dondoc {
namespace {

/// An address that nobody has written to for longer is looked at when it is used again.
constexpr std::chrono::hours contacts_looked_at{24 * 30};
constexpr std::chrono::hours taken_for_good_after{24};

}  // namespace

std::vector<StoredMessage> Store::due_alarms(Instant now, int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection, hot_queries::due_alarms, now, limit);
  return load_messages(impl_->connection, ids);
}

std::optional<Instant> Store::next_alarm() const {
  Query query(impl_->connection, hot_queries::next_alarm);
  return query.next() ? query.optional_instant(0) : std::nullopt;
}

std::vector<StoredMessage> Store::alarms(Instant since, int limit) const {
  const std::vector<std::int64_t> ids =
      ids_of(impl_->connection,
             "SELECT id FROM message WHERE key >= 'alarm/' AND key < 'alarm0'"
             " AND created_at >= ?1 ORDER BY created_at DESC, id DESC LIMIT ?2",
             since,
             limit);
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

std::string Store::last_key(const std::string& prefix) const {
  // No key holds a letter as high as the one that ends the range.
  Query query(impl_->connection,
              "SELECT key FROM message WHERE key >= ?1 AND key < ?1 || char(0x10ffff)"
              " ORDER BY created_at DESC, id DESC LIMIT 1");
  query.bind(prefix);
  return query.next() ? query.text(0) : std::string{};
}

DeadContacts Store::dead_contacts(Instant now) const {
  Query query(impl_->connection,
              "SELECT mc.channel, mc.address, iif(b.at IS NULL, o.outcome, 'recipient_gone'),"
              " coalesce(b.detail, o.detail), coalesce(b.at, o.at)"
              " FROM message m INDEXED BY message_created JOIN attempt a ON a.message = m.id"
              " JOIN outcome o ON o.message = a.message AND o.number = a.number"
              " JOIN message_contact mc ON mc.message = m.id AND mc.channel = a.channel"
              " AND a.number >= mc.first_attempt"
              " LEFT JOIN bounce b ON b.message = a.message AND b.number = a.number"
              " WHERE m.created_at >= ?1 ORDER BY m.created_at, m.id, a.number");
  query.bind(now - contacts_looked_at);
  DeadContacts dead;
  while (query.next()) {
    const std::string outcome = query.text(2);
    const std::pair<std::string, std::string> contact{query.text(0), query.text(1)};
    if (outcome == "recipient_gone" || outcome == "rejected") {
      dead[contact] = query.text(3);
    } else if (outcome == "ok" && query.instant(4) <= now - taken_for_good_after) {
      dead.erase(contact);
    }
  }
  return dead;
}

}  // namespace dondoc
