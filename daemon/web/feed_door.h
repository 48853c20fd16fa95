// SPDX-License-Identifier: Apache-2.0
// Calendars by an address that is its own right: programs that subscribe can't sign in.
#pragma once

#include "daemon/web/visitor.h"

#include <string>

namespace dondoc {

/// Of "SECRET.ics". A secret that is wrong, was revoked, or whose post has another holder is
/// answered as if there were no such address.
[[nodiscard]] ApiResponse get_feed(const std::string& file,
                                   const ApiRequest& request,
                                   const WebContext& context);

}  // namespace dondoc
