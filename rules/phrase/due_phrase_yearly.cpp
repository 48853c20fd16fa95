// SPDX-License-Identifier: Apache-2.0
// Rules for dues of each year.
#include "rules/phrase/due_phrase_meaning.h"
#include "rules/phrase/due_phrase_points.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dondoc {
namespace {

int years_later(const Point& point) {
  return point.year == Relative::next ? 1 : point.year == Relative::previous ? -1 : 0;
}

}  // namespace

std::optional<Recurrence> SegmentMeaning::yearly_day_of(const Point& point, int later) {
  const unsigned last_month = point.last_month.value_or(december);
  const unsigned first_month =
      point.month_of_period ? december : point.first_month.value_or(january);
  if (point.nth) {
    const unsigned month = *point.nth > 0 ? first_month : last_month;
    return YearlyRule{january, month, std::nullopt, later, 1, std::nullopt, weekday_of(point)};
  }
  if (point.working_day) {
    const unsigned month = *point.working_day > 0 ? first_month : last_month;
    return YearlyRule{january, month, std::nullopt, later, 1, point.working_day};
  }
  if (point.day && first_month != last_month && !point.month_of_period) {
    conflict(point.words, yearly_hint);  // "ngày 15 quý I" doesn't say in which month
    return std::nullopt;
  }
  if (point.first_day) {
    return YearlyRule{january, first_month, 1, later};
  }
  if (point.middle) {
    return point.has_months() ? YearlyRule{january, first_month, middle_of_month, later}
                              : YearlyRule{january, june, std::nullopt, later};
  }
  return YearlyRule{january, last_month, point.day, later};
}

std::optional<Recurrence> SegmentMeaning::yearly_of(const Point& point) {
  const bool other =
      (point.weekday && !point.nth) || point.month != Relative::unsaid || point.month_of_quarter;
  if (other) {
    conflict(point.words, yearly_hint);
    return std::nullopt;
  }
  if (!day_exists(point)) {
    return std::nullopt;
  }
  if (point.lunar) {
    if (!point.day || !point.has_months() || is_later(point.year)) {
      conflict(point.words, "mùng 10 tháng 3 âm lịch hằng năm");
      return std::nullopt;
    }
    return LunarRule{static_cast<int>(*point.last_month), static_cast<int>(*point.day)};
  }
  const int later = years_later(point);
  if (point.has_day()) {
    return yearly_day_of(point, later);
  }
  if (later != 0 && !point.has_months()) {
    fail(point.words,
         "phrase-not-understood",
         "\"" + source_.words(point.words) + "\" chưa nêu ngày nào.",
         "trước ngày 31/01 năm liền kề");
    return std::nullopt;
  }
  const unsigned first_month = point.first_month.value_or(january);
  const unsigned last_month = point.last_month.value_or(december);
  if (is_before() || segment_.limit.word == LimitWord::until) {
    if (!point.has_months()) {
      fail(segment_.limit.words,
           "phrase-not-understood",
           "Cần nêu ngày, tháng hoặc quý sau \"" + source_.words(segment_.limit.words) + "\".",
           "trước ngày 15/12 hằng năm");
      return std::nullopt;
    }
    return is_before() ? YearlyRule{january, first_month, 1, later}
                       : YearlyRule{january, last_month, std::nullopt, later};
  }
  const bool window = is_window() && later == 0;
  return YearlyRule{window ? first_month : january, last_month, std::nullopt, later};
}

std::optional<Recurrence> SegmentMeaning::yearly_range(const Point& first, const Point& last) {
  const auto spanned = [](const Point& point) {
    return point.has_months() && !point.lunar && !point.weekday && !point.nth &&
           !point.working_day && !point.last_day && !point.first_day && !point.middle &&
           !is_later(point.year) && !(point.day && point.first_month != point.last_month);
  };
  if (last.year == Relative::next && last.has_months() && is_window()) {
    const std::string month = std::to_string(*last.last_month);
    fail(words_of_points(),
         "phrase-parts-conflict",
         "Khoảng thời gian sang năm sau chưa lập lịch được; hãy chỉ ghi lúc kết thúc.",
         (last.day ? "chậm nhất ngày " + std::to_string(*last.day) + "/" : "trong tháng ") + month +
             " năm liền kề");
    return std::nullopt;
  }
  if (!spanned(first) || !spanned(last) || !is_window()) {
    conflict(words_of_points(),
             last.lunar ? "chậm nhất " + source_.words(last.words) + " hằng năm"
                        : "từ tháng 6 đến hết tháng 8 hằng năm");
    return std::nullopt;
  }
  if (!day_exists(first) || !day_exists(last)) {
    return std::nullopt;
  }
  if (*last.last_month < *first.first_month ||
      (last.last_month == first.first_month && first.day && last.day && *last.day < *first.day)) {
    fail(words_of_points(),
         "ends-before-start",
         "Ngày kết thúc đứng trước ngày bắt đầu.",
         "từ tháng 6 đến hết tháng 8 hằng năm");
    return std::nullopt;
  }
  return YearlyRule{*first.first_month, *last.last_month, last.day, 0, first.day.value_or(1)};
}

/// The one window that "tháng 6, 7" may be, in the phrase's own months and year.
std::string SegmentMeaning::one_window_hint() const {
  const Point& first = points_.front();
  const Point& last = points_.back();
  const std::string end = last.year_number      ? "/" + std::to_string(*last.year_number)
                          : is_later(last.year) ? std::string()
                                                : std::string(" hằng năm");
  const std::string begin = first.year_number && first.year_number != last.year_number
                                ? "/" + std::to_string(*first.year_number)
                                : std::string();
  return "từ tháng " + std::to_string(*first.first_month) + begin + " đến hết tháng " +
         std::to_string(*last.last_month) + end;
}

/// "vào ngày 21 và ngày 22/11": a meeting of two days, or two dues.
bool SegmentMeaning::days_apart() {
  for (std::size_t index = 1; index < points_.size(); ++index) {
    if (!is_window() || !adjoin(points_[index - 1], points_[index])) {
      return true;
    }
  }
  const Point& first = points_.front();
  const Point& last = points_.back();
  const std::string end =
      std::to_string(*last.day) + "/" + std::to_string(*last.last_month) +
      (last.year_number ? "/" + std::to_string(*last.year_number) : std::string(" hằng năm"));
  fail(words_of_points(),
       "phrase-two-readings",
       "Cụm từ có hai cách hiểu: (1) một việc kéo dài suốt các ngày đó; (2) mỗi ngày một thời hạn "
       "riêng. Nếu là một: ghi \"từ ngày … đến ngày …\"; nếu là nhiều: tách thành các bước.",
       "từ ngày " + std::to_string(*first.day) + "/" + std::to_string(*first.last_month) +
           " đến ngày " + end);
  return false;
}

/// "tháng 6, 7" may be two dues or one that takes two months.
bool SegmentMeaning::months_apart() {
  if (segment_.points.joined != Joined::list) {
    return true;
  }
  if (!days_apart()) {
    return false;
  }
  for (std::size_t index = 1; index < points_.size(); ++index) {
    const Point& before = points_[index - 1];
    const Point& point = points_[index];
    const bool months =
        !before.has_day() && !point.has_day() && before.has_months() && point.has_months();
    const bool adjoin =
        months && (before.year_number == point.year_number
                       ? *before.last_month + 1 == *point.first_month
                       : before.year_number && point.year_number &&
                             *before.year_number + 1 == *point.year_number &&
                             *before.last_month == december && *point.first_month == january);
    const bool years_adjoin = before.is_year_only() && point.is_year_only() && before.year_number &&
                              point.year_number && *before.year_number + 1 == *point.year_number;
    if ((!adjoin && !years_adjoin) || !is_window()) {
      return true;
    }
  }
  if (points_.front().is_year_only()) {
    fail(words_of_points(),
         "phrase-two-readings",
         "Cụm từ có hai cách hiểu: (1) một thời hạn cho cả các năm đó; (2) mỗi năm một thời hạn "
         "riêng. Nếu là một: ghi \"giai đoạn … - …\"; nếu là nhiều: ghi \"hằng năm\" kèm các năm.",
         "giai đoạn " + std::to_string(*points_.front().year_number) + " - " +
             std::to_string(*points_.back().year_number));
    return false;
  }
  const bool all_of_year =
      *points_.front().first_month == january && *points_.back().last_month == december;
  constexpr unsigned half_year_end = 6;
  const bool halves = all_of_year && points_.front().last_month == half_year_end;
  if (halves || (all_of_year && points_.size() > 2)) {
    return true;
  }
  const std::string from = source_.words(points_.front().words);
  fail(
      words_of_points(),
      "phrase-two-readings",
      "Cụm từ có hai cách hiểu: (1) một thời hạn kéo dài suốt các tháng đó; (2) mỗi tháng, mỗi quý "
      "một thời hạn riêng. Nếu là một: ghi \"từ … đến hết …\"; nếu là nhiều: tách thành các bước.",
      one_window_hint());
  return false;
}

void SegmentMeaning::make_yearly() {
  if (segment_.points.joined == Joined::range) {
    if (const auto range = yearly_range(points_.front(), points_.back())) {
      add_reading(*range, Limit::by);
    }
    return;
  }
  if (!months_apart()) {
    return;
  }
  std::vector<Recurrence> list;
  for (const Point& point : points_) {
    const auto yearly = yearly_of(point);
    if (!yearly) {
      return;
    }
    list.push_back(*yearly);
  }
  const Point& point = points_.front();
  if (segment_.limit.word == LimitWord::until && !point.has_day() && list.size() == 1) {
    add_reading(list.front(), Limit::by);
    add_reading(YearlyRule{january, *point.first_month, 1, years_later(point)}, Limit::before);
    refuse_until();
    return;
  }
  const bool over = std::any_of(
      segment_.subjects.begin(), segment_.subjects.end(), [&point](const Point& subject) {
        return subject.has_months() && !subject.has_day() && point.day && point.has_months() &&
               *point.last_month < *subject.first_month && point.year == Relative::unsaid;
      });
  add_list(std::move(list));
  // "Báo cáo quý IV trước ngày 10/01": behind what it reports, and so in the next year
  if (over && points_.size() == 1) {
    YearlyRule later = std::get<YearlyRule>(answer_.readings.front().recurrence);
    ++later.years_later;
    add_reading(later, limit());
    two_readings(point.words, source_.with({point.words.end, point.words.end}, " năm sau"));
  }
}

}  // namespace dondoc
