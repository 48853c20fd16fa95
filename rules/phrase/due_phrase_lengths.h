// SPDX-License-Identifier: Apache-2.0
// How long something lasts: "thời lượng 02 ngày", "01 buổi". It is no due.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>

namespace dondoc {

/// Behind words that can say nothing else: "thời lượng 05 tiết", and beside a time of its own also
/// "thời gian 1,5 ngày", "01 buổi".
[[nodiscard]] std::size_t behind_length(const PhraseScan& scan, std::size_t first);
/// Whether nothing in [first, last) says that another thing is to be done: ", hoàn thành".
[[nodiscard]] bool only_finishes(const PhraseScan& scan, std::size_t first, std::size_t last);
/// Whether the tokens [first, last) say how long something lasts and nothing else.
[[nodiscard]] bool tells_length(const PhraseScan& scan, std::size_t first, std::size_t last);

}  // namespace dondoc
