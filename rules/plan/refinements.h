// SPDX-License-Identifier: Apache-2.0
// Which duty spells out which duty of another plan: `refines: plan/obligation`.
#pragma once

#include "rules/plan/plan_parser.h"

#include <map>
#include <string>
#include <vector>

namespace dondoc {

/// What one file says, with the file, so that mistakes are told at their place.
struct PlanRefinements {
  std::string plan;  ///< id
  std::vector<Refinement> refinements;
  YamlFile file;
};

/// From a duty to the one that refines it, both "plan/obligation". A duty that isn't there, one
/// that two refine, and a chain that turns back are told and left out.
[[nodiscard]] std::map<std::string, std::string> link_refinements(
    const std::vector<PlanRefinements>& files,
    const std::map<std::string, Plan>& plans,
    std::vector<Diagnostic>& diagnostics);

}  // namespace dondoc
