// SPDX-License-Identifier: Apache-2.0
// One day, and one year, of the working calendar as people write it down.
#pragma once

#include "rules/calendar/civil.h"

#include <string>
#include <vector>

namespace dondoc {

enum class DayKind { off, working };

/// One day that differs from the plain Monday-to-Friday week.
struct SpecialDay {
  Date date;
  DayKind kind{DayKind::off};
  std::string name;    ///< "Tết Nguyên đán", "Làm bù ngày 31/8"
  std::string source;  ///< the notice, with its date: "TB 9441/TB-BNV ngày 16/10/2025"
};

/// What is known of one year. A year that is not promulgated is provisional: its days may move.
struct CalendarYear {
  int year{0};
  bool promulgated{false};
  std::vector<SpecialDay> days;
};

}  // namespace dondoc
