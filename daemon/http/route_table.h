// SPDX-License-Identifier: Apache-2.0
// Every address of the HTTP API, who may use it, and what answers it: one table, which the socket,
// the TCP port, the OpenAPI document and the tests of rights read.
#pragma once

#include "daemon/http/body_fields.h"
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

struct RouteTraits {
  std::vector<std::string_view> query{};  ///< the names that its query may have
  FieldNames fields{};                    ///< of its body; an act has its own
  bool without_store{false};              ///< answers while the database is away
  bool tells_secret{false};               ///< the answer opens a door, and is kept nowhere
  std::string_view content_type{"application/json"};
  std::string_view gives{};  ///< the name of the answer's schema in the OpenAPI document
};

struct Route {
  std::string_view method;   ///< "GET" or "POST"
  std::string_view pattern;  ///< "/v1/occurrences/{key}/{act}"
  Role least{Role::admin};   ///< whoever may do less is refused
  std::string_view purpose;  ///< for the OpenAPI document, Vietnamese
  ApiResponse (*answer)(const RouteCall&, const RouteContext&);
  RouteTraits more{};
};

[[nodiscard]] const std::vector<Route>& api_routes();

/// The parts that the pattern names, when the segments fit it.
[[nodiscard]] std::optional<std::vector<std::string>> fit(std::string_view pattern,
                                                          const std::vector<std::string>& segments);

}  // namespace dondoc
