// SPDX-License-Identifier: Apache-2.0
// What shows that a phrase tells how something is: how long it lasts, what it scores, how somebody
// stands.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <optional>

namespace dondoc {

/// "trước ngày 15", "chậm nhất", "hằng tháng": somebody may owe it by then.
[[nodiscard]] bool says_limit(const PhraseScan& scan);

/// "Nhiệm kỳ … là 05 năm kể từ …", "không thay đổi trong thời hạn 5 năm": how long it holds.
[[nodiscard]] std::optional<WordSpan> lasting_state(const PhraseScan& scan);

/// "trừ 0,5 điểm", "Dưới 70%: 0 điểm": what a result scores.
[[nodiscard]] std::optional<WordSpan> score_told(const PhraseScan& scan);

/// "chậm nhất tỉnh", "vượt chỉ tiêu", "tiếp nhận 1.245 hồ sơ": how somebody stands.
[[nodiscard]] std::optional<WordSpan> result_told(const PhraseScan& scan);

}  // namespace dondoc
