// SPDX-License-Identifier: Apache-2.0
// Copies of a store, and what proves a store or a copy whole.
#include "daemon/store/database_file.h"
#include "daemon/store/store_impl.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse_copy(const fs::path& file, const std::string& why) {
  throw StoreError(StoreFault::unavailable, file.string() + ": không sao lưu được (" + why + ")");
}

[[noreturn]] void refuse_by_system(const fs::path& file) {
  refuse_copy(file, std::error_code(errno, std::generic_category()).message());
}

/// Made before SQLite opens it, because only its owner may read what it will hold.
void create_private(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    refuse_by_system(file);
  }
  ::close(descriptor);
}

void flush(const fs::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    refuse_by_system(file);
  }
  const bool flushed = ::fsync(descriptor) == 0;
  const int failed = errno;
  ::close(descriptor);
  if (!flushed) {
    errno = failed;
    refuse_by_system(file);
  }
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
  create_private(file);
  try {
    write_copy(impl_->connection, file);
    flush(file);
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
