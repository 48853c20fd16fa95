// SPDX-License-Identifier: Apache-2.0
// Rules for single dues and for dues of each year, and what all rules share.
#include "rules/calendar/lunar.h"
#include "rules/phrase/due_phrase_meaning.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dondoc {
namespace {

constexpr unsigned january = 1;
constexpr unsigned june = 6;
constexpr unsigned december = 12;
constexpr unsigned longest_month = 31;
constexpr unsigned middle_of_month = 15;  // BLDS 2015, art. 146
constexpr unsigned lunar_month_max = 30;
constexpr unsigned doubtful_month_max = 3;  // up to here a report's due may lie in the next year
constexpr int leap_year = 2024;             // any one: it has every day that a month can have

bool is_later(Relative which) {
  return which == Relative::next || which == Relative::previous;
}

int years_later(const Point& point) {
  return point.year == Relative::next ? 1 : point.year == Relative::previous ? -1 : 0;
}

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

/// The first day that the point covers, and its last.
Date start_of_point(const Point& point) {
  const int year = *point.year_number;
  return point.day ? make_date(year, *point.first_month, *point.day)
                   : make_date(year, point.first_month.value_or(january), 1);
}

Date end_of_point(const Point& point) {
  const int year = *point.year_number;
  return point.day ? make_date(year, *point.last_month, *point.day)
                   : last_of_month(year, point.last_month.value_or(december));
}

}  // namespace

void SegmentMeaning::fail(WordSpan span, std::string code, std::string message, std::string hint) {
  if (!answer_.error) {
    answer_.error = error_at(span, std::move(code), std::move(message), std::move(hint));
  }
}

void SegmentMeaning::conflict(WordSpan span, std::string hint) {
  fail(span,
       "phrase-parts-conflict",
       "\"" + source_.words(span) + "\" không đi cùng phần còn lại của cụm từ.",
       std::move(hint));
}

void SegmentMeaning::note(WordSpan span, std::string code, std::string message) {
  answer_.notes.push_back(
      {RemarkKind::note, std::move(code), std::move(message), {}, span.begin, span.end});
}

WordSpan SegmentMeaning::words_of_points() const {
  return points_.empty() ? source_.whole()
                         : WordSpan{points_.front().words.begin, points_.back().words.end};
}

bool SegmentMeaning::is_window() const {
  return segment_.limit.word == LimitWord::unsaid || segment_.limit.word == LimitWord::within;
}

bool SegmentMeaning::is_before() const {
  return segment_.limit.word == LimitWord::before ||
         segment_.limit.word == LimitWord::at_latest_before;
}

Limit SegmentMeaning::limit() const {
  return is_before() ? Limit::before : Limit::by;
}

void SegmentMeaning::add_reading(Recurrence recurrence, Limit limit, std::vector<Recurrence> also) {
  // With a clock time "chậm nhất" and "trước" are the same instant, so they are the same rule.
  DueRule rule{
      std::move(recurrence), segment_.time ? Limit::before : limit, segment_.time, segment_.roll};
  rule.also = std::move(also);
  answer_.readings.push_back(std::move(rule));
}

void SegmentMeaning::add_list(std::vector<Recurrence> recurrences) {
  Recurrence first = std::move(recurrences.front());
  recurrences.erase(recurrences.begin());
  add_reading(std::move(first), limit(), std::move(recurrences));
}

void SegmentMeaning::two_readings(WordSpan span, std::string hint) {
  std::string message = "Cụm từ có hai cách hiểu";
  const char* separator = ": (1) ";
  for (const DueRule& rule : answer_.readings) {
    message += separator + sentence(rule);
    separator = "; (2) ";
  }
  fail(span, "phrase-two-readings", message + '.', std::move(hint));
}

/// "đến tháng 6" may include June or end with May.
void SegmentMeaning::refuse_until() {
  two_readings(segment_.limit.words, source_.with(segment_.limit.words, "đến hết"));
}

/// "trước ngày 25" may mean the month itself or the one after it.
void SegmentMeaning::refuse_lone_day(const Point& point) {
  const std::size_t end = point.words.end;
  if (point.weekday) {
    add_reading(WeeklyRule{point.weekday, 0}, limit());
    add_reading(WeeklyRule{point.weekday, 1}, limit());
    two_readings(point.words, source_.with({end, end}, " hằng tuần"));
    return;
  }
  const bool plain = point.day && !point.year_number && point.year == Relative::unsaid &&
                     cadence() != CadenceUnit::year && segment_.subjects.empty();
  if (!plain) {
    fail(point.words,
         "phrase-not-understood",
         "Có ngày nhưng chưa nêu tháng.",
         source_.with({point.day_words.end, point.day_words.end}, " tháng 6"));
    return;
  }
  add_reading(MonthlyRule{point.day, 0}, limit());
  add_reading(MonthlyRule{point.day, 1}, limit());
  two_readings(point.words,
               source_.with({point.day_words.end, point.day_words.end}, " hằng tháng"));
}

/// Refuses 31/6, 30/02, 29/02/2026, day 0 and day 32; the hint names the month's last day.
bool SegmentMeaning::day_exists(const Point& point) {
  if (!point.day) {
    return true;
  }
  unsigned longest = point.lunar ? lunar_month_max : longest_month;
  if (point.has_months() && !point.lunar) {
    longest = ymd(last_of_month(point.year_number.value_or(leap_year), *point.last_month)).day;
  }
  if (*point.day >= 1 && *point.day <= longest) {
    return true;
  }
  std::string month;
  if (point.has_months()) {
    month = " trong tháng " + std::to_string(*point.last_month);
    month += point.year_number ? "/" + std::to_string(*point.year_number) : "";
  }
  const unsigned nearest = *point.day < 1 ? 1 : longest;
  fail(point.words,
       "date-not-in-calendar",
       "Không có ngày " + std::to_string(*point.day) + month + ".",
       source_.with(point.day_words, (nearest < 10 ? "0" : "") + std::to_string(nearest)));
  return false;
}

bool SegmentMeaning::clock_has_day() {
  const bool day = std::any_of(
      points_.begin(), points_.end(), [](const Point& point) { return point.has_day(); });
  if (!segment_.time || day || cadence() == CadenceUnit::day) {
    return true;
  }
  fail(segment_.time_words,
       "clock-without-day",
       "Có giờ nhưng chưa nêu ngày.",
       "trước 11 giờ 30 phút ngày 25 hằng tháng");
  return false;
}

/// Years and months that bound a series: "hằng tháng, từ tháng 7/2026 đến hết năm 2026".
bool SegmentMeaning::take_bounds_from_points() {
  const bool days = std::any_of(points_.begin(), points_.end(), [](const Point& point) {
    const bool relative = point.month != Relative::unsaid || is_later(point.year) ||
                          point.week != Relative::unsaid || point.month_of_quarter.has_value();
    return point.has_day() || relative || (point.has_months() && !point.year_number);
  });
  if (days || points_.empty() || segment_.points.joined == Joined::list) {
    return false;
  }
  if (points_.front().year_number && points_.back().year_number) {
    not_before_ = start_of_point(points_.front());
    not_after_ = end_of_point(points_.back());
    if (*not_after_ < *not_before_) {
      conflict(words_of_points(), "từ tháng 7/2026 đến hết năm 2026");
    }
    if (segment_.limit.word == LimitWord::at_latest || segment_.limit.word == LimitWord::until) {
      not_before_.reset();
    }
  }
  return !is_before();
}

// ---- Single dues --------------------------------------------------------------------------------

std::optional<OnceRule> SegmentMeaning::once_of(const Point& point) {
  const bool relative = point.month != Relative::unsaid || point.month_of_quarter ||
                        point.weekday || point.week != Relative::unsaid;
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

// ---- Dues of each year --------------------------------------------------------------------------

std::optional<Recurrence> SegmentMeaning::yearly_day_of(const Point& point, int later) {
  const unsigned last_month = point.last_month.value_or(december);
  const unsigned first_month = point.first_month.value_or(january);
  if (point.working_day) {
    const unsigned month = *point.working_day > 0 ? first_month : last_month;
    return YearlyRule{january, month, std::nullopt, later, 1, point.working_day};
  }
  if (point.day && first_month != last_month) {
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
  const bool other = point.weekday || point.month != Relative::unsaid || point.month_of_quarter;
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
    return point.has_months() && !point.lunar && !point.weekday && !point.working_day &&
           !point.last_day && !point.first_day && !point.middle && !is_later(point.year) &&
           !(point.day && point.first_month != point.last_month);
  };
  if (!spanned(first) || !spanned(last) || !is_window()) {
    conflict(words_of_points(), "từ tháng 6 đến hết tháng 8 hằng năm");
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

/// "tháng 6, 7" may be two dues or one that takes two months.
bool SegmentMeaning::months_apart() {
  if (segment_.points.joined != Joined::list) {
    return true;
  }
  for (std::size_t index = 1; index < points_.size(); ++index) {
    const Point& before = points_[index - 1];
    const Point& point = points_[index];
    const bool adjoin = !before.has_day() && !point.has_day() && before.has_months() &&
                        point.has_months() && before.year_number == point.year_number &&
                        *before.last_month + 1 == *point.first_month;
    if (!adjoin || !is_window()) {
      return true;
    }
  }
  const bool all_of_year =
      *points_.front().first_month == january && *points_.back().last_month == december;
  if (all_of_year && points_.size() > 2) {
    return true;
  }
  const std::string from = source_.words(points_.front().words);
  fail(
      words_of_points(),
      "phrase-two-readings",
      "Cụm từ có hai cách hiểu: (1) một thời hạn kéo dài suốt các tháng đó; (2) mỗi tháng, mỗi quý "
      "một thời hạn riêng. Nếu là một: ghi \"từ … đến hết …\"; nếu là nhiều: tách thành các bước.",
      "từ tháng 6 đến hết tháng 7 hằng năm");
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
  add_list(std::move(list));
}

}  // namespace dondoc
