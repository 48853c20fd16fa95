// SPDX-License-Identifier: Apache-2.0
// What a report is about says which year, month or quarter its due belongs to.
#include "rules/phrase/due_phrase_meaning.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr unsigned quarter_months = 3;
constexpr unsigned year_months = 12;

}  // namespace

/// "Báo cáo năm 2026 trước ngày 15/12": the year of the report is the due's as well.
void SegmentMeaning::complete_from_subjects() {
  year_from_work_ = segment_.year_of_work;
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

/// "Báo cáo quý I và quý III trước ngày 20 của tháng cuối quý": the 20th of March and of September.
void SegmentMeaning::set_days_of_subjects() {
  const bool of_each = points_.size() == 1 && points_.front().has_day() &&
                       (points_.front().month_of_quarter || points_.front().month_of_period);
  const bool named =
      !segment_.subjects.empty() &&
      std::all_of(segment_.subjects.begin(), segment_.subjects.end(), [](const Point& subject) {
        return subject.has_months() && !subject.has_day();
      });
  if (!of_each || !named || segment_.cadence) {
    return;
  }
  const Point day = points_.front();
  points_.clear();
  for (const Point& subject : segment_.subjects) {
    Point& point = points_.emplace_back(day);
    const unsigned months = *subject.last_month - *subject.first_month + 1;
    unsigned month = *subject.last_month;
    if (day.month_of_quarter && months == quarter_months) {
      month = *subject.first_month + static_cast<unsigned>(*day.month_of_quarter);
    }
    const bool next_year = month > year_months;
    point.first_month = next_year ? month - year_months : month;
    point.last_month = point.first_month;
    point.month_of_quarter.reset();
    point.month_of_period = false;
    point.year_number = subject.year_number;
    if (subject.year_number && next_year) {
      ++*point.year_number;
    } else if (next_year) {
      point.year = Relative::next;
    }
  }
}

}  // namespace dondoc
