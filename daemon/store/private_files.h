// SPDX-License-Identifier: Apache-2.0
// Files that only their owner may read, made and moved so that a power cut loses neither bytes nor
// name. Each says what the system said; the caller words it. Never for a database that is open:
// closing a second descriptor drops SQLite's locks.
#pragma once

#include <filesystem>
#include <system_error>

namespace dondoc {

/// An empty one, which must not be there yet.
[[nodiscard]] std::error_code create_private_file(const std::filesystem::path& file);

/// A copy for the owner alone, whatever the original's mode. What is left of a failed one stays.
[[nodiscard]] std::error_code copy_private_file(const std::filesystem::path& from,
                                                const std::filesystem::path& to);

/// Flushes a file's bytes, or a folder's names.
[[nodiscard]] std::error_code flush_to_disk(const std::filesystem::path& path);

}  // namespace dondoc
