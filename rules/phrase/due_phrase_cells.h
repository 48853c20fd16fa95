// SPDX-License-Identifier: Apache-2.0
// Whether a due that says little for itself ("năm 2026", "hằng năm", "thường xuyên", "ít nhất 02
// lần") stands where a cell of a plan has it: alone, behind a label, or beside a short call to do
// something.
#pragma once

#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>

namespace dondoc {

enum class OtherDues { none, some };

[[nodiscard]] bool is_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others);

// Longer words around a bare due are a sentence, not a cell.
inline constexpr std::size_t cell_words_max = 14;
inline constexpr std::size_t lead_words_max = 18;
inline constexpr std::size_t unit_lead_max = 28;  ///< a unit's name, and what it does
inline constexpr std::size_t series_lead_max = 40;
inline constexpr std::size_t mode_words_max = 24;
inline constexpr std::size_t mode_lead_max = 8;
inline constexpr std::size_t short_words_max = 6;  ///< "…; lao động nặng nhọc ít nhất 06 tháng/lần"

/// "Quý III/2026: ban hành kế hoạch", "hằng quý (theo mẫu)": whether the words behind a bare due
/// may stand there; `spans` for one without a cadence.
[[nodiscard]] bool follows_plainly(const PhraseScan& scan, const DueClause& clause, bool spans);
/// "năm 2026", "trong quý II", where nothing but a span is said.
[[nodiscard]] bool is_span_cell(const PhraseScan& scan, const DueClause& clause);

/// "Khi có phát sinh", "theo kế hoạch của tỉnh", "thường xuyên": short, and alone or behind a deed.
[[nodiscard]] bool is_mode_cell(const PhraseScan& scan, const DueClause& clause, OtherDues others);

/// "Bảng thanh toán tiền lương được lập hằng tháng", but no money that is paid.
[[nodiscard]] bool is_done_each_time(const PhraseScan& scan, const DueClause& clause);
/// "… được thành lập chi nhánh", but "phải được", "sẽ được".
[[nodiscard]] bool holds_permission(const PhraseScan& scan, TokenRange range);

/// "Theo Luật Dược năm 2016, cơ sở khám bệnh được …": the words of a mode have taken in a sentence.
[[nodiscard]] bool swallows_sentence(const PhraseScan& scan, const DueClause& clause);

}  // namespace dondoc
