// SPDX-License-Identifier: Apache-2.0
// Days with what stands in front of them: a limit, "từ", a clock, or nothing.
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

#include <utility>

namespace dondoc {

namespace {

/// "chậm nhất | gửi báo cáo về Phòng Kinh tế ngày 23/3": the work stands between limit and day.
bool day_follows_work(const PhraseScan& scan, std::size_t first) {
  if (!is_work_word(scan.at(first)) || is_time_noun(scan.at(first))) {
    return false;
  }
  for (std::size_t at = first; !scan.at(at).is_end(); ++at) {
    const Token& token = scan.at(at);
    if (token.is("ngày") && scan.at(at + 1).is_number()) {
      return true;
    }
    if (token.is_any_of({";", ".", ":", "("}) || token.is_number() || is_time_noun(token) ||
        is_hedge(token) || changes_due(scan, at)) {
      return false;
    }
  }
  return false;
}

}  // namespace

/// A limit whose day comes behind the words about work.
void DuePhraseParser::keep_limit(const LimitPart& limit, std::size_t last) {
  if (current().has_time() && !split(limit.words, two_dues, "Cụm từ nêu hai thời hạn.")) {
    return;
  }
  scan_.role(position_, last, limit_role(limit.word));
  advance(last);
  current().limit = limit;
}

/// "trước kỳ họp", "trước Tết dương lịch": how many days before it isn't said, or which day it is;
/// `last` is behind the limit.
void DuePhraseParser::fail_over_unsaid_days(std::size_t last) {
  position_ = last;
  const Token& next = scan_.at(position_);
  if (next.is_any_of({"khi", "kỳ", "phiên", "hội", "cuộc", "lễ", "mùa"})) {
    scan_.fail(scan_.span(position_ - 1, position_ + 1),
               "phrase-not-understood",
               "Chưa nêu trước sự kiện này bao nhiêu ngày.",
               "chậm nhất 03 ngày làm việc trước ngày họp");
  }
  if (next.is_word() && !scan_.at(position_ + 1).is_any_of({"ngày", "tháng"}) && !is_hedge(next) &&
      !changes_due(scan_, position_)) {
    scan_.fail(scan_.span(position_ - 1, position_ + 1),
               "phrase-not-understood",
               "Chưa rõ \"" + scan_.words(position_ - 1, position_ + 1) +
                   " …\" là trước ngày nào; hãy ghi ngày, hoặc số ngày trước sự kiện đó.",
               scan_.reads(position_, {"tết", "dương", "lịch"}) ? "chậm nhất ngày 31/12 hằng năm"
                                                                : once_hint);
    return;
  }
  context_.fail_at(position_);
}

/// A limit with what it limits. A weak word ("trong", "đến") without anything behind it is a word
/// like any other; a strong one is a mistake.
bool DuePhraseParser::read_limited() {
  const auto limit = read_limit(scan_, position_);
  if (!limit) {
    return false;
  }
  const std::size_t roles = scan_.role_count();
  const bool from_now = scan_.at(position_).is("từ") && scan_.at(position_ + 1).is("nay");
  const LimitPart part{limit->part.word, from_now, scan_.span(position_, limit->last)};
  scan_.role(position_, limit->last, limit_role(part.word));
  std::size_t index = limit->last;
  const std::size_t part_of_day = behind_part_of_day(scan_, index);
  const bool day_counts_whole = part_of_day > index;
  const bool at_day_end = day_counts_whole && scan_.at(index).is_any_of({"hết", "cuối", "khi"});
  index = part_of_day;
  const auto clock = read_clock(scan_, index);
  if (scan_.failed()) {
    return true;
  }
  index = clock ? clock->last : index;
  index = clock ? scan_.behind_any(index, {{","}, {"vào"}, {"của"}}) : index;
  const std::size_t clock_end = clock ? clock->last : index;
  auto points = read_points(scan_, index, PointPlace::behind_limit);
  if (scan_.failed()) {
    return true;
  }
  const bool cadence_follows =
      is_every_word(scan_.at(clock_end)) && read_cadence_unit(scan_, clock_end + 1).has_value();
  if (points || clock || cadence_follows) {
    if (points && day_counts_whole) {
      scan_.role(limit->last, part_of_day, "buổi: không tính riêng");
      scan_.note(scan_.span(limit->last, part_of_day),
                 "part-of-day-counts-whole",
                 "Buổi, giờ làm việc trong ngày không tính riêng: hạn là hết ngày đó.");
    }
    const std::size_t last = points ? points->last : clock_end;
    // "trước hết giờ làm việc ngày 15": the day itself still counts.
    place_points(at_day_end ? LimitPart{LimitWord::at_latest, from_now, part.words} : part,
                 clock ? std::optional(clock->part) : std::nullopt,
                 clock ? scan_.span(limit->last, clock->last) : WordSpan{},
                 points ? *std::move(points) : Points{},
                 last);
    return true;
  }
  scan_.drop_roles_from(roles);
  const Token& next = scan_.at(limit->last);
  const bool idiom =
      scan_.at(position_).is("trước") &&
      (is_before_whom(next) || next.is_any_of({"đây", "đó", "mắt", "hạn", "tiên", "hết", "thời"}));
  // "thời hạn giải quyết hồ sơ", "hạn chót đăng ký:"
  const bool said_of_work =
      scan_.at(position_).is("thời") ||
      (scan_.at(position_).is("hạn") && is_work_word(next) && !is_time_noun(next));
  if (!limit->part.strong || idiom || said_of_work) {
    return false;
  }
  if (part.word == LimitWord::at_latest && !from_now && day_follows_work(scan_, limit->last)) {
    keep_limit(part, limit->last);
    return true;
  }
  if (scan_.at(position_).is("trước") && next.is_word() && !is_time_noun(next)) {
    fail_over_unsaid_days(limit->last);
    return true;
  }
  if (refuses_span(scan_, limit->last)) {
    return true;
  }
  scan_.fail(part.words,
             "phrase-not-understood",
             "Sau \"" + scan_.source().words(part.words) + "\" chưa nêu thời điểm.",
             once_hint);
  return true;
}

void DuePhraseParser::fail_over_start(WordSpan words, std::string hint) {
  scan_.fail(
      words,
      "start-without-end",
      "\"" + scan_.source().words(words) + "\" chỉ nêu lúc bắt đầu, chưa nêu thời hạn hoặc chu kỳ.",
      std::move(hint));
}

namespace {

/// Behind the words in front of a window's end: "đến hết", "và kết thúc vào".
std::size_t behind_end_word(const PhraseScan& scan, std::size_t first) {
  return scan.behind_any(first,
                         {{"đến", "trước"},
                          {"đến", "chậm", "nhất", "là"},
                          {"đến", "chậm", "nhất"},
                          {"đến", "hết"},
                          {"đến"},
                          {"-"},
                          {"tới"},
                          {"và", "kết", "thúc", "vào"},
                          {"và", "kết", "thúc", "lúc"},
                          {"kết", "thúc", "vào"},
                          {"kết", "thúc", "lúc"}});
}

/// "từ 07 giờ 30 ngày 05/6 đến …", "từ 08 giờ đến …": behind the clock at which it begins, or
/// `first`.
std::size_t behind_opening_clock(PhraseScan& scan, std::size_t first) {
  if (!is_clock(scan, first)) {
    return first;
  }
  const std::size_t roles = scan.role_count();
  const auto clock = read_clock(scan, first);
  scan.drop_roles_from(roles);
  return clock ? scan.behind_any(clock->last, {{","}, {"vào"}}) : first;
}

}  // namespace

/// "ngày 26/11/2026, bắt đầu từ 08 giờ": at what time of its day it begins.
std::size_t DuePhraseParser::behind_start_clock(std::size_t first) {
  const Segment& segment = segments_.back();
  const bool dated =
      segment.has_points() && segment.points.points.back().has_day() && !segment.time;
  if (!dated) {
    return first;
  }
  const std::size_t roles = scan_.role_count();
  const auto clock = read_clock(scan_, first);
  scan_.drop_roles_from(roles);
  if (!clock) {
    return first;
  }
  const Token& next = scan_.at(clock->last);
  const bool ends = next.is_end() || next.is_any_of({",", ";", ".", ")"});
  return ends ? clock->last : first;
}

/// "từ ngày 01/6 đến ngày 30/6/2026": a window. "từ ngày 01/6/2026" alone has no end.
bool DuePhraseParser::read_from() {
  const std::size_t begin = scan_.behind_any(position_,
                                             {{"bắt", "đầu", "từ"},
                                              {"bắt", "đầu", "vào"},
                                              {"bắt", "đầu", ":"},
                                              {"bắt", "đầu"},
                                              {"kể", "từ"},
                                              {"tính", "từ"},
                                              {"từ"}});
  if (begin == position_) {
    return false;
  }
  const std::size_t roles = scan_.role_count();
  if (is_clock(scan_, begin)) {
    if (const std::size_t last = behind_start_clock(begin); last > begin) {
      pass_over(last);
      return true;
    }
  }
  const std::size_t opening = behind_opening_clock(scan_, begin);
  if (opening > begin) {
    scan_.note(scan_.span(begin, opening),
               "opening-clock-not-kept",
               "Giờ bắt đầu không được theo dõi; hạn là lúc kết thúc.");
  }
  if (const std::size_t until = behind_end_word(scan_, opening);
      opening > begin && until > opening && is_clock(scan_, until)) {
    const WordSpan words = scan_.span(position_, until);
    scan_.role(position_, until, "giờ bắt đầu: không theo dõi");
    const bool read = read_clock_from(until);
    const bool daily = (current().cadence && current().cadence->is(CadenceUnit::day)) ||
                       (is_every_word(scan_.at(position_)) && scan_.at(position_ + 1).is("ngày"));
    if (!scan_.failed() && (!read || daily)) {
      // "từ 7h30 đến 11h30 hằng ngày": perhaps only when something is open
      scan_.fail(words,
                 "phrase-not-understood",
                 "Giờ bắt đầu không được theo dõi; hãy chỉ ghi lúc kết thúc.",
                 scan_.source().with(words, "trước"));
    }
    return true;
  }
  auto points = read_points(scan_, opening, PointPlace::behind_from);
  if (!points || scan_.failed()) {
    scan_.drop_roles_from(roles);
    return scan_.failed();
  }
  if (points->joined == Joined::alone && read_end_clock(*points, opening)) {
    return true;
  }
  if (points->joined != Joined::range) {
    const std::size_t last = scan_.behind_any(points->last, {{"trở", "đi"}, {"trở", "về", "sau"}});
    const Point& point = points->points.front();
    const bool ends_before = point.has_day() && scan_.reads(points->last, {"đến", "trước"});
    if (points->joined == Joined::alone && (point.year_number || ends_before) && !point.lunar &&
        !current().start) {
      scan_.drop_roles_from(roles);
      place_start(point, last);
      return true;
    }
    fail_over_start(scan_.span(position_, last));
    return true;
  }
  scan_.role(position_, opening, "khoảng thời gian: từ … đến hết …");
  const std::size_t last = points->last;
  place_points({LimitWord::within, false, scan_.span(position_, opening)},
               std::nullopt,
               {},
               *std::move(points),
               last);
  return true;
}

/// "từ ngày 15/01/2026 đến 17 giờ ngày 01/02/2026": a window that ends at a clock.
bool DuePhraseParser::read_end_clock(const Points& begin, std::size_t first) {
  const std::size_t until = behind_end_word(scan_, begin.last);
  if (until == begin.last || !is_clock(scan_, until)) {
    return false;
  }
  const auto clock = read_clock(scan_, until);
  const std::size_t index = clock ? scan_.behind_any(clock->last, {{","}, {"vào"}}) : until;
  const auto end = clock ? read_point(scan_, index, PointPlace::behind_limit) : std::nullopt;
  if (!end) {
    return scan_.failed();
  }
  Points points = begin;
  points.joined = Joined::range;
  points.points.push_back(*end);
  Point& start = points.points.front();
  start.year_number = start.year_number ? start.year_number : end->year_number;
  scan_.role(position_, first, "khoảng thời gian: từ … đến …");
  scan_.role(begin.last, until, "khoảng thời gian: kết thúc");
  place_points({LimitWord::within, false, scan_.span(position_, first)},
               clock->part,
               scan_.span(until, clock->last),
               std::move(points),
               end->last);
  return true;
}

/// A clock with no limit: "16 giờ ngày 25 hằng tháng".
bool DuePhraseParser::read_unlimited_clock() {
  return read_clock_from(position_);
}

bool DuePhraseParser::read_clock_from(std::size_t first) {
  const auto clock = read_clock(scan_, first);
  if (!clock) {
    return scan_.failed();
  }
  const std::size_t index = scan_.behind_any(clock->last, {{","}, {"vào"}, {"của"}});
  auto points = read_points(scan_, index, PointPlace::behind_limit);
  if (scan_.failed()) {
    return true;
  }
  const std::size_t last = points ? points->last : clock->last;
  place_points({},
               clock->part,
               scan_.span(first, clock->last),
               points ? *std::move(points) : Points{},
               last);
  return true;
}

bool DuePhraseParser::read_plain_points() {
  const std::size_t part_of_day = behind_part_of_day(scan_, position_);
  auto points = read_points(scan_, part_of_day, PointPlace::anywhere);
  if (!points) {
    return scan_.failed();
  }
  if (part_of_day > position_) {
    scan_.note(scan_.span(position_, part_of_day),
               "part-of-day-counts-whole",
               "Buổi, giờ làm việc trong ngày không tính riêng: hạn là hết ngày đó.");
    scan_.role(position_, part_of_day, "buổi: không tính riêng");
  }
  const std::size_t last = points->last;
  place_points({}, std::nullopt, {}, *std::move(points), last);
  return true;
}

}  // namespace dondoc
