// SPDX-License-Identifier: Apache-2.0
// A program of tests/peers in a process of its own: started with its options, it prints the port
// that it listens on; it ends with this object.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace dondoc::testing {

class PeerProcess {
 public:
  PeerProcess() = default;
  ~PeerProcess();
  PeerProcess(const PeerProcess&) = delete;
  PeerProcess& operator=(const PeerProcess&) = delete;

  /// `program` is a file of tests/peers; false when it printed no port. Once only.
  [[nodiscard]] bool start(const std::string& program, std::vector<std::string> options);
  [[nodiscard]] int port() const { return port_; }

 private:
  pid_t pid_{-1};
  int port_{0};
};

}  // namespace dondoc::testing
