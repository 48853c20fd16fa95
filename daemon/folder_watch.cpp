// SPDX-License-Identifier: Apache-2.0
#include "daemon/folder_watch.h"

#include "daemon/plan_loader.h"
#include "rules/plan/message_template.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <sys/inotify.h>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t watched_events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                         IN_DELETE | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF;
constexpr std::array<std::string_view, 3> subfolders{"calendars", "plans", "templates"};

/// Absolute, without a slash at its end.
fs::path named(const fs::path& folder) {
  const fs::path path = fs::absolute(folder).lexically_normal();
  return path.has_filename() ? path : path.parent_path();
}

bool is_rule_file(const fs::path& name) {
  return name.extension() == ".yaml" || name.extension() == template_ending;
}

/// Editors' own files (".mau.yaml.swp", "4913", "mau.yaml~") don't count.
bool is_of_configuration(const inotify_event& event, std::string_view name) {
  if ((event.mask & (IN_Q_OVERFLOW | IN_DELETE_SELF | IN_MOVE_SELF)) != 0) {
    return true;
  }
  const bool subfolder = std::find(subfolders.begin(), subfolders.end(), name) != subfolders.end();
  return (event.mask & IN_ISDIR) != 0 ? subfolder : subfolder || is_rule_file(name);
}

}  // namespace

FolderWatch::FolderWatch(boost::asio::io_context& loop,
                         const fs::path& folder,
                         std::chrono::milliseconds rest,
                         std::function<void()> on_rest)
    : folder_(named(folder)),
      rest_(rest),
      on_rest_(std::move(on_rest)),
      events_(loop),
      timer_(loop) {}

void FolderWatch::start() {
  if (!events_.is_open()) {
    const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (descriptor < 0) {
      problem_ = "không theo dõi được thư mục cấu hình: " + errno_words(errno);
      return;
    }
    events_.assign(descriptor);
    read();
  }
  watch_folders();
}

void FolderWatch::stop() {
  timer_.cancel();
  resting_ = false;
  problem_.clear();
  boost::system::error_code ignored;
  events_.close(ignored);
}

void FolderWatch::watch_folders() {
  problem_.clear();
  above_ = ::inotify_add_watch(
      events_.native_handle(), folder_.parent_path().c_str(), IN_MOVED_TO | IN_CREATE);
  watch(folder_, false);
  for (const std::string_view name : subfolders) {
    watch(folder_ / name, true);
  }
}

/// The kernel knows a folder again that is watched already.
void FolderWatch::watch(const fs::path& path, bool may_be_absent) {
  if (::inotify_add_watch(events_.native_handle(), path.c_str(), watched_events) < 0 &&
      !(may_be_absent && errno == ENOENT)) {
    problem_ = "không theo dõi được thư mục " + path.string() + ": " + errno_words(errno);
  }
}

void FolderWatch::read() {
  events_.async_read_some(boost::asio::buffer(buffer_),
                          [this](const boost::system::error_code& error, std::size_t bytes) {
                            if (error || !events_.is_open()) {
                              return;
                            }
                            if (concerns_us(bytes)) {
                              rest_again();
                            }
                            read();
                          });
}

bool FolderWatch::concerns_us(std::size_t bytes) const {
  for (std::size_t at = 0; at + sizeof(inotify_event) <= bytes;) {
    inotify_event event{};
    std::memcpy(&event, buffer_.data() + at, sizeof event);
    const char* const text = buffer_.data() + at + sizeof event;
    const std::string_view name(text, event.len == 0 ? 0 : ::strnlen(text, event.len));
    const bool ours = event.wd == above_ && (event.mask & IN_Q_OVERFLOW) == 0
                          ? name == folder_.filename().native()
                          : is_of_configuration(event, name);
    if (ours) {
      return true;
    }
    at += sizeof event + event.len;
  }
  return false;
}

void FolderWatch::rest_again() {
  const auto now = std::chrono::steady_clock::now();
  if (!resting_) {
    resting_ = true;
    first_event_ = now;
    // What is put into a new folder before it is watched is read at the end of the rest.
    watch_folders();
  }
  timer_.expires_at(std::min(now + rest_, first_event_ + rests_max * rest_));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error && resting_) {
      rested();
    }
  });
}

void FolderWatch::rested() {
  resting_ = false;
  watch_folders();
  on_rest_();
}

}  // namespace dondoc
