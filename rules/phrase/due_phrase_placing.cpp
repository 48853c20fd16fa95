// SPDX-License-Identifier: Apache-2.0
// How the parts of a phrase find their segment: what can stand together, what replaces what, and
// what begins the next one.
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_words.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

constexpr const char* two_dues = "phrase-two-dues";

bool is_window(LimitWord limit) {
  return limit == LimitWord::unsaid || limit == LimitWord::within;
}

bool all_years_only(const Points& points) {
  return std::all_of(points.points.begin(), points.points.end(), [](const Point& point) {
    return point.is_year_only();
  });
}

bool has_year(const Point& point) {
  return point.year_number || point.year != Relative::unsaid;
}

}  // namespace

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
  sentence_ended_ = false;
  position_ = last;
}

bool DuePhraseParser::split(WordSpan words, std::string_view code, const std::string& message) {
  if (!context_.has_words() && !sentence_ended_ && !context_.has_separator()) {
    scan_.fail(words, std::string(code), message, yearly_hint);
    return false;
  }
  segments_.emplace_back();
  return true;
}

void DuePhraseParser::place_roll(const Read<Roll>& read) {
  const bool alone = !current().has_time();
  advance(read.last);
  if (alone) {
    lone_roll_ = read.part;
  }
  current().roll = read.part;
}

void DuePhraseParser::place_cadence(const Read<CadencePart>& read) {
  Segment& segment = current();
  const auto conflict = [&] {
    if (!segment.cadence || segment.cadence->said_by_report) {
      return segment.term && !segment.term->weak;
    }
    return !(segment.cadence->units == read.part.units && context_.has_words());
  };
  const bool other_sentence = sentence_ended_ && segment.has_time() && segment.cadence;
  const bool standing = segment.mode && !segment.mode->mild &&
                        (segment.mode->mode != Mode::deferred || sentence_ended_);
  const bool reported_again = segment.has_points() && read.part.said_by_report &&
                              context_.has_separator() &&
                              !segment.points.points.front().is_year_only();
  if (other_sentence || conflict() || standing || reported_again) {
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
    current().years->doubtful = comma && !joined;
  }
  current().cadence = read.part;
}

void DuePhraseParser::place_years(const Read<YearsPart>& read) {
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
    years.doubtful = context_.holds(",") && !years.joined;
  }
  advance(read.last);
  current().years = years;
}

void DuePhraseParser::place_term(const Read<TermPart>& read) {
  const Segment& segment = current();
  const bool dated = segment.has_points() || segment.cadence || segment.years;
  if (read.part.weak && (dated || segment.term || segment.mode)) {
    context_.add(position_, read.last);
    position_ = read.last;
    return;
  }
  const bool occupied =
      dated || (segment.term && !segment.term->weak) ||
      (segment.mode && !segment.mode->mild && segment.mode->mode != Mode::deferred);
  if (occupied && !split(read.part.words,
                         "phrase-parts-conflict",
                         "\"" + scan_.source().words(read.part.words) +
                             "\" không đi cùng phần còn lại của cụm từ.")) {
    return;
  }
  advance(read.last);
  current().mode.reset();
  current().term = read.part;
}

void DuePhraseParser::place_quota(const Read<QuotaPart>& read) {
  if (current().quota && !split(read.part.words, two_dues, "Cụm từ nêu hai số lượng tối thiểu.")) {
    return;
  }
  advance(read.last);
  current().quota = read.part;
}

void DuePhraseParser::place_target(const Read<TargetPart>& read) {
  if (read.part.bare) {
    // A percentage without a threshold is a word about the work, unless nothing else is said.
    bare_target_ = bare_target_.value_or(read.part.words);
    context_.add(position_, read.last);
    position_ = read.last;
    return;
  }
  if (current().target && !split(read.part.words, two_dues, "Cụm từ nêu hai chỉ tiêu.")) {
    return;
  }
  advance(read.last);
  current().target = read.part;
}

void DuePhraseParser::place_mode(const Read<ModePart>& read) {
  Segment& segment = current();
  const bool dated = segment.has_points() || segment.cadence || segment.years ||
                     (segment.term && !segment.term->weak) || segment.quota || segment.target;
  const bool apart = context_.has_separator() || sentence_ended_;
  const bool mild = read.part.mild || read.part.mode == Mode::deferred;
  const bool only_years = read.part.mode == Mode::standing && !segment.cadence && !segment.term &&
                          (!segment.has_points() || all_years_only(segment.points));
  if (dated && mild && !(sentence_ended_ && read.part.mode == Mode::deferred && !read.part.mild)) {
    // The due is said; these words only say that it follows a rule.
    context_.add(position_, read.last);
    position_ = read.last;
    scan_.note(read.part.words,
               "due-as-said-here",
               "Thời hạn được tính theo cụm từ này, không theo văn bản được nhắc tới.");
    return;
  }
  if (segment.mode && (mild || !apart) && !sentence_ended_) {
    // "kịp thời xử lý … theo quy định": the first one says what kind of duty it is.
    context_.add(position_, read.last);
    position_ = read.last;
    return;
  }
  if (segment.mode && segment.mode->mild && !sentence_ended_) {
    segment.mode.reset();
  }
  if ((dated && !only_years) || segment.mode) {
    if (!apart) {
      scan_.fail(read.part.words,
                 "phrase-parts-conflict",
                 "\"" + scan_.source().words(read.part.words) +
                     "\" không đi cùng phần còn lại của cụm từ.",
                 read.part.mode == Mode::standing ? "Thường xuyên" : "Khi có phát sinh");
      return;
    }
    segments_.emplace_back();
  }
  const bool at_once = read.part.mode == Mode::happening && context_.holds_word("ngay");
  advance(read.last);
  if (at_once) {
    // "xử lý ngay … khi được kiểm tra"
    current().term = TermPart{};
    current().term->event = EventKind::outside;
    current().term->words = read.part.words;
    return;
  }
  current().mode = read.part;
}

/// A year said apart from its month joins it; a second due doesn't.
bool DuePhraseParser::merge_points(const LimitPart& limit, const Points& points) {
  Segment& segment = current();
  const bool old_year = all_years_only(segment.points) && is_window(segment.limit.word) &&
                        segment.points.joined == Joined::alone;
  const bool new_year =
      all_years_only(points) && is_window(limit.word) && points.joined == Joined::alone;
  if (old_year == new_year) {
    return false;
  }
  const Point& year = old_year ? segment.points.points.front() : points.points.front();
  Points dated = old_year ? points : segment.points;
  for (Point& point : dated.points) {
    if (has_year(point) && (point.year_number != year.year_number || point.year != year.year)) {
      return false;
    }
    point.year_number = year.year_number;
    point.year = year.year;
  }
  if (old_year) {
    segment.limit = limit;
  }
  segment.year_of_work = old_year ? segment.subject_year_in_work : context_.has_words();
  segment.points = std::move(dated);
  return true;
}

void DuePhraseParser::place_points(LimitPart limit,
                                   std::optional<TimeOfDay> time,
                                   WordSpan time_words,
                                   Points points,
                                   std::size_t last) {
  const bool dated = current().has_points();
  const bool both_timed = time && current().time;
  const bool limited_again = limit.word != LimitWord::unsaid &&
                             current().limit.word != LimitWord::unsaid && current().has_points();
  const bool mode =
      current().mode && current().mode->mode != Mode::deferred && !current().mode->mild;
  const bool standing_year = mode && current().mode->mode == Mode::standing &&
                             !points.points.empty() && all_years_only(points) &&
                             is_window(limit.word);
  const bool term = current().term && !current().term->weak;
  const WordSpan words = scan_.span(position_, last);
  bool merged = false;
  if (dated && !points.points.empty() && !both_timed && !sentence_ended_) {
    merged = merge_points(limit, points);
    const bool subject = !merged && current().limit.word == LimitWord::unsaid && !current().time &&
                         current().points.joined == Joined::alone && current().has_work &&
                         !is_window(limit.word) && !current().points.points.front().has_day();
    if (subject) {
      current().subjects.push_back(current().points.points.front());
      current().points = {};
      current().limit = {};
    }
  }
  const bool conflict = (current().has_points() && !points.points.empty() && !merged) ||
                        both_timed || (limited_again && !merged) || (mode && !standing_year) ||
                        term || (sentence_ended_ && current().has_time());
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
  const bool work = context_.has_words();
  advance(last);
  Segment& segment = current();
  if (segment.mode && !standing_year) {
    segment.mode.reset();
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
        work && all_years_only(points) && limit.word == LimitWord::unsaid;
    segment.points = std::move(points);
  }
}

}  // namespace dondoc
