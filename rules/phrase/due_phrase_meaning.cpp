// SPDX-License-Identifier: Apache-2.0
// What all families of rules share: checks of days, bounds, and doubtful readings.
#include "rules/phrase/due_phrase_meaning.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dondoc {
namespace {

/// 24:00, as in Bộ luật Dân sự 2015 art. 148(6).
constexpr int midnight_minutes = 24 * 60;

constexpr unsigned lunar_month_max = 30;
constexpr int leap_year = 2024;  // any one: it has every day that a month can have

}  // namespace

bool is_later(Relative which) {
  return which == Relative::next || which == Relative::previous;
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

std::string SegmentMeaning::with_year_of_range(const char* example) const {
  if (segment_.points.joined != Joined::range || points_.back().year_number ||
      !points_.back().has_months() || points_.back().lunar) {
    return example;
  }
  const std::size_t end = points_.back().words.end;
  return source_.with({end, end}, "/2026");
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

/// "trước cuối tháng 6" may include the last day; "từ nay đến cuối năm" is of no year.
bool SegmentMeaning::refuses_loose_limit() {
  const WordSpan limit = segment_.limit.words;
  if (segment_.limit.from_now && !points_.empty() && !points_.back().year_number &&
      !is_later(points_.back().year)) {
    const Point& last = points_.back();
    const std::size_t end = last.words.end;
    const char* year = last.lunar                              ? " năm 2027"
                       : last.is_year_only() || last.loose_end ? " 2026"
                                                               : "/2026";
    fail(last.words,
         "phrase-not-understood",
         "\"" + source_.words(limit) + "\" là một lần nên phải ghi năm.",
         source_.with({end, end}, year));
    return true;
  }
  if (!is_before() || points_.size() != 1 || !points_.front().loose_end) {
    return false;
  }
  fail(
      {std::min(limit.begin, points_.front().words.begin),
       std::max(limit.end, points_.front().words.end)},
      "phrase-two-readings",
      "Cụm từ có hai cách hiểu: (1) đến hết ngày cuối cùng đó; (2) trước ngày cuối cùng đó. Nếu là "
      "(1): ghi \"đến hết\"; nếu là (2): ghi \"trước ngày cuối cùng của\".",
      source_.with({limit.begin, points_.front().day_words.end}, "đến hết"));
  return true;
}

/// "trước ngày 25" may mean the month itself or the one after it.
void SegmentMeaning::refuse_lone_day(const Point& point) {
  const std::size_t end = point.words.end;
  if (point.weekday && !point.nth) {
    add_reading(WeeklyRule{point.weekday, 0}, limit());
    add_reading(WeeklyRule{point.weekday, 1}, limit());
    two_readings(point.words, source_.with({end, end}, " hằng tuần"));
    return;
  }
  const bool plain = point.day && !point.year_number && point.year == Relative::unsaid &&
                     cadence() != CadenceUnit::year && segment_.subjects.empty();
  if (point.month == Relative::previous) {
    fail(point.words,
         "phrase-not-understood",
         "Chưa rõ tháng trước của kỳ nào.",
         "hằng tháng, trước ngày 25 của tháng trước liền kề");
    return;
  }
  if (point.month_of_period || point.month == Relative::next) {
    fail(point.words,
         "phrase-not-understood",
         "Chưa nêu kỳ báo cáo nào: tháng, quý, 6 tháng hay năm.",
         "định kỳ hằng quý, chậm nhất ngày 20 của tháng cuối kỳ báo cáo");
    return;
  }
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

/// A week of a month is counted by its weekday: the second Thursday, whatever day the month began
/// on.
std::optional<WeekdayOfMonth> SegmentMeaning::weekday_of(const Point& point) {
  if (!point.weekday || !point.nth) {
    return std::nullopt;
  }
  if (point.nth_week) {
    note(point.words,
         "week-of-month-counts-weekdays",
         "Tuần của tháng được tính theo ngày trong tuần: \"tuần thứ 2\" là lần thứ hai có ngày đó "
         "trong tháng.");
  }
  return WeekdayOfMonth{*point.weekday, *point.nth};
}

bool SegmentMeaning::clock_has_day() {
  const bool day = std::any_of(
      points_.begin(), points_.end(), [](const Point& point) { return point.has_day(); });
  if (!segment_.time || day || cadence() == CadenceUnit::day) {
    return true;
  }
  const bool whole_day = segment_.time->minutes >= midnight_minutes;  // "chậm nhất 24 giờ"
  fail(segment_.time_words,
       "clock-without-day",
       "Có giờ nhưng chưa nêu ngày.",
       whole_day ? "trong vòng 24 giờ kể từ khi xảy ra sự việc"
                 : "trước 11 giờ 30 phút ngày 25 hằng tháng");
  return false;
}

/// Years and months that bound a series: "hằng tháng, từ tháng 7/2026 đến hết năm 2026".
bool SegmentMeaning::take_bounds_from_points() {
  const bool range = segment_.points.joined == Joined::range;
  const bool days = std::any_of(points_.begin(), points_.end(), [range](const Point& point) {
    if (range && point.day && point.has_months() && point.year_number && !point.lunar) {
      return false;  // "hằng ngày từ ngày 01/6/2026 đến ngày 30/6/2026"
    }
    const bool relative = point.month != Relative::unsaid || is_later(point.year) ||
                          point.week != Relative::unsaid || point.month_of_quarter.has_value();
    return point.has_day() || relative || (point.has_months() && !point.year_number);
  });
  if (days || points_.empty() || segment_.points.joined == Joined::list) {
    return false;
  }
  if (!day_exists(points_.front()) || !day_exists(points_.back())) {
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

}  // namespace dondoc
