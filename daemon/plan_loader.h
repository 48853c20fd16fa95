// SPDX-License-Identifier: Apache-2.0
// Reads a configuration folder from disk: all files or none.
#pragma once

#include <filesystem>
#include <memory>

#include "daemon/settings.h"
#include "rules/plan/plan.h"

namespace dondoc {

struct LoadedConfig {
  std::shared_ptr<const RuleSet> rules;
  Settings settings;
};

/// Everything under `directory`: dondoc.yaml, directory.yaml, policies.yaml, calendars/*.yaml,
/// plans/*.yaml. A folder or file that can't be read is a diagnostic too. Files are read once, in
/// name order; symbolic links are followed only inside the folder.
[[nodiscard]] Parsed<LoadedConfig> load_config(const std::filesystem::path& directory);

}  // namespace dondoc
