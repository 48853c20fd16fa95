// SPDX-License-Identifier: Apache-2.0
// What falls due on which day: what the store knows, and for what hasn't opened what the plans say.
#pragma once

#include "daemon/web/duty_parts.h"
#include "daemon/web/visitor.h"

#include <map>
#include <string>
#include <vector>

namespace dondoc {

/// A duty on its last day; what several units owe in the same words stands as one.
struct DayEntry {
  std::string key;    ///< of the first; empty while nothing has opened
  std::string words;  ///< "VII.6 Tự đánh giá chỉ số CCHC, tháng 5/2026"
  std::string lead;   ///< "Phòng Kinh tế", "04 đơn vị"
  std::string clock;  ///< "trước 11 giờ 30"; empty when the day counts whole
  std::string product;
  Light light{Light::none};
  bool closed{false};
  bool provisional{false};  ///< a day not yet promulgated could move it
  bool frequent{false};     ///< weekly or daily: too many for a year's page
  int units{1};
};

using DayEntries = std::map<Date, std::vector<DayEntry>>;

/// Of one unit or, when it is empty, of all; what waits for its first review is left out.
[[nodiscard]] DayEntries day_entries(const WebContext& context,
                                     Date from,
                                     Date to,
                                     const std::string& unit);

/// Why the office is closed on a day that is no plain weekend, or open on one that is.
[[nodiscard]] std::string special_day_words(const WorkingDays& calendar, Date day);

}  // namespace dondoc
