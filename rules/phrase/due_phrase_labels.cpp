// SPDX-License-Identifier: Apache-2.0
// Points that only say what a due is about: "Báo cáo quý I …", "Quý I: trước ngày 15/3".
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/duty_words.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

/// "quý II nộp …": nothing but that something is handed in.
bool only_hands_in(const PhraseScan& scan, std::size_t first, std::size_t last) {
  const std::size_t behind = scan.behind_any(
      first,
      {{"nộp", "báo", "cáo"}, {"gửi", "báo", "cáo"}, {"báo", "cáo"}, {"nộp"}, {"gửi"}, {"trình"}});
  return behind > first && behind == last;
}

}  // namespace

/// "Quý I, thời hạn muộn nhất là ngày 30/4": the month behind the quarter is when its report is
/// owed.
bool DuePhraseParser::names_limit_of_span(const Points& points) const {
  const Point& span = segments_.back().points.points.front();
  const Point& day = points.points.front();
  constexpr unsigned quarter_more = 2;
  if (points.points.size() > 1 || !span.has_months() || span.has_day() ||
      *span.last_month != *span.first_month + quarter_more || !day.has_months()) {
    return false;
  }
  const std::size_t begin = segments_.back().parts.back().last;
  bool labelled = scan_.at(position_).is_any_of({"thời", "hạn"});
  for (std::size_t at = begin; at < position_; ++at) {
    labelled = labelled || scan_.at(at).is("hạn");
    if (!scan_.at(at).is_any_of({",", "thời", "hạn"}) || scan_.at(begin).is("thời")) {
      return false;
    }
  }
  return position_ > begin &&
         (labelled || *day.first_month == *span.last_month % months_per_year + 1);
}

/// How the points so far stand before the new ones: "Báo cáo quý I trước ngày 15/3", "Quý I: trước
/// ngày 15/3", "quý I (trước 05/4)", "quý II nộp chậm nhất ngày 30/7", "Cuối năm (15/12)".
DuePhraseParser::Labels DuePhraseParser::labels_of(const LimitPart& limit, const Points& points) {
  const Point& named = current().points.points.front();
  const Point& point = points.points.front();
  const bool of_part = named.loose_end || named.middle || named.first_day;
  const bool month_after = point.is_day_of_month_after();
  const bool hands_in = only_hands_in(scan_, current().parts.back().last, position_);
  const bool limited = !is_window(limit.word) && context_.holds(",") && !context_.has_words();
  const bool bracket = context_.holds("(") && !context_.holds(",") && !context_.holds(";");
  const bool behind_comma = context_.holds(",") && (month_after || (of_part && limited));
  const bool adjoins =
      (context_.empty() || behind_comma || context_.holds(":") || bracket) && !context_.has_words();
  Labels labels;
  labels.any = point.has_day() && (adjoins || names_limit_of_span(points) ||
                                   ((named.has_months() || of_part) && hands_in));
  // "Báo cáo giữa năm: trước ngày 30/6", "cuối quý III (20/9)"
  labels.part_of_year = of_part &&
                        (context_.holds(":") || context_.holds("(") || hands_in || limited) &&
                        point.has_months();
  // The bare date behind a period is the due of what it names: "Quý I: 30/4", "quý II nộp ngày
  // 15/7"
  labels.bare_date = labels.any && points.points.size() == 1 && point.day &&
                     (point.has_months() || month_after) &&
                     (context_.has_separator() || hands_in) &&
                     (labels.part_of_year || (named.has_months() && !named.has_day()) ||
                      (named.is_year_only() && point.year == Relative::next));
  return labels;
}

/// Whether the points so far say what the due is about, and the new ones when it is owed.
bool DuePhraseParser::are_subject(const LimitPart& limit, const Points& points) {
  const Labels labels = labels_of(limit, points);
  const bool narrows = !sentence_ended_ && !context_.holds("và") && !context_.holds("/") &&
                       (!context_.has_words() || context_.holds("(")) &&
                       points.points.size() == 1 && is_window(current().limit.word) &&
                       lies_within(points.points.front(), current().points.points.front());
  // "Kiểm điểm cuối năm hoàn thành trước ngày 20/12/2026"
  const Point& named = current().points.points.front();
  const bool year_end = named.loose_end && !named.has_months() && !context_.has_separator() &&
                        !sentence_ended_ && points.points.front().has_months();
  // "Kế hoạch năm 2027 ban hành trong tháng 12/2026"
  const bool other_year =
      current().subject_year_in_work && !context_.has_separator() &&
      std::all_of(points.points.begin(), points.points.end(), [](const Point& point) {
        return point.year_number && point.has_months();
      });
  // "kế hoạch thực hiện Đề án … đến năm 2030 trước ngày 27/02/2026"
  const bool names_until = current().limit.word == LimitWord::until && current().has_work &&
                           current().points.all_years_only() && !context_.has_separator() &&
                           points.points.front().has_day() && points.points.front().year_number;
  // "kết quả tốt nghiệp năm 2024, 2025 … trước ngày 20/12/2025"
  const bool years = current().points.joined == Joined::list && current().points.all_years_only() &&
                     current().has_work;
  // "Ban hành kế hoạch tháng 01, báo cáo trước ngày 20 của tháng cuối quý": two things
  if (are_days_of_span(points) && context_.has_separator() && context_.has_words()) {
    return false;
  }
  // "Báo cáo quý I, quý III trước ngày 20 của tháng cuối quý"
  const bool spans = current().points.joined == Joined::list &&
                     (are_days_of_span(points) || points.points.front().is_day_of_month_after());
  return !current().time && (current().points.joined == Joined::alone || years || spans) &&
         (narrows ||
          (current().limit.word == LimitWord::unsaid && (current().has_work || labels.any)) ||
          names_until) &&
         (!is_window(limit.word) || narrows || other_year || labels.bare_date) &&
         (!current().points.points.front().has_day() || year_end ||
          (labels.part_of_year && labels.any));
}

/// Whether the words between two points only name another report: "…, báo cáo kết quả quý III".
bool DuePhraseParser::joins_reports(const Segment& before, const Segment& segment) const {
  constexpr std::size_t name_words_max = 8;
  if (before.parts.empty() || segment.parts.empty()) {
    return false;
  }
  const std::size_t first = before.parts.back().last;
  const std::size_t last = segment.parts.front().first;
  const std::size_t named = before.parts.front().first;
  const bool report = named == 0 || (named > 1 && scan_.reads(named - 2, {"báo", "cáo"})) ||
                      !before.subjects.empty();
  if (!report || before.limit.word != LimitWord::unsaid || !before.has_points() || before.cadence ||
      before.points.points.front().has_day() || !before.points.points.front().has_months() ||
      last > first + name_words_max) {
    return false;
  }
  for (std::size_t at = first; at < last; ++at) {
    const bool joint = scan_.at(at).is_any_of({"và", ","});
    const bool reports = scan_.reads(at, {"báo", "cáo"});
    if (!joint && (!scan_.at(at).is_word() || (behind_deed(scan_, at) > at && !reports))) {
      return false;
    }
  }
  return true;
}

/// "Báo cáo quý I và báo cáo quý III trước ngày 20 của tháng cuối quý": the first reports' quarters
/// are no dues of their own.
void DuePhraseParser::join_subjects() {
  while (segments_.size() > 1 && joins_reports(segments_[segments_.size() - 2], current())) {
    Segment& before = segments_[segments_.size() - 2];
    Segment joined = std::move(current());
    joined.subjects.insert(
        joined.subjects.begin(), before.points.points.begin(), before.points.points.end());
    joined.words.begin = before.words.begin;
    joined.has_work = joined.has_work || before.has_work;
    joined.parts.insert(joined.parts.begin(), before.parts.begin(), before.parts.end());
    segments_.pop_back();
    segments_.back() = std::move(joined);
  }
}

/// The points so far only say what the due is about.
void DuePhraseParser::make_subject(const Points& due) {
  if (are_days_of_span(due) || due.joined == Joined::list) {
    join_subjects();
  }
  Segment& segment = current();
  segment.subjects.insert(
      segment.subjects.end(), segment.points.points.begin(), segment.points.points.end());
  segment.points = {};
  segment.limit = {};
}

}  // namespace dondoc
