// SPDX-License-Identifier: Apache-2.0
// What leaders read at the beginning of each working week: what is overdue and what falls due in
// the week among the units that report to them; the chair reads of all. After the last rung of a
// ladder this is where a duty stands until it is settled, and it comes also when there is nothing
// to list: that all is well is news too.
#pragma once

#include "rules/schedule/release.h"

#include <cstddef>
#include <vector>

namespace dondoc {

/// The first moment after `now` that is at 06:45 on the first working day of a week.
[[nodiscard]] Instant next_weekly_list_at(const RuleSet& rules, Instant now);
/// When a list that is due goes: `now` while the office is open, else with the next working
/// morning.
[[nodiscard]] Instant weekly_list_leaves_at(const RuleSet& rules, Instant now);
/// The end of the week: what is due by then is listed.
[[nodiscard]] Instant end_of_week(const RuleSet& rules, Instant now);

/// One message for each leader who can be reached, by person; of two posts of one person the
/// chair's. `lines` are the open duties due by the end of the week, of all plans; those of plans on
/// trial are left out. `unlisted` more were too many to be read; only the chair is told.
[[nodiscard]] std::vector<MessageDraft> compose_weekly_lists(const std::vector<DigestLine>& lines,
                                                             std::size_t unlisted,
                                                             const RuleSet& rules,
                                                             Instant now);

}  // namespace dondoc
