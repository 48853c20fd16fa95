// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

/// /v1/status as people read it: what runs, what is wrong, and what the admin was told today.
[[nodiscard]] std::string status_text(const nlohmann::ordered_json& status);

}  // namespace dondoc
