// SPDX-License-Identifier: Apache-2.0
// One open file of the fault disk as SQLite uses it: reading, writing, locks, shared memory.
#pragma once

#include "tests/support/fault_disk.h"

#include <array>
#include <memory>
#include <string>
#include <vector>

#include <sqlite3.h>

namespace dondoc {

/// Locks and shared memory that the connections to one file have in common.
struct FileSharing {
  int shared{0};
  const void* reserved{nullptr};
  const void* pending{nullptr};
  const void* exclusive{nullptr};
  std::vector<std::unique_ptr<std::vector<char>>> regions;
  std::array<int, SQLITE_SHM_NLOCK> shm_shared{};
  std::array<const void*, SQLITE_SHM_NLOCK> shm_exclusive{};
  int shm_users{0};
};

struct FaultHandle;

/// What SQLite allocates for us; the real state hangs off it so that it has a constructor.
struct FaultFile {
  sqlite3_file base;
  FaultHandle* handle;
};

/// Makes SQLite's file one of this disk; it lives until SQLite closes it.
void attach(sqlite3_file* file,
            FaultDisk& disk,
            const std::string& path,
            std::shared_ptr<DiskNode> node,
            std::shared_ptr<FileSharing> sharing,
            int flags);

/// SQLite's code for what the disk answered; `io_code` says during what.
[[nodiscard]] int sqlite_code(DiskError error, int io_code);

}  // namespace dondoc
