// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/database_file.h"

#include "daemon/store/connection.h"
#include "daemon/store/migrations.h"
#include "daemon/store/private_files.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string>
#include <string_view>
#include <system_error>

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

/// Takes the whole file for one process, and keeps the WAL index in memory.
constexpr const char* default_vfs = "unix-excl";

/// Locks and flushes mean too little on these (numbers as in statfs(2)).
constexpr std::array<std::uint64_t, 9> network_file_systems{
    0x6969,      // NFS
    0x517B,      // SMB
    0xFF534D42,  // CIFS
    0xFE534D42,  // SMB2
    0x5346414F,  // AFS
    0x73757245,  // Coda
    0x00C36400,  // Ceph
    0x0BD00BD0,  // Lustre
    0x01161970,  // GFS2
};

[[noreturn]] void refuse_path(const fs::path& path, const std::string& why) {
  throw StoreError(StoreFault::unavailable, path.string() + ": " + why);
}

[[noreturn]] void refuse_file(const fs::path& file, const std::string& why) {
  throw StoreError(StoreFault::corrupt,
                   file.string() + ": " + why +
                       "; tệp được giữ nguyên, hãy khôi phục từ bản sao lưu hoặc chỉ thư mục khác");
}

[[nodiscard]] std::string error_text() {
  return std::error_code(errno, std::generic_category()).message();
}

void check_folder(const fs::path& folder) {
  struct stat status {};
  if (stat(folder.c_str(), &status) != 0) {
    refuse_path(folder, "không vào được thư mục dữ liệu (" + error_text() + ")");
  }
  if (!S_ISDIR(status.st_mode)) {
    refuse_path(folder, "không phải thư mục");
  }
  if ((status.st_mode & (S_IWGRP | S_IWOTH)) != 0) {
    refuse_path(folder, "người khác ghi được vào thư mục dữ liệu; hãy đặt quyền 0700");
  }
  struct statfs system {};
  if (statfs(folder.c_str(), &system) != 0) {
    refuse_path(folder, "không đọc được loại hệ tệp (" + error_text() + ")");
  }
  // The field is signed and narrower on some machines; only its 32 bits are the number.
  const std::uint64_t type = static_cast<std::uint64_t>(system.f_type) & 0xFFFFFFFFU;
  if (std::find(network_file_systems.begin(), network_file_systems.end(), type) !=
      network_file_systems.end()) {
    refuse_path(folder, "hệ tệp mạng không giữ được khoá và lệnh ghi; hãy dùng đĩa của máy này");
  }
}

/// Whether the file is there. A link, a device or a file with a second name is refused: SQLite
/// names the WAL after the path, so under another name it would be missed.
[[nodiscard]] bool check_file(const fs::path& file) {
  struct stat status {};
  if (lstat(file.c_str(), &status) != 0) {
    if (errno == ENOENT) {
      return false;
    }
    refuse_path(file, "không đọc được (" + error_text() + ")");
  }
  if (S_ISLNK(status.st_mode)) {
    refuse_path(file, "là liên kết tượng trưng; hãy dùng chính tệp");
  }
  if (!S_ISREG(status.st_mode)) {
    refuse_path(file, "không phải tệp thường");
  }
  if (status.st_nlink > 1) {
    refuse_path(file, "có nhiều hơn một tên (liên kết cứng)");
  }
  return true;
}

[[nodiscard]] std::unique_ptr<SQLite::Database> connect(const fs::path& file,
                                                        int flags,
                                                        const std::string& vfs) {
  // One thread has it, so SQLite needs no lock of its own around each call.
  return std::make_unique<SQLite::Database>(file.string(),
                                            flags | SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX,
                                            open_busy_timeout_ms,
                                            vfs);
}

[[nodiscard]] int pragma_value(SQLite::Database& database, const char* pragma) {
  return database.execAndGet(pragma).getInt();
}

void migrate(SQLite::Database& database, int from) {
  database.exec("BEGIN IMMEDIATE");
  for (int version = from; version < Store::schema_version; ++version) {
    database.exec(migrations.at(static_cast<std::size_t>(version)));
  }
  database.exec("PRAGMA application_id = " + std::to_string(application_id));
  database.exec("PRAGMA user_version = " + std::to_string(Store::schema_version));
  database.exec("COMMIT");
}

/// Makes the database beside its place and moves it there when it is whole. So an empty file under
/// the name itself is never ours in the making, but one that was cut off.
void create_file(const fs::path& file, const std::string& vfs) {
  fs::path fresh = file;
  fresh += ".new";
  std::error_code ignored;
  fs::remove(fresh, ignored);
  fs::remove(fresh.string() + "-journal", ignored);
  // Made before SQLite opens it, because only its owner may read what it will hold.
  if (const std::error_code why = create_private_file(fresh)) {
    refuse_path(fresh, "không tạo được cơ sở dữ liệu (" + why.message() + ")");
  }
  try {
    const auto database = connect(fresh, 0, vfs);
    // A rollback journal for this one transaction: all of it is in the file that is moved.
    database->exec("PRAGMA synchronous = FULL");
    migrate(*database, 0);
  } catch (const SQLite::Exception&) {
    fs::remove(fresh, ignored);
    throw;
  }
  if (::rename(fresh.c_str(), file.c_str()) != 0) {
    refuse_path(file, "không tạo được cơ sở dữ liệu (" + error_text() + ")");
  }
  if (const std::error_code why = flush_to_disk(file.parent_path())) {
    refuse_path(file.parent_path(), "không ghi được thư mục dữ liệu (" + why.message() + ")");
  }
}

/// quick_check reports a page that the disk didn't give as it reports a damaged one, in words that
/// end in the result code, or for a page of a long row in words without one. What can't be read now
/// may be read later; it isn't yet damaged.
[[nodiscard]] bool is_read_error(const std::string& verdict) {
  if (verdict.find("failed to get page") != std::string::npos) {
    return true;
  }
  constexpr std::string_view words = "error code=";
  const std::size_t found = verdict.find(words);
  if (found == std::string::npos) {
    return false;
  }
  int code = 0;
  const char* const end = verdict.data() + verdict.size();
  std::from_chars(verdict.data() + found + words.size(), end, code);
  return (code & 0xFF) == SQLITE_IOERR;
}

void check_whole(SQLite::Database& database, const fs::path& file) {
  const std::string verdict = database.execAndGet("PRAGMA quick_check(1)").getString();
  if (is_read_error(verdict)) {
    refuse_path(file, "lỗi đọc cơ sở dữ liệu (" + verdict + ")");
  }
  if (verdict != "ok") {
    refuse_file(file, "cơ sở dữ liệu hỏng (" + verdict + ")");
  }
}

/// 0 for an empty database under a named VFS; there the file can't be made beside its place.
[[nodiscard]] int check_identity(SQLite::Database& database,
                                 const fs::path& file,
                                 const StoreOptions& options) {
  const int id = pragma_value(database, "PRAGMA application_id");
  const int version = pragma_value(database, "PRAGMA user_version");
  const bool empty = pragma_value(database, "SELECT count(*) FROM sqlite_schema") == 0;
  if (id == 0 && version == 0 && empty && options.create && !options.vfs.empty()) {
    return 0;
  }
  if (id != application_id || version < 1) {
    refuse_file(file, empty ? "cơ sở dữ liệu trống" : "không phải cơ sở dữ liệu của dondoc");
  }
  if (version > Store::schema_version) {
    refuse_file(file,
                "do bản dondoc mới hơn ghi (lược đồ " + std::to_string(version) +
                    ", bản này đọc được đến " + std::to_string(Store::schema_version) + ")");
  }
  return version;
}

void set_up(SQLite::Database& database) {
  // The switch to WAL deletes a rollback journal; a power cut that brought it back would undo the
  // switch and with it what the WAL holds. EXTRA flushes the folder, FULL is enough from then on.
  database.exec("PRAGMA synchronous = EXTRA");
  if (database.execAndGet("PRAGMA journal_mode = WAL").getString() != "wal") {
    throw StoreError(StoreFault::unavailable, "không bật được nhật ký WAL của cơ sở dữ liệu");
  }
  database.exec("PRAGMA synchronous = FULL");
  database.exec("PRAGMA foreign_keys = ON");
  database.exec("PRAGMA recursive_triggers = ON");
  database.exec("PRAGMA temp_store = MEMORY");
  database.exec("PRAGMA wal_autocheckpoint = 0");
  database.exec("PRAGMA journal_size_limit = " + std::to_string(journal_size_limit_bytes));
}

[[nodiscard]] std::unique_ptr<SQLite::Database> open_checked(const fs::path& file,
                                                             const StoreOptions& options,
                                                             const std::string& vfs) {
  auto database =
      connect(file, options.create && !options.vfs.empty() ? SQLite::OPEN_CREATE : 0, vfs);
  sqlite3* handle = database->getHandle();
  sqlite3_extended_result_codes(handle, 1);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // Until the file has proved to be ours and whole, closing it must not move a WAL into it.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  // Also under a VFS that doesn't: a second connection, even in this process, is refused.
  database->exec("PRAGMA locking_mode = EXCLUSIVE");
  // Asked to write, SQLite still opens for reading what it may not write.
  if (sqlite3_db_readonly(handle, "main") != 0) {
    refuse_path(file, "không có quyền ghi cơ sở dữ liệu");
  }
  const int version = check_identity(*database, file, options);
  check_whole(*database, file);
  set_up(*database);
  if (version < Store::schema_version) {
    migrate(*database, version);
  }
  sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
  database->setBusyTimeout(Store::busy_timeout_ms);
  return database;
}

}  // namespace

std::unique_ptr<SQLite::Database> open_database(const fs::path& file, const StoreOptions& options) {
  const std::string vfs = options.vfs.empty() ? default_vfs : options.vfs;
  try {
    // A VFS that a test names need not know the real file system, nor the other way round.
    if (options.vfs.empty()) {
      const fs::path absolute = fs::absolute(file);
      check_folder(absolute.parent_path());
      if (!check_file(absolute)) {
        if (!options.create) {
          refuse_path(absolute, "chưa có cơ sở dữ liệu");
        }
        create_file(absolute, vfs);
      }
      return open_checked(absolute, options, vfs);
    }
    return open_checked(file, options, vfs);
  } catch (const SQLite::Exception& error) {
    // SQL that worked when the schema was made fails only when the schema is no longer what it was.
    if ((error.getErrorCode() & 0xFF) == SQLITE_ERROR) {
      refuse_file(file, std::string("cơ sở dữ liệu hỏng (") + error.what() + ")");
    }
    throw_store_error(error);
  } catch (const fs::filesystem_error& error) {
    refuse_path(file, error.code().message());
  }
}

}  // namespace dondoc
