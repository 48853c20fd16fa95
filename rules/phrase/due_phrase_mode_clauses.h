// SPDX-License-Identifier: Apache-2.0
// How far the words go of a duty that no calendar dates: "khi có yêu cầu của Sở", "theo kế hoạch
// của tỉnh".
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>

namespace dondoc {

/// Behind them: at their end, at the next sentence, or where a limit of its own or another due
/// begins ("…, trong 24 giờ"); at the first comma too, unless they go `through_commas`.
[[nodiscard]] std::size_t behind_mode_clause(const PhraseScan& scan,
                                             std::size_t first,
                                             bool through_commas);

/// "(03 ngày)", "(không quá 05 ngày)", "(ngày 15/6)": when, in a bracket that opens at `index`.
[[nodiscard]] bool brackets_time(const PhraseScan& scan, std::size_t index);

/// "trong 02 giờ" in "khi xảy ra sự cố mất điện trong 02 giờ": how soon, or part of what happens.
[[nodiscard]] std::optional<TokenRange> length_in_clause(const PhraseScan& scan, TokenRange clause);

}  // namespace dondoc
