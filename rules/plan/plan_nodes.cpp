// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan_nodes.h"

#include <algorithm>

namespace dondoc {

const Node* node_at_key(const Node& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.entries.begin(),
                                  mapping.entries.end(),
                                  [key](const auto& entry) { return entry.key.text == key; });
  return found == mapping.entries.end() ? nullptr : &found->value;
}

std::string written_id(const Node& item) {
  const Node* id = node_at_key(item, "id");
  return id != nullptr && id->kind == NodeKind::scalar ? id->text : std::string{};
}

}  // namespace dondoc
