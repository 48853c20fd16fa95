// SPDX-License-Identifier: Apache-2.0
// Reads policies.yaml: when messages go out, and the ladder of reminders and escalations.
#pragma once

#include "rules/plan/plan.h"
#include "rules/plan/yaml_reader.h"

#include <map>
#include <string>

namespace dondoc {

inline constexpr int offset_days_max = 366;
inline constexpr int offset_hours_max = 240;
inline constexpr int repeats_max = 60;
inline constexpr std::size_t rungs_max = 40;

/// The policies by id; mistakes are added to the file's diagnostics. A policy with mistakes is in
/// the map all the same, so that plans which name it aren't told that it doesn't exist.
[[nodiscard]] std::map<std::string, Policy> parse_policies(YamlFile& file);

}  // namespace dondoc
