// SPDX-License-Identifier: Apache-2.0
// Reads a configuration folder from disk: all files or none.
#pragma once

#include "daemon/settings.h"
#include "rules/plan/diagnostic.h"
#include "rules/plan/plan.h"
#include "rules/plan/rule_files.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct ConfigFiles;

struct LoadedConfig {
  std::shared_ptr<const RuleSet> rules;
  Settings settings;
  std::shared_ptr<const ConfigFiles> files{};  ///< what load_config read it from
};

/// Everything under `directory`: dondoc.yaml, directory.yaml, policies.yaml, calendars/*.yaml,
/// plans/*.yaml. A folder or file that can't be read is a diagnostic too. Files are read once, in
/// name order; symbolic links are followed only inside the folder. Diagnostics name files as
/// `directory` joined with their name in it. Without a dondoc.yaml the settings are the defaults.
[[nodiscard]] Parsed<LoadedConfig> load_config(const std::filesystem::path& directory);

// ---- The two halves, for `dondoc check`, which puts a lone file in the place of another ---------

/// The texts of a configuration folder. Names, also those in `diagnostics`, are relative to it.
struct ConfigFiles {
  std::vector<SourceFile> rules;
  std::vector<SourceFile> tests;  ///< plans/*.test.yaml; nothing but `check` and `test` reads them
  std::optional<SourceFile> settings;
  std::vector<Diagnostic> diagnostics;  ///< what could not be read, and what was passed over
};

inline constexpr std::string_view settings_file_name = "dondoc.yaml";
inline constexpr std::string_view directory_file_name = "directory.yaml";

[[nodiscard]] ConfigFiles read_config_files(const std::filesystem::path& directory);

/// All texts or none; a file that could not be read counts as an error. A relative `state` or
/// `runtime` is taken from `directory`.
[[nodiscard]] Parsed<LoadedConfig> read_config(const ConfigFiles& files,
                                               const std::filesystem::path& directory);

/// The text of one file, not more than file_bytes_max; `name` is what diagnostics call it.
[[nodiscard]] Parsed<SourceFile> read_source_file(const std::filesystem::path& path,
                                                  const std::string& name);

/// The Vietnamese words for an errno value: "không có quyền đọc".
[[nodiscard]] std::string errno_words(int error);

/// Diagnostics that name files relative to `directory`, naming them with it.
[[nodiscard]] std::vector<Diagnostic> with_directory(std::vector<Diagnostic> diagnostics,
                                                     const std::filesystem::path& directory);

}  // namespace dondoc
