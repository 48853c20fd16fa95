// SPDX-License-Identifier: Apache-2.0
// From the texts of all files of a configuration folder to one rule set, or to everything that is
// wrong with them. Pure: the shell reads the files, this reads their words.
#pragma once

#include <string>
#include <vector>

#include "rules/plan/diagnostic.h"
#include "rules/plan/plan.h"

namespace dondoc {

/// A file as read from disk. `name` is relative to the configuration folder and decides what is in
/// it: "directory.yaml", "policies.yaml", "calendars/*.yaml", "plans/*.yaml". Others are not rule
/// files and must not be passed.
struct SourceFile {
  std::string name;
  std::string text;
};

inline constexpr std::size_t file_bytes_max = 4 * 1024 * 1024;
inline constexpr std::size_t files_max = 1000;

/// All files or none: the value is present exactly when no diagnostic is an error. Diagnostics of
/// all files come together, sorted.
[[nodiscard]] Parsed<RuleSet> read_rule_files(const std::vector<SourceFile>& files);

}  // namespace dondoc
