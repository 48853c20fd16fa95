// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/daemon/running_daemon.h"

#include "tests/support/config_folder.h"

#include <array>
#include <cassert>
#include <cstring>

#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace dondoc {

namespace {

constexpr const char* notify_variable = "NOTIFY_SOCKET";

/// A datagram socket under this name, or -1.
int bind_socket(const std::string& path) {
  const int made = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  assert(path.size() < sizeof address.sun_path);
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  if (::bind(made, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
    ::close(made);
    return -1;
  }
  return made;
}

}  // namespace

RunningDaemon::RunningDaemon() {
  std::string pattern = "/tmp/dondoc-app-XXXXXX";
  folder_ = ::mkdtemp(pattern.data());
  const std::string path = folder_ / "notify";
  notify_socket_ = bind_socket(path);
  ::setenv(notify_variable, path.c_str(), 1);
}

RunningDaemon::~RunningDaemon() {
  if (daemon_.joinable()) {
    end();
  }
  ::unsetenv(notify_variable);
  ::close(notify_socket_);
  std::filesystem::remove_all(folder_);
}

void RunningDaemon::use_fault_disk(const std::string& vfs_name) {
  vfs_ = std::make_unique<FaultVfs>(vfs_name, 1);
}

void RunningDaemon::start() {
  assert(!daemon_.joinable());
  AppOptions options;
  options.config = config();
  options.state = state();
  options.clock = [this] { return read(); };
  if (vfs_) {
    options.store.vfs = vfs_->name();
  }
  ended_ = false;
  daemon_ = std::thread([this, options] {
    App app(options, intervals);
    exit_code_ = app.run();
    ended_ = true;
  });
}

int RunningDaemon::end() {
  if (!ended_) {
    ::kill(::getpid(), SIGTERM);
  }
  daemon_.join();
  return exit_code_;
}

ClockReading RunningDaemon::read() {
  const DiskError wanted = disk_error_;
  if (vfs_ && wanted != disk_error_met_) {
    disk_error_met_ = wanted;
    vfs_->disk().heal();
    if (wanted != DiskError::none) {
      vfs_->disk().fail({vfs_->disk().operations() + 1, wanted, FaultSpan::from_then_on, {}});
    }
  }
  ClockReading reading = read_clock();
  reading.realtime += std::chrono::seconds{moved_seconds_.load()};
  return reading;
}

Instant RunningDaemon::now() const {
  return instant_of(read_clock()) + std::chrono::seconds{moved_seconds_.load()};
}

RunningDaemon::Answer RunningDaemon::ask(const std::string& method,
                                         const std::string& target,
                                         const std::string& body) {
  while (!ended_) {
    // What nobody reads fills the socket, and then the daemon waits for its service manager.
    told();
    const auto called = call_daemon(state() / "dondoc.sock", method, target, body);
    if (const auto* answer = std::get_if<ApiResponse>(&called)) {
      return {answer->status, nlohmann::json::parse(answer->body)};
    }
    std::this_thread::yield();
  }
  ADD_FAILURE() << "the daemon ended with " << exit_code_;
  return {0, nlohmann::json::object()};
}

nlohmann::json RunningDaemon::wait_idle() {
  return wait([](const nlohmann::json& status) {
    const nlohmann::json& counts = status.at("counts");
    return counts.at("series") != 0 && counts.at("pending_notices") == 0 &&
           counts.at("queued_messages") == 0 && status.at("in_flight") == 0;
  });
}

void RunningDaemon::reload() {
  const std::size_t before = told().size();
  ::kill(::getpid(), SIGHUP);
  const auto answered = [this, before] {
    for (std::size_t i = before; i < told().size(); ++i) {
      if (told_[i].find("READY=1") != std::string::npos) {
        return true;
      }
    }
    return ended();
  };
  const auto end = std::chrono::steady_clock::now() + wait_max;
  while (!answered()) {
    if (std::chrono::steady_clock::now() > end) {
      ADD_FAILURE() << "no answer to SIGHUP";
      return;
    }
    std::this_thread::yield();
  }
}

std::vector<std::string> RunningDaemon::mails() const {
  std::vector<std::string> texts;
  const std::filesystem::path inbox = state() / "Maildir" / "new";
  if (std::filesystem::exists(inbox)) {
    for (const auto& entry : std::filesystem::directory_iterator(inbox)) {
      texts.push_back(testing::read_bytes(entry.path()));
    }
  }
  return texts;
}

const std::vector<std::string>& RunningDaemon::told() {
  std::array<char, 8192> datagram{};
  for (;;) {
    const ssize_t size = ::recv(notify_socket_, datagram.data(), datagram.size(), 0);
    if (size <= 0) {
      return told_;
    }
    told_.emplace_back(datagram.data(), static_cast<std::size_t>(size));
  }
}

}  // namespace dondoc
