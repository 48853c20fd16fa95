// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/connection.h"

#include "daemon/store/query.h"

#include <algorithm>
#include <stdexcept>
#include <string>

#include <SQLiteCpp/Backup.h>
#include <sqlite3.h>

namespace dondoc {
namespace {

[[nodiscard]] std::string described(const char* what, const SQLite::Exception& error) {
  return std::string(what) + " (SQLite " + std::to_string(error.getExtendedErrorCode()) + ": " +
         error.what() + ")";
}

int primary_code(const SQLite::Exception& error) {
  return error.getErrorCode() & 0xFF;
}

[[noreturn]] void throw_closed() {
  throw StoreError(StoreFault::closed, "cơ sở dữ liệu đã đóng sau một lỗi; phải mở lại");
}

}  // namespace

void throw_store_error(const SQLite::Exception& error) {
  // Extended result codes are on, so the code may carry its detail in the upper bits.
  switch (primary_code(error)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw StoreError(
          StoreFault::corrupt,
          described("cơ sở dữ liệu hỏng; tệp được giữ nguyên, hãy khôi phục từ bản sao lưu",
                    error));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw StoreError(StoreFault::unavailable,
                       described("cơ sở dữ liệu đang bị tiến trình khác giữ", error));
    case SQLITE_FULL:
      throw StoreError(StoreFault::unavailable, described("đĩa đầy, không ghi được", error));
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      throw StoreError(StoreFault::unavailable,
                       described("không có quyền ghi cơ sở dữ liệu", error));
    case SQLITE_CANTOPEN:
      throw StoreError(StoreFault::unavailable,
                       described("không mở được tệp cơ sở dữ liệu", error));
    case SQLITE_IOERR:
    case SQLITE_NOMEM:
    case SQLITE_ABORT:
    case SQLITE_INTERRUPT:
    case SQLITE_PROTOCOL:
    case SQLITE_NOLFS:
    case SQLITE_SCHEMA:
      throw StoreError(StoreFault::unavailable, described("lỗi đọc ghi cơ sở dữ liệu", error));
    default:
      throw std::logic_error(described("store", error));
  }
}

Connection::Connection(std::unique_ptr<SQLite::Database> database)
    : database_(std::move(database)) {}

Connection::Prepared& Connection::prepare(const char* sql) {
  if (closed_) {
    throw_closed();
  }
  const auto found = statements_.find(sql);
  if (found != statements_.end()) {
    return *found->second;
  }
  try {
    auto prepared = std::make_unique<Prepared>(Prepared{SQLite::Statement(*database_, sql), false});
    return *statements_.emplace(sql, std::move(prepared)).first->second;
  } catch (const SQLite::Exception& error) {
    fail(error);
  }
}

void Connection::begin() {
  if (closed_) {
    throw_closed();
  }
  if (transaction_ != TransactionState::none) {
    throw std::logic_error("store: transactions don't nest");
  }
  noted_.reset();
  try {
    database_->exec("BEGIN IMMEDIATE");
  } catch (const SQLite::Exception& error) {
    fail(error);
  }
  transaction_ = TransactionState::open;
}

void Connection::commit() {
  require_transaction();
  write_last_written();
  try {
    database_->exec("COMMIT");
  } catch (const SQLite::Exception& error) {
    // The rows may or may not be on disk, and this connection's view of them is worth nothing:
    // only a new one can read what is there.
    const std::string what =
        described("không rõ lần ghi cuối đã xong hay chưa; cơ sở dữ liệu được đóng lại", error);
    close();
    throw StoreError(StoreFault::unknown, what);
  }
  transaction_ = TransactionState::none;
}

bool Connection::autocommit() const {
  return sqlite3_get_autocommit(database_->getHandle()) != 0;
}

void Connection::rollback() noexcept {
  if (database_ && !autocommit()) {
    database_->tryExec("ROLLBACK");
    closed_ = closed_ || !autocommit();
  }
  if (closed_) {
    close();
  }
  transaction_ = TransactionState::none;
}

void Connection::require_transaction() const {
  if (closed_) {
    throw_closed();
  }
  if (transaction_ == TransactionState::broken) {
    throw StoreError(StoreFault::unavailable, "lần ghi này đã bị huỷ vì một lỗi trước đó");
  }
  if (transaction_ == TransactionState::none) {
    throw std::logic_error("store: a write outside a transaction");
  }
}

void Connection::note(Instant now) {
  noted_ = noted_ ? std::max(*noted_, now) : now;
}

void Connection::write_last_written() {
  if (!noted_) {
    return;
  }
  Query(*this,
        "UPDATE meta SET last_written = ?1"
        " WHERE id = 1 AND (last_written IS NULL OR last_written < ?1)")
      .bind(*noted_)
      .run();
}

void Connection::copy_to(SQLite::Database& other) {
  if (closed_) {
    throw_closed();
  }
  if (transaction_ != TransactionState::none) {
    throw std::logic_error("store: a copy within a transaction");
  }
  try {
    constexpr int all_pages = -1;
    SQLite::Backup backup(other, *database_);
    if (backup.executeStep(all_pages) != SQLITE_DONE) {
      throw StoreError(StoreFault::unavailable, "không sao chép được hết cơ sở dữ liệu");
    }
  } catch (const SQLite::Exception& error) {
    throw_store_error(error);
  }
}

void Connection::checkpoint() {
  if (closed_) {
    throw_closed();
  }
  int frames = 0;
  int moved = 0;
  const int code = sqlite3_wal_checkpoint_v2(
      database_->getHandle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, &frames, &moved);
  if (code == SQLITE_OK && frames == moved) {
    checkpoint_failures_ = 0;
    return;
  }
  ++checkpoint_failures_;
  if (checkpoint_failures_ >= checkpoint_failures_max) {
    throw StoreError(StoreFault::unavailable,
                     "không chuyển được nhật ký WAL vào tệp chính đã nhiều lần (SQLite " +
                         std::to_string(code) + ")");
  }
}

int Connection::changes() const {
  return database_->getChanges();
}

std::int64_t Connection::total_changes() const {
  return database_->getTotalChanges();
}

std::int64_t Connection::last_insert_id() const {
  return database_->getLastInsertRowid();
}

void Connection::fail(const SQLite::Exception& error) {
  // SQLite may have rolled back by itself; in either case nothing of this transaction may be
  // committed, and what follows in it must not be written row by row.
  const int code = primary_code(error);
  const bool worthless = code != SQLITE_CONSTRAINT && code != SQLITE_ERROR;
  if (transaction_ == TransactionState::open && worthless) {
    if (!autocommit()) {
      database_->tryExec("ROLLBACK");
    }
    closed_ = !autocommit();
    transaction_ = TransactionState::broken;
  }
  throw_store_error(error);
}

void Connection::close() noexcept {
  closed_ = true;
  statements_.clear();
  database_.reset();
  transaction_ = TransactionState::none;
}

}  // namespace dondoc
