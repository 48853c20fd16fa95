// SPDX-License-Identifier: Apache-2.0
// From a path to an open, checked and migrated database. A file that isn't ours or isn't whole is
// refused with its bytes untouched.
#pragma once

#include "daemon/store/store.h"

#include <filesystem>
#include <memory>

#include <SQLiteCpp/Database.h>

namespace dondoc {

/// Another process holds the file for as long as it lives, so waiting long for it is no use.
inline constexpr int open_busy_timeout_ms = 500;
inline constexpr std::int64_t journal_size_limit_bytes = 64LL * 1024 * 1024;

[[nodiscard]] std::unique_ptr<SQLite::Database> open_database(const std::filesystem::path& file,
                                                              const StoreOptions& options);

}  // namespace dondoc
