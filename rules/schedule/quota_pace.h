// SPDX-License-Identifier: Apache-2.0
// How a quota goes within its period: "01 trong 04, đến 30/6: chậm".
#pragma once

#include "rules/schedule/occurrence.h"

#include <string_view>

namespace dondoc {

enum class Pace {
  enough,     ///< all that were asked for
  on_course,  ///< as many as there should be by now
  slow,       ///< fewer
  missed,     ///< fewer than were asked for, and the period is over
  excused,    ///< the same, for a reason that a leader has accepted
  waived,     ///< fewer, and a leader has taken it from the unit (thôi giao)
  withdrawn,  ///< fewer, and the plan no longer asks for it
};

/// "enough", "on_course", …
[[nodiscard]] std::string_view pace_name(Pace pace);

/// How many there should be by now, were they spread evenly over the period.
[[nodiscard]] int expected_by(const Occurrence& one, int at_least, Instant now);

[[nodiscard]] Pace pace_of(const Occurrence& one, int at_least, Instant now);

}  // namespace dondoc
