// SPDX-License-Identifier: Apache-2.0
// How far the words go of a duty that no calendar dates: "khi có yêu cầu của Sở", "theo kế hoạch
// của tỉnh".
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>

namespace dondoc {

/// Behind them: at their end, at the next sentence, or where a limit of its own or another due
/// begins ("…, trong 24 giờ"); at the first comma too, unless they go `through_commas`.
[[nodiscard]] std::size_t behind_mode_clause(const PhraseScan& scan,
                                             std::size_t first,
                                             bool through_commas);

}  // namespace dondoc
