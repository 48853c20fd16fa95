// SPDX-License-Identifier: Apache-2.0
// Copies of a store, and what proves a store or a copy whole.
#include "daemon/store/database_file.h"
#include "daemon/store/private_files.h"
#include "daemon/store/store_impl.h"

#include <system_error>

#include <sqlite3.h>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_copy(const fs::path& file, const std::string& why) {
  throw StoreError(StoreFault::unavailable, file.string() + ": không sao lưu được (" + why + ")");
}

void write_copy(Connection& connection, const fs::path& file) {
  try {
    SQLite::Database copy(file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
    connection.copy_to(copy);
    // One file without a WAL beside it, so that whoever moves it moves all of it.
    if (copy.execAndGet("PRAGMA journal_mode = DELETE").getString() != "delete") {
      refuse_copy(file, "còn nhật ký WAL");
    }
  } catch (const SQLite::Exception& error) {
    throw_store_error(error);
  }
}

}  // namespace

void Store::copy_to(const fs::path& file) const {
  // Made before SQLite opens it, because only its owner may read what it will hold.
  if (const std::error_code why = create_private_file(file)) {
    refuse_copy(file, why.message());
  }
  try {
    write_copy(impl_->connection, file);
    if (const std::error_code why = flush_to_disk(file)) {
      refuse_copy(file, why.message());
    }
  } catch (const StoreError&) {
    std::error_code ignored;
    fs::remove(file, ignored);
    fs::remove(file.string() + "-journal", ignored);
    throw;
  }
}

std::vector<std::string> Store::problems() const {
  Connection& connection = impl_->connection;
  std::vector<std::string> problems;
  const auto add = [&problems](const std::string& problem) {
    if (problems.size() < store_problems_max) {
      problems.push_back(problem);
    }
  };
  {
    Query query(connection, "PRAGMA integrity_check(10)");
    while (query.next()) {
      if (query.text(0) != "ok") {
        add("cơ sở dữ liệu hỏng: " + query.text(0));
      }
    }
  }
  {
    Query query(connection, "PRAGMA foreign_key_check");
    while (query.next()) {
      add("bảng " + query.text(0) + ": một dòng trỏ tới dòng không còn trong bảng " +
          query.text(2));
    }
  }
  if (const std::optional<std::int64_t> row = first_broken_journal_row()) {
    add("nhật ký ghi nhận không còn nguyên vẹn từ dòng " + std::to_string(*row));
  }
  return problems;
}

}  // namespace dondoc
