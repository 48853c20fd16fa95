// SPDX-License-Identifier: Apache-2.0
// Copies of an office's database: made while it is worked with, checked before anybody relies on
// them, a limited number of them kept.
//
// A copy is written beside its place under another name, opened and checked as a database of its
// own, flushed, and only then named: what is called a backup is whole.
#pragma once

#include "daemon/store/store.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// With one a day, two weeks.
inline constexpr std::size_t backups_kept = 14;
inline constexpr std::chrono::hours backup_interval{24};

struct Backup {
  std::filesystem::path file;
  Instant at;
  std::uintmax_t bytes{0};
};

/// The backups in a folder, the newest first; none when the folder isn't there. Other files are
/// left out.
[[nodiscard]] std::vector<Backup> backups_in(const std::filesystem::path& folder);

/// Makes one, and removes those beyond backups_kept. The folder is made when it is missing, for its
/// owner alone. Throws StoreError; {corrupt} when the copy, and so the database, isn't whole.
Backup back_up(const Store& store, const std::filesystem::path& folder, Instant now);

struct CheckedCopy {
  std::vector<std::string> problems;  ///< Vietnamese; none when the copy can be relied on
  std::optional<StateProof> proof;    ///< when it was asked for and there are no problems
  std::optional<Instant> last_written;
  Store::Counts counts;
};

/// Whether the state is proved from the facts as well, which takes longer.
enum class CheckDepth { file, state };

/// Checks a database that nobody works with, without changing a byte of it: a copy of it is made in
/// `scratch` (a folder for its owner alone), opened and removed.
[[nodiscard]] CheckedCopy check_copy(const std::filesystem::path& file,
                                     const std::filesystem::path& scratch,
                                     Instant now,
                                     CheckDepth depth = CheckDepth::file);

// ---- What a restore needs as well --------------------------------------------------------------

/// "20261126T214000Z", as it stands in names.
[[nodiscard]] std::string utc_stamp(Instant at);
/// Removes the file and what SQLite puts beside it.
void remove_database(const std::filesystem::path& file);

}  // namespace dondoc
