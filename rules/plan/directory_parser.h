// SPDX-License-Identifier: Apache-2.0
// Reads directory.yaml: units, posts, people and groups, and checks that they fit together.
#pragma once

#include "rules/plan/plan.h"
#include "rules/plan/yaml_reader.h"

#include <optional>

namespace dondoc {

/// What could be read; mistakes are added to the file's diagnostics. A unit with mistakes is in it
/// all the same, so that plans which name it aren't told that it doesn't exist.
[[nodiscard]] std::optional<Directory> parse_directory(YamlFile& file);

}  // namespace dondoc
