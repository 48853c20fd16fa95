// SPDX-License-Identifier: Apache-2.0
// Reads what is due by an event and not by the calendar: terms ("trong 05 ngày làm việc kể từ ngày
// nhận được"), and duties that have no date of their own ("khi có phát sinh", "thường xuyên", "theo
// kế hoạch của tỉnh").
#pragma once

#include "rules/phrase/due_phrase_frames.h"

namespace dondoc {

[[nodiscard]] std::optional<Read<TermPart>> read_term(PhraseScan& scan, std::size_t first);

[[nodiscard]] std::optional<Read<ModePart>> read_mode(PhraseScan& scan, std::size_t first);

}  // namespace dondoc
