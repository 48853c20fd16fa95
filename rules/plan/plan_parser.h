// SPDX-License-Identifier: Apache-2.0
// Reads plans/*.yaml: one document's duties as rules, its units found in the directory.
#pragma once

#include "rules/plan/plan.h"
#include "rules/plan/unit_names.h"
#include "rules/plan/yaml_reader.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

inline constexpr std::size_t obligations_max = 2000;
inline constexpr std::size_t stages_max = 20;
inline constexpr std::size_t triggers_max = 200;

/// What a plan may name. A part that couldn't be read is absent, and nothing is then said about
/// names in it: one broken file must not make all others look broken.
struct PlanSurroundings {
  const UnitNames* units{nullptr};
  const std::vector<std::string>* policies{nullptr};  ///< ids
};

/// `refines:` of an obligation, to be held against the other plans when all are read.
struct Refinement {
  std::string obligation;  ///< id, in this plan
  std::string of;          ///< "plan/obligation"
  Span span;
};

struct PlanFile {
  Plan plan;
  Span id_span;
  std::vector<Refinement> refinements;
};

/// What could be read; mistakes are added to the file's diagnostics.
[[nodiscard]] std::optional<PlanFile> parse_plan(YamlFile& file, const PlanSurroundings& around);

}  // namespace dondoc
