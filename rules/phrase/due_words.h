// SPDX-License-Identifier: Apache-2.0
// Days, months and amounts in the words of a rule's sentence. Days below 10 and months 01 and 02
// carry a leading zero, as Nghị định 30/2020/NĐ-CP prints dates.
#pragma once

#include "rules/calendar/civil.h"

#include <string>

namespace dondoc {

[[nodiscard]] std::string padded(long long amount);                 ///< "05", "12"
[[nodiscard]] std::string named_day(unsigned day, unsigned month);  ///< "ngày 05/3"
[[nodiscard]] std::string named_date(Date date);                    ///< "ngày 28/4/2026"
[[nodiscard]] std::string spoken_time(TimeOfDay time);              ///< "11 giờ 30 phút"
[[nodiscard]] std::string spoken_weekday(unsigned weekday);         ///< 1: "thứ Hai"
[[nodiscard]] std::string nth_working_day(int nth);  ///< -1: "ngày làm việc cuối cùng"

/// "tháng 6 năm", "quý I năm", "6 tháng đầu năm", "năm": ready for a year to follow; empty when the
/// months make up no such span.
[[nodiscard]] std::string named_span(unsigned first_month, unsigned last_month);

}  // namespace dondoc
