// SPDX-License-Identifier: Apache-2.0
// Days off that the law sets for every year: on a day of the solar or of the lunar calendar, made
// up on the next working day when one falls on a weekly day off. They stand in for the notice of a
// year that hasn't got one yet.
#pragma once

#include "rules/calendar/calendar_year.h"

#include <bitset>
#include <string>
#include <vector>

namespace dondoc {

/// The last year whose holidays are computed; the lunar calendar was compared with others up to
/// here. After it only weekends are off.
inline constexpr int computed_year_max = 2050;

enum class YearlyDay { solar, lunar };

/// One holiday of the law.
struct Holiday {
  std::string name;  ///< "Tết Nguyên đán"
  YearlyDay calendar{YearlyDay::solar};
  unsigned month{1};
  unsigned day{1};              ///< exists in every year; never in a leap month
  std::vector<int> offsets{0};  ///< which days are off, counted from that day: {-2, -1, 0, 1, 2}
  int from_year{0};             ///< the first year in which it holds
  bool made_up{false};          ///< moves to the next working day when it falls on a weekly day off
  std::string source;  ///< "Bộ luật Lao động 45/2019/QH14, Điều 112 ngày 20/11/2019"
};

struct HolidayRules {
  std::vector<Holiday> holidays;
  std::string make_up_source;  ///< of a made-up day; empty when no holiday is made up
};

/// The days off outside `weekend` that the rules bring, in order, no day twice, from the first year
/// of the earliest rule to computed_year_max; each source says that the day is computed.
[[nodiscard]] std::vector<SpecialDay> computed_days_off(const HolidayRules& rules,
                                                        std::bitset<7> weekend);

}  // namespace dondoc
