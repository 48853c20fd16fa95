// SPDX-License-Identifier: Apache-2.0
// Pages do what the API does, through the same functions: what a form says as a body, and what a
// refusal says in words.
#pragma once

#include "daemon/web/pages.h"

#include <functional>
#include <map>
#include <string>

namespace dondoc {

/// A route's function with all but its body and context given.
using BodyRoute = std::function<ApiResponse(const std::string& body, const RouteContext& office)>;

/// The fields of a form that a route knows, those that are empty left out.
using BodyFields = std::map<std::string, std::string>;

/// The route's answer for the first of the visitor's posts that may do it; what an admin's posts
/// may not do is recorded for the one who runs the system.
[[nodiscard]] ApiResponse call_for_visitor(const PageCall& call,
                                           const WebContext& context,
                                           const BodyFields& fields,
                                           const BodyRoute& route);

/// The same of a route that asks for no post.
[[nodiscard]] ApiResponse call_as_admin(const WebContext& context, const BodyRoute& route);

/// Of an answer other than 200, as a sentence.
[[nodiscard]] std::string refusal_words(const ApiResponse& response);

}  // namespace dondoc
