// SPDX-License-Identifier: Apache-2.0
// How a command reaches an office: through its daemon's socket, or, when none runs, by opening the
// database itself under the same lock.
#pragma once

#include "daemon/cli/remote.h"
#include "daemon/http/routes.h"

#include <string>
#include <variant>

namespace dondoc {

struct OfficeUnreachable {
  std::string message;  ///< Vietnamese, several lines perhaps
};

/// Requests are answered by the same routes either way.
[[nodiscard]] std::variant<ApiResponse, OfficeUnreachable> ask_office(const RemoteTarget& target,
                                                                      const ApiRequest& request);

}  // namespace dondoc
