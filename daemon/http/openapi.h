// SPDX-License-Identifier: Apache-2.0
// The API described for programs (OpenAPI 3.1), made of the table of routes and of the fields that
// bodies are read by: what is in neither can't be in it.
#pragma once

#include "daemon/http/routes.h"

namespace dondoc {

/// With examples that suit this office: its posts, units and a duty that is open.
[[nodiscard]] ApiResponse get_openapi(const RouteContext& context);

}  // namespace dondoc
