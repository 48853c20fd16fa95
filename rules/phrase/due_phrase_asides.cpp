// SPDX-License-Identifier: Apache-2.0
// Words that the parser passes over whole: names, amounts, purposes and comments, whose numbers and
// spans tell no time here.
#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_clause.h"
#include "rules/phrase/due_phrase_lengths.h"
#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_term_parts.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// "trẻ em từ 3 đến 5 tuổi"
std::size_t behind_ages(const PhraseScan& scan, std::size_t first) {
  const std::size_t young = scan.behind_any(first, {{"từ", "đủ"}, {"từ"}});
  if (young == first || !scan.at(young).is_number()) {
    return first;
  }
  const std::size_t until = scan.behind(young + 1, {"tuổi"});
  const std::size_t old =
      scan.behind_any(until, {{"đến", "dưới"}, {"đến", "hết"}, {"đến"}, {"-"}, {"trở", "lên"}});
  if (old > until && scan.at(old).is_number() && scan.at(old + 1).is("tuổi")) {
    return old + 2;
  }
  return old > until && until > young + 1 && scan.at(old - 1).is("lên") ? old : first;
}

/// "0383.140.830", "0912 345 678": a telephone's number.
std::size_t behind_telephone(const PhraseScan& scan, std::size_t first) {
  constexpr std::size_t digits_min = 9;
  const bool zero = scan.at(first).is_number() && scan.at(first).text.front() == '0' &&
                    scan.at(first).text.size() > 2;
  std::size_t digits = zero ? scan.at(first).text.size() : 0;
  std::size_t last = first + 1;
  while (zero && scan.at(last + 1).is_number() && scan.at(last + 1).text.size() > 1 &&
         scan.at(last).is_any_of({".", "-"})) {
    digits += scan.at(last + 1).text.size();
    last += 2;
  }
  while (zero && scan.at(last).is_number() && scan.at(last).text.size() > 2) {
    digits += scan.at(last).text.size();
    ++last;
  }
  return digits >= digits_min ? last : first;
}

/// "mô hình '6 rõ'", "phong trào “3 không”": a name that begins with a number.
std::size_t behind_quoted_name(const PhraseScan& scan, std::size_t first) {
  constexpr std::size_t name_words_max = 6;
  const auto quote = [](const Token& token) { return token.is_any_of({"'", "\"", "“", "”"}); };
  if (first == 0 || !quote(scan.at(first)) || !scan.at(first + 1).is_number() ||
      is_time_noun(scan.at(first + 2)) || scan.at(first + 2).is_any_of({"lần", "giờ", "/"})) {
    return first;
  }
  for (std::size_t at = first + 2; at <= first + name_words_max; ++at) {
    if (quote(scan.at(at))) {
      return at + 1;
    }
  }
  return first;
}

/// "trong quý III", "hằng quý", "ít nhất 02 lần/năm", "từ năm 2027 trở đi"; "theo quy định hằng
/// năm" may say which rules.
bool begins_due(const PhraseScan& scan, std::size_t index) {
  const std::size_t led = scan.behind_any(index,
                                          {{"định", "kỳ"},
                                           {"trong"},
                                           {"vào"},
                                           {"xong", "trong"},
                                           {"từ"},
                                           {"đến", "hết"},
                                           {"cuối"},
                                           {"đầu"},
                                           {"ít", "nhất"},
                                           {"tối", "thiểu"},
                                           {"không", "quá"}});
  const std::size_t noun = scan.behind_any(led, {{"mỗi"}, {"giai", "đoạn"}});
  const Token& what = scan.at(noun);
  const bool yearly = is_every_word(scan.at(index)) &&
                      (scan.at(index + 1).is("năm") || scan.at(index + 2).is("của"));
  const bool timed = led > index && (what.is_number() || is_time_noun(what) ||
                                     is_quarter_noun(what) || what.is("thứ"));
  return !yearly &&
         (timed || begins_time(scan, index) || scan.reads(index, {"ngay", "sau", "khi"}) ||
          scan.reads(index, {"thường", "xuyên"}));
}

/// Behind "theo đúng quy định" in "theo đúng quy định trước ngày 15 hằng tháng": how, and then
/// when.
std::size_t behind_rule(const PhraseScan& scan, std::size_t first) {
  const std::size_t begin = scan.behind_any(first, {{"theo", "đúng"}, {"theo"}});
  if (first == 0) {
    return first;
  }
  // "… theo Kế hoạch số 15/KH-UBND ngày 10/01/2026 hằng quý"
  const std::size_t cited = begin > first ? behind_citation(scan, begin) : first;
  if (cited > begin && scan.at(cited - 1).is_number() && begins_due(scan, cited)) {
    return cited;
  }
  const std::size_t ruled = scan.behind_any(
      first, {{"theo", "đúng", "quy", "định"}, {"theo", "quy", "định"}, {"đúng", "quy", "định"}});
  return ruled > first && begins_due(scan, ruled) ? ruled : first;
}

/// "ngày hôm nay 10/06/2025": the date says which day that is.
std::size_t behind_today(const PhraseScan& scan, std::size_t first) {
  const std::size_t today =
      scan.behind_any(first, {{"ngày", "hôm", "nay"}, {"hôm", "nay"}, {"ngày", "mai"}});
  const std::size_t date = scan.behind_any(today, {{",", "ngày"}, {"ngày"}, {","}, {"("}});
  const bool dated = scan.at(date).is_number() && scan.at(date + 1).is_any_of({"/", "-"}) &&
                     scan.at(date + 3).is(scan.at(date + 1).text) && scan.at(date + 4).is_number();
  return today > first && dated ? today : first;
}

}  // namespace

/// Behind words whose numbers and spans tell no time here: amounts, names, what numbers a clause.
std::size_t DuePhraseParser::behind_known() {
  // "Theo quy định, hạn cuối … là ngày …": the time comes behind it
  const std::size_t intro = position_ == 0 ? scan_.behind_any(0,
                                                              {{"theo", "quy", "định", ","},
                                                               {"theo", "kế", "hoạch", ","},
                                                               {"như", "vậy", ","},
                                                               {"theo", "đó", ","}})
                                           : position_;
  for (std::size_t at = intro; intro > position_ && !scan_.at(at).is_end(); ++at) {
    if (scan_.at(at).is_number()) {
      return intro;
    }
  }
  const bool begins = position_ == 0 || is_separator(scan_.at(position_ - 1));
  if (const std::size_t known =
          std::max(begins && !current().has_part() ? behind_case(scan_, position_) : position_,
                   behind_deadline_of());
      position_ < known) {
    return known;
  }
  for (const std::size_t last : {behind_enumeration(scan_, position_),
                                 behind_money(scan_, position_),
                                 behind_telephone(scan_, position_),
                                 behind_today(scan_, position_),
                                 behind_rule(scan_, position_),
                                 behind_quoted_name(scan_, position_),
                                 behind_ages(scan_, position_),
                                 behind_fraction(scan_, position_),
                                 behind_named_days(scan_, position_),
                                 behind_length(scan_, position_),
                                 behind_purpose(),
                                 behind_term_of_office(scan_, position_),
                                 behind_jubilee(scan_, position_),
                                 behind_span_of_work(scan_, position_),
                                 behind_week_end()}) {
    if (last > position_) {
      return last;
    }
  }
  return position_;
}

/// "Hạn nộp báo cáo tình hình lao động cuối năm 2025 là ngày 04/12/2025": what the day is for.
std::size_t DuePhraseParser::behind_deadline_of() const {
  constexpr std::size_t subject_words_max = 40;
  const bool label =
      scan_.behind_any(
          position_,
          {{"hạn", "nộp"}, {"hạn", "chót"}, {"hạn", "cuối"}, {"hạn", "gửi"}, {"thời", "hạn"}}) >
      position_;
  if (!label || segments_.size() > 1 || segments_.back().has_part()) {
    return position_;
  }
  for (std::size_t at = position_ + 2; at < position_ + subject_words_max; ++at) {
    if (scan_.at(at).is_any_of({";", "."}) || is_every_word(scan_.at(at))) {
      return position_;
    }
    const std::size_t day = scan_.behind_any(
        at + 1, {{"trước", "ngày"}, {"ngày"}, {"chậm", "nhất", "ngày"}, {"đến", "hết", "ngày"}});
    if (scan_.at(at).is("là") && day > at + 1 && scan_.at(day).is_number()) {
      return at + 1;
    }
  }
  return position_;
}

/// "trước ngày 01/12 phải có kế hoạch để làm cơ sở xây dựng kế hoạch từ tháng 1 năm sau": what a
/// due is good for has none of its own, unless it says a limit.
std::size_t DuePhraseParser::behind_purpose() const {
  const Segment& segment = segments_.back();
  const bool dated = segment.has_points() && segment.limit.word != LimitWord::unsaid;
  if (!scan_.at(position_).is("để") || (!dated && !segment.cadence)) {
    return position_;
  }
  std::size_t last = position_;
  bool timed = false;
  while (!scan_.at(last).is_end() && !scan_.at(last).is_any_of({",", ";", ".", "(", ")"})) {
    const Token& token = scan_.at(last);
    const bool limit = token.is_any_of({"trước", "chậm", "muộn", "hạn", "xong", "đến", "định"}) ||
                       is_every_word(token);
    if (limit) {
      return position_;
    }
    timed = timed || is_time_noun(token) || token.is_any_of({"xuất", "xuyên", "khi"});
    ++last;
  }
  return timed ? last : position_;
}

/// "ít nhất 01 lần/tuần, vào (ngày làm việc) cuối tuần": the weekday on which weekly dues end.
std::size_t DuePhraseParser::behind_week_end() {
  const Segment& segment = current();
  const bool weekly = (segment.cadence && segment.cadence->is(CadenceUnit::week)) ||
                      (segment.quota && segment.quota->per == CadenceUnit::week);
  const std::size_t led = scan_.behind_any(position_, {{"vào", "các"}, {"vào"}, {"trong"}});
  const std::size_t day = scan_.behind_any(led, {{"ngày", "làm", "việc"}, {"ngày"}});
  const std::size_t last = scan_.behind(day, {"cuối", "tuần"});
  if (!weekly || segment.has_points() || last == day) {
    return position_;
  }
  scan_.note(scan_.span(position_, last),
             "week-end-is-the-set-weekday",
             "\"Cuối tuần\" được hiểu là ngày trong tuần theo quy trình đôn đốc.");
  return last;
}

namespace {

/// "(6 tháng đầu năm)", "(cả năm)": which report a day is for. A month or year
/// with a number would say more of the day.
std::size_t behind_report_named(const PhraseScan& scan, std::size_t first) {
  if (!scan.reads(first, {"("})) {
    return first;
  }
  std::size_t at = first + 1;
  bool span = false;
  while (scan.at(at).is_any_of(
      {"cả", "năm", "đầu", "cuối", "6", "06", "9", "09", "sáu", "chín", "tháng"})) {
    const bool counted = scan.at(at).is_number() || scan.at(at).is_any_of({"sáu", "chín"});
    if (counted && !scan.at(at + 1).is("tháng")) {
      return first;
    }
    span = span || counted || scan.at(at).is("năm");
    ++at;
  }
  return span && scan.at(at).is(")") ? at + 1 : first;
}

}  // namespace

/// Behind a bracket that leaves the due as it is: "(không bao gồm thứ Bảy, Chủ nhật)" behind a day,
/// "(phấn đấu hoàn thành trước ngày 15/6)", "(56 giờ làm việc)" behind a term; behind "trong 6
/// tháng và cả năm", which a report with its own days is about.
std::size_t DuePhraseParser::behind_remark() {
  const Segment& segment = current();
  const bool dated = segment.has_points() && segment.points.points.back().has_day();
  if (dated) {
    const std::size_t begin = scan_.behind(position_, {"trong"});
    const std::size_t half =
        scan_.behind_any(begin, {{"6", "tháng"}, {"06", "tháng"}, {"sáu", "tháng"}});
    const std::size_t joined =
        scan_.behind_any(scan_.behind(half, {"đầu", "năm"}), {{"và"}, {","}});
    const std::size_t whole =
        scan_.behind_any(joined, {{"cả", "năm"}, {"hằng", "năm"}, {"hàng", "năm"}, {"năm"}});
    const bool both = half > begin && whole > joined && joined > half;
    return both && !scan_.at(whole).is_number() ? whole : bracket_end(half > begin);
  }
  if (segment.years && scan_.reads(position_, {"(", "cơ", "bản"})) {
    return bracket_end(false);
  }
  const bool hours = segment.term && context_.empty() && scan_.at(position_).is("(") &&
                     scan_.at(position_ + 1).is_number() && scan_.at(position_ + 2).is("giờ");
  return hours ? bracket_end(false) : position_;
}

/// Behind the bracket that opens here, when its words change nothing about the due.
std::size_t DuePhraseParser::bracket_end(bool none) const {
  const Segment& segment = segments_.back();
  if (none || !context_.empty() || !scan_.at(position_).is("(")) {
    return position_;
  }
  const bool aim = scan_.reads(position_ + 1, {"phấn", "đấu"}) ||
                   scan_.reads(position_ + 1, {"phần", "đấu"}) ||
                   scan_.reads(position_ + 1, {"cơ", "bản"});
  const bool hours = segment.term.has_value();
  const std::size_t except = scan_.behind_any(position_ + 1,
                                              {{"không", "bao", "gồm"},
                                               {"không", "kể"},
                                               {"không", "tính"},
                                               {"kể", "cả"},
                                               {"bao", "gồm", "cả"},
                                               {"tính", "cả"},
                                               {"trừ", "các"},
                                               {"trừ"}});
  std::size_t last = position_ + 1;
  bool days_off = except > last;
  while (!scan_.at(last).is_end() && !scan_.at(last).is(")")) {
    days_off = days_off && (last < except || scan_.at(last).is_any_of({"thứ",
                                                                       "7",
                                                                       "bảy",
                                                                       "chủ",
                                                                       "nhật",
                                                                       ",",
                                                                       "và",
                                                                       "ngày",
                                                                       "nghỉ",
                                                                       "lễ",
                                                                       "tết",
                                                                       "các",
                                                                       "cuối",
                                                                       "tuần"}));
    ++last;
  }
  const bool known = aim || days_off || (hours && last <= position_ + 5);
  return known && scan_.at(last).is(")") ? last + 1 : position_;
}

/// Behind "(nếu có)", and behind "(trước mùa mưa bão)" or "(kết thúc năm học)" once a day is said:
/// that day holds.
std::size_t DuePhraseParser::behind_comment() {
  if (scan_.reads(position_, {"(", "nếu", "có", ")"})) {
    context_.add_known(position_, position_ + 4);
    return position_ + 4;
  }
  // "báo cáo kết quả và vướng mắc nếu có", "Trước ngày 15/6/2026, nếu có"
  const Token& behind_if = scan_.at(position_ + 2);
  const bool behind_due = position_ > 1 && scan_.at(position_ - 1).is(",") &&
                          current().has_time() && behind_if.is_end();
  const bool behind_work =
      context_.has_words() && scan_.at(position_ - 1).is_word() &&
      (behind_if.is_end() || behind_if.is_any_of({".", ";", ",", ")", "trước", "gửi", "về"}));
  if ((behind_due || behind_work) && scan_.reads(position_, {"nếu", "có"})) {
    context_.add_known(position_, position_ + 2);
    return position_ + 2;
  }
  // "Định kỳ năm (hạn nộp: trước 31/3 năm sau)"
  const bool opens = position_ > 0 && scan_.at(position_ - 1).is("(");
  const std::size_t label = scan_.behind_any(position_,
                                             {{"hạn", "nộp", ":"},
                                              {"hạn", "gửi", ":"},
                                              {"hạn", "cuối", ":"},
                                              {"hạn", "hoàn", "thành", ":"},
                                              {"hạn", ":"},
                                              {"thời", "hạn", ":"}});
  if (opens && label > position_) {
    scan_.role(position_, label, "nhãn: thời hạn");
    return label;
  }
  const bool dated =
      current().has_points() && current().points.points.front().has_day() && context_.empty();
  if (const std::size_t remark = behind_remark(); remark > position_) {
    context_.add_known(position_, remark);
    return remark;
  }
  const std::size_t report =
      dated && current().points.points.back().has_months() && !current().cadence
          ? behind_report_named(scan_, position_)
          : position_;
  if (report > position_) {
    context_.add_known(position_, report);
    return report;
  }
  const bool school_year = scan_.reads(position_, {"(", "kết", "thúc", "năm", "học"});
  if (!dated || (!scan_.reads(position_, {"(", "trước"}) && !school_year)) {
    return position_;
  }
  std::size_t last = position_ + (school_year ? 5U : 2U);
  while (scan_.at(last).is_word() && !is_time_noun(scan_.at(last))) {
    ++last;
  }
  if (!scan_.at(last).is(")") || last == position_ + 2) {
    return position_;
  }
  scan_.note(scan_.span(position_ + 1, last),
             "due-as-said-here",
             "Thời hạn là ngày được ghi; phần trong ngoặc chỉ giải thích ngày đó.");
  context_.add_known(position_, last + 1);
  return last + 1;
}

}  // namespace dondoc
