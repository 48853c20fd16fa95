// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_parser.h"

#include "rules/phrase/due_phrase_amounts.h"
#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_facts.h"
#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_surroundings.h"
#include "rules/phrase/due_phrase_terms.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

bool is_loose_sign(const Token& token) {
  return is_separator(token) || token.is_any_of({"(", ")", ":", "-", "\"", "'", "."});
}

/// The end of a quotation that holds no number: “không ma túy”, but not “Ngày 10/10”; of one that
/// began elsewhere only at the phrase's end.
bool ends_quotation(const PhraseScan& scan, std::size_t index) {
  if (!scan.at(index).is("”")) {
    return false;
  }
  std::size_t first = index;
  while (first > 0 && !scan.at(first - 1).is("“")) {
    --first;
  }
  if (first == 0) {
    return scan.at(index + 1).is_end() || scan.at(index + 1).is_any_of({".", ";"});
  }
  while (first < index && !scan.at(first).is_number()) {
    ++first;
  }
  return first == index;
}

/// "Quy hoạch sử dụng đất đến năm 2030", "Mục tiêu đến năm 2030": how far a document looks.
bool names_goal(const PhraseScan& scan, const Segment& segment) {
  return segment.limit.word == LimitWord::until && segment.has_points() &&
         segment.points.all_years_only() &&
         scan.behind_any(0,
                         {{"quy", "hoạch"},
                          {"mục", "tiêu"},
                          {"định", "hướng"},
                          {"tầm", "nhìn"},
                          {"chiến", "lược"}}) > 0;
}

}  // namespace

bool DuePhraseParser::parse() {
  if (const auto fact = fact_told(scan_)) {
    fail_over_fact(*fact);
    return false;
  }
  int open = 0;
  while (!scan_.failed() && !scan_.at(position_).is_end()) {
    const Token& token = scan_.at(position_);
    if (const std::size_t cited = behind_citation(scan_, position_); cited > position_) {
      context_.add(position_, cited);
      position_ = cited;
      continue;
    }
    if (const std::size_t known = behind_known(); known > position_) {
      pass_over(known);
      continue;
    }
    if (const std::size_t comment = behind_comment(); comment > position_) {
      position_ = comment;
      continue;
    }
    open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    if (open < 0) {
      break;
    }
    if (const std::size_t figures = behind_figures(scan_, position_); figures > position_) {
      figures_ = scan_.span(position_, figures);
      pass_over(figures);
      continue;
    }
    if (const std::size_t occasion = behind_occasion(scan_, position_); occasion > position_) {
      occasion_ = occasion_.value_or(scan_.span(position_, occasion));
    }
    if (speaks_of_money(scan_, position_)) {
      money_ = scan_.span(0, position_ + 2);
    }
    if (read_part() || scan_.failed()) {
      continue;
    }
    if (scan_.reads(position_, {"định", "kỳ"}) || scan_.reads(position_, {"định", "kì"}) ||
        scan_.reads(position_, {"thường", "kỳ"})) {
      periodic_ = periodic_.value_or(scan_.span(position_, position_ + 2));
    }
    if (is_loose_sign(token) || ends_quotation(scan_, position_)) {
      sentence_ended_ = sentence_ended_ || ends_sentence();
      context_.add_separator(position_);
    } else {
      context_.add(position_, position_ + 1);
    }
    ++position_;
  }
  if (!scan_.failed() && open != 0) {
    scan_.fail(
        scan_.source().whole(), "phrase-not-understood", "Dấu ngoặc chưa đủ cặp.", yearly_hint);
  }
  if (!scan_.failed()) {
    end_segment();
  }
  return !scan_.failed();
}

void DuePhraseParser::fail_over_fact(const NoDueReason& fact) {
  scan_.fail(fact.words, no_due_code, fact.message, fact.hint);
}

void DuePhraseParser::refuse_surroundings() {
  if (auto doubt = no_due_ ? std::nullopt : doubt_about_surroundings(scan_, segments_)) {
    scan_.fail(doubt->words, "phrase-not-understood", doubt->message, doubt->hint);
  }
}

/// "Ngân sách xã năm 2026": a name that stands where a due would.
void DuePhraseParser::refuse_names() {
  for (const Segment& segment : segments_) {
    const bool span = (segment.has_points() || segment.years) && !segment.cadence &&
                      !segment.term && !segment.mode && !segment.quota && !segment.target &&
                      !segment.start && !segment.time && segment.subjects.empty() &&
                      (segment.limit.word == LimitWord::unsaid || names_goal(scan_, segment));
    const std::vector<Point>& points = segment.points.points;
    const bool dated = std::any_of(
        points.begin(), points.end(), [](const Point& point) { return point.has_day(); });
    if (!span || dated || (segment.years && segment.years->open)) {
      continue;
    }
    if (names_goal(scan_, segment)) {
      scan_.fail(segment.limit.words,
                 no_due_code,
                 "Đây là tầm nhìn, mục tiêu của văn bản, không phải thời hạn của nhiệm vụ.",
                 "đến hết " + scan_.source().words(points.front().words));
      continue;
    }
    const WordSpan words = segment.years ? segment.years->words : points.front().words;
    std::size_t first = 0;
    while (scan_.at(first).begin < words.begin && !scan_.at(first).is_end()) {
      ++first;
    }
    if (auto name = named_span(scan_, first, words)) {
      // "Lập dự toán năm 2027: tháng 7/2026": the other due stands without the name.
      name->hint = segments_.size() > 1 ? scan_.source().without(words) : name->hint;
      fail_over_fact(*name);
    }
  }
}

/// "Hằng ngày trong đợt cao điểm": the days of the occasion are said nowhere.
void DuePhraseParser::refuse_occasion() {
  const bool bounded = std::any_of(segments_.begin(), segments_.end(), [](const Segment& segment) {
    return segment.has_points() || segment.years || segment.term || segment.start ||
           (segment.mode && segment.mode->mode != Mode::standing);
  });
  if (!occasion_ || bounded || no_due_) {
    return;
  }
  const auto& cadence = segments_.front().cadence;
  scan_.fail(*occasion_,
             "phrase-not-understood",
             "\"" + scan_.source().words(*occasion_) +
                 "\" chưa nêu từ ngày nào đến ngày nào; hãy ghi các ngày đó.",
             (cadence ? scan_.source().words(cadence->words) + " " : "") +
                 "từ ngày 01/6/2026 đến ngày 30/6/2026");
}

/// A part behind ";" or the end of a sentence is of another due.
bool DuePhraseParser::ends_sentence() const {
  const Token& token = scan_.at(position_);
  return token.is(";") || (token.is(".") && !scan_.at(position_ + 1).is_number());
}

bool DuePhraseParser::read_part() {
  if (read_no_due() || refuses_span(scan_, position_)) {
    return true;
  }
  if (const std::size_t round = behind_round_the_clock(scan_, position_); round > position_) {
    scan_.role(position_, round, "thường xuyên: không có thời hạn riêng");
    place_mode(
        {ModePart{Mode::standing, false, false, false, scan_.span(position_, round)}, round});
    return true;
  }
  const auto place = [this](const auto& read, auto placing) {
    if (read) {
      (this->*placing)(*read);
    }
    return read.has_value() || scan_.failed();
  };
  return place(read_roll(scan_, position_), &DuePhraseParser::place_roll) ||
         place(read_cadence(scan_, position_), &DuePhraseParser::place_cadence) ||
         place(read_term(scan_, position_), &DuePhraseParser::place_term) ||
         place(read_quota(scan_, position_), &DuePhraseParser::place_quota) ||
         place(read_target(scan_, position_), &DuePhraseParser::place_target) ||
         place(read_years(scan_, position_), &DuePhraseParser::place_years) || read_limited() ||
         read_from() || read_unlimited_clock() || read_plain_points() ||
         place(read_mode(scan_, position_), &DuePhraseParser::place_mode);
}

/// "so với năm 2021", "năm sau cao hơn năm trước", "từ ngày 15 tháng trước đến ngày 14": years that
/// are compared and days that cut figures off, not dues.
bool DuePhraseParser::read_no_due() {
  const std::size_t compared = scan_.behind_any(position_,
                                                {{"so", "với"},
                                                 {"cao", "hơn", "năm"},
                                                 {"thấp", "hơn", "năm"},
                                                 {"gấp", "đôi", "năm"},
                                                 {"gấp", "hai", "năm"},
                                                 {"bằng", "năm"},
                                                 {"tăng", "so"},
                                                 {"giảm", "so"},
                                                 {"mới", "đạt"},
                                                 {"đã", "đạt"},
                                                 {"chỉ", "đạt"},
                                                 {"được", "bổ", "sung"},
                                                 {"được", "sửa", "đổi", ",", "bổ", "sung"},
                                                 {"được", "sửa", "đổi"},
                                                 {"áp", "dụng", "cho", "giai", "đoạn"},
                                                 {"áp", "dụng", "cho", "năm"}});
  if (speaks_of_births(scan_, position_) || behind_effect(scan_, position_) > position_ ||
      cites_grounds(scan_, position_)) {
    no_due_ = scan_.span(position_, scan_.size());
    position_ = scan_.size();
    return true;
  }
  if (compared > position_) {
    no_due_ = no_due_.value_or(scan_.span(position_, compared));
    position_ = compared;
    while (is_time_noun(scan_.at(position_)) || scan_.at(position_).is_number() ||
           scan_.at(position_).is_any_of({"trước", "liền", "kề", "/", "cùng", "kỳ"})) {
      ++position_;
    }
    return true;
  }
  const std::size_t ranked = behind_rank(scan_, position_);
  const bool done = position_ == 0 && scan_.at(0).is("đã") && scan_.at(1).is_word();
  if (ranked > position_ || done) {
    no_due_ = no_due_.value_or(scan_.span(position_, std::max(ranked, position_ + 2)));
    position_ = std::max(ranked, position_ + 2);
    return true;
  }
  const bool from = scan_.at(position_).is("từ") || scan_.reads(position_, {"tính", "từ"});
  if (!from) {
    return false;
  }
  const std::size_t roles = scan_.role_count();
  const std::size_t begin = position_ + (scan_.at(position_).is("từ") ? 1U : 2U);
  const auto first = read_point(scan_, begin, PointPlace::behind_limit);
  const bool earlier = first && first->has_day() &&
                       (first->month == Relative::previous || first->year == Relative::previous);
  const bool until = first && scan_.at(first->last).is_any_of({"đến", "-", "tới"});
  scan_.drop_roles_from(roles);
  bool figures = false;
  for (std::size_t at = 0; at < position_; ++at) {
    figures = figures || scan_.at(at).is("chốt") || scan_.reads(at, {"số", "liệu"});
  }
  // "Tính từ ngày … đến ngày …", "Từ ngày 01/01 đến hết ngày 31/12 năm báo cáo"
  const std::size_t words = scan_.size();
  const bool counted =
      position_ == 0 &&
      (scan_.at(0).is("tính") || (words > 3 && scan_.reads(words - 3, {"năm", "báo", "cáo"})));
  const bool dated = first && first->has_day();
  if ((!earlier && !(dated && (counted || figures))) || !until) {
    return false;
  }
  data_window_ = true;
  no_due_ = scan_.span(position_, first->last);
  position_ = scan_.size();
  return true;
}

void DuePhraseParser::end_segment() {
  if (!context_.close(current().has_part() ? ContextPlace::trailing : ContextPlace::leading)) {
    return;
  }
  if (segments_.size() > 1 && !current().has_time()) {
    const Segment& last = current();
    if (last.time) {
      // "hằng ngày, trước 07 giờ và trước 16 giờ": no clock is dropped.
      scan_.fail(last.time_words,
                 two_dues,
                 "Mỗi giờ là một thời hạn; mỗi thời hạn phải là một bước ghi đủ kỳ của nó.",
                 "hằng ngày trước " + scan_.source().words(last.time_words));
    }
    segments_.pop_back();
  }
  for (Segment& segment : segments_) {
    const bool standing = segment.mode && segment.mode->mode == Mode::standing;
    const bool open = segment.start && !segment.cadence && !standing && !end_started(segment);
    // A day without a year begins no series.
    if (open || (segment.start && !segment.start->year_number)) {
      const Point& start = *segment.start;
      const std::string begin = "từ " + scan_.source().words(start.words);
      if (!start.year_number) {
        fail_over_start(start.words);
      } else {
        fail_over_start(
            start.words,
            begin + (start.is_year_only() ? std::string(" trở đi")
                                          : " đến hết năm " + std::to_string(*start.year_number)));
      }
    }
  }
  const bool year_of_money = money_ && segments_.size() == 1 && !current().term &&
                             !current().mode && !current().quota && !current().target &&
                             current().limit.word <= LimitWord::within &&
                             std::all_of(current().points.points.begin(),
                                         current().points.points.end(),
                                         [](const Point& point) { return point.is_year_only(); });
  if (year_of_money) {
    no_due_ = no_due_.value_or(*money_);
  }
  const bool undated = std::all_of(segments_.begin(), segments_.end(), [](const Segment& segment) {
    return !segment.cadence && !segment.has_points() && !segment.years && !segment.term &&
           !(segment.mode && segment.mode->mode == Mode::deferred);
  });
  if (figures_ && undated && !no_due_) {
    no_due_ = figures_;
    data_window_ = true;
  }
  refuse_occasion();
  refuse_names();
  const bool counted = std::any_of(segments_.begin(), segments_.end(), [](const Segment& segment) {
    return segment.quota && segment.quota->per;
  });
  if (periodic_ && undated && !counted && !no_due_) {
    scan_.fail(*periodic_,
               "cadence-unsaid",
               "\"" + scan_.source().words(*periodic_) +
                   "\" chưa nêu chu kỳ: hằng tháng, hằng quý, 6 tháng hay hằng năm.",
               "định kỳ hằng quý, 6 tháng và năm");
  }
  refuse_surroundings();
}

}  // namespace dondoc
