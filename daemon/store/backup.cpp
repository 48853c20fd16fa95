// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/backup.h"

#include "daemon/store/private_files.h"

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <system_error>

#include <sys/stat.h>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view name_prefix = "dondoc-";
constexpr std::string_view name_suffix = ".db";
constexpr std::string_view unfinished_suffix = ".part";

[[noreturn]] void refuse(const fs::path& path, const std::error_code& why) {
  throw StoreError(StoreFault::unavailable,
                   path.string() + ": không sao lưu được (" + why.message() + ")");
}

std::optional<Instant> moment_of(const std::string& name) {
  constexpr std::size_t stamp = 16;  // 20261126T214000Z
  if (name.size() != name_prefix.size() + stamp + name_suffix.size() ||
      name.rfind(name_prefix, 0) != 0 || !name.ends_with(name_suffix)) {
    return std::nullopt;
  }
  std::string text = name.substr(name_prefix.size(), stamp);
  for (const std::size_t colon : {13U, 11U}) {
    text.insert(colon, 1, ':');
  }
  for (const std::size_t dash : {6U, 4U}) {
    text.insert(dash, 1, '-');
  }
  return parse_rfc3339(text);
}

void make_private_folder(const fs::path& folder) {
  std::error_code error;
  if (fs::is_directory(folder, error)) {
    return;
  }
  if (::mkdir(folder.c_str(), 0700) != 0) {
    refuse(folder, std::error_code(errno, std::generic_category()));
  }
}

/// Opens the file as the daemon would, which may change it.
CheckedCopy check_by_opening(const fs::path& file, Instant now, CheckDepth depth) {
  CheckedCopy checked;
  try {
    StoreOptions options;
    options.create = false;
    const Store store(file, options);
    checked.problems = store.problems();
    if (checked.problems.empty() && depth == CheckDepth::state) {
      checked.proof = store.prove_state();
    }
    checked.last_written = store.last_written();
    checked.counts = store.counts(now);
  } catch (const StoreError& error) {
    if (error.fault() != StoreFault::corrupt) {
      throw;
    }
    checked.problems.emplace_back(error.what());
  }
  return checked;
}

void remove_old(const fs::path& folder) {
  const std::vector<Backup> all = backups_in(folder);
  for (std::size_t i = backups_kept; i < all.size(); ++i) {
    std::error_code ignored;
    fs::remove(all[i].file, ignored);
  }
}

}  // namespace

std::string utc_stamp(Instant at) {
  constexpr std::size_t to_seconds = 19;  // 2026-11-26T21:40:00
  std::string stamp = to_rfc3339(at, Zone{std::chrono::seconds{0}}).substr(0, to_seconds);
  stamp.erase(
      std::remove_if(
          stamp.begin(), stamp.end(), [](char letter) { return letter == '-' || letter == ':'; }),
      stamp.end());
  return stamp + 'Z';
}

void remove_database(const fs::path& file) {
  std::error_code ignored;
  for (const char* end : {"", "-journal", "-wal", "-shm"}) {
    fs::remove(file.string() + end, ignored);
  }
}

std::vector<Backup> backups_in(const fs::path& folder) {
  std::vector<Backup> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    std::error_code unreadable;
    const auto at = moment_of(entry->path().filename().string());
    const std::uintmax_t bytes = at ? entry->file_size(unreadable) : 0;
    if (at && !unreadable) {
      found.push_back({entry->path(), *at, bytes});
    }
  }
  std::sort(
      found.begin(), found.end(), [](const Backup& a, const Backup& b) { return a.at > b.at; });
  return found;
}

Backup back_up(const Store& store, const fs::path& folder, Instant now) {
  make_private_folder(folder);
  Backup backup;
  backup.file = folder / (std::string{name_prefix} + utc_stamp(now) + std::string{name_suffix});
  backup.at = now;
  const fs::path unfinished = backup.file.string() + std::string{unfinished_suffix};
  remove_database(unfinished);
  store.copy_to(unfinished);
  // Opening a database can change it; the copy that is kept stays as it was written.
  const CheckedCopy checked = check_copy(unfinished, folder, now);
  if (!checked.problems.empty()) {
    remove_database(unfinished);
    throw StoreError(StoreFault::corrupt,
                     "bản sao lưu không dùng được: " + checked.problems.front());
  }
  std::error_code error;
  fs::rename(unfinished, backup.file, error);
  if (error) {
    remove_database(unfinished);
    refuse(backup.file, error);
  }
  if (const std::error_code why = flush_to_disk(folder)) {
    refuse(folder, why);
  }
  backup.bytes = fs::file_size(backup.file, error);
  remove_old(folder);
  return backup;
}

CheckedCopy check_copy(const fs::path& file,
                       const fs::path& scratch,
                       Instant now,
                       CheckDepth depth) {
  if (fs::exists(file.string() + "-wal")) {
    throw StoreError(StoreFault::unavailable,
                     file.string() + ": có tệp WAL ở bên cạnh, nên không phải một bản sao lưu");
  }
  const fs::path trial = scratch / (file.filename().string() + ".check");
  remove_database(trial);
  if (const std::error_code error = copy_private_file(file, trial)) {
    remove_database(trial);
    throw StoreError(StoreFault::unavailable,
                     file.string() + ": không đọc được (" + error.message() + ")");
  }
  try {
    const CheckedCopy checked = check_by_opening(trial, now, depth);
    remove_database(trial);
    return checked;
  } catch (const StoreError&) {
    remove_database(trial);
    throw;
  }
}

}  // namespace dondoc
