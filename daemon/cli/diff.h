// SPDX-License-Identifier: Apache-2.0
// `dondoc diff`: what an edit adds, moves and removes before it goes live, and which line does it.
#pragma once

#include "daemon/cli/command.h"
#include "daemon/difference/difference.h"

#include <filesystem>
#include <optional>
#include <string>

namespace dondoc {

struct DiffOptions {
  std::filesystem::path before;  ///< a configuration folder, or one file in its folder's place
  std::filesystem::path after;   ///< likewise
  Date from;
  Date to;
  std::optional<Date> first_load;
  /// Where a lone file belongs; without it the other side's folder, or the nearest one above the
  /// file.
  std::optional<std::filesystem::path> config;
  OutputForm form{OutputForm::people};
};

int run_diff(const DiffOptions& options, Terminal& terminal);

/// Cause by cause, in the order of files and lines.
[[nodiscard]] std::string diff_text(const Difference& difference, Zone zone);
[[nodiscard]] nlohmann::ordered_json diff_json(const Difference& difference, Zone zone);

}  // namespace dondoc
