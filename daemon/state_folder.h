// SPDX-License-Identifier: Apache-2.0
// Where one office's daemon keeps its state, where its socket is, and the lock that keeps a second
// process out of both.
#pragma once

#include "daemon/settings.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct StateFolder {
  std::filesystem::path state;
  std::filesystem::path runtime;

  [[nodiscard]] std::filesystem::path database() const { return state / "dondoc.db"; }
  [[nodiscard]] std::filesystem::path backups() const { return state / "backups"; }
  [[nodiscard]] std::filesystem::path lock() const { return state / "lock"; }
  [[nodiscard]] std::filesystem::path socket() const { return runtime / "dondoc.sock"; }
};

/// The state folder: `--state`, else $STATE_DIRECTORY, else the settings. The runtime folder:
/// $RUNTIME_DIRECTORY, else the settings, else the state folder.
[[nodiscard]] StateFolder state_folder(const Settings& settings,
                                       const std::optional<std::filesystem::path>& state_option);

/// Where a client looks for the socket, in order: like the daemon, and then the folder that
/// `RuntimeDirectory=dondoc/OFFICE` gives to the office configured in /etc/dondoc/OFFICE.
[[nodiscard]] std::vector<std::filesystem::path> socket_candidates(
    const StateFolder& folder, const std::filesystem::path& config);

/// A command that reads the database of an office whose daemon doesn't run is done within this, and
/// must not keep a daemon from starting.
inline constexpr std::chrono::seconds readers_patience{10};

/// An advisory lock on a file, for as long as this object lives. The kernel frees it however the
/// process ends.
class StateLock {
 public:
  enum class Result {
    locked,
    held,         ///< by another process
    unavailable,  ///< the folder or the file can't be made or opened; `problem` says why
  };

  StateLock() = default;
  ~StateLock();
  StateLock(const StateLock&) = delete;
  StateLock& operator=(const StateLock&) = delete;

  /// For the daemon. Makes the folder (mode 0700) when it is missing, then locks its lock file
  /// alone. Whoever only reads is waited for, readers_patience at most; another daemon isn't.
  [[nodiscard]] Result acquire(const StateFolder& folder);
  /// For one answer while no daemon runs, beside others who read.
  [[nodiscard]] Result acquire_to_read(const StateFolder& folder);
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  [[nodiscard]] bool open_file(const StateFolder& folder);
  [[nodiscard]] Result refused(const StateFolder& folder, int failed);

  int file_{-1};
  std::string problem_;
};

}  // namespace dondoc
