// SPDX-License-Identifier: Apache-2.0
// Reads the rule files of a folder, as the shell does it for the pure reader.
#pragma once

#include "rules/plan/source_file.h"

#include <filesystem>
#include <string>
#include <vector>

namespace dondoc::testing {

[[nodiscard]] std::string read_bytes(const std::filesystem::path& file);

/// Every *.yaml below the folder but dondoc.yaml and plan tests, named from it, in name order.
[[nodiscard]] std::vector<SourceFile> rule_files_in(const std::filesystem::path& folder);

/// Those of the shipped configuration.
[[nodiscard]] std::vector<SourceFile> shipped_rule_files();

}  // namespace dondoc::testing
