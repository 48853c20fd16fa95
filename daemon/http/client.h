// SPDX-License-Identifier: Apache-2.0
// One request to a daemon's Unix socket, waiting for the answer. For commands, not for the daemon.
#pragma once

#include "daemon/http/routes.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <variant>

namespace dondoc {

enum class CallFailure {
  no_daemon,  ///< no socket there, or nobody listens on it
  forbidden,  ///< the socket may not be opened by this user
  no_answer,  ///< connected, but no whole answer came in time
};

struct CallFailed {
  CallFailure failure{CallFailure::no_daemon};
  std::string detail;  ///< the system's words
};

inline constexpr std::chrono::seconds call_time_max{30};

[[nodiscard]] std::variant<ApiResponse, CallFailed> call_daemon(const std::filesystem::path& socket,
                                                                const std::string& method,
                                                                const std::string& target,
                                                                const std::string& body);

}  // namespace dondoc
