// SPDX-License-Identifier: Apache-2.0
// The one connection: transactions, prepared statements kept for reuse, and what each SQLite error
// means. No SQLite::Exception leaves a function of this file.
#pragma once

#include "daemon/store/store.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

namespace dondoc {

/// Passive checkpoints that fail in a row before anybody is told: ten minutes at one every 60 s.
inline constexpr int checkpoint_failures_max = 10;

/// What an SQLite error means for who called: a StoreError for what the machine did, a logic_error
/// for what only wrong code can cause.
[[noreturn]] void throw_store_error(const SQLite::Exception& error);

class Connection {
 public:
  explicit Connection(std::unique_ptr<SQLite::Database> database);

  void begin();
  void commit();
  /// The end of a transaction that wasn't committed. The connection is closed when it can't be
  /// rolled back.
  void rollback() noexcept;

  /// Every write asks first: outside a transaction, or after its rollback, it would stand alone.
  void require_transaction() const;

  /// Remembers the newest moment of this transaction; commit() writes it.
  void note(Instant now);

  void checkpoint();

  /// Writes a copy of the whole database into the other one, as it is between two transactions.
  void copy_to(SQLite::Database& other);
  [[nodiscard]] int changes() const;
  /// Rows changed since the connection was opened.
  [[nodiscard]] std::int64_t total_changes() const;
  [[nodiscard]] std::int64_t last_insert_id() const;

 private:
  friend class Query;

  struct Prepared {
    SQLite::Statement statement;
    bool in_use{false};
  };
  enum class TransactionState { none, open, broken };

  /// The statement for this SQL text; every text is a constant, so its address names it.
  [[nodiscard]] Prepared& prepare(const char* sql);
  /// Ends a transaction that the error made worthless, then throws what the error means.
  [[noreturn]] void fail(const SQLite::Exception& error);
  void write_last_written();
  void close() noexcept;
  [[nodiscard]] bool autocommit() const;

  std::unique_ptr<SQLite::Database> database_;
  /// Nothing may use the database any more; it goes once no Query holds a statement.
  bool closed_{false};
  std::unordered_map<const char*, std::unique_ptr<Prepared>> statements_;
  TransactionState transaction_{TransactionState::none};
  std::optional<Instant> noted_;
  int checkpoint_failures_{0};
};

}  // namespace dondoc
