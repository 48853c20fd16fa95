// SPDX-License-Identifier: Apache-2.0
// Refusals of what a request names and nobody has: they say the value, the parameter that had it,
// and the nearest one that is known.
#pragma once

#include "daemon/http/routes.h"

#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// 404; `parameter` is the list's that named it, nothing when the address or a body did.
[[nodiscard]] ApiResponse unknown_plan(const std::string& plan,
                                       const RuleSet& rules,
                                       std::string_view parameter = {});
[[nodiscard]] ApiResponse unknown_unit(const std::string& unit,
                                       const RuleSet& rules,
                                       std::string_view parameter = {});
[[nodiscard]] ApiResponse unknown_post(const std::string& post,
                                       const RuleSet& rules,
                                       std::string_view parameter = {});

/// 400: a parameter that the address doesn't take.
[[nodiscard]] ApiResponse unknown_parameter(const std::string& name,
                                            const std::vector<std::string_view>& known);
/// 400: a parameter with a value that it can't have; `takes` says which it can.
[[nodiscard]] ApiResponse bad_parameter(const std::string& name,
                                        const std::string& value,
                                        const std::string& takes);

}  // namespace dondoc
