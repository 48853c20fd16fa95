// SPDX-License-Identifier: Apache-2.0
// The vocabulary of the words around a due that is positively known: how a duty is worded, what
// labels a due, and what says that a sentence tells of a right, a state or the past.
#pragma once

#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>

namespace dondoc {

/// Behind a deed that a plan asks for: "báo cáo", "ban hành", "họp"; else `index`.
[[nodiscard]] std::size_t behind_deed(const PhraseScan& scan, std::size_t index);

/// Whether a deed of so many syllables stands directly before `last`.
[[nodiscard]] bool ends_in_deed(const PhraseScan& scan, std::size_t last, std::size_t words);
/// … of one or two.
[[nodiscard]] bool ends_in_deed(const PhraseScan& scan, std::size_t last);

/// Behind what may stand in front of a deed: "1.", "phải", "tiếp tục", "kịp thời"; else `index`.
[[nodiscard]] std::size_t behind_lead_in(const PhraseScan& scan, std::size_t index);

/// Behind a word that a label of a due is made of: "thời gian", "thực hiện", "kỳ báo cáo".
[[nodiscard]] std::size_t behind_label(const PhraseScan& scan, std::size_t index);

/// Behind the first words of who has to do it: "UBND các xã", "Các cơ quan", "Chủ tịch".
[[nodiscard]] std::size_t behind_unit(const PhraseScan& scan, std::size_t index);

/// Behind the first words of who else may have to do it: "Sinh viên", "Người nộp thuế"; only with
/// a deed next to them are they told what to do.
[[nodiscard]] std::size_t behind_person(const PhraseScan& scan, std::size_t index);

/// Behind what takes place on its days: "Hội nghị", "Tuần lễ", "Ngày hội".
[[nodiscard]] std::size_t behind_event_noun(const PhraseScan& scan, std::size_t index);

/// Behind what is measured: "Tỷ lệ", "Mức độ", "Giảm".
[[nodiscard]] std::size_t behind_measure(const PhraseScan& scan, std::size_t index);

/// "không phải nộp": nobody has to.
[[nodiscard]] bool is_freed(const PhraseScan& scan, std::size_t index);

/// Behind words that tell of a right, a state, a condition or the past: "có quyền", "đã".
[[nodiscard]] std::size_t behind_telling(const PhraseScan& scan, std::size_t index);

/// Whether the first deed of the words is one that goes on for its time and isn't over with it:
/// "tạm giữ tang vật", "cho vay"; not "gửi quyết định tạm giữ".
[[nodiscard]] bool holds_lasting(const PhraseScan& scan, std::size_t first, std::size_t last);

/// Whether the first deed of the words is one that is done by a day or goes on for days: "niêm
/// yết", "treo".
[[nodiscard]] bool holds_showing(const PhraseScan& scan, std::size_t first, std::size_t last);

/// Whether the words before `last` end in something that goes on for days: "lớp tập huấn", "khóa
/// đào tạo".
[[nodiscard]] bool ends_in_lasting(const PhraseScan& scan, std::size_t last);

}  // namespace dondoc
