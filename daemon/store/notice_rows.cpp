// SPDX-License-Identifier: Apache-2.0
// Notices: the rungs of occurrences, from decided to messaged, and the ways back.
#include "daemon/store/hot_queries.h"
#include "daemon/store/row_names.h"
#include "daemon/store/store_impl.h"

#include <unordered_map>
#include <utility>

namespace dondoc {
namespace {

constexpr const char* closed_why = "việc đã xong hoặc không còn phải làm";

/// Of the thirteen columns from key to moved; the occurrence's key is the caller's.
[[nodiscard]] Notice read_notice(const Query& query, std::string occurrence) {
  Notice notice;
  notice.key = query.text(0);
  notice.occurrence = std::move(occurrence);
  notice.round = query.small(2);
  notice.rung = query.text(3);
  notice.post = query.text(4);
  notice.kind = from_row<NoticeKind>(query.text(5));
  notice.audience = from_row<Audience>(query.text(6));
  notice.planned_at = query.instant(7);
  notice.reason =
      Reason{query.text(8), query.small(9), query.text(10), query.text(11), query.text(12)};
  return notice;
}

[[nodiscard]] NoticeRow read_notice_row(const Query& query) {
  NoticeRow row;
  row.notice = read_notice(query, query.text(13));
  row.state = from_row<RungState>(query.text(14));
  row.decided_at = query.instant(15);
  row.held_until = query.optional_instant(16);
  if (!query.is_null(17)) {
    row.message = query.text(17);
  }
  // A recall's reason is kept in the same column, but it is true only once the notice is back.
  const bool told = row.state == RungState::messaged || row.state == RungState::pending;
  row.why = told ? std::string{} : query.text(18);
  row.issued = query.small(19) != 0;
  return row;
}

[[nodiscard]] std::vector<NoticeRow> read_notice_rows(Query& query) {
  std::vector<NoticeRow> rows;
  while (query.next()) {
    rows.push_back(read_notice_row(query));
  }
  return rows;
}

struct NoticeColumns {
  Notice notice;
  bool issued{true};
  RungState state{RungState::pending};
  std::string why;
  std::optional<Instant> ready_at;
};

void insert_row(Connection& connection,
                std::int64_t occurrence,
                const NoticeColumns& columns,
                Instant now) {
  const Notice& notice = columns.notice;
  Query(connection,
        "INSERT INTO notice (key, occurrence, round, rung, post, kind, audience, planned_at,"
        " plan_file, plan_line, phrase, rung_text, moved, issued, state, why, decided_at, ready_at)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING")
      .bind(notice.key,
            occurrence,
            notice.round,
            notice.rung,
            notice.post,
            row_name(notice.kind),
            row_name(notice.audience),
            notice.planned_at,
            notice.reason.plan_file,
            notice.reason.plan_line,
            notice.reason.phrase,
            notice.reason.rung,
            notice.reason.moved,
            columns.issued ? 1 : 0,
            row_name(columns.state),
            columns.why,
            now,
            columns.ready_at)
      .run();
}

struct QueuedNotice {
  std::int64_t id{0};
  RungState state{RungState::pending};
  std::optional<std::int64_t> message;
};

[[nodiscard]] std::optional<QueuedNotice> find_rung(Connection& connection,
                                                    std::int64_t occurrence,
                                                    const Withdrawal& withdrawal) {
  Query query(connection, hot_queries::notice_in_round);
  query.bind(occurrence, withdrawal.round, withdrawal.rung, withdrawal.post);
  if (!query.next()) {
    return std::nullopt;
  }
  QueuedNotice found;
  found.id = query.integer(0);
  found.state = from_row<RungState>(query.text(1));
  if (!query.is_null(2)) {
    found.message = query.integer(2);
  }
  return found;
}

void mark_recall(Connection& connection, std::int64_t notice, const Withdrawal& withdrawal) {
  Query(connection, "UPDATE notice SET recall = ?, why = ? WHERE id = ? AND recall IS NULL")
      .bind(row_name(withdrawal.state), withdrawal.why, notice)
      .run();
}

[[nodiscard]] MessageState message_state(Connection& connection, std::int64_t message) {
  Query query(connection, "SELECT state FROM message WHERE id = ?");
  query.bind(message);
  return query.next() ? from_row<MessageState>(query.text(0)) : MessageState::withdrawn;
}

/// Of an issued notice. What has left can't be taken back; what is leaving may yet return.
void withdraw_notice(Connection& connection,
                     const QueuedNotice& notice,
                     const Withdrawal& withdrawal,
                     Instant now) {
  if (notice.state == RungState::pending) {
    Query(connection, "UPDATE notice SET state = ?, why = ?, ready_at = NULL WHERE id = ?")
        .bind(row_name(withdrawal.state), withdrawal.why, notice.id)
        .run();
    return;
  }
  if (notice.state != RungState::messaged || !notice.message) {
    return;
  }
  const MessageState state = message_state(connection, *notice.message);
  if (state == MessageState::queued || state == MessageState::in_flight) {
    mark_recall(connection, notice.id, withdrawal);
  }
  if (state == MessageState::queued) {
    withdraw_message(connection, *notice.message, now);
  }
}

}  // namespace

void insert_notice(Connection& connection,
                   std::int64_t occurrence,
                   const Notice& notice,
                   Instant now) {
  insert_row(connection,
             occurrence,
             NoticeColumns{notice, true, RungState::pending, std::string{}, now},
             now);
}

void write_withdrawal(Connection& connection,
                      std::int64_t occurrence,
                      const std::string& occurrence_key,
                      const Withdrawal& withdrawal,
                      Instant now) {
  if (const auto found = find_rung(connection, occurrence, withdrawal)) {
    withdraw_notice(connection, *found, withdrawal, now);
    return;
  }
  // The rung is accounted for, and its key is taken: it is never issued later.
  NoticeColumns columns;
  columns.notice.key =
      notice_key(occurrence_key, withdrawal.round, withdrawal.rung, withdrawal.post);
  columns.notice.round = withdrawal.round;
  columns.notice.rung = withdrawal.rung;
  columns.notice.post = withdrawal.post;
  columns.notice.planned_at = withdrawal.planned_at;
  columns.issued = false;
  columns.state = withdrawal.state;
  columns.why = withdrawal.why;
  insert_row(connection, occurrence, columns, now);
}

void silence(Connection& connection, std::int64_t occurrence, Instant now) {
  Query(connection,
        "UPDATE notice SET state = 'withdrawn', why = ?, ready_at = NULL"
        " WHERE occurrence = ? AND state = 'pending'")
      .bind(closed_why, occurrence)
      .run();
  Query(connection, "UPDATE notice SET trouble = NULL WHERE occurrence = ? AND trouble IS NOT NULL")
      .bind(occurrence)
      .run();
  std::vector<std::pair<std::int64_t, MessageState>> messages;
  {
    Query query(connection, hot_queries::messages_of_occurrence);
    query.bind(occurrence);
    while (query.next()) {
      messages.emplace_back(query.integer(0), from_row<MessageState>(query.text(1)));
    }
  }
  for (const auto& [message, state] : messages) {
    Query(connection,
          "UPDATE notice SET recall = 'withdrawn', why = ?"
          " WHERE message = ? AND occurrence = ? AND recall IS NULL")
        .bind(closed_why, message, occurrence)
        .run();
    if (state == MessageState::queued) {
      withdraw_message(connection, message, now);
    }
  }
}

void unsilence(Connection& connection, std::int64_t occurrence) {
  Query(connection,
        "UPDATE notice SET recall = NULL, why = ''"
        " WHERE occurrence = ? AND recall = 'withdrawn' AND why = ?")
      .bind(occurrence, closed_why)
      .run();
  Query(connection,
        "UPDATE notice SET trouble = CASE state WHEN 'unreachable' THEN 'unreachable' ELSE"
        " (SELECT m.state FROM message m WHERE m.id = notice.message"
        "  AND m.state IN ('failed', 'uncertain')) END"
        " WHERE occurrence = ? AND state IN ('unreachable', 'messaged')")
      .bind(occurrence)
      .run();
}

void withdraw_message(Connection& connection, std::int64_t message, Instant now) {
  Query(connection, "UPDATE message SET state = 'withdrawn', next_at = NULL WHERE id = ?")
      .bind(message)
      .run();
  // All that it said is judged again: a duty may have been submitted meanwhile, and what was to be
  // taken back may be true again since an act was undone.
  Query(connection,
        "UPDATE occurrence SET wake_at = ?1"
        " WHERE state = 'open' AND id IN (SELECT occurrence FROM notice WHERE message = ?2)")
      .bind(changed_unseen, message)
      .run();
  Query(connection,
        "UPDATE notice SET state = recall, recall = NULL, message = NULL"
        " WHERE message = ? AND recall IS NOT NULL")
      .bind(message)
      .run();
  Query(connection,
        "UPDATE notice SET state = 'pending', message = NULL, held_until = NULL, ready_at = ?"
        " WHERE message = ?")
      .bind(now, message)
      .run();
}

std::vector<PendingNotice> Store::releasable(Instant now, int limit) const {
  std::vector<PendingNotice> pending;
  std::vector<std::int64_t> owners;
  {
    Query query(impl_->connection, hot_queries::ready_notices);
    query.bind(now, limit);
    while (query.next()) {
      owners.push_back(query.integer(1));
      pending.push_back(PendingNotice{read_notice(query, std::string{}), Occurrence{}});
    }
  }
  std::unordered_map<std::int64_t, std::size_t> places;
  std::vector<std::int64_t> ids;
  for (const std::int64_t owner : owners) {
    if (places.emplace(owner, ids.size()).second) {
      ids.push_back(owner);
    }
  }
  const std::vector<Occurrence> occurrences = load_occurrences(impl_->connection, ids);
  for (std::size_t i = 0; i < pending.size(); ++i) {
    pending[i].occurrence = occurrences[places.at(owners[i])];
    pending[i].notice.occurrence = pending[i].occurrence.key;
  }
  return pending;
}

std::vector<NoticeRow> Store::notices(const std::string& occurrence) const {
  Query query(impl_->connection,
              "SELECT n.key, n.occurrence, n.round, n.rung, n.post, n.kind, n.audience,"
              " n.planned_at, n.plan_file, n.plan_line, n.phrase, n.rung_text, n.moved, o.key,"
              " n.state, n.decided_at, n.held_until, m.hex, n.why, n.issued"
              " FROM occurrence o JOIN notice n ON n.occurrence = o.id"
              " LEFT JOIN message m ON m.id = n.message"
              " WHERE o.key = ? ORDER BY n.id");
  query.bind(occurrence);
  return read_notice_rows(query);
}

std::vector<NoticeRow> Store::notices_of_message(const std::string& id) const {
  Query query(impl_->connection,
              "SELECT n.key, n.occurrence, n.round, n.rung, n.post, n.kind, n.audience,"
              " n.planned_at, n.plan_file, n.plan_line, n.phrase, n.rung_text, n.moved, o.key,"
              " n.state, n.decided_at, n.held_until, now_in.hex, n.why, n.issued"
              " FROM message m JOIN message_notice mn ON mn.message = m.id"
              " JOIN notice n ON n.id = mn.notice JOIN occurrence o ON o.id = n.occurrence"
              " LEFT JOIN message now_in ON now_in.id = n.message"
              " WHERE m.hex = ? ORDER BY mn.position");
  query.bind(id);
  return read_notice_rows(query);
}

}  // namespace dondoc
