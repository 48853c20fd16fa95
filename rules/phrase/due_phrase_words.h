// SPDX-License-Identifier: Apache-2.0
// Which words are words about time, which change what a due means, and which only say what is to be
// done.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>

namespace dondoc {

/// "ngày", "tháng", "quý", "năm", "tuần", "giờ": never passed over.
[[nodiscard]] bool is_time_noun(const Token& token);
[[nodiscard]] bool is_quarter_noun(const Token& token);
/// "hằng", "hàng", "mỗi", "từng".
[[nodiscard]] bool is_every_word(const Token& token);
/// A sign or word between two dues of one cell: "," ";" "và" "/".
[[nodiscard]] bool is_separator(const Token& token);

/// How many words say "the next one" from `index` on: "liền kề", "sau", "kế tiếp", "tiếp theo".
[[nodiscard]] std::size_t next_words(const PhraseScan& scan, std::size_t index);
/// How many words say "the one before": "trước liền kề", "liền trước", "trước đó".
[[nodiscard]] std::size_t previous_words(const PhraseScan& scan, std::size_t index);
/// How many words say "the same": "đó", "báo cáo", "hiện hành", "kế hoạch".
[[nodiscard]] std::size_t same_words(const PhraseScan& scan, std::size_t index);

}  // namespace dondoc
