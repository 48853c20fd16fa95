// SPDX-License-Identifier: Apache-2.0
// Requests that another system may send again because it didn't hear the answer (Idempotency-Key).
// One thread answers one request after the other, so none can meet itself on the way.
#pragma once

#include "daemon/http/routes.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace dondoc {

inline constexpr std::chrono::hours repeats_kept{48};
inline constexpr std::size_t repeat_key_bytes_max = 200;
/// Of one caller, within that time.
inline constexpr int repeats_max = 10'000;

/// answer_route(), but a POST with a key is done once: the same again gets the same answer, another
/// one under that key is refused. `caller` has keys of its own.
[[nodiscard]] ApiResponse answer_once(const ApiRequest& request,
                                      Role role,
                                      const std::string& caller,
                                      const RouteContext& context);

}  // namespace dondoc
