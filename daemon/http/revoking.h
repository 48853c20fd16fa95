// SPDX-License-Identifier: Apache-2.0
// What an admin has handed out is taken back.
#pragma once

#include "daemon/http/routes.h"
#include "daemon/store/doors.h"

#include <functional>
#include <string>

namespace dondoc {

struct Revoking {
  std::function<bool(Doors&)> take_back;  ///< false: there is none
  std::string field;                      ///< under which the answer names it
  std::string name;
  std::string unknown_code;
  std::string unknown_words;
};

/// Answers what was revoked, or that there is none of that name; the body has nothing to say.
[[nodiscard]] ApiResponse revoke(const Revoking& revoking,
                                 const std::string& body,
                                 const RouteContext& context);

}  // namespace dondoc
