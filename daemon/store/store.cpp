// SPDX-License-Identifier: Apache-2.0
// The store as a whole; its rows are in the *_rows.cpp files.
#include "daemon/store/store.h"

#include "daemon/store/database_file.h"
#include "daemon/store/hot_queries.h"
#include "daemon/store/store_impl.h"

#include <algorithm>

namespace dondoc {
namespace {

[[nodiscard]] std::optional<Instant> first_instant(Connection& connection, const char* sql) {
  Query query(connection, sql);
  return query.next() ? query.optional_instant(0) : std::nullopt;
}

[[nodiscard]] std::optional<Instant> earlier(std::optional<Instant> left,
                                             std::optional<Instant> right) {
  if (!left || !right) {
    return left ? left : right;
  }
  return std::min(*left, *right);
}

/// Longer than any wait between two attempts: a moment beyond it comes from a wrong clock.
constexpr std::chrono::hours message_wait_max{8};

[[nodiscard]] std::optional<std::string> meta_text(Connection& connection, const char* sql) {
  Query query(connection, sql);
  if (!query.next() || query.is_null(0)) {
    return std::nullopt;
  }
  return query.text(0);
}

[[nodiscard]] std::int64_t count(Connection& connection, const char* sql) {
  Query query(connection, sql);
  return query.next() ? query.integer(0) : 0;
}

}  // namespace

Store::Impl::Impl(const std::filesystem::path& file, const StoreOptions& options)
    : connection(open_database(file, options)) {}

Store::Store(const std::filesystem::path& file, const StoreOptions& options)
    : impl_(std::make_unique<Impl>(file, options)) {}

Store::~Store() = default;

std::int64_t Store::changes() const {
  return impl_->connection.total_changes();
}

Store::Transaction::Transaction(Store& store) : store_(store) {
  store_.impl_->connection.begin();
}

Store::Transaction::~Transaction() {
  if (!done_) {
    store_.impl_->connection.rollback();
  }
}

void Store::Transaction::commit() {
  store_.impl_->connection.commit();
  done_ = true;
}

Store::Wakes Store::wakes() const {
  Connection& connection = impl_->connection;
  Wakes wakes;
  wakes.engine = earlier(first_instant(connection, hot_queries::next_series),
                         first_instant(connection, hot_queries::next_occurrence));
  wakes.release = earlier(first_instant(connection, hot_queries::next_notice),
                          first_instant(connection, hot_queries::next_digest));
  wakes.release = earlier(wakes.release, next_by_hand());
  for (const Queue& queue : queues()) {
    wakes.dispatch = earlier(wakes.dispatch, queue.next_at);
  }
  return wakes;
}

Store::Counts Store::counts(Instant now) const {
  Connection& connection = impl_->connection;
  Counts counts;
  counts.series = count(connection, "SELECT count(*) FROM series");
  counts.open = count(connection, "SELECT count(*) FROM occurrence WHERE state = 'open'");
  {
    Query query(connection,
                "SELECT count(*) FROM occurrence"
                " WHERE state = 'open' AND needs_review = 0 AND due <= ?");
    query.bind(now);
    counts.overdue = query.next() ? query.integer(0) : 0;
  }
  {
    Query query(connection,
                "SELECT count(*) FROM occurrence JOIN particular"
                " ON occurrence = id AND name = 'excuse.by' AND value <> ''"
                " WHERE state = 'open' AND needs_review = 0 AND due <= ?");
    query.bind(now);
    counts.excused = query.next() ? query.integer(0) : 0;
  }
  counts.pending_notices =
      count(connection, "SELECT count(*) FROM notice WHERE ready_at IS NOT NULL");
  // In flight counts as queued: it hasn't arrived yet as far as anybody knows.
  counts.queued_messages =
      count(connection, "SELECT count(*) FROM message WHERE state IN ('queued', 'in_flight')");
  counts.sent_messages = count(connection, "SELECT count(*) FROM message WHERE state = 'sent'");
  counts.failed_messages = count(connection, "SELECT count(*) FROM message WHERE state = 'failed'");
  counts.uncertain_messages =
      count(connection, "SELECT count(*) FROM message WHERE state = 'uncertain'");
  counts.by_hand_messages = count(
      connection, "SELECT count(*) FROM message WHERE state = 'queued' AND connector = 'manual'");
  return counts;
}

std::optional<std::string> Store::held() const {
  return meta_text(impl_->connection, "SELECT held_reason FROM meta WHERE id = 1");
}

void Store::set_held(const std::optional<std::string>& reason) {
  impl_->connection.require_transaction();
  Query(impl_->connection, "UPDATE meta SET held_reason = ? WHERE id = 1").bind(reason).run();
}

std::optional<std::string> Store::clock_doubt() const {
  return meta_text(impl_->connection, "SELECT clock_doubt FROM meta WHERE id = 1");
}

void Store::set_clock_doubt(const std::optional<std::string>& reason) {
  impl_->connection.require_transaction();
  Query(impl_->connection, "UPDATE meta SET clock_doubt = ? WHERE id = 1").bind(reason).run();
}

void Store::hasten_messages(const std::string& connector, Instant now) {
  impl_->connection.require_transaction();
  Query(impl_->connection,
        "UPDATE message SET next_at = ?1"
        " WHERE state = 'queued' AND connector = ?2 AND next_at > ?1")
      .bind(now, connector)
      .run();
}

std::optional<Instant> Store::last_written() const {
  return first_instant(impl_->connection, "SELECT last_written FROM meta WHERE id = 1");
}

void Store::touch(Instant now) {
  impl_->connection.require_transaction();
  impl_->connection.note(now);
}

void Store::confirm_clock(Instant now) {
  impl_->connection.require_transaction();
  Query(impl_->connection, "UPDATE meta SET last_written = ?, clock_doubt = NULL WHERE id = 1")
      .bind(now)
      .run();
  Query(impl_->connection,
        "UPDATE message SET next_at = ?1 WHERE state = 'queued' AND next_at > ?2")
      .bind(now, now + message_wait_max)
      .run();
  // The release judges their quiet hours again.
  Query(impl_->connection,
        "UPDATE notice INDEXED BY notice_ready SET ready_at = ?1, held_until = NULL"
        " WHERE ready_at > ?1")
      .bind(now)
      .run();
}

void Store::checkpoint() {
  impl_->connection.checkpoint();
}

}  // namespace dondoc
