// SPDX-License-Identifier: Apache-2.0
// Numbers, days and years that are part of a name, an amount of money, a rank or somebody's
// birthday.
#pragma once

#include "rules/phrase/due_phrase_facts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>

namespace dondoc {

/// "Ngân sách xã năm 2026", "Chương trình … giai đoạn 2021 - 2025": whether the span that begins
/// at `first` is part of a name. The words in front of it, back to the next sign, decide.
[[nodiscard]] std::optional<NoDueReason> named_span(const PhraseScan& scan,
                                                    std::size_t first,
                                                    WordSpan span);

/// Behind "1.500.000 đồng", "250 triệu đồng/hộ": no number of it is a day.
[[nodiscard]] std::size_t behind_money(const PhraseScan& scan, std::size_t first);

/// Behind "(1)", "2.", "a)" at the beginning of a clause.
[[nodiscard]] std::size_t behind_enumeration(const PhraseScan& scan, std::size_t first);

/// Behind "100 ngày" of "Kế hoạch 100 ngày", "đầu tháng" of "chào cờ đầu tháng của Ban".
[[nodiscard]] std::size_t behind_named_days(const PhraseScan& scan, std::size_t first);

/// Behind "15/19" of "đạt 15/19 tiêu chí": so many of so many, and no day.
[[nodiscard]] std::size_t behind_fraction(const PhraseScan& scan, std::size_t first);

/// Behind "nhiệm kỳ 2026 - 2031" of "Đại hội nhiệm kỳ 2026 - 2031", where a time of its own
/// follows.
[[nodiscard]] std::size_t behind_term_of_office(const PhraseScan& scan, std::size_t first);

/// Behind "kỷ niệm 80 năm", how old a feast is.
[[nodiscard]] std::size_t behind_jubilee(const PhraseScan& scan, std::size_t first);

/// Behind "xếp hạng từ 20 đến 30/124": a place in a list, whatever its numbers look like.
[[nodiscard]] std::size_t behind_rank(const PhraseScan& scan, std::size_t first);

/// Behind "có hiệu lực thi hành kể từ ngày …": since when a document holds, which nobody owes.
[[nodiscard]] std::size_t behind_effect(const PhraseScan& scan, std::size_t first);

/// "công dân nam sinh từ ngày 01/01/2001 đến ngày 31/12/2008": whose birthday, not when.
[[nodiscard]] bool speaks_of_births(const PhraseScan& scan, std::size_t index);

}  // namespace dondoc
