// SPDX-License-Identifier: Apache-2.0
// Spans of time that no calendar of an office has: the last week of a month, every second year, a
// school year, a peak season. They are refused, each with how it can be written; none is guessed.
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>
#include <string>

namespace dondoc {

/// "tuần cuối (của) tháng", "đầu tiên của tháng 6": which week, or which of its weekdays.
struct WeekOfMonth {
  int nth{0};                ///< 1 to 4, or -1 for the last one
  bool said_as_week{false};  ///< "tuần thứ 2", not "lần thứ 2"
  bool several{false};       ///< "tuần 1 và tuần 3"
  std::size_t month{0};      ///< where the words about its month begin
  std::size_t last{0};       ///< the token behind it
  std::string hint;          ///< the latest day that it can be
};
[[nodiscard]] std::optional<WeekOfMonth> week_of_month(const PhraseScan& scan, std::size_t first);

/// Whether it failed over a week, one of its edges or a part of a month.
bool refuses_week(PhraseScan& scan, std::size_t first);

/// Whether it failed over such a span at `first`.
bool refuses_span(PhraseScan& scan, std::size_t first);

/// Fails over a period that no calendar has ("02 năm một lần"); `noun` is its unit.
void fail_over_cycle(
    PhraseScan& scan, std::size_t first, std::size_t last, int amount, const Token& noun);

/// How to write so many days before a day of the calendar ("trước Tết Nguyên đán 10 ngày").
[[nodiscard]] std::string day_before(const Point& point, const TermPart& term);

/// Behind "trong đợt cao điểm", "vào các mùa": an occasion whose days are not said in these words.
[[nodiscard]] std::size_t behind_occasion(const PhraseScan& scan, std::size_t first);

/// Behind "số liệu tính đến ngày 14/6": the day up to which figures count is no due.
[[nodiscard]] std::size_t behind_figures(PhraseScan& scan, std::size_t first);

/// Behind "24/24 giờ", or `first`.
[[nodiscard]] std::size_t behind_round_the_clock(const PhraseScan& scan, std::size_t first);

}  // namespace dondoc
