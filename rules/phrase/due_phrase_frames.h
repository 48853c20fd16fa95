// SPDX-License-Identifier: Apache-2.0
// Reads what stands around a day: the limit, the clock, the cadence, the years, and what happens on
// a day off.
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>

namespace dondoc {

template <typename Part>
struct Read {
  Part part;
  std::size_t last{0};  ///< the token behind it
};

struct LimitRead {
  LimitWord word{LimitWord::unsaid};
  bool strong{false};  ///< "chậm nhất", "trước": nothing else than a limit, unlike "trong", "đến"
};

/// The limit's words alone; whether something follows that it limits is for the caller to see.
[[nodiscard]] std::optional<Read<LimitRead>> read_limit(const PhraseScan& scan, std::size_t first);
[[nodiscard]] std::string limit_role(LimitWord limit);

/// "11 giờ 30 phút", "11h30", "17:00", "5 giờ chiều".
[[nodiscard]] bool is_clock(const PhraseScan& scan, std::size_t index);
[[nodiscard]] std::optional<Read<TimeOfDay>> read_clock(PhraseScan& scan, std::size_t first);
/// Behind "sáng", "chiều", "hết giờ làm việc": words about a part of the day, which counts whole.
[[nodiscard]] std::size_t behind_part_of_day(const PhraseScan& scan, std::size_t first);

/// "hằng quý", "định kỳ 6 tháng", "mỗi tháng", "6 tháng/lần", "quý, 6 tháng và năm".
[[nodiscard]] std::optional<Read<CadencePart>> read_cadence(PhraseScan& scan, std::size_t first);
/// The unit that a noun names: "quý", "6 tháng"; `last` is behind it.
[[nodiscard]] std::optional<Read<CadenceUnit>> read_cadence_unit(PhraseScan& scan,
                                                                 std::size_t first);

/// "giai đoạn 2026 - 2030", "2026-2030", "từ năm 2027 trở đi", "năm 2026 và các năm tiếp theo".
[[nodiscard]] std::optional<Read<YearsPart>> read_years(PhraseScan& scan, std::size_t first);

/// "nếu trùng ngày nghỉ thì chuyển sang ngày làm việc kế tiếp".
[[nodiscard]] std::optional<Read<Roll>> read_roll(PhraseScan& scan, std::size_t first);

}  // namespace dondoc
