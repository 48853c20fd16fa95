// SPDX-License-Identifier: Apache-2.0
// How pages show what was told: how far a late duty has climbed, and what left for whom.
#pragma once

#include "daemon/web/html.h"
#include "daemon/web/pages.h"

#include <vector>

namespace dondoc {

/// Of so many late duties a page says how each message went; the others are told in one line.
inline constexpr std::size_t climbs_in_full_max = 20;

/// Late duties, the first of them with everybody who was told, when, and how that went; each with
/// the level that it has come to and who hears next.
[[nodiscard]] Html climbing_list(const std::vector<const Occurrence*>& duties,
                                 const RouteContext& office);

/// One line a duty, for who has no time: what, whose, how it stands, how far it has climbed.
[[nodiscard]] Html brief_list(const std::vector<const Occurrence*>& duties,
                              const RouteContext& office);

/// What left within a day, for whom, and how that went; folded up.
[[nodiscard]] Html told_lately(const RouteContext& office);

}  // namespace dondoc
