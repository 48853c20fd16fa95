// SPDX-License-Identifier: Apache-2.0
// Plan files as the page writes them: whole or not at all, flushed, over nothing that the daemon
// hasn't read; what was there before is kept.
#pragma once

#include "rules/calendar/civil.h"
#include "rules/plan/source_file.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// Of what was written over, the newest are kept.
inline constexpr std::size_t former_plans_max = 200;

struct PlanFolder {
  std::filesystem::path config;  ///< names of files begin here: "plans/cchc.yaml"
  std::filesystem::path former;  ///< made when it is needed
  Zone zone{};
};

/// In Vietnamese why it could not be written, or nothing. `in_use` are the files as they were read.
[[nodiscard]] std::string write_plan_file(const PlanFolder& folder,
                                          const SourceFile& file,
                                          const std::vector<SourceFile>& in_use,
                                          Instant now);

/// The names of what was written over, the newest first: "2026-11-27T16:00:00+07:00-cchc.yaml".
[[nodiscard]] std::vector<std::string> former_plans(const PlanFolder& folder);
/// Of one of those names.
[[nodiscard]] std::optional<std::string> former_plan(const PlanFolder& folder,
                                                     const std::string& name);

}  // namespace dondoc
