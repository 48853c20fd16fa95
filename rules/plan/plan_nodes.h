// SPDX-License-Identifier: Apache-2.0
// What the editors of plan files look for in the tree of one.
#pragma once

#include "rules/plan/yaml_reader.h"

#include <string>
#include <string_view>

namespace dondoc {

/// The mapping's value under the key; nullptr when it has none, or is no mapping.
[[nodiscard]] const Node* node_at_key(const Node& mapping, std::string_view key);

/// What an item says under `id`; empty when it says nothing.
[[nodiscard]] std::string written_id(const Node& item);

}  // namespace dondoc
