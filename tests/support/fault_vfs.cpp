// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fault_vfs.h"

#include "tests/support/fault_file.h"

#include <cassert>
#include <cstring>
#include <map>
#include <random>
#include <utility>

#include <sqlite3.h>

namespace dondoc {

struct FaultVfs::Impl {
  Impl(std::string vfs_name, std::uint64_t seed)
      : name(std::move(vfs_name)), disk(seed), random(seed) {}

  std::string name;
  FaultDisk disk;
  std::mt19937_64 random;
  std::map<std::string, std::weak_ptr<FileSharing>> sharing;
  std::uint64_t sharing_epoch{0};
  int temporary_files{0};
  sqlite3_vfs vfs{};

  static Impl& of(sqlite3_vfs* vfs) { return *static_cast<Impl*>(vfs->pAppData); }

  std::shared_ptr<FileSharing> sharing_of(const std::string& path) {
    if (sharing_epoch != disk.epoch()) {
      sharing.clear();  // The locks of a dead process are gone.
      sharing_epoch = disk.epoch();
    }
    auto result = sharing[path].lock();
    if (!result) {
      result = std::make_shared<FileSharing>();
      sharing[path] = result;
    }
    return result;
  }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    Impl& impl = of(vfs);
    file->pMethods = nullptr;
    const std::string path =
        name != nullptr ? name : "temporary-" + std::to_string(++impl.temporary_files);
    if ((flags & SQLITE_OPEN_CREATE) == 0 && !impl.disk.find(path)) {
      return SQLITE_CANTOPEN;
    }
    std::shared_ptr<DiskNode> node;
    const DiskError error = impl.disk.open(path, node);
    if (error != DiskError::none) {
      return error == DiskError::full ? SQLITE_FULL : SQLITE_CANTOPEN;
    }
    attach(file, impl.disk, path, std::move(node), impl.sharing_of(path), flags);
    if (out != nullptr) {
      *out = flags;
    }
    return SQLITE_OK;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int flush_folder) {
    Impl& impl = of(vfs);
    if (!impl.disk.find(name)) {
      return SQLITE_IOERR_DELETE_NOENT;
    }
    return sqlite_code(impl.disk.remove(name, flush_folder != 0), SQLITE_IOERR_DELETE);
  }

  static int access(sqlite3_vfs* vfs, const char* name, int /*flags*/, int* result) {
    *result = of(vfs).disk.find(name) ? 1 : 0;
    return SQLITE_OK;
  }

  static int full_path(sqlite3_vfs* /*vfs*/, const char* name, int bytes, char* out) {
    const std::size_t length = std::strlen(name);
    if (length >= static_cast<std::size_t>(bytes)) {
      return SQLITE_CANTOPEN;
    }
    std::memcpy(out, name, length + 1);
    return SQLITE_OK;
  }

  static int randomness(sqlite3_vfs* vfs, int bytes, char* out) {
    for (int i = 0; i < bytes; ++i) {
      out[i] = static_cast<char>(of(vfs).random() & 0x7FU);
    }
    return bytes;
  }

  static int sleep(sqlite3_vfs* /*vfs*/, int microseconds) { return microseconds; }

  static int now(sqlite3_vfs* /*vfs*/, double* julian_day) {
    *julian_day = 2461000.5;  // SQLite never dates anything of ours.
    return SQLITE_OK;
  }

  static int last_error(sqlite3_vfs* /*vfs*/, int /*bytes*/, char* /*out*/) { return 0; }
};

FaultVfs::FaultVfs(std::string name, std::uint64_t seed)
    : impl_(std::make_unique<Impl>(std::move(name), seed)) {
  sqlite3_vfs& vfs = impl_->vfs;
  vfs.iVersion = 1;
  vfs.szOsFile = static_cast<int>(sizeof(FaultFile));
  vfs.mxPathname = 512;
  vfs.zName = impl_->name.c_str();
  vfs.pAppData = impl_.get();
  vfs.xOpen = Impl::open;
  vfs.xDelete = Impl::remove;
  vfs.xAccess = Impl::access;
  vfs.xFullPathname = Impl::full_path;
  vfs.xRandomness = Impl::randomness;
  vfs.xSleep = Impl::sleep;
  vfs.xCurrentTime = Impl::now;
  vfs.xGetLastError = Impl::last_error;
  assert(sqlite3_vfs_find(vfs.zName) == nullptr);
  [[maybe_unused]] const int result = sqlite3_vfs_register(&vfs, 0);
  assert(result == SQLITE_OK);
}

FaultVfs::~FaultVfs() {
  sqlite3_soft_heap_limit64(0);
  sqlite3_vfs_unregister(&impl_->vfs);
}

const std::string& FaultVfs::name() const {
  return impl_->name;
}

void FaultVfs::make_memory_scarce() {
  sqlite3_soft_heap_limit64(1);
}

FaultDisk& FaultVfs::disk() {
  return impl_->disk;
}

}  // namespace dondoc
