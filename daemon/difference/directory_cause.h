// SPDX-License-Identifier: Apache-2.0
// Which change of the directory or the calendar, that all plans share, explains a difference.
#pragma once

#include "daemon/difference/difference.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// A change of the units named, of the post, or of a person who holds or acts for it.
[[nodiscard]] std::optional<Cause> cause_in_directory(const Side& before,
                                                      const Side& after,
                                                      const std::vector<std::string>& units,
                                                      const std::string& post);

/// The group that makes one list of units into the other, when the plan's own line is the same.
[[nodiscard]] std::optional<Cause> cause_in_groups(const Side& before,
                                                   const Side& after,
                                                   const std::vector<std::string>& old_units,
                                                   const std::vector<std::string>& new_units);

/// The day that only one calendar has off, nearest to `day` and not further away than that.
[[nodiscard]] std::optional<Cause> cause_in_calendar(const Side& before,
                                                     const Side& after,
                                                     Date day,
                                                     int reach_days);

}  // namespace dondoc
