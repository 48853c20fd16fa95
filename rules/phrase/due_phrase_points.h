// SPDX-License-Identifier: Apache-2.0
// Reads days, months, quarters and years, alone, listed or from one to another:
//
//   points = point { ("," | "và") point } | point ("-" | "đến" ["hết"]) point
//   point  = [day] [["của"] month] [["của"] year] ["âm lịch"]
//   day    = ["ngày"] D ["/" M ["/" Y]] | "thứ Sáu" | "ngày làm việc cuối cùng" | "cuối" | "đầu" |
//   … month  = "tháng" M ["/" Y] | "quý" Q ["/" Y] | "6 tháng đầu năm" | "tháng cuối quý" | … year
//   = "năm" Y | "năm liền kề" | "năm"
#pragma once

#include "rules/phrase/due_phrase_parts.h"
#include "rules/phrase/due_phrase_scan.h"

#include <cstddef>
#include <optional>

namespace dondoc {

/// What stands in front decides what may begin a point: a bare number or "năm" only does so behind
/// a limit or within a list.
enum class PointPlace {
  anywhere,
  behind_limit,
  behind_from,  ///< "từ": the other end of a range may be of another kind
  behind_day,
  behind_date,  ///< a day with its month: what follows "10.3 - " may be "10.4"
  behind_month,
  behind_quarter,
  behind_year,
};

/// Nothing when there is no point at `first`, or when the scan has failed over it.
[[nodiscard]] std::optional<Point> read_point(PhraseScan& scan,
                                              std::size_t first,
                                              PointPlace place);

[[nodiscard]] std::optional<Points> read_points(PhraseScan& scan,
                                                std::size_t first,
                                                PointPlace place);

/// Whether the second day follows the first one: "ngày 05 và 06/8" may be one event or two dues.
[[nodiscard]] bool adjoin(const Point& day, const Point& next);

/// Whether the day lies in the span that was said before it: "trong tháng 12, chậm nhất ngày
/// 25/12".
[[nodiscard]] bool lies_within(const Point& day, const Point& span);
/// "ngày 20 của tháng cuối quý": days of a span that is named elsewhere.
[[nodiscard]] bool are_days_of_span(const Points& points);

}  // namespace dondoc
