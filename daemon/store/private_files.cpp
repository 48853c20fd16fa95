// SPDX-License-Identifier: Apache-2.0
#include "daemon/store/private_files.h"

#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace dondoc {
namespace {

std::error_code last_error() {
  return {errno, std::generic_category()};
}

}  // namespace

std::error_code create_private_file(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    return last_error();
  }
  ::close(descriptor);
  return {};
}

std::error_code copy_private_file(const std::filesystem::path& from,
                                  const std::filesystem::path& to) {
  using std::filesystem::perms;
  std::error_code error;
  std::filesystem::copy_file(from, to, error);
  if (!error) {
    std::filesystem::permissions(to, perms::owner_read | perms::owner_write, error);
  }
  return error;
}

std::error_code flush_to_disk(const std::filesystem::path& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    return last_error();
  }
  const std::error_code error = ::fsync(descriptor) == 0 ? std::error_code{} : last_error();
  ::close(descriptor);
  return error;
}

}  // namespace dondoc
