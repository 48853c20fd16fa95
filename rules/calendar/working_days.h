// SPDX-License-Identifier: Apache-2.0
// Which days the office works: weekends, holidays and each year's swapped days, all of it data with
// a source. Labour Code 45/2019/QH14 art. 112 names the holidays, art. 111(3) the make-up day; the
// yearly notice decides the rest. Of a promulgated year the notice is the whole truth; in any other
// the holidays that the law's rules bring are off, and what the year's file says stands above them.
#pragma once

#include "rules/calendar/calendar_year.h"
#include "rules/calendar/civil.h"
#include "rules/calendar/holidays.h"

#include <bitset>
#include <map>
#include <set>
#include <vector>

namespace dondoc {

/// The working calendar of one office. Immutable after construction; lookups are cheap (one map
/// lookup at most), and loops are bounded by `steps_max`.
class WorkingDays {
 public:
  /// No office is closed for longer than this many days in a row; a search that goes further is a
  /// bug in the data and stops there.
  static constexpr int steps_max = 60;

  WorkingDays() = default;  ///< Monday to Friday, every year provisional.
  /// `weekend[0]` is Sunday … `weekend[6]` Saturday. The rules' days are computed here, once, up to
  /// computed_year_max.
  WorkingDays(std::bitset<7> weekend,
              std::vector<CalendarYear> years,
              const HolidayRules& rules = {});

  [[nodiscard]] bool is_working(Date date) const;
  /// The calendar entry for the day, written or computed, if there is one (valid as long as this
  /// object).
  [[nodiscard]] const SpecialDay* special(Date date) const;
  /// The entries of both days and those between.
  [[nodiscard]] std::vector<SpecialDay> special_between(Date from, Date to) const;
  /// The calendar with its entries of these days only, and without the `absent` ones: to see what a
  /// day's entry does. Its years count as not promulgated.
  [[nodiscard]] WorkingDays excerpt(Date from, Date to, const std::set<Date>& absent) const;
  [[nodiscard]] bool is_promulgated(int year) const;
  /// The years as their files have them, without computed days.
  [[nodiscard]] const std::map<int, CalendarYear>& years() const { return years_; }

  /// `date` itself when it is a working day, else the nearest one after (before) it.
  [[nodiscard]] Date on_or_after(Date date) const;
  [[nodiscard]] Date on_or_before(Date date) const;

  /// The n-th working day strictly after `date` (n > 0), strictly before it (n < 0), or `date`
  /// itself (n = 0). `add_working_days(Monday 25/5/2026, -1)` is Friday 22/5/2026.
  [[nodiscard]] Date add_working_days(Date date, int n) const;

  /// Working days in (from, to]; 0 when `to` is not after `from`. "Còn 3 ngày làm việc".
  [[nodiscard]] int count_working_days(Date from, Date to) const;

 private:
  std::bitset<7> weekend_{0b1000001};
  std::map<int, CalendarYear> years_;
  std::map<Date, SpecialDay> special_;
};

}  // namespace dondoc
