// SPDX-License-Identifier: Apache-2.0
// Rules for dues of each month, quarter, half-year, week and day.
#include "rules/phrase/due_phrase_meaning.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dondoc {
namespace {

int later_of(Relative which) {
  return which == Relative::next ? 1 : which == Relative::previous ? -1 : 0;
}

/// The day of the month that the point names; nothing for its last day.
std::optional<unsigned> day_of(const Point& point) {
  return point.first_day ? std::optional(1U)
         : point.middle  ? std::optional(middle_of_month)
                         : point.day;
}

}  // namespace

std::optional<Recurrence> SegmentMeaning::monthly_of(const Point& point) {
  const bool other = point.has_months() || point.month_of_quarter || point.lunar ||
                     point.year_number || point.year != Relative::unsaid;
  if (point.weekday && !point.nth) {
    fail(point.words,
         "phrase-not-understood",
         "Chưa nêu thứ mấy này là lần nào trong tháng.",
         source_.words(point.words) + " đầu tiên của tháng");
    return std::nullopt;
  }
  if (other) {
    conflict(point.words, with_year_of_range(monthly_hint));
    return std::nullopt;
  }
  if (!day_exists(point)) {
    return std::nullopt;
  }
  if (!point.has_day() && (is_before() || segment_.limit.word == LimitWord::until)) {
    fail(segment_.limit.words,
         "phrase-not-understood",
         "Cần nêu ngày trong tháng sau \"" + source_.words(segment_.limit.words) + "\".",
         monthly_hint);
    return std::nullopt;
  }
  return MonthlyRule{day_of(point), later_of(point.month), 1, point.working_day, weekday_of(point)};
}

/// "trước ngày 25 hằng tháng năm 2026": the year bounds the series.
void SegmentMeaning::take_year_of_days() {
  const bool one_year =
      !points_.empty() && std::all_of(points_.begin(), points_.end(), [&](const Point& point) {
        return point.has_day() && !point.has_months() &&
               point.year_number == points_.front().year_number;
      });
  if (!one_year || !points_.front().year_number) {
    return;
  }
  const int year = *points_.front().year_number;
  not_before_ = make_date(year, 1, 1);
  not_after_ = last_of_month(year, months_per_year);
  for (Point& point : points_) {
    point.year_number.reset();
  }
}

void SegmentMeaning::make_monthly() {
  take_year_of_days();
  if (!points_.empty() && take_bounds_from_points()) {
    points_.clear();
  }
  if (failed()) {
    return;
  }
  if (points_.empty()) {
    if (!is_window() && segment_.limit.word != LimitWord::at_latest && !not_after_) {
      fail(segment_.limit.words,
           "phrase-not-understood",
           "Cần nêu ngày trong tháng sau \"" + source_.words(segment_.limit.words) + "\".",
           monthly_hint);
      return;
    }
    add_reading(MonthlyRule{}, Limit::by);
    return;
  }
  if (segment_.points.joined == Joined::range) {
    Point first = points_.front();
    const Point& last = points_.back();
    if (first.month == Relative::next && last.month == Relative::next) {
      first.month = Relative::same;  // said behind the second one for both
    }
    const auto opens = monthly_of(first);
    auto due = monthly_of(last);
    if (!opens || !due) {
      return;
    }
    const int later = later_of(last.month);
    const bool to_end = last.last_day && last.month != Relative::previous;
    const bool ordered =
        first.day && (to_end || (last.day && (*first.day <= *last.day || later > 0)));
    if (!ordered || !is_window()) {
      conflict(words_of_points(), "từ ngày 01 đến ngày 05 hằng tháng");
      return;
    }
    const bool all_in_next = later > 0 && (to_end || *first.day <= *last.day);
    std::get<MonthlyRule>(*due).first_day = all_in_next ? 1 : *first.day;
    add_reading(*due, Limit::by);
    return;
  }
  std::vector<Recurrence> list;
  for (const Point& point : points_) {
    const auto monthly = monthly_of(point);
    if (!monthly) {
      return;
    }
    list.push_back(*monthly);
  }
  add_list(std::move(list));
}

std::optional<Recurrence> SegmentMeaning::span_of_point(const Point& point, int months) {
  const bool half_and_quarter = months != 3 && point.month_of_quarter;
  if (point.has_months() || point.lunar || point.year_number || (point.weekday && !point.nth) ||
      point.year != Relative::unsaid || half_and_quarter || point.month == Relative::previous) {
    conflict(point.words, quarterly_hint);
    return std::nullopt;
  }
  if (!day_exists(point)) {
    return std::nullopt;
  }
  std::optional<int> month = point.month_of_quarter;
  if (!month && point.month == Relative::next) {
    month = months;
  }
  if (point.month_of_period) {
    month = months - 1;
  }
  // "15 ngày đầu mỗi quý"; more than a month of days has no one month.
  if (!month && point.of_start && point.month == Relative::unsaid) {
    month = 0;
  }
  const bool edge = point.last_day || point.first_day || point.working_day || point.nth;
  if (!month && edge && point.month == Relative::unsaid) {
    const bool at_start =
        point.first_day || point.working_day.value_or(-1) > 0 || point.nth.value_or(-1) > 0;
    month = at_start ? 0 : months - 1;
  }
  if (!month) {
    fail(point.words,
         "phrase-not-understood",
         "Chưa nêu tháng nào của kỳ: tháng đầu, tháng cuối hay tháng liền kề.",
         quarterly_hint);
    return std::nullopt;
  }
  if (point.has_day()) {
    return SpanRule{months, 0, *month, day_of(point), point.working_day, weekday_of(point)};
  }
  if (!is_window() && segment_.limit.word != LimitWord::at_latest) {
    fail(segment_.limit.words,
         "phrase-not-understood",
         "Cần nêu ngày sau \"" + source_.words(segment_.limit.words) + "\".",
         quarterly_hint);
    return std::nullopt;
  }
  return SpanRule{months, is_window() ? *month : 0, *month, std::nullopt, std::nullopt};
}

/// "hằng quý (15/3, 15/6, 15/9, 15/12)": the same day of each span, or dues of the year.
void SegmentMeaning::make_spans_from_dates(int months) {
  const auto spans = static_cast<std::size_t>(months_per_year / months);
  const bool single_half = months == 6 && points_.size() == 1;
  if (segment_.points.joined == Joined::range || (points_.size() != spans && !single_half)) {
    conflict(words_of_points(), quarterly_hint);
    return;
  }
  const Point& first = points_.front();
  bool regular = points_.size() == spans && !first.lunar;
  bool last_days = regular;
  for (std::size_t index = 0; index < points_.size(); ++index) {
    const Point& point = points_[index];
    const int expected =
        (static_cast<int>(*first.first_month) - 1 + static_cast<int>(index) * months) %
        months_per_year;
    regular =
        regular && static_cast<int>(*point.first_month) - 1 == expected && point.day == first.day;
    last_days = last_days && static_cast<int>(*point.first_month) - 1 == expected && point.day &&
                day_exists(point) && *point.day == ymd(last_of_month(2023, *point.first_month)).day;
  }
  if (failed()) {
    return;
  }
  if (!regular && !last_days) {
    make_yearly();
    return;
  }
  for (const Point& point : points_) {
    if (!day_exists(point)) {
      return;
    }
  }
  const int place = (static_cast<int>(*first.first_month) - 1) % months;
  const int due_month = place == 0 ? months : place;
  add_reading(SpanRule{months, 0, due_month, last_days ? std::nullopt : first.day, std::nullopt},
              limit());
}

void SegmentMeaning::make_spans(int months) {
  take_year_of_days();
  if (!points_.empty() && take_bounds_from_points()) {
    points_.clear();
  }
  if (failed()) {
    return;
  }
  if (points_.empty()) {
    if (!is_window() && segment_.limit.word != LimitWord::at_latest && !not_after_) {
      fail(segment_.limit.words,
           "phrase-not-understood",
           "Cần nêu ngày sau \"" + source_.words(segment_.limit.words) + "\".",
           quarterly_hint);
      return;
    }
    add_reading(SpanRule{months, 0, months - 1, std::nullopt, std::nullopt}, Limit::by);
    return;
  }
  const bool dates = std::all_of(points_.begin(), points_.end(), [](const Point& point) {
    return point.day && point.has_months() && !point.year_number && !is_later(point.year);
  });
  if (dates) {
    make_spans_from_dates(months);
    return;
  }
  const bool months_named = segment_.points.joined == Joined::list &&
                            points_.size() == static_cast<std::size_t>(months_per_year / months) &&
                            std::all_of(points_.begin(), points_.end(), [](const Point& point) {
                              return !point.has_day() && point.has_months() && !point.year_number &&
                                     !point.lunar && point.year == Relative::unsaid;
                            });
  if (months_named) {
    make_yearly();  // "6 tháng một lần, vào tháng 6 và tháng 12"
    return;
  }
  if (segment_.points.joined == Joined::range) {
    // "từ ngày 15 đến ngày 20 của tháng cuối quý"
    const Point& begin = points_.front();
    const Point& end = points_.back();
    const bool days = points_.size() == 2 && begin.day && end.day && *begin.day < *end.day &&
                      end.month_of_quarter &&
                      (!begin.month_of_quarter || begin.month_of_quarter == end.month_of_quarter);
    if (!days) {
      conflict(words_of_points(), "chậm nhất " + source_.words(end.words));
      return;
    }
    note(begin.words,
         "due-as-said-here",
         "Thời hạn là lúc kết thúc; lúc bắt đầu không được theo dõi.");
    points_.erase(points_.begin());
  }
  std::vector<Recurrence> list;
  for (const Point& point : points_) {
    const auto span = span_of_point(point, months);
    if (!span) {
      return;
    }
    list.push_back(*span);
  }
  add_list(std::move(list));
}

void SegmentMeaning::make_weekly() {
  take_year_of_days();
  if (!points_.empty() && take_bounds_from_points()) {
    points_.clear();
  }
  if (failed()) {
    return;
  }
  std::vector<Recurrence> list;
  for (const Point& point : points_) {
    const bool other = point.has_months() || point.day || point.last_day || point.first_day ||
                       point.working_day || point.nth || point.year_number ||
                       point.month != Relative::unsaid;
    if (other || !point.weekday || segment_.points.joined == Joined::range) {
      const bool working_week = segment_.points.joined == Joined::range && !other &&
                                points_.front().weekday == 1U && points_.back().weekday == 5U;
      conflict(point.words, working_week ? "hằng ngày" : with_year_of_range(weekly_hint));
      return;
    }
    list.emplace_back(WeeklyRule{point.weekday, later_of(point.week)});
  }
  if (list.empty()) {
    list.emplace_back(WeeklyRule{});
  }
  if (points_.empty() && !is_window() && segment_.limit.word != LimitWord::at_latest) {
    fail(segment_.limit.words,
         "phrase-not-understood",
         "Cần nêu ngày trong tuần sau \"" + source_.words(segment_.limit.words) + "\".",
         weekly_hint);
    return;
  }
  add_list(std::move(list));
}

void SegmentMeaning::make_daily() {
  if (!points_.empty() && !take_bounds_from_points()) {
    conflict(words_of_points(), with_year_of_range("trước 16 giờ hằng ngày"));
    return;
  }
  points_.clear();
  if (segment_.limit.word != LimitWord::unsaid && segment_.limit.word != LimitWord::within &&
      !segment_.time) {
    fail(segment_.limit.words,
         "phrase-not-understood",
         "Cần nêu giờ sau \"" + source_.words(segment_.limit.words) + "\".",
         "trước 16 giờ hằng ngày");
    return;
  }
  add_reading(DailyRule{}, Limit::by);
}

}  // namespace dondoc
