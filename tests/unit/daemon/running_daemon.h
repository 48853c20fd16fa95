// SPDX-License-Identifier: Apache-2.0
// The whole daemon in a thread of this process, in an office of its own, with a clock whose hands
// are turned and a disk that can be broken.
#pragma once

#include "daemon/app.h"
#include "daemon/http/client.h"
#include "tests/support/fault_vfs.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace dondoc {

class RunningDaemon {
 public:
  static constexpr std::chrono::seconds wait_max{30};

  RunningDaemon();
  ~RunningDaemon();
  RunningDaemon(const RunningDaemon&) = delete;
  RunningDaemon& operator=(const RunningDaemon&) = delete;

  // ---- Before start() --------------------------------------------------------------------------
  /// Puts the database on a disk in memory; the daemon's thread alone touches it.
  void use_fault_disk(const std::string& vfs_name);
  AppIntervals intervals;

  [[nodiscard]] std::filesystem::path config() const { return folder_ / "config"; }
  [[nodiscard]] std::filesystem::path state() const { return folder_ / "state"; }
  void start();
  /// By SIGTERM, unless it has ended; the exit code.
  int end();

  // ---- While it runs ---------------------------------------------------------------------------
  struct Answer {
    int status{0};
    nlohmann::json body;
  };
  /// Asks until there is an answer: it may be starting.
  Answer ask(const std::string& method, const std::string& target, const std::string& body = "");
  nlohmann::json status() { return ask("GET", "/v1/status").body; }
  /// Asks for the status until it is so; a failure when that takes too long.
  template <typename Condition>
  nlohmann::json wait(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + wait_max;
    for (;;) {
      nlohmann::json seen = status();
      if (ended_ || condition(seen)) {
        return seen;
      }
      if (std::chrono::steady_clock::now() > end) {
        ADD_FAILURE() << "waited in vain; the status is " << seen;
        return seen;
      }
      std::this_thread::yield();
    }
  }
  /// Nothing is left to be decided or sent.
  nlohmann::json wait_idle();
  void reload();

  void turn_clock(std::chrono::seconds by) { moved_seconds_ += by.count(); }
  [[nodiscard]] Instant now() const;
  /// From the daemon's next look at its clock on, every operation of the disk fails so.
  void break_disk(DiskError error) { disk_error_ = error; }

  /// The mails' texts, each file whole, in no order.
  [[nodiscard]] std::vector<std::string> mails() const;
  /// What the service manager was told so far, each datagram whole.
  const std::vector<std::string>& told();
  [[nodiscard]] bool ended() const { return ended_; }

 private:
  ClockReading read();

  std::filesystem::path folder_;
  std::unique_ptr<FaultVfs> vfs_;
  std::atomic<std::int64_t> moved_seconds_{0};
  std::atomic<DiskError> disk_error_{DiskError::none};
  DiskError disk_error_met_{DiskError::none};  ///< of the daemon's thread
  std::atomic<bool> ended_{false};
  std::atomic<int> exit_code_{-1};
  int notify_socket_{-1};
  std::vector<std::string> told_;
  std::thread daemon_;
};

}  // namespace dondoc
