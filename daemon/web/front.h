// SPDX-License-Identifier: Apache-2.0
// Everything that is asked over TCP: the page, the links in mails, calendars, and the HTTP API. A
// request that isn't signed in, or bears no token, sees a door and nothing else. GET and HEAD
// change nothing that the office has.
#pragma once

#include "daemon/web/visitor.h"

#include <string>
#include <vector>

namespace dondoc {

/// May throw StoreError, as handle() does.
[[nodiscard]] ApiResponse answer_web(const ApiRequest& request, const WebContext& context);

/// Whether the header alone shows a session or a token that lasts. May throw StoreError.
[[nodiscard]] bool is_known_caller(const ApiRequest& request, const WebContext& context);

/// A page as the table of pages has it, for the tests of rights.
struct PageRoute {
  std::string_view method;
  std::string_view pattern;
  Role least{Role::viewer};
};
[[nodiscard]] std::vector<PageRoute> page_routes();

}  // namespace dondoc
