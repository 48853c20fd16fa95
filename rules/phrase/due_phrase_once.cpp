// SPDX-License-Identifier: Apache-2.0
// Rules for single dues.
#include "rules/calendar/lunar.h"
#include "rules/phrase/due_periods.h"
#include "rules/phrase/due_phrase_meaning.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dondoc {
namespace {

constexpr unsigned doubtful_month_max = 3;  // up to here a report's due may lie in the next year

std::string period_name(int year, unsigned first_month, unsigned last_month) {
  const std::string name = std::to_string(year);
  const unsigned months = last_month - first_month + 1;
  if (months == december) {
    return name;
  }
  if (months == 6 && (first_month == january || first_month == 7)) {
    return name + (first_month == january ? "-H1" : "-H2");
  }
  if (months == 3 && last_month % 3 == 0) {
    return name + "-Q" + std::to_string(last_month / 3);
  }
  if (months == 1) {
    return name + (first_month < 10 ? "-0" : "-") + std::to_string(first_month);
  }
  return "once";
}

}  // namespace

std::optional<OnceRule> SegmentMeaning::once_of(const Point& point) {
  const bool relative = point.month != Relative::unsaid || point.month_of_quarter ||
                        (point.weekday && !point.nth) || point.week != Relative::unsaid;
  if (!point.year_number || relative || point.working_day) {
    conflict(point.words, once_hint);
    return std::nullopt;
  }
  if (!day_exists(point)) {
    return std::nullopt;
  }
  const int year = *point.year_number;
  if (point.lunar) {
    const auto date =
        point.day && point.has_months()
            ? from_lunar(
                  {year, static_cast<int>(*point.last_month), false, static_cast<int>(*point.day)})
            : std::nullopt;
    if (!date) {
      fail(point.words,
           "date-not-in-calendar",
           "Năm đó không có ngày âm lịch này.",
           "mùng 10 tháng 3 âm lịch hằng năm");
      return std::nullopt;
    }
    return OnceRule{std::nullopt, *date, "once"};
  }
  const unsigned first_month = point.first_month.value_or(january);
  const unsigned last_month = point.last_month.value_or(december);
  if (point.day && first_month != last_month) {
    conflict(point.words, yearly_hint);
    return std::nullopt;
  }
  if (const auto weekday = weekday_of(point)) {
    const unsigned month = weekday->nth > 0 ? first_month : last_month;
    return OnceRule{std::nullopt, weekday_in_month(year, month, *weekday), "once"};
  }
  if (point.first_day) {
    return OnceRule{std::nullopt, make_date(year, first_month, 1), "once"};
  }
  if (point.middle) {
    const Date date = point.has_months() ? make_date(year, first_month, middle_of_month)
                                         : last_of_month(year, june);
    return OnceRule{std::nullopt, date, "once"};
  }
  if (point.has_day()) {
    return OnceRule{std::nullopt, end_of_point(point), "once"};
  }
  const Date first = make_date(year, first_month, 1);
  const Date last = last_of_month(year, last_month);
  if (is_window()) {
    return OnceRule{first, last, period_name(year, first_month, last_month)};
  }
  return OnceRule{std::nullopt, is_before() ? first : last, "once"};
}

std::optional<OnceRule> SegmentMeaning::once_range(const Point& first, const Point& last) {
  const auto spanned = [](const Point& point) {
    return point.year_number && !point.lunar && !point.weekday && !point.working_day &&
           point.month == Relative::unsaid && !point.month_of_quarter && !point.last_day &&
           !point.first_day && !point.middle && !(point.day && !point.has_months()) &&
           !(point.day && point.first_month != point.last_month);
  };
  if (!spanned(first) || !spanned(last) || !is_window()) {
    conflict(words_of_points(), "từ ngày 01/6/2026 đến ngày 30/6/2026");
    return std::nullopt;
  }
  if (!day_exists(first) || !day_exists(last)) {
    return std::nullopt;
  }
  const Date begin = start_of_point(first);
  const Date end = end_of_point(last);
  if (end < begin) {
    fail(words_of_points(),
         "ends-before-start",
         "Ngày kết thúc đứng trước ngày bắt đầu.",
         "từ ngày 01/6/2026 đến ngày 30/6/2026");
    return std::nullopt;
  }
  const Ymd from = ymd(begin);
  const Ymd to = ymd(end);
  const bool whole =
      from.day == 1 && from.year == to.year && end == last_of_month(to.year, to.month);
  return OnceRule{begin, end, whole ? period_name(from.year, from.month, to.month) : "once"};
}

void SegmentMeaning::make_once() {
  if (segment_.points.joined == Joined::range) {
    if (const auto range = once_range(points_.front(), points_.back())) {
      add_reading(*range, Limit::by);
    }
    return;
  }
  if (!months_apart()) {
    return;
  }
  std::vector<Recurrence> list;
  for (const Point& point : points_) {
    const auto once = once_of(point);
    if (!once) {
      return;
    }
    list.emplace_back(*once);
  }
  const Point& point = points_.front();
  const bool dayless = !point.has_day();
  if (segment_.limit.word == LimitWord::until && dayless && point.has_months() &&
      list.size() == 1) {
    add_reading(list.front(), Limit::by);
    add_reading(OnceRule{std::nullopt, start_of_point(point), "once"}, Limit::before);
    refuse_until();
    return;
  }
  if (segment_.limit.word == LimitWord::until && dayless) {
    note(
        segment_.limit.words, "until-year-includes-it", "\"Đến năm\" được hiểu là đến hết năm đó.");
  }
  if (dayless && is_window()) {
    Recurrence first = std::move(list.front());
    list.erase(list.begin());
    add_reading(std::move(first), Limit::by, std::move(list));
    return;
  }
  add_list(std::move(list));
  const bool doubtful = year_from_work_ && point.day && point.last_month <= doubtful_month_max &&
                        points_.size() == 1 && !point.lunar;
  if (doubtful) {
    OnceRule later = std::get<OnceRule>(answer_.readings.front().recurrence);
    later.last = add_months(later.last, static_cast<int>(december));
    add_reading(later, limit());
    two_readings(
        point.words,
        source_.with({point.words.end, point.words.end},
                     (source_.words(point.words).find('/') != std::string::npos ? "/" : " năm ") +
                         std::to_string(*point.year_number + 1)));
  }
}

}  // namespace dondoc
