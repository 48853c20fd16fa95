// SPDX-License-Identifier: Apache-2.0
// Every address of the HTTP API, who may use it, and what answers it: one table, which the socket,
// the TCP port, the OpenAPI document and the tests of rights read.
#pragma once

#include "daemon/http/routes.h"
#include "daemon/http/url.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// What an address is asked for, its parts in the order of the pattern's names.
struct RouteCall {
  std::vector<std::string> parts;
  const RequestTarget& target;
  const std::string& body;
};

struct Route {
  std::string_view method;   ///< "GET" or "POST"
  std::string_view pattern;  ///< "/v1/occurrences/{key}/{act}"
  Role least{Role::admin};   ///< whoever may do less is refused
  std::string_view purpose;  ///< for the OpenAPI document, Vietnamese
  ApiResponse (*answer)(const RouteCall&, const RouteContext&);
  bool takes_query{false};
  /// Answers while the database is away.
  bool without_store{false};
};

[[nodiscard]] const std::vector<Route>& api_routes();

/// The parts that the pattern names, when the segments fit it.
[[nodiscard]] std::optional<std::vector<std::string>> fit(std::string_view pattern,
                                                          const std::vector<std::string>& segments);

}  // namespace dondoc
