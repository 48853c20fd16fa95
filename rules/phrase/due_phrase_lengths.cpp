// SPDX-License-Identifier: Apache-2.0
// Days that run from no event and stand beside a due of its own say how long something lasts, not
// when: "không quá 02 ngày, hoàn thành trước ngày 30/6/2025".
#include "rules/phrase/due_phrase_lengths.h"

#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_term_parts.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

constexpr const char* lasts_so_long =
    "Thời hạn là thời điểm được ghi; số ngày chỉ nói việc đó kéo dài bao lâu.";

bool says_time(const PhraseScan& scan, std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; ++at) {
    if (begins_time(scan, at) && !scan.at(at).is_number()) {
      return true;
    }
  }
  return false;
}

/// Behind "1,5", "1/2", "02", "nửa".
std::size_t behind_amount(const PhraseScan& scan, std::size_t first) {
  if (scan.at(first).is("nửa")) {
    return first + 1;
  }
  if (!scan.at(first).is_number()) {
    return first;
  }
  const bool parts = scan.at(first + 1).is_any_of({",", ".", "/", "-"}) &&
                     scan.at(first + 1).glued && scan.at(first + 2).is_number();
  return first + (parts ? 3U : 1U);
}

}  // namespace

bool only_finishes(const PhraseScan& scan, std::size_t first, std::size_t last) {
  for (std::size_t at = first; at < last; ++at) {
    if (!scan.at(at).is_any_of({",",
                                ";",
                                "(",
                                ":",
                                "-",
                                "hoàn",
                                "thành",
                                "xong",
                                "kết",
                                "thúc",
                                "tổ",
                                "chức",
                                "thực",
                                "hiện",
                                "tiến",
                                "hành",
                                "phải",
                                "và"})) {
      return false;
    }
  }
  return true;
}

std::size_t behind_length(const PhraseScan& scan, std::size_t first) {
  // "02 đợt/năm, mỗi đợt 10 ngày"
  const std::size_t each = scan.behind_any(
      first, {{"mỗi", "đợt"}, {"mỗi", "lớp"}, {"mỗi", "cuộc"}, {"mỗi", "buổi"}, {"mỗi", "kỳ"}});
  if (each > first && scan.at(each).is_number() &&
      scan.at(each + 1).is_any_of({"ngày", "tuần", "giờ"}) && !scan.at(each + 2).is_word()) {
    return each + 2;
  }
  const bool length_said = scan.reads(first, {"thời", "lượng"});
  std::size_t begin = scan.behind_any(
      first, {{"thời", "lượng"}, {"trong", "thời", "gian"}, {"thời", "gian"}, {"trong"}});
  std::size_t behind = begin;
  do {
    begin = behind;
    behind = scan.behind_any(
        begin,
        {{"không", "quá"}, {"tối", "đa"}, {"tối", "thiểu"}, {"khoảng"}, {"là"}, {"từ"}, {":"}});
  } while (behind > begin);
  const std::size_t unit = behind_amount(scan, begin);
  if (unit == begin) {
    return first;
  }
  const Token& what = scan.at(unit);
  if (length_said) {
    const bool counted = what.is_any_of({"ngày", "buổi", "giờ", "tiết", "phút", "tuần", "tháng"});
    return counted ? unit + 1 : first;
  }
  const Token& next = scan.at(unit + 1);
  if (!next.is_end() && !next.is_any_of({",", ";", ".", "(", ")"})) {
    return first;  // "1,5 ngày làm việc kể từ …"
  }
  const bool half = scan.at(begin).is("nửa") || unit == begin + 3;
  const bool part_of_day = what.is("buổi");
  // "08 tháng (từ tháng 3 đến tháng 10)"
  const bool spelt_out =
      what.is("tháng") && next.is("(") && scan.at(unit + 2).is_any_of({"từ", "tháng"});
  const bool aside = says_time(scan, 0, first) || says_time(scan, unit + 1, scan.size());
  const bool led = begin > first || (first > 0 && scan.at(first - 1).is_any_of({"(", ",", ":"}));
  return aside && (spelt_out || (half && what.is("ngày")) || (part_of_day && led)) ? unit + 1
                                                                                   : first;
}

bool tells_length(const PhraseScan& scan, std::size_t first, std::size_t last) {
  bool counted = false;
  for (std::size_t at = first; at < last; ++at) {
    const Token& token = scan.at(at);
    const bool unit = token.is_any_of({"ngày", "buổi", "tuần", "tháng", "giờ", "tiết"});
    counted = counted || (unit && at > first && scan.at(at - 1).is_number());
    if (token.is_word() && !unit &&
        !token.is_any_of({"thời",
                          "gian",
                          "lượng",
                          "trong",
                          "không",
                          "quá",
                          "là",
                          "nửa",
                          "mỗi",
                          "lớp",
                          "đợt",
                          "cuộc"})) {
      return false;
    }
  }
  return counted;
}

void DuePhraseParser::fail_over_length(const TermPart& term,
                                       const std::string& due,
                                       std::string hint) {
  const std::string words = scan_.source().words(term.words);
  scan_.fail(term.words,
             "phrase-two-readings",
             "Cụm từ có hai cách hiểu: (1) thời hạn là \"" + due + "\", còn \"" + words +
                 "\" chỉ nói việc đó kéo dài bao lâu; (2) hai thời hạn. Nếu là (1): bỏ số ngày; "
                 "nếu là (2): ghi rõ số ngày đó kể từ ngày nào và tách thành hai bước.",
             std::move(hint));
}

/// "không quá 02 ngày, hoàn thành trước ngày 30/6": the days stand first.
void DuePhraseParser::drop_length(std::size_t last) {
  Segment& segment = current();
  if (!segment.term || segment.term->weak || !segment.term->runs_from_nothing() ||
      segment.has_points() || segment.parts.empty() ||
      !only_finishes(scan_, segment.parts.back().last, position_) || context_.holds("và")) {
    return;
  }
  if (segment.term->lasting == Lasting::no) {
    fail_over_length(
        *segment.term, scan_.words(position_, last), scan_.words(position_, scan_.size()));
    return;
  }
  scan_.note(segment.term->words, "due-as-said-here", lasts_so_long);
  segment.term.reset();
}

/// "Trong quý III/2026, thời gian 02 ngày": the days stand behind the due; moves on behind them.
bool DuePhraseParser::stands_beside_due(const Read<TermPart>& read) {
  const Token& next = scan_.at(read.last);
  const bool ends = next.is_end() || next.is_any_of({",", ";", ".", ")"});
  if (!read.part.runs_from_nothing() || !ends || sentence_ended_ || context_.holds("và") ||
      context_.has_words()) {
    return false;
  }
  if (read.part.lasting == Lasting::no) {
    const WordSpan due = current().words;
    fail_over_length(read.part,
                     scan_.source().words(due),
                     scan_.source().words({0, std::min(due.end, read.part.words.begin)}));
    return true;
  }
  context_.add_known(position_, read.last);
  scan_.note(read.part.words, "due-as-said-here", lasts_so_long);
  position_ = read.last;
  return true;
}

/// "Bắt đầu: 01/3/2026; kết thúc: 30/9/2026": what is placed is the end of what was begun.
bool DuePhraseParser::ends_start() const {
  const Segment& segment = segments_.back();
  const bool only_start = segment.start && segment.parts.size() == 1 && !segment.has_points();
  return only_start && context_.has_words() &&
         only_finishes(scan_, segment.parts.back().last, position_);
}

/// "Từ tháng 11/2025 và hoàn thành trong năm 2027": the end is the due.
bool DuePhraseParser::end_started(Segment& segment) {
  if (!segment.has_points() || segment.target || segment.quota || segment.parts.size() < 2 ||
      segment.points.points.front().words.begin < segment.start->words.end) {
    return false;
  }
  std::size_t first = 0;
  while (first + 1 < segment.parts.size() &&
         scan_.at(segment.parts[first].last - 1).end < segment.start->words.end) {
    ++first;
  }
  if (first + 1 >= segment.parts.size() ||
      !only_finishes(scan_, segment.parts[first].last, segment.parts[first + 1].first)) {
    return false;
  }
  Points& points = segment.points;
  if (segment.limit.word <= LimitWord::until && points.points.size() == 1 && !segment.time &&
      points.points.front().year_number) {
    points.points.insert(points.points.begin(), *segment.start);
    points.joined = Joined::range;
    segment.limit.word = LimitWord::within;
  } else {
    scan_.note(segment.start->words,
               "due-as-said-here",
               "Thời hạn là lúc kết thúc; lúc bắt đầu không được theo dõi.");
    segment.limit.word = is_window(segment.limit.word) ? LimitWord::at_latest : segment.limit.word;
  }
  segment.begun = true;
  segment.start.reset();
  return true;
}

}  // namespace dondoc
