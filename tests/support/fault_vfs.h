// SPDX-License-Identifier: Apache-2.0
// SQLite on a FaultDisk. Register one, give its name as StoreOptions::vfs (or as SQLiteCpp's fourth
// constructor argument), and break the disk under it:
//
//   FaultVfs vfs{"store-test", 7};
//   Store store{"dondoc.db", {.vfs = vfs.name()}};
//   vfs.disk().fail({.at = vfs.disk().operations() + 3, .error = DiskError::full});
//   …
//   vfs.disk().crash();   // power cut; destroy the store, then open it again
//
// Paths are names in memory: nothing is looked up in the real file system, so code that checks its
// database's path (links, kind of file system) has to leave that out for a named VFS. One process,
// one thread; any number of connections, in any journal mode, WAL's shared memory included.
#pragma once

#include "tests/support/fault_disk.h"

#include <memory>
#include <string>

namespace dondoc {

class FaultVfs {
 public:
  /// Registers under `name`, which no other living VFS may have.
  FaultVfs(std::string name, std::uint64_t seed);
  /// Every connection must have been closed before.
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;

  [[nodiscard]] const std::string& name() const;
  [[nodiscard]] FaultDisk& disk();
  /// For the whole process, until this VFS goes: SQLite's page cache stays as small as it can, so
  /// that pages are written in mid-transaction and read again, as those of a big database are.
  void make_memory_scarce();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dondoc
