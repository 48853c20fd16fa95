// SPDX-License-Identifier: Apache-2.0
// How days, months and years that are said apart find each other: "Tháng 9/2026 (trước ngày 15)".
#include "rules/phrase/due_phrase_lengths.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

bool has_year(const Point& point) {
  return point.year_number || point.year != Relative::unsaid;
}

/// The day that is said of the beginning or the end of a month or quarter.
Point day_of_part(const Point& part, const Point& day) {
  Point dated = day;
  dated.first_month = part.loose_end ? part.last_month : part.first_month;
  dated.last_month = dated.first_month;
  dated.month_of_quarter = part.month_of_quarter;
  dated.year_number = part.year_number;
  dated.year = part.year;
  dated.month = part.has_months() || part.month_of_quarter ? part.month : Relative::same;
  return dated;
}

}  // namespace

/// "thứ Sáu, ngày 15/5/2026": the date, when it is a Friday.
std::optional<Point> DuePhraseParser::merge_weekday(const Point& one, const Point& other) {
  const Point& named = one.weekday ? one : other;
  const Point& dated = one.weekday ? other : one;
  const bool full = dated.day && dated.has_months() && dated.year_number && !dated.lunar;
  if (!named.weekday || dated.weekday || named.week != Relative::unsaid || !full) {
    return std::nullopt;
  }
  const auto date = valid_date(*dated.year_number, *dated.last_month, *dated.day);
  if (date && std::chrono::weekday{*date}.iso_encoding() != *named.weekday) {
    scan_.fail(named.words,
               "weekday-of-other-day",
               "Ngày " + std::to_string(*dated.day) + "/" + std::to_string(*dated.last_month) +
                   "/" + std::to_string(*dated.year_number) + " không phải là " +
                   scan_.source().words(named.words) + ".",
               "chậm nhất " + scan_.source().words(dated.words));
  }
  return dated;
}

/// "Tháng 9/2026 (trước ngày 15)", "trước ngày 15 (tháng 9/2026)": a day and its month.
bool DuePhraseParser::merge_day_and_month(const LimitPart& limit, const Points& points) {
  Segment& segment = current();
  const bool single = segment.points.points.size() == 1 && points.points.size() == 1;
  const bool yearly = !segment.cadence || segment.cadence->is(CadenceUnit::year);
  if (!single || !yearly || context_.has_words() || context_.holds("và") || context_.holds(";")) {
    return false;
  }
  const Point& before = segment.points.points.front();
  const Point& point = points.points.front();
  if (const auto dated = merge_weekday(before, point)) {
    Points merged = points;
    merged.points.front() = *dated;
    segment.points = std::move(merged);
    segment.limit = segment.limit.word == LimitWord::unsaid ? limit : segment.limit;
    return true;
  }
  const auto lone_day = [](const Point& p) {
    return p.day && !p.has_months() && !p.month_of_quarter && !p.month_of_period &&
           p.month == Relative::unsaid && p.year == Relative::unsaid && !p.year_number;
  };
  const auto lone_month = [](const Point& p) {
    return p.has_months() && !p.has_day() && p.first_month == p.last_month;
  };
  if (lone_month(before) && lone_day(point) && is_window(segment.limit.word)) {
    Points dated = points;
    dated.points.front().first_month = before.first_month;
    dated.points.front().last_month = before.last_month;
    dated.points.front().year_number = before.year_number;
    dated.points.front().year = before.year;
    segment.points = std::move(dated);
    segment.limit = limit;
    return true;
  }
  // "Cuối tháng (ngày 25)", "Đầu tháng: ngày 05", "Cuối quý III (ngày 20)": the day of that month
  const bool of_part = (before.loose_end || before.first_day) && !before.day && !before.weekday &&
                       (before.has_months() || before.year == Relative::unsaid);
  if (of_part && lone_day(point) && (context_.holds("(") || context_.holds(":")) &&
      is_window(segment.limit.word)) {
    Points dated = points;
    dated.points.front() = day_of_part(before, point);
    segment.points = std::move(dated);
    segment.limit = limit;
    return true;
  }
  if (lone_day(before) && lone_month(point) && is_window(limit.word)) {
    Point& dated = segment.points.points.front();
    dated.first_month = point.first_month;
    dated.last_month = point.last_month;
    dated.year_number = point.year_number;
    dated.year = point.year;
    return true;
  }
  return false;
}

/// A year said apart from its month joins it; a second due doesn't.
bool DuePhraseParser::merge_points(const LimitPart& limit, const Points& points) {
  Segment& segment = current();
  const bool old_year = segment.points.all_years_only() && is_window(segment.limit.word) &&
                        segment.points.joined == Joined::alone;
  const bool new_year =
      points.all_years_only() && is_window(limit.word) && points.joined == Joined::alone;
  if (old_year == new_year) {
    return merge_day_and_month(limit, points);
  }
  const bool whole_year = new_year && scan_.at(position_).is("cả");
  if (new_year && (context_.holds("và") || (whole_year && context_.holds(",")))) {
    return false;  // "6 tháng đầu năm và cả năm"
  }
  const Point& year = old_year ? segment.points.points.front() : points.points.front();
  // "Trước ngày 01 tháng 10 … quyết toán quỹ bảo hiểm y tế năm trước": of what is reported
  const bool other = year.year == Relative::previous || year.year == Relative::next;
  if (new_year && other && context_.has_words()) {
    return false;
  }
  // "Báo cáo năm 2026 trước ngày 15 tháng sau": the month behind the year
  if (old_year && !segment.cadence && points.points.front().is_day_of_month_after()) {
    return false;
  }
  // "Hoàn thành quý I năm 2026, tổng kết năm 2026": another thing to be done, or another span
  const bool numbered = new_year && segment.points.points.front().year_number &&
                        !segment.points.points.front().has_day() && context_.holds(",") &&
                        (segment.has_work || !context_.has_words());
  if (numbered) {
    return false;
  }
  Points dated = old_year ? points : segment.points;
  bool own_year = true;
  for (Point& point : dated.points) {
    own_year = own_year && has_year(point);
    if (has_year(point) && (point.year_number != year.year_number || point.year != year.year)) {
      return false;
    }
    point.year_number = year.year_number;
    point.year = year.year;
  }
  if (old_year) {
    segment.limit = limit;
  }
  // "Kế hoạch năm 2027 ban hành trước ngày 15/01/2027": the date has said its year itself.
  segment.year_of_work =
      !own_year && (old_year ? segment.subject_year_in_work : context_.has_words());
  segment.points = std::move(dated);
  return true;
}

/// "trước ngày 15/12 đối với cấp xã, 20/12 đối với cấp tỉnh": the limit holds for both.
LimitPart DuePhraseParser::limit_shared(const LimitPart& limit, const Points& points) const {
  if (limit.word != LimitWord::unsaid || !context_.ends_with_separator() || segments_.size() < 2 ||
      !points.points.front().has_day()) {
    return limit;
  }
  const Segment& before = segments_[segments_.size() - 2];
  return before.has_points() && before.points.points.front().has_day() ? before.limit : limit;
}

/// "sau khi có hướng dẫn, trước ngày …", "khi có hướng dẫn, hoàn thành trong quý III", "nếu có
/// vướng mắc, báo cáo trước ngày …": refused, but for two things that are to be done.
bool DuePhraseParser::refuses_waiting_day() {
  const bool waits =
      current().mode && current().mode->mode == Mode::happening &&
      (current().mode->after || scan_.at(current().parts.front().first).is("nếu") ||
       (scan_.at(current().parts.front().first).is("khi") &&
        (context_.holds(",") || only_finishes(scan_, current().parts.back().last, position_))));
  // "báo cáo sau mỗi đợt và báo cáo tổng kết gửi … trước ngày …": two things to be done
  const bool besides = current().has_work && context_.holds("và") && context_.has_words() &&
                       !only_finishes(scan_, current().parts.back().last, position_);
  if (waits && !besides && !sentence_ended_ && (!context_.holds("và") || context_.has_words())) {
    refuse_condition(current().mode->words);
    return true;
  }
  return false;
}

/// "Cung cấp số liệu theo yêu cầu của Sở trước ngày …": how, not each time.
bool DuePhraseParser::says_how_asked() const {
  const Segment& segment = segments_.back();
  return segment.mode && scan_.at(segment.parts.back().first).is("theo") &&
         (!context_.has_separator() || only_comma() ||
          (context_.holds(",") && !context_.holds("và") && !sentence_ended_ &&
           only_finishes(scan_, segment.parts.back().last, position_)));
}

/// "báo cáo hằng quý, sơ kết năm 2028": the year is the review's.
bool DuePhraseParser::is_of_review(const Points& points) const {
  return segments_.back().cadence && context_.has_separator() && !points.points.empty() &&
         points.all_years_only() && position_ >= 2 &&
         (scan_.reads(position_ - 2, {"sơ", "kết"}) || scan_.reads(position_ - 2, {"tổng", "kết"}));
}

/// "Quý IV và ngày 05 tháng liền kề": of which month?
bool DuePhraseParser::refuses_other_month(const Points& points) {
  const bool dated = std::any_of(segments_.begin(), segments_.end(), [](const Segment& segment) {
    return !segment.cadence && segment.has_points() && !segment.points.points.front().weekday &&
           segment.points.points.front().month == Relative::unsaid;
  });
  if (!dated || current().cadence || !current().subjects.empty() ||
      !points.points.front().is_day_of_month_after()) {
    return false;
  }
  scan_.fail(points.points.front().words,
             two_dues,
             "Chưa rõ ngày này của tháng sau tháng đã nêu hay của mọi tháng; hãy ghi \"hằng "
             "tháng\" hoặc ghi ngày, tháng.",
             "hằng tháng, trước ngày 05 của tháng sau");
  return true;
}

/// "Quý I: ban hành kế hoạch, báo cáo trước ngày 20 của tháng cuối quý": of that quarter or of
/// each?
bool DuePhraseParser::refuses_other_quarter(const Points& points) {
  const bool named = std::any_of(segments_.begin(), segments_.end(), [&](const Segment& segment) {
    const Points& said = segment.points;
    return !segment.cadence && segment.limit.word == LimitWord::unsaid && !said.points.empty() &&
           !said.points.front().has_day() && said.points.front().has_months() &&
           *said.points.front().last_month - *said.points.front().first_month + 1 ==
               months_per_quarter;
  });
  if (!are_days_of_span(points) || !points.points.front().month_of_quarter || current().cadence ||
      !named) {
    return false;
  }
  scan_.fail(points.points.front().words,
             two_dues,
             "Chưa rõ ngày này của quý đã nêu hay của mọi quý; hãy ghi \"hằng quý\" hoặc ghi ngày, "
             "tháng.",
             "hằng quý, trước ngày 20 của tháng cuối quý");
  return true;
}

/// "19h30 ngày 29/10/2025 – 19h30 ngày 04/11/2025": one window, not two dues.
bool DuePhraseParser::refuses_clock_window(WordSpan time_words, const Points& points) {
  if (points.points.empty() || position_ == 0 || !scan_.at(position_ - 1).is("-")) {
    return false;
  }
  scan_.fail(time_words,
             two_dues,
             "Đây là một khoảng thời gian có giờ ở hai đầu; hãy chỉ ghi lúc kết thúc.",
             "trước " + scan_.source().words({time_words.begin, points.points.back().words.end}));
  return true;
}

void DuePhraseParser::place_points(LimitPart limit,
                                   std::optional<TimeOfDay> time,
                                   WordSpan time_words,
                                   Points points,
                                   std::size_t last) {
  if (belong_to_work(limit, points, last)) {
    return;
  }
  if (!points.points.empty()) {
    drop_explained_term(points.joined == Joined::range);
    drop_length(last);
    if (scan_.failed()) {
      return;
    }
  }
  if (!points.points.empty() && refuses_waiting_day()) {
    return;
  }
  const bool dated = current().has_points();
  const bool both_timed = time && current().time;
  if (both_timed && refuses_clock_window(time_words, points)) {
    return;
  }
  bool limited_again = limit.word != LimitWord::unsaid &&
                       current().limit.word != LimitWord::unsaid && current().has_points();
  const bool asked = !points.points.empty() && says_how_asked();
  const bool mode =
      current().mode && current().mode->mode != Mode::deferred && !current().mode->mild && !asked;
  const bool standing_year = mode && current().mode->mode == Mode::standing &&
                             !points.points.empty() && points.all_years_only() &&
                             is_window(limit.word);
  const bool term = current().term && !current().term->weak;
  const WordSpan words = scan_.span(position_, last);
  bool merged = false;
  if (dated && !points.points.empty() && !both_timed && !sentence_ended_) {
    merged = merge_points(limit, points);
    if (!merged && are_subject(limit, points)) {
      make_subject(points);
      limited_again = false;
    }
  }
  if (!points.points.empty() && (refuses_other_month(points) || refuses_other_quarter(points))) {
    return;
  }
  const bool conflict = is_of_review(points) ||
                        (current().has_points() && !points.points.empty() && !merged) ||
                        both_timed || (limited_again && !merged) || (mode && !standing_year) ||
                        term || (sentence_ended_ && current().has_time() && !ends_start());
  if (conflict) {
    const std::string before = scan_.source().words(current().words);
    if (!split(words,
               two_dues,
               "Cụm từ nêu hai lần cùng một phần của thời hạn (\"" + before + "\" và \"" +
                   scan_.source().words(words) +
                   "\"); nếu là hai thời hạn, hãy tách thành hai bước.")) {
      return;
    }
  }
  if (conflict && !points.points.empty()) {
    limit = limit_shared(limit, points);
  }
  const bool work = context_.has_words();
  advance(last);
  Segment& segment = current();
  if (segment.mode && !standing_year) {
    // "… theo quy định của pháp luật, hoàn thành trước ngày 15/12": the day is the due
    segment.mode.reset();
    segment.parts.erase(segment.parts.begin(), segment.parts.end() - 1);
  }
  segment.term.reset();
  if (time) {
    segment.time = time;
    segment.time_words = time_words;
  }
  if (limit.word != LimitWord::unsaid && !merged) {
    segment.limit = limit;
  }
  if (!points.points.empty() && !merged) {
    segment.subject_year_in_work =
        work && points.all_years_only() && limit.word == LimitWord::unsaid;
    segment.points = std::move(points);
  }
}

}  // namespace dondoc
