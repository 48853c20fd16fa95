// SPDX-License-Identifier: Apache-2.0
// A configuration as a command was pointed at it: a folder, or a lone file in the place that it has
// or would have in a folder.
#pragma once

#include "daemon/plan_loader.h"

#include <filesystem>
#include <optional>
#include <string>

namespace dondoc {

/// The nearest folder above the file that holds directory.yaml.
[[nodiscard]] std::optional<std::filesystem::path> configuration_above(
    const std::filesystem::path& file);

/// The name under which a lone file is read. One that lies outside the known places is taken for a
/// plan: that is what people draft.
[[nodiscard]] std::string name_in_configuration(const std::filesystem::path& file,
                                                const std::filesystem::path& folder);

/// The texts without the file of that name, and without what was said about it.
[[nodiscard]] ConfigFiles without_file(ConfigFiles files, const std::string& name);
/// The texts with the file among them, in name order.
[[nodiscard]] ConfigFiles with_file(ConfigFiles files, SourceFile file);

/// "No folder above this file has a directory.yaml", told about the file.
[[nodiscard]] Diagnostic no_configuration(const std::filesystem::path& file);

/// One side of a comparison.
struct ConfigVersion {
  ConfigFiles files;
  LoadedConfig config;
};

/// A folder; or a file in the place of the folder's file that has its name or, of a plan, its plan
/// id. The folder is `around`, or the nearest one above the file. Diagnostics name files so that
/// they can be opened.
[[nodiscard]] Parsed<ConfigVersion> load_version(
    const std::filesystem::path& path, const std::optional<std::filesystem::path>& around);

}  // namespace dondoc
