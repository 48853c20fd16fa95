// SPDX-License-Identifier: Apache-2.0
#include "daemon/state_folder.h"

#include <cerrno>
#include <cstdlib>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace dondoc {
namespace {

constexpr std::chrono::milliseconds readers_look{20};

/// systemd names several folders with colons between them; the first is ours.
std::optional<std::filesystem::path> folder_from_environment(const char* variable) {
  const char* value = std::getenv(variable);
  if (value == nullptr || *value == '\0') {
    return std::nullopt;
  }
  const std::string all = value;
  return std::filesystem::path(all.substr(0, all.find(':')));
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

}  // namespace

StateFolder state_folder(const Settings& settings,
                         const std::optional<std::filesystem::path>& state_option) {
  StateFolder folder;
  folder.state =
      state_option.value_or(folder_from_environment("STATE_DIRECTORY").value_or(settings.state));
  folder.runtime = folder_from_environment("RUNTIME_DIRECTORY")
                       .value_or(settings.runtime.empty() ? folder.state : settings.runtime);
  return folder;
}

std::vector<std::filesystem::path> socket_candidates(const StateFolder& folder,
                                                     const std::filesystem::path& config) {
  std::vector<std::filesystem::path> candidates{folder.socket()};
  const auto relative = config.lexically_normal().lexically_relative("/etc/dondoc");
  if (!relative.empty() && *relative.begin() != "..") {
    candidates.push_back(("/run/dondoc" / relative / "dondoc.sock").lexically_normal());
  }
  return candidates;
}

StateLock::~StateLock() {
  if (file_ >= 0) {
    ::close(file_);
  }
}

bool StateLock::open_file(const StateFolder& folder) {
  std::error_code error;
  if (!std::filesystem::exists(folder.state, error)) {
    std::filesystem::create_directories(folder.state.parent_path(), error);
    if (::mkdir(folder.state.c_str(), 0700) != 0 && errno != EEXIST) {
      problem_ =
          "không tạo được thư mục trạng thái " + folder.state.string() + ": " + reason(errno);
      return false;
    }
  }
  file_ = ::open(folder.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (file_ < 0) {
    // On a read-only disk the lock of an earlier run can still be taken.
    const int failed = errno;
    file_ = ::open(folder.lock().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (file_ < 0) {
      problem_ = "không mở được tệp khóa " + folder.lock().string() + ": " + reason(failed);
      return false;
    }
  }
  return true;
}

StateLock::Result StateLock::refused(const StateFolder& folder, int failed) {
  ::close(file_);
  file_ = -1;
  if (failed == EWOULDBLOCK) {
    problem_ = "một tiến trình dondoc khác đang dùng thư mục trạng thái " + folder.state.string();
    return Result::held;
  }
  problem_ = "không khóa được " + folder.lock().string() + ": " + reason(failed);
  return Result::unavailable;
}

StateLock::Result StateLock::acquire(const StateFolder& folder) {
  if (!open_file(folder)) {
    return Result::unavailable;
  }
  const auto give_up = std::chrono::steady_clock::now() + readers_patience;
  while (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    const int failed = errno;
    // Where the lock can be shared, those who have it only read and will be gone at once.
    const bool only_readers = failed == EWOULDBLOCK && ::flock(file_, LOCK_SH | LOCK_NB) == 0;
    if (!only_readers || std::chrono::steady_clock::now() > give_up) {
      return refused(folder, failed);
    }
    (void)::flock(file_, LOCK_UN);
    std::this_thread::sleep_for(readers_look);
  }
  return Result::locked;
}

StateLock::Result StateLock::acquire_to_read(const StateFolder& folder) {
  if (!open_file(folder)) {
    return Result::unavailable;
  }
  return ::flock(file_, LOCK_SH | LOCK_NB) == 0 ? Result::locked : refused(folder, errno);
}

}  // namespace dondoc
