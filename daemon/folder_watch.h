// SPDX-License-Identifier: Apache-2.0
// Tells when the files of a configuration folder have changed and come to rest. Editors write in
// many ways (in place, or a new file that is renamed over the old one), and people save several
// files in a row: each event starts the rest anew, up to a limit. What has changed is for the
// caller to read; an event too many only makes it look once more.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace dondoc {

class FolderWatch {
 public:
  /// A folder that never comes to rest is told of after so many rests.
  static constexpr int rests_max = 15;

  /// `on_rest` is called from the loop, only between start() and stop().
  FolderWatch(boost::asio::io_context& loop,
              const std::filesystem::path& folder,
              std::chrono::milliseconds rest,
              std::function<void()> on_rest);

  /// Watches the folder, its calendars/, plans/ and templates/, and its name in the folder above,
  /// so that one that is put in its place is seen. Called again it looks for folders that are new.
  void start();
  void stop();
  [[nodiscard]] bool is_running() const { return events_.is_open(); }
  /// Vietnamese; empty while all of it is watched. A remote disk's changes are not told by the
  /// kernel, and that can't be seen here.
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  /// Any number of events that the kernel has at once; it gives whole ones only.
  static constexpr std::size_t buffer_bytes = 16'384;

  void watch_folders();
  void watch(const std::filesystem::path& path, bool may_be_absent);
  void read();
  [[nodiscard]] bool concerns_us(std::size_t bytes) const;
  void rest_again();
  void rested();

  std::filesystem::path folder_;
  std::chrono::milliseconds rest_;
  std::function<void()> on_rest_;
  boost::asio::posix::stream_descriptor events_;
  boost::asio::steady_timer timer_;
  int above_{-1};  ///< the kernel's number for the folder above
  bool resting_{false};
  std::chrono::steady_clock::time_point first_event_;
  std::string problem_;
  std::array<char, buffer_bytes> buffer_{};
};

}  // namespace dondoc
