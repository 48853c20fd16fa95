// SPDX-License-Identifier: Apache-2.0
// The checks of acts that need nothing but their arguments.
#pragma once

#include "rules/phrase/thousandths.h"
#include "rules/schedule/acts.h"
#include "rules/schedule/series.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// What stands in the way of any act on the occurrence, if something does.
[[nodiscard]] std::optional<ActRefused> closed_already(const Occurrence& occurrence,
                                                       const Act& act,
                                                       const RuleSet& rules);

/// Why the actor can't undo the last act on the occurrence, if so it is.
[[nodiscard]] std::optional<ActRefused> cannot_undo(const Occurrence& occurrence,
                                                    const std::string& actor,
                                                    const RuleSet& rules,
                                                    Instant now);

/// Whether it is due for a period of a quarter or less: that nothing arose in it is then all that
/// there is to report.
[[nodiscard]] bool is_of_short_period(const Occurrence& occurrence, const Owed& owed);

/// A trigger's watch takes its events and words about them. As long as its plan runs, whatever
/// would end it or give it a date of its own is refused: later events would find nobody who
/// watches.
[[nodiscard]] std::optional<ActRefused> keeps_watching(const Occurrence& occurrence,
                                                       const Act& act,
                                                       const RuleSet& rules,
                                                       Instant now);

/// An id becomes a period: letters, digits, dots and dashes, at most 40.
[[nodiscard]] bool is_event_id(std::string_view id);

/// The date, or the date and the first number that no event of the watch has.
[[nodiscard]] std::string free_event_id(const Occurrence& watch, Date date);

/// In thousandths of the unit; a quotient is a percentage.
[[nodiscard]] std::optional<std::int64_t> measured_value(const Measure& act);

}  // namespace dondoc
