// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fault_file.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

namespace dondoc {

struct FaultHandle {
  FaultDisk* disk{nullptr};
  std::string path;
  std::shared_ptr<DiskNode> node;
  std::shared_ptr<FileSharing> sharing;
  std::uint64_t epoch{0};
  int lock{SQLITE_LOCK_NONE};
  bool remove_on_close{false};
  bool uses_shm{false};
  std::array<bool, SQLITE_SHM_NLOCK> shm_shared{};
};

namespace {

FaultHandle& handle_of(sqlite3_file* file) {
  return *reinterpret_cast<FaultFile*>(file)->handle;
}

bool is_dead(const FaultHandle& handle) {
  return handle.epoch != handle.disk->epoch() || !handle.disk->powered();
}

int file_unlock(sqlite3_file* file, int lock);
int shm_unmap(sqlite3_file* file, int remove);

int file_close(sqlite3_file* file) {
  FaultHandle* handle = reinterpret_cast<FaultFile*>(file)->handle;
  if (!is_dead(*handle)) {
    shm_unmap(file, 0);
    file_unlock(file, SQLITE_LOCK_NONE);
    if (handle->remove_on_close) {
      handle->disk->remove(handle->path, true);
    }
  }
  delete handle;
  reinterpret_cast<FaultFile*>(file)->handle = nullptr;
  return SQLITE_OK;
}

int file_read(sqlite3_file* file, void* target, int amount, sqlite3_int64 offset) {
  const FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_IOERR_READ;
  }
  if (handle.disk->read() != DiskError::none) {
    return SQLITE_IOERR_READ;
  }
  const std::string& bytes = handle.node->cached;
  const auto from = static_cast<std::size_t>(offset);
  const auto wanted = static_cast<std::size_t>(amount);
  const std::size_t have = from < bytes.size() ? std::min(wanted, bytes.size() - from) : 0;
  std::memcpy(target, bytes.data() + (have > 0 ? from : 0), have);
  if (have == wanted) {
    return SQLITE_OK;
  }
  std::memset(static_cast<char*>(target) + have, 0, wanted - have);
  return SQLITE_IOERR_SHORT_READ;
}

int file_write(sqlite3_file* file, const void* source, int amount, sqlite3_int64 offset) {
  FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_IOERR_WRITE;
  }
  const std::string_view bytes(static_cast<const char*>(source), static_cast<std::size_t>(amount));
  return sqlite_code(handle.disk->write(*handle.node, static_cast<std::size_t>(offset), bytes),
                     SQLITE_IOERR_WRITE);
}

int file_truncate(sqlite3_file* file, sqlite3_int64 size) {
  FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_IOERR_TRUNCATE;
  }
  return sqlite_code(handle.disk->truncate(*handle.node, static_cast<std::size_t>(size)),
                     SQLITE_IOERR_TRUNCATE);
}

int file_sync(sqlite3_file* file, int /*flags*/) {
  FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_IOERR_FSYNC;
  }
  return sqlite_code(handle.disk->sync(*handle.node), SQLITE_IOERR_FSYNC);
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  const FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_IOERR_FSTAT;
  }
  *size = static_cast<sqlite3_int64>(handle.node->cached.size());
  return SQLITE_OK;
}

int file_lock(sqlite3_file* file, int lock) {
  FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_IOERR_LOCK;
  }
  FileSharing& sharing = *handle.sharing;
  if (lock <= handle.lock) {
    return SQLITE_OK;
  }
  const auto other = [&handle](const void* owner) { return owner != nullptr && owner != &handle; };
  if (handle.lock == SQLITE_LOCK_NONE) {
    if (other(sharing.pending) || other(sharing.exclusive)) {
      return SQLITE_BUSY;
    }
    ++sharing.shared;
    handle.lock = SQLITE_LOCK_SHARED;
  }
  if (lock >= SQLITE_LOCK_RESERVED) {
    if (other(sharing.reserved) || other(sharing.exclusive)) {
      return SQLITE_BUSY;
    }
    sharing.reserved = &handle;
    handle.lock = std::max(handle.lock, SQLITE_LOCK_RESERVED);
  }
  if (lock >= SQLITE_LOCK_EXCLUSIVE) {
    sharing.pending = &handle;
    handle.lock = std::max(handle.lock, SQLITE_LOCK_PENDING);
    if (sharing.shared > 1) {
      return SQLITE_BUSY;
    }
    sharing.exclusive = &handle;
    handle.lock = SQLITE_LOCK_EXCLUSIVE;
  }
  return SQLITE_OK;
}

int file_unlock(sqlite3_file* file, int lock) {
  FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_OK;
  }
  FileSharing& sharing = *handle.sharing;
  for (const void** owner : {&sharing.reserved, &sharing.pending, &sharing.exclusive}) {
    if (*owner == &handle) {
      *owner = nullptr;
    }
  }
  if (lock == SQLITE_LOCK_NONE && handle.lock != SQLITE_LOCK_NONE) {
    --sharing.shared;
  }
  handle.lock = std::min(handle.lock, lock);
  return SQLITE_OK;
}

int file_check_reserved(sqlite3_file* file, int* result) {
  *result = handle_of(file).sharing->reserved != nullptr ? 1 : 0;
  return SQLITE_OK;
}

int file_control(sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/) {
  return SQLITE_NOTFOUND;
}

int file_sector(sqlite3_file* /*file*/) {
  return static_cast<int>(FaultDisk::sector_bytes);
}

int file_traits(sqlite3_file* /*file*/) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int shm_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** memory) {
  FaultHandle& handle = handle_of(file);
  *memory = nullptr;
  if (is_dead(handle)) {
    return SQLITE_IOERR_SHMMAP;
  }
  FileSharing& sharing = *handle.sharing;
  if (!handle.uses_shm) {
    handle.uses_shm = true;
    ++sharing.shm_users;
  }
  const auto index = static_cast<std::size_t>(region);
  if (index >= sharing.regions.size()) {
    if (extend == 0) {
      return SQLITE_OK;
    }
    while (sharing.regions.size() <= index) {
      sharing.regions.push_back(
          std::make_unique<std::vector<char>>(static_cast<std::size_t>(bytes), '\0'));
    }
  }
  *memory = sharing.regions[index]->data();
  return SQLITE_OK;
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  FaultHandle& handle = handle_of(file);
  if (is_dead(handle)) {
    return SQLITE_IOERR_SHMLOCK;
  }
  FileSharing& sharing = *handle.sharing;
  const auto first = static_cast<std::size_t>(offset);
  const std::size_t last = first + static_cast<std::size_t>(count);
  for (std::size_t slot = first; slot < last && (flags & SQLITE_SHM_LOCK) != 0; ++slot) {
    const void* owner = sharing.shm_exclusive[slot];
    const int mine = handle.shm_shared[slot] ? 1 : 0;
    const bool taken = owner != nullptr && owner != &handle;
    if (taken || ((flags & SQLITE_SHM_EXCLUSIVE) != 0 && sharing.shm_shared[slot] > mine)) {
      return SQLITE_BUSY;
    }
  }
  for (std::size_t slot = first; slot < last; ++slot) {
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
      sharing.shm_exclusive[slot] =
          sharing.shm_exclusive[slot] == &handle ? nullptr : sharing.shm_exclusive[slot];
      sharing.shm_shared[slot] -= handle.shm_shared[slot] ? 1 : 0;
      handle.shm_shared[slot] = false;
    } else if ((flags & SQLITE_SHM_EXCLUSIVE) != 0) {
      sharing.shm_exclusive[slot] = &handle;
    } else if (!handle.shm_shared[slot]) {
      handle.shm_shared[slot] = true;
      ++sharing.shm_shared[slot];
    }
  }
  return SQLITE_OK;
}

void shm_barrier(sqlite3_file* /*file*/) {}

int shm_unmap(sqlite3_file* file, int /*remove*/) {
  FaultHandle& handle = handle_of(file);
  if (is_dead(handle) || !handle.uses_shm) {
    return SQLITE_OK;
  }
  shm_lock(file, 0, SQLITE_SHM_NLOCK, SQLITE_SHM_UNLOCK | SQLITE_SHM_SHARED);
  handle.uses_shm = false;
  if (--handle.sharing->shm_users == 0) {
    handle.sharing->regions.clear();
  }
  return SQLITE_OK;
}

const sqlite3_io_methods file_methods = {
    2,           file_close, file_read,   file_write,          file_truncate, file_sync,
    file_size,   file_lock,  file_unlock, file_check_reserved, file_control,  file_sector,
    file_traits, shm_map,    shm_lock,    shm_barrier,         shm_unmap,     nullptr,
    nullptr,
};

}  // namespace

int sqlite_code(DiskError error, int io_code) {
  switch (error) {
    case DiskError::none:
      return SQLITE_OK;
    case DiskError::full:
      return SQLITE_FULL;
    case DiskError::read_only:
      return SQLITE_READONLY;
    case DiskError::io_error:
    case DiskError::powered_off:
      return io_code;
  }
  return io_code;
}

void attach(sqlite3_file* file,
            FaultDisk& disk,
            const std::string& path,
            std::shared_ptr<DiskNode> node,
            std::shared_ptr<FileSharing> sharing,
            int flags) {
  auto handle = std::make_unique<FaultHandle>();
  handle->disk = &disk;
  handle->path = path;
  handle->node = std::move(node);
  handle->sharing = std::move(sharing);
  handle->epoch = disk.epoch();
  handle->remove_on_close = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  reinterpret_cast<FaultFile*>(file)->handle = handle.release();
  file->pMethods = &file_methods;
}

}  // namespace dondoc
