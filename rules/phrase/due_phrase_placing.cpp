// SPDX-License-Identifier: Apache-2.0
// How the parts of a phrase find their segment: what can stand together, what replaces what, and
// what begins the next one.
#include "rules/phrase/due_phrase_advice.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>
#include <utility>

namespace dondoc {

/// Words behind the last part, and the place of the next one.
void DuePhraseParser::advance(std::size_t last) {
  const ContextPlace place = current().has_part() ? ContextPlace::between : ContextPlace::leading;
  const bool work = context_.has_words();
  if (!context_.close(place)) {
    return;
  }
  Segment& segment = current();
  segment.has_work = segment.has_work || work;
  const WordSpan words = scan_.span(position_, last);
  if (segment.words.end == 0) {
    segment.words = words;
  }
  segment.words.end = words.end;
  segment.parts.push_back({position_, last});
  sentence_ended_ = false;
  position_ = last;
}

void DuePhraseParser::pass_over(std::size_t last) {
  context_.add_known(position_, last);
  position_ = last;
}

/// Whether the part follows the one before directly or behind a comma: "Thường xuyên, hằng năm".
bool DuePhraseParser::only_comma() const {
  return !sentence_ended_ && !context_.has_words() && !context_.holds("và") &&
         !context_.holds("/") && !context_.holds("(") && !context_.holds(":") &&
         !context_.holds("&");
}

bool DuePhraseParser::split(WordSpan words, std::string_view code, const std::string& message) {
  if (!context_.has_words() && !sentence_ended_ && !context_.has_separator()) {
    scan_.fail(words, std::string(code), message, yearly_hint);
    return false;
  }
  segments_.emplace_back();
  return true;
}

/// "Quý III, sau khi có hướng dẫn": when it is owed, or a due that waits for it besides.
void DuePhraseParser::refuse_condition(WordSpan condition) {
  const std::string words = scan_.source().words(condition);
  const std::string before = scan_.source().words({0, condition.begin});
  const std::string behind =
      scan_.source().words({condition.end, scan_.source().text().code_points()});
  const auto bare = [](const std::string& text) {
    constexpr const char* signs = " ,;(";
    const std::size_t begin = text.find_first_not_of(signs);
    return begin == std::string::npos
               ? std::string()
               : text.substr(begin, text.find_last_not_of(signs) - begin + 1);
  };
  const std::string first = bare(before);
  const bool due_stands_first = current().has_points() || current().cadence;
  const auto without_and = [](const std::string& text) {
    constexpr std::string_view joined = "và ";
    return text.rfind(joined, 0) == 0 ? text.substr(joined.size()) : text;
  };
  scan_.fail(
      condition,
      "phrase-two-readings",
      "Cụm từ có hai cách hiểu: (1) một thời hạn, \"" + words +
          "\" chỉ là điều kiện; (2) thời hạn đó và một việc mỗi khi có phát sinh. Nếu là (1): "
          "bỏ các từ đó; nếu là (2): nối bằng \"và khi có …\".",
      first.empty() || !due_stands_first ? without_and(bare(behind)) : first);
}

void DuePhraseParser::place_roll(const Read<Roll>& read) {
  const bool alone = !current().has_time();
  advance(read.last);
  if (alone) {
    lone_roll_ = read.part;
  }
  current().roll = read.part;
}

/// "định kỳ 6 tháng (trước ngày 20/6 hằng năm)": the day is one of each year.
bool DuePhraseParser::of_each_year(const CadencePart& part) const {
  const Segment& segment = segments_.back();
  return part.is(CadenceUnit::year) && segment.cadence && context_.empty() &&
         segment.cadence->is(CadenceUnit::half_year) && segment.points.points.size() == 1 &&
         segment.points.points.front().has_day() && segment.points.points.front().has_months() &&
         !segment.points.points.front().year_number &&
         segment.points.points.front().words.begin > segment.cadence->words.end;
}

/// Behind the last "và" before the part that is being placed.
std::size_t DuePhraseParser::behind_and() const {
  std::size_t at = position_;
  while (at > 0 && !scan_.at(at - 1).is("và")) {
    --at;
  }
  return at;
}

/// "… trong 10 ngày kể từ ngày kết thúc kỳ báo cáo, hằng quý", "trong 05 ngày hằng tháng".
bool DuePhraseParser::refuses_cadence(const CadencePart& part) {
  const Segment& segment = current();
  if (segment.term && segment.term->event == EventKind::period_end) {
    scan_.fail(part.words,
               two_dues,
               "Hãy ghi chu kỳ trước thời hạn tính từ ngày kết thúc kỳ báo cáo.",
               scan_.source().words(part.words) + ", " + scan_.source().words(segment.term->words));
    return true;
  }
  const bool bare_term = segment.term && !segment.term->weak &&
                         segment.term->event == EventKind::unsaid && !context_.has_separator() &&
                         !sentence_ended_;
  if (!bare_term) {
    return false;
  }
  scan_.fail(segment.term->words,
             two_dues,
             "Cụm từ vừa nêu thời hạn (\"" + scan_.source().words(segment.term->words) +
                 "\"), vừa nêu chu kỳ (\"" + scan_.source().words(part.words) +
                 "\"); hãy ghi một trong hai.",
             scan_.source().words(part.words));
  return true;
}

namespace {

/// "báo cáo năm, 6 tháng", "báo cáo năm": what one or two days of a year are for.
bool names_halves(const CadencePart& part) {
  const auto names = [&part](CadenceUnit unit) {
    return std::find(part.units.begin(), part.units.end(), unit) != part.units.end();
  };
  return part.is(CadenceUnit::year) ||
         (part.units.size() == 2 && names(CadenceUnit::year) && names(CadenceUnit::half_year));
}

}  // namespace

/// A cadence that only says again, or how, what is there: "định kỳ 6 tháng (trước ngày 20/6 hằng
/// năm)", "6 tháng một lần (vào tháng 01 và tháng 7 hằng năm)", "ít nhất 02 lần/năm (6 tháng/lần)".
bool DuePhraseParser::repeats_cadence(const Read<CadencePart>& read) {
  Segment& segment = current();
  if (of_each_year(read.part)) {
    advance(read.last);
    return true;
  }
  const bool in_years = segment.cadence && segment.cadence->is(CadenceUnit::year) &&
                        !segment.cadence->said_by_report && scan_.at(position_).is("mỗi") &&
                        only_comma() && !segment.has_points() && !segment.quota;
  if (in_years) {
    advance(read.last);
    segment.cadence = read.part;
    return true;
  }
  const bool halves = read.part.is(CadenceUnit::year) && segment.cadence &&
                      segment.cadence->is(CadenceUnit::half_year) && context_.empty() &&
                      segment.points.joined == Joined::list && segment.points.points.size() == 2 &&
                      segment.points.points.front().has_months() &&
                      segment.points.points.back().has_months();
  if (halves) {
    advance(read.last);
    segment.cadence = read.part;
    return true;
  }
  // "Trước ngày 31/01 và 31/7 hằng năm, … gửi Báo cáo năm/6 tháng": which report each day is for
  const std::vector<Point>& days = segment.points.points;
  const bool named =
      read.part.said_by_report && segment.cadence && segment.cadence->is(CadenceUnit::year) &&
      !sentence_ended_ && days.size() == read.part.units.size() && names_halves(read.part) &&
      std::all_of(days.begin(), days.end(), [](const Point& p) { return p.has_day(); });
  // "Chậm nhất 30 ngày kể từ ngày kết thúc quý, … gửi báo cáo tài chính theo quý": the same
  const bool of_report = segment.term && !sentence_ended_ && read.part.units.size() == 1 &&
                         segment.term->event == end_of(read.part.units.front()) &&
                         segment.term->event != EventKind::outside && !context_.holds(";");
  const bool spread = segment.quota && segment.quota->per && context_.holds("(") &&
                      !context_.holds(")") && !read.part.is(*segment.quota->per) &&
                      scan_.at(read.last).is(")");
  if (named || of_report || spread) {
    pass_over(read.last);
    return true;
  }
  return false;
}

/// Whether the cadence is of another due than what has been said so far.
bool DuePhraseParser::begins_with_cadence(const Read<CadencePart>& read) {
  const Segment& segment = current();
  const auto conflict = [&] {
    // "báo cáo tuần, tháng, quý": no later cadence takes in a week or a day.
    const bool apart = segment.cadence && (segment.cadence->is(CadenceUnit::week) ||
                                           segment.cadence->is(CadenceUnit::day));
    if (!segment.cadence || (segment.cadence->said_by_report && !apart)) {
      return segment.term && !segment.term->weak;
    }
    // "mỗi tháng 01 lần, vào ngày 03 hằng tháng"
    const bool of_later_day = segment.has_points() && segment.points.points.front().words.begin >
                                                          segment.cadence->words.end;
    return !(segment.cadence->units == read.part.units && (context_.has_words() || of_later_day));
  };
  // "hoàn thành trong năm 2026; duy trì hằng năm"
  const bool of_a_year =
      segment.has_points() && std::any_of(segment.points.points.begin(),
                                          segment.points.points.end(),
                                          [](const Point& p) { return p.year_number.has_value(); });
  // "ít nhất 01 lần/năm; … ít nhất 06 tháng/lần"
  const bool other_count = segment.quota && segment.quota->per &&
                           !read.part.is(*segment.quota->per) && !context_.holds("(");
  const bool other_sentence =
      sentence_ended_ && segment.has_time() &&
      (segment.cadence || (of_a_year && read.part.is(CadenceUnit::year) && context_.has_words()));
  // "Thường xuyên, định kỳ hằng quý báo cáo …": the work, and a report of it
  const bool reports_besides = scan_.at(position_).is("định") && context_.holds(",") &&
                               scan_.reads(read.last, {"báo", "cáo"});
  const bool standing = segment.mode && !segment.mode->mild &&
                        (segment.mode->mode != Mode::deferred || sentence_ended_) &&
                        !(segment.mode->mode == Mode::standing && only_comma() &&
                          !read.part.said_by_report && !reports_besides);
  // "trước ngày 15/12 (báo cáo năm)" says what the day before it is for.
  const bool labels = context_.holds("(") && !context_.holds(")");
  const bool reported_again = segment.has_points() && read.part.said_by_report &&
                              context_.has_separator() && !labels &&
                              !segment.points.points.front().is_year_only();
  // "hoàn thành trong quý II/2026 và cập nhật hằng năm"
  const bool goes_on = of_a_year && read.part.is(CadenceUnit::year) && context_.holds("và") &&
                       context_.has_words() && !segment.cadence &&
                       segment.points.points.front().has_months() &&
                       behind_deed(scan_, behind_and()) > behind_and();
  // "báo cáo 6 tháng đầu năm trước ngày 20/6 và báo cáo định kỳ hằng năm trước ngày 20/12"
  const bool other_report = segment.has_points() && segment.points.points.front().has_day() &&
                            segment.points.points.front().has_months() &&
                            context_.has_separator() && !labels && position_ > 1 &&
                            scan_.reads(position_ - 2, {"báo", "cáo"}) &&
                            (scan_.at(read.last).is_any_of({"trước", "chậm"}) ||
                             scan_.reads(read.last, {"gửi", "trước"}));
  return goes_on || other_report || other_sentence || other_count || conflict() || standing ||
         reported_again;
}

/// "nhiệm vụ tháng, quý, năm": the first of the kinds belongs to the work, or is one as well.
bool DuePhraseParser::loses_first_kind(const Read<CadencePart>& read) {
  const bool kinds = position_ > 1 && scan_.at(position_ - 1).is_any_of({",", "/", "và"}) &&
                     scan_.at(position_ - 2).is_any_of({"tuần", "tháng", "quý"}) &&
                     !is_every_word(scan_.at(position_)) && !read.part.said_by_report;
  const bool counted = !current().parts.empty() && current().parts.back().last >= position_ - 1;
  if (!kinds || counted) {
    return false;
  }
  const WordSpan words = scan_.span(position_ - 2, read.last);
  scan_.fail(
      words,
      "phrase-not-understood",
      "Chưa rõ \"" + scan_.source().words(words) + "\" gồm những kỳ nào; hãy ghi \"hằng …\".",
      "hằng " + scan_.source().words(words));
  return true;
}

void DuePhraseParser::place_cadence(const Read<CadencePart>& read) {
  if (refuses_cadence(read.part) || repeats_cadence(read) || loses_first_kind(read)) {
    return;
  }
  // "Khi có dịch bệnh, báo cáo hằng ngày": only as long as that lasts
  if (!current().parts.empty() && current().parts.front().first == 0 && refuses_waiting_day()) {
    return;
  }
  if (belongs_to_event(read)) {
    return;
  }
  if (begins_with_cadence(read)) {
    const Segment& segment = current();
    const std::string first = segment.cadence ? scan_.source().words(segment.cadence->words)
                                              : scan_.source().words(segment.words);
    if (!split(read.part.words,
               two_dues,
               "Cụm từ nêu hai lần cùng một phần của thời hạn (\"" + first + "\" và \"" +
                   scan_.source().words(read.part.words) +
                   "\"); nếu là hai thời hạn, hãy tách thành hai bước.")) {
      return;
    }
  }
  const bool joined = context_.holds("và") || context_.holds("/") || context_.holds("&");
  const bool comma = context_.holds(",");
  const bool standing_years = current().years && !current().has_points();
  const bool work = context_.has_words();
  advance(read.last);
  if (current().mode && (current().mode->mild || current().mode->mode == Mode::deferred)) {
    current().mode.reset();
  }
  if (current().term && current().term->weak) {
    current().term.reset();
  }
  if (standing_years && read.part.is(CadenceUnit::year) && !work) {
    current().years->joined = joined;
    current().years->doubtful = comma && !joined && !current().years->open;
  }
  current().cadence = read.part;
}

void DuePhraseParser::place_years(const Read<YearsPart>& read) {
  drop_explained_term();
  // "Sau khi kiểm tra, thực hiện chế độ báo cáo từ năm 2027 trở đi"
  if (current().mode && current().mode->mode == Mode::happening && context_.has_words() &&
      !sentence_ended_) {
    refuse_condition(current().mode->words);
    return;
  }
  const Segment& segment = current();
  const bool dated =
      segment.has_points() && std::any_of(segment.points.points.begin(),
                                          segment.points.points.end(),
                                          [](const Point& p) { return p.year_number.has_value(); });
  if (segment.years || dated || (segment.term && !segment.term->weak)) {
    if (!split(read.part.words,
               two_dues,
               "Cụm từ nêu hai lần các năm thực hiện; nếu là hai thời hạn, hãy tách thành hai "
               "bước.")) {
      return;
    }
  }
  YearsPart years = read.part;
  if (current().cadence && current().cadence->is(CadenceUnit::year) && !context_.has_words() &&
      !current().has_points()) {
    years.joined = context_.holds("và") || context_.holds("/") || context_.holds("&");
    years.doubtful = context_.holds(",") && !years.joined && !years.open;
  }
  advance(read.last);
  current().years = years;
}

void DuePhraseParser::place_start(const Point& point, std::size_t last) {
  scan_.role(position_, last, "các kỳ: từ lúc này trở đi");
  advance(last);
  current().start = point;
}

}  // namespace dondoc
