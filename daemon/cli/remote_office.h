// SPDX-License-Identifier: Apache-2.0
// How a command reaches an office: through its daemon's socket, or, when none runs, by opening the
// database itself under the same lock.
#pragma once

#include "daemon/cli/remote.h"
#include "daemon/http/routes.h"
#include "daemon/state_folder.h"

#include <string>
#include <variant>

namespace dondoc {

struct OfficeUnreachable {
  std::string message;  ///< Vietnamese, several lines perhaps
};

/// Where the office is, from dondoc.yaml alone: a mistake in a plan must not keep `dondoc status`
/// from saying so.
[[nodiscard]] StateFolder office_folder(const RemoteTarget& target);

/// Requests are answered by the same routes either way.
[[nodiscard]] std::variant<ApiResponse, OfficeUnreachable> ask_office(const RemoteTarget& target,
                                                                      const ApiRequest& request);

}  // namespace dondoc
