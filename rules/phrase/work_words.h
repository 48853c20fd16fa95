// SPDX-License-Identifier: Apache-2.0
// The vocabulary of the words about work: what a run of them may begin with behind a due, what may
// stand anywhere, and what could change the due and is therefore never passed over.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

namespace dondoc {

/// The first syllable of words that officials use about work, units and documents.
[[nodiscard]] bool is_work_word(const Token& token);
/// "KTNN", "HĐND": letters in capitals among words that are not.
[[nodiscard]] bool is_acronym(const PhraseScan& scan, std::size_t index);

/// "trừ", "nếu", "dự kiến": wherever they stand they may change the due.
[[nodiscard]] bool changes_due(const PhraseScan& scan, std::size_t index);

/// "trừ", but not "bù trừ", "phòng trừ", "quyền miễn trừ": words of their own.
[[nodiscard]] bool is_exception(const PhraseScan& scan, std::size_t index);

/// "không", "khoảng", "sau": harmless among other words, not directly in front of a due.
[[nodiscard]] bool is_hedge(const Token& token);

/// "không ma túy", "không dùng tiền mặt", "không gian": it denies no due.
[[nodiscard]] bool is_fixed_denial(const PhraseScan& scan, std::size_t index);

/// A number behind it only numbers: "đợt 1", "Điều 17", "mức độ 4".
[[nodiscard]] bool is_numbering(const Token& token);

/// "ngày hội", "tuần lễ": a word about time that tells no time here.
[[nodiscard]] bool is_time_idiom(const PhraseScan& scan, std::size_t index);

/// Behind the span that a plan or programme is for: "lịch công tác tuần sau", "kế hoạch năm sau".
[[nodiscard]] std::size_t behind_span_of_work(const PhraseScan& scan, std::size_t index);

/// "Báo cáo kết quả thực hiện kế hoạch" in front of "năm sau": of something that is over when it is
/// reported, so that the year may be when rather than what of.
[[nodiscard]] bool looks_back(const PhraseScan& scan, std::size_t year);

/// "chịu trách nhiệm trước Chủ tịch UBND": before a person, not a day.
[[nodiscard]] bool is_before_whom(const Token& next);

}  // namespace dondoc
