// SPDX-License-Identifier: Apache-2.0
// Answers that whoever asks may already have (RFC 9110, 8.8 and 13.1.2).
#pragma once

#include "daemon/http/routes.h"

namespace dondoc {

/// Gives an answer of 200 an ETag of its bytes; when the request says that it has these, they are
/// left out and the status is 304.
void tag_entity(ApiResponse& response, const ApiRequest& request);

}  // namespace dondoc
