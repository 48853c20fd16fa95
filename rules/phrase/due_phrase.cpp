// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase.h"

#include "rules/phrase/due_phrase_advice.h"
#include "rules/phrase/due_phrase_hints.h"
#include "rules/phrase/due_phrase_lexer.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_rules.h"
#include "rules/phrase/due_phrase_scan.h"
#include "rules/phrase/due_words.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

/// One reading of the phrase, and the word that stood in its way if there was one.
struct Attempt {
  PhraseReading reading;
  std::optional<WordSpan> stray_word;
};

PhraseReading refused(std::string shape, Remark remark) {
  PhraseReading reading;
  reading.shape = std::move(shape);
  reading.remarks.push_back(std::move(remark));
  return reading;
}

/// "khẩn trương", "thực hiện ngay": a wish for haste that no calendar can follow.
std::optional<WordSpan> haste(const Tokens& tokens) {
  for (std::size_t index = 0; index < tokens.size(); ++index) {
    const bool long_word =
        tokens.reads(index, {"khẩn", "trương"}) || tokens.reads(index, {"nhanh", "chóng"}) ||
        tokens.reads(index, {"càng", "sớm"}) || tokens.reads(index, {"thời", "gian", "tới"}) ||
        tokens.reads(index, {"sớm", "nhất"});
    const bool last = index + 1 == tokens.size() || tokens.at(index + 1).is_any_of({",", ";", "."});
    if (long_word || (last && tokens.at(index).is_any_of({"ngay", "sớm", "gấp"}))) {
      return WordSpan{tokens.at(index).begin, tokens.at(index + (long_word ? 1U : 0U)).end};
    }
  }
  return std::nullopt;
}

PhraseReading no_due(WordSpan where, bool data_window, const Tokens& tokens) {
  if (const auto hurried = data_window ? std::nullopt : haste(tokens)) {
    return refused("none",
                   error_at(*hurried,
                            "no-due-in-phrase",
                            "Cụm từ này yêu cầu làm sớm nhưng không nêu thời hạn; hãy ghi ngày cụ "
                            "thể, hoặc \"theo tiến độ được giao\" để có người định ngày.",
                            once_hint));
  }
  return refused("none",
                 data_window
                     ? error_at(where,
                                "data-window-is-no-due",
                                "Đây là thời gian chốt số liệu, không phải thời hạn của nhiệm vụ.",
                                "trước ngày 17 của tháng cuối quý")
                     : error_at(where,
                                "no-due-in-phrase",
                                "Cụm từ này không nêu thời hạn của nhiệm vụ.",
                                "Hằng năm"));
}

bool says_year(const Segment& segment) {
  return segment.cadence || segment.years ||
         std::any_of(segment.points.points.begin(),
                     segment.points.points.end(),
                     [](const Point& point) { return point.year_number.has_value(); });
}

/// "trong tháng 1; … trong tháng 6 hằng năm": what one stage says of the year holds for those
/// beside it that say nothing.
void share_years(std::vector<Segment>& segments) {
  const auto take_from = [](Segment& segment, const Segment& other) {
    const bool monthly = other.cadence && other.cadence->is(CadenceUnit::month);
    for (Point& point : segment.points.points) {
      const bool own = point.year != Relative::unsaid || point.month != Relative::unsaid ||
                       point.month_of_quarter || point.weekday;
      if (own || (!point.has_months() && !monthly)) {
        return;
      }
    }
    const bool numbered =
        std::any_of(other.points.points.begin(), other.points.points.end(), [](const Point& point) {
          return point.year_number.has_value();
        });
    if (!numbered && other.cadence && (other.cadence->is(CadenceUnit::year) || monthly)) {
      segment.cadence = other.cadence;
      return;
    }
    for (const Point& theirs : other.points.points) {
      for (Point& point : segment.points.points) {
        point.year_number = point.has_months() ? theirs.year_number : point.year_number;
      }
    }
  };
  for (std::size_t index = 0; index < segments.size(); ++index) {
    Segment& segment = segments[index];
    if (!segment.has_points() || says_year(segment)) {
      continue;
    }
    if (index > 0 && says_year(segments[index - 1])) {
      take_from(segment, segments[index - 1]);
      continue;
    }
    for (std::size_t later = index + 1; later < segments.size(); ++later) {
      if (says_year(segments[later])) {
        take_from(segment, segments[later]);
        break;
      }
    }
  }
}

/// "Đến năm 2030 ít nhất 90% xã và ít nhất 80% thôn", "ít nhất 02 hội nghị và 03 lớp trong quý II":
/// the time that is said of one number holds for those beside it in the sentence.
void share_time_of_amounts(std::vector<Segment>& segments, const PhraseSource& source) {
  const auto is_timeless = [](const Segment& segment) {
    return (segment.quota || segment.target) && !(segment.quota && segment.quota->per) &&
           !(segment.target && segment.target->per) && !segment.cadence && !segment.has_points() &&
           !segment.years && !segment.start && !segment.term && !segment.mode;
  };
  const auto take_from = [&](Segment& segment, const Segment& other, WordSpan between) {
    const bool timed = (other.quota || other.target) && !is_timeless(other) && !other.mode;
    if (timed && source.words(between).find(". ") == std::string::npos) {
      segment.cadence = other.cadence;
      segment.points = other.points;
      segment.limit = other.limit;
      segment.years = other.years;
      segment.start = other.start;
    }
  };
  for (std::size_t index = 1; index < segments.size(); ++index) {
    if (is_timeless(segments[index])) {
      const Segment& before = segments[index - 1];
      take_from(segments[index], before, {before.words.end, segments[index].words.begin});
    }
  }
  for (std::size_t index = segments.size() - 1; index-- > 0;) {
    if (is_timeless(segments[index])) {
      const Segment& behind = segments[index + 1];
      take_from(segments[index], behind, {segments[index].words.end, behind.words.begin});
    }
  }
}

/// "trước ngày 20 của tháng cuối quý và ngày 15/11 hằng năm": a list of days, some of each quarter,
/// some of each year.
std::vector<Segment> with_each_cadence(const std::vector<Segment>& segments) {
  const auto of_quarter = [](const Point& point) { return point.month_of_quarter.has_value(); };
  std::vector<Segment> each;
  for (Segment segment : segments) {
    const std::vector<Point>& points = segment.points.points;
    // "định kỳ 6 tháng … trước ngày 15/7 và trước ngày 15/01 của năm tiếp theo": two of each year
    const bool halves = segment.cadence && segment.cadence->is(CadenceUnit::half_year) &&
                        segment.points.joined == Joined::list && points.size() == 2 &&
                        points.front().has_months() && points.back().has_months();
    if (halves) {
      segment.cadence->units = {CadenceUnit::year};
    }
    const auto quarters = std::count_if(points.begin(), points.end(), of_quarter);
    const bool mixed = quarters > 0 && quarters < static_cast<std::ptrdiff_t>(points.size());
    const bool yearly = !segment.cadence || segment.cadence->is(CadenceUnit::year);
    if (!mixed || !yearly || segment.points.joined != Joined::list) {
      each.push_back(segment);
      continue;
    }
    for (const bool quarterly : {true, false}) {
      Segment& part = each.emplace_back(segment);
      std::vector<Point>& own = part.points.points;
      own.erase(std::remove_if(own.begin(),
                               own.end(),
                               [&](const Point& point) { return of_quarter(point) != quarterly; }),
                own.end());
      part.points.joined = own.size() == 1 ? Joined::alone : Joined::list;
      if (quarterly) {
        part.cadence.reset();
      }
    }
  }
  return each;
}

/// "Hằng quý, năm, trong 10 ngày kể từ ngày kết thúc kỳ báo cáo": a term from the end of each.
std::vector<Segment> with_each_period_end(const std::vector<Segment>& segments) {
  std::vector<Segment> each;
  for (const Segment& segment : segments) {
    const bool of_period = segment.term && segment.term->event == EventKind::period_end;
    if (!of_period || !segment.cadence) {
      each.push_back(segment);
      // "… kể từ ngày kết thúc quý và 6 tháng"
      if (segment.term && segment.term->other_event != EventKind::unsaid) {
        each.push_back(segment);
        each.back().term->event = segment.term->other_event;
      }
      continue;
    }
    for (auto unit = segment.cadence->units.rbegin(); unit != segment.cadence->units.rend();
         ++unit) {
      Segment& part = each.emplace_back(segment);
      part.term->event = end_of(*unit);
      part.cadence.reset();
    }
  }
  return each;
}

/// "hằng quý, 6 tháng, năm: ngày 20 của tháng cuối kỳ" gives each of its reports a day of its own.
std::vector<Segment> with_each_report(const std::vector<Segment>& segments) {
  std::vector<Segment> each;
  for (const Segment& segment : segments) {
    const std::vector<Point>& points = segment.points.points;
    const bool of_period =
        !points.empty() && std::all_of(points.begin(), points.end(), [](const Point& point) {
          return point.month_of_period || (point.has_day() && point.month == Relative::next);
        });
    if (!segment.cadence || segment.cadence->units.size() < 2 || !of_period) {
      each.push_back(segment);
      continue;
    }
    // The units stand from the longest to the shortest.
    for (auto unit = segment.cadence->units.rbegin(); unit != segment.cadence->units.rend();
         ++unit) {
      each.push_back(segment);
      each.back().cadence->units = {*unit};
    }
  }
  return each;
}

/// "Thời hạn: hằng năm", "Hạn cuối: 2026 - 2030": the words in front only say that it is a due.
void drop_labels(std::vector<Segment>& segments, const PhraseSource& source) {
  for (Segment& segment : segments) {
    const bool spans = (segment.cadence || segment.years) && !segment.has_points();
    const std::string words = spans ? source.words(segment.limit.words) : std::string();
    if (segment.limit.word == LimitWord::at_latest && !words.empty() && words.back() == ':') {
      segment.limit = {};
    }
  }
}

/// "(1) …; (2) …" of the parts of a staged phrase.
std::string listed(const std::vector<Reading>& readings) {
  std::string text;
  for (std::size_t index = 0; index < readings.size(); ++index) {
    text +=
        (index == 0 ? "(" : "; (") + std::to_string(index + 1) + ") " + readings[index].sentence;
  }
  return text;
}

PhraseReading with_meanings(const DuePhraseParser& parser, const PhraseSource& source) {
  std::vector<Segment> segments =
      with_each_cadence(with_each_report(with_each_period_end(parser.segments())));
  share_years(segments);
  share_time_of_amounts(segments, source);
  drop_labels(segments, source);
  PhraseReading reading;
  std::vector<Remark> notes = parser.scan().notes();
  for (const Segment& segment : segments) {
    DueMeaning meaning = meaning_of(segment, source);
    if (meaning.error) {
      reading.remarks = {std::move(*meaning.error)};
      reading.parts.clear();
      for (DueRule& rule : meaning.readings) {
        reading.readings.push_back({rule, sentence(rule)});
      }
      if (!reading.readings.empty()) {
        reading.shape = shape_name(reading.readings.front().rule);
      }
      return reading;
    }
    DueRule& rule = meaning.readings.front();
    const bool again = std::any_of(reading.parts.begin(),
                                   reading.parts.end(),
                                   [&rule](const Reading& part) { return part.rule == rule; });
    if (!again) {
      reading.parts.push_back({rule, sentence(rule)});
    }
    notes.insert(notes.end(), meaning.notes.begin(), meaning.notes.end());
  }
  reading.roles = parser.scan().roles();
  reading.remarks = std::move(notes);
  reading.readings = reading.parts;
  if (reading.parts.size() == 1) {
    reading.rule = reading.parts.front().rule;
    reading.shape = shape_name(*reading.rule);
    reading.parts.clear();
    return reading;
  }
  reading.shape = "staged";
  reading.remarks.push_back({RemarkKind::note,
                             "phrase-has-stages",
                             "Cụm từ nêu " + padded(static_cast<long long>(reading.parts.size())) +
                                 " thời hạn: " + listed(reading.parts) +
                                 ". Trong tệp kế hoạch, mỗi thời hạn là một bước của `stages`.",
                             {},
                             0,
                             source.text().code_points()});
  return reading;
}

Attempt attempt(const PhraseSource& source) {
  const Tokens tokens(source.text());
  if (tokens.size() == 0) {
    return {
        refused(
            "none",
            error_at(
                source.whole(), "phrase-empty", "Thời gian thực hiện đang để trống.", "Hằng năm")),
        {}};
  }
  DuePhraseParser parser(source, tokens);
  const bool read = parser.parse();
  if (parser.no_due_words()) {
    return {no_due(*parser.no_due_words(), parser.is_data_window(), tokens), {}};
  }
  if (!read) {
    return {refused("none", *parser.scan().error()), parser.stray_word()};
  }
  if (parser.segments().size() == 1 && !parser.segments().front().has_time()) {
    if (parser.lone_roll() != Roll::none) {
      return {refused("none",
                      error_at(source.whole(),
                               "roll-without-due",
                               "Cụm từ chỉ nêu cách xử lý khi trùng ngày nghỉ, chưa nêu thời hạn.",
                               "trước ngày 25 hằng tháng, nếu trùng ngày nghỉ thì chuyển sang ngày "
                               "làm việc kế tiếp")),
              {}};
    }
    const Segment& only = parser.segments().front();
    if (only.limit.word != LimitWord::unsaid || only.time) {
      return {with_meanings(parser, source), {}};
    }
    const WordSpan signless = parser.scan().span(0, tokens.size());
    return {no_due(parser.bare_target().value_or(signless), false, tokens), {}};
  }
  return {with_meanings(parser, source), {}};
}

/// The phrase's own words say more than an example does.
void hint_by_own_words(const PhraseSource& source, Remark& remark) {
  if (!is_mere_example(remark.hint)) {
    return;
  }
  const Tokens tokens(source.text());
  const PhraseScan scan(source, tokens);
  for (const std::string& words : own_hints(scan, remark)) {
    if (!words.empty() && attempt(PhraseSource(words)).reading.understood()) {
      remark.hint = words;
      return;
    }
  }
}

/// A hint is there to be pasted, so one that wouldn't read gives way to an example that does.
void mend_hint(Remark& remark) {
  if (!remark.hint.empty() && !attempt(PhraseSource(remark.hint)).reading.understood()) {
    remark.hint = yearly_hint;
  }
}

}  // namespace

PhraseReading read_due_phrase(std::string_view phrase) {
  const PhraseSource source(phrase);
  if (source.text().code_points() > phrase_code_points_max) {
    return refused("none",
                   error_at({phrase_code_points_max, source.text().code_points()},
                            "phrase-too-long",
                            "Thời gian thực hiện dài quá " +
                                std::to_string(phrase_code_points_max) + " ký tự.",
                            ""));
  }
  Attempt first = attempt(source);
  if (first.stray_word) {
    // A hint may leave the strange word out, if the rest then reads; the person decides.
    const std::string without = source.without(*first.stray_word);
    if (attempt(PhraseSource(without)).reading.understood()) {
      first.reading.remarks.front().hint = without;
      return std::move(first.reading);
    }
  }
  if (!first.reading.remarks.empty() && !first.reading.understood()) {
    mend_hint(first.reading.remarks.front());
    hint_by_own_words(source, first.reading.remarks.front());
  }
  return std::move(first.reading);
}

}  // namespace dondoc
