// SPDX-License-Identifier: Apache-2.0
#include "tests/support/peer_process.h"

#include "tests/support/source_folder.h"

#include <array>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace dondoc::testing {

PeerProcess::~PeerProcess() {
  if (pid_ > 0) {
    ::kill(pid_, SIGTERM);
    ::waitpid(pid_, nullptr, 0);
  }
}

bool PeerProcess::start(const std::string& program, std::vector<std::string> options) {
  options.insert(
      options.begin(),
      {"/usr/bin/python3", "-B", std::string{source_folder()} + "/tests/peers/" + program});
  std::vector<char*> arguments;
  for (std::string& option : options) {
    arguments.push_back(option.data());
  }
  arguments.push_back(nullptr);
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
    return false;
  }
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  const int failed =
      ::posix_spawn(&pid_, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  std::FILE* out = ::fdopen(pipe[0], "r");
  const int read = std::fscanf(out, "%d", &port_);
  std::fclose(out);
  return failed == 0 && read == 1;
}

}  // namespace dondoc::testing
