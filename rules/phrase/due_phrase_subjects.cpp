// SPDX-License-Identifier: Apache-2.0
// What a report is about says which year, month or quarter its due belongs to.
#include "rules/phrase/due_phrase_meaning.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dondoc {

/// "Báo cáo năm 2026 trước ngày 15/12": the year of the report is the due's as well.
void SegmentMeaning::complete_from_subjects() {
  year_from_work_ = segment_.year_of_work;
  // "Báo cáo quý II, chậm nhất ngày 20 hằng tháng"
  const bool other_cadence = segment_.cadence && !segment_.cadence->is(CadenceUnit::year) &&
                             !segment_.subjects.empty() && segment_.subjects.front().has_months() &&
                             !segment_.subjects.front().has_day();
  if (other_cadence) {
    conflict(segment_.subjects.front().words, source_.words(segment_.cadence->words));
    return;
  }
  set_days_of_subjects();
  for (const Point& subject : segment_.subjects) {
    for (Point& point : points_) {
      if (!subject.year_number || point.year_number) {
        continue;
      }
      if (point.year == Relative::next || point.year == Relative::previous) {
        point.year_number = *subject.year_number + (point.year == Relative::next ? 1 : -1);
        point.year = Relative::unsaid;
      } else {
        point.year_number = subject.year_number;
        // "quý I/2026: trước ngày 15/3" lies in the quarter; a year's report may come later.
        year_from_work_ = !subject.has_months() || point.last_month < subject.first_month;
      }
    }
  }
}

/// "Báo cáo quý I và quý III trước ngày 20 của tháng cuối quý": the 20th of March and of September;
/// "Báo cáo quý I chậm nhất ngày 10 tháng sau": the 10th of April.
void SegmentMeaning::set_days_of_subjects() {
  const bool of_each = std::all_of(points_.begin(), points_.end(), [](const Point& point) {
    return point.is_day_of_span() || point.is_day_of_month_after();
  });
  const bool named =
      !segment_.subjects.empty() &&
      std::all_of(segment_.subjects.begin(), segment_.subjects.end(), [](const Point& subject) {
        return (subject.has_months() || subject.year_number) && !subject.has_day();
      });
  if (points_.empty() || !of_each || !named || segment_.cadence) {
    return;
  }
  const std::vector<Point> days = std::exchange(points_, {});
  for (const Point& subject : segment_.subjects) {
    for (const Point& day : days) {
      Point& point = points_.emplace_back(day);
      unsigned month = subject.last_month.value_or(december);
      if (day.is_day_of_month_after()) {
        ++month;
        point.month = Relative::unsaid;
      } else if (day.month_of_quarter) {
        // Of the quarter in which the report's time ends.
        const unsigned begun = (month - 1) / months_per_quarter * months_per_quarter;
        month = begun + 1 + static_cast<unsigned>(std::max(*day.month_of_quarter, 0));
      }
      const bool next_year = month > december;
      point.first_month = next_year ? month - december : month;
      point.last_month = point.first_month;
      point.month_of_quarter.reset();
      point.month_of_period = false;
      point.year_number = subject.year_number;
      point.year = subject.year;
      if (subject.year_number && next_year) {
        ++*point.year_number;
      } else if (next_year) {
        point.year = subject.year == Relative::previous ? Relative::same : Relative::next;
      }
    }
  }
}

}  // namespace dondoc
