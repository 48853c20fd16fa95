// SPDX-License-Identifier: Apache-2.0
// The Vietnamese words of dates, amounts and rungs, as officials write them (Nghị định
// 30/2020/NĐ-CP, appendix I: a leading zero for days under 10 and for months 1 and 2 only).
#pragma once

#include "rules/plan/plan.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view between);

[[nodiscard]] std::string two_digits(int number);               ///< "05", "12", "123"
[[nodiscard]] std::string date_words(Date date);                ///< "05/10/2026", "28/4/2026"
[[nodiscard]] std::string short_date_words(Date date);          ///< "05/10"
[[nodiscard]] std::string weekday_words(Date date);             ///< "thứ Hai", "Chủ nhật"
[[nodiscard]] std::string clock_words(TimeOfDay time);          ///< "11 giờ 30", "17 giờ 00"
[[nodiscard]] std::string moment_words(Instant at, Zone zone);  ///< "07 giờ 30 ngày 25/5/2026"
/// "dài 512 ký tự, tối đa 500 ký tự"
[[nodiscard]] std::string length_words(std::size_t letters, std::size_t most);
[[nodiscard]] std::string period_words(std::string_view period);  ///< "tháng 5/2026"; "" for once

/// "hết ngày 30/9/2026 (thứ Tư)" or "trước 11 giờ 30 ngày 25/5/2026 (thứ Hai)".
[[nodiscard]] std::string due_words(Instant due, Date last_day, Zone zone);
/// The due has a clock time of its own.
[[nodiscard]] bool has_clock_time(Instant due, Date last_day, Zone zone);

/// "03 ngày làm việc trước thời hạn", "01 ngày sau thời hạn"
[[nodiscard]] std::string describe_offset(const RungOffset& offset);
/// "con-3: 03 ngày làm việc trước thời hạn, tới đơn vị chủ trì"
[[nodiscard]] std::string describe_rung(const std::string& id,
                                        const std::string& offset,
                                        Audience to);

/// "Phòng Văn hóa - Xã hội" for a head of unit, else the post's title. The chair is addressed as
/// "Chủ tịch UBND xã", also where duties of "UBND xã" as a whole are theirs.
[[nodiscard]] std::string addressee_words(const Directory& directory, const std::string& post);
[[nodiscard]] std::string unit_words(const Directory& directory, const std::string& unit);
/// Somebody to whom one reports: the chair, or a leader whom units report to.
[[nodiscard]] bool is_leader(const Directory& directory, const std::string& post);

}  // namespace dondoc
