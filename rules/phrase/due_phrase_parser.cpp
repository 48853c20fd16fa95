// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_parser.h"

#include "rules/phrase/due_phrase_amounts.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_spans.h"
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

/// Behind "xếp hạng từ 20 đến 30/124", "nằm trong nhóm 10": a place in a list, whatever its numbers
/// look like.
std::size_t behind_rank(const PhraseScan& scan, std::size_t first) {
  const std::size_t said = scan.behind_any(first,
                                           {{"xếp", "hạng"},
                                            {"xếp", "thứ"},
                                            {"xếp", "vị", "thứ"},
                                            {"thứ", "hạng"},
                                            {"thuộc", "nhóm"},
                                            {"trong", "nhóm"},
                                            {"trong", "tốp"},
                                            {"trong", "top"}});
  std::size_t last = scan.behind_any(said, {{"từ"}});
  if (said == first || !scan.at(last).is_number()) {
    return first;
  }
  while (scan.at(last).is_number() || scan.at(last).is_any_of({"đến", "-", "/"})) {
    ++last;
  }
  return last;
}

/// "có hiệu lực thi hành kể từ ngày …": since when a document holds, which nobody owes.
std::size_t behind_effect(const PhraseScan& scan, std::size_t first) {
  const std::size_t effect =
      scan.behind_any(first, {{"có", "hiệu", "lực", "thi", "hành"}, {"có", "hiệu", "lực"}});
  const std::size_t since = scan.behind_any(effect, {{"kể", "từ"}, {"từ"}, {"sau"}, {"vào"}});
  return effect > first && since > effect ? since : first;
}

/// "Căn cứ Luật … ngày 21/11/2017", "thay thế Quyết định … ngày 05/5/2024": a phrase that only
/// names documents.
bool cites_grounds(const PhraseScan& scan, std::size_t first) {
  const bool grounds =
      (first == 0 && scan.reads(0, {"căn", "cứ"})) || scan.reads(first, {"thay", "thế"});
  const bool named = scan.at(first + 2).is_any_of({"luật",
                                                   "bộ",
                                                   "nghị",
                                                   "quyết",
                                                   "thông",
                                                   "công",
                                                   "kế",
                                                   "chỉ",
                                                   "chương",
                                                   "hướng",
                                                   "đề",
                                                   "văn"});
  if (!grounds || !named) {
    return false;
  }
  for (std::size_t at = 2; at < scan.size(); ++at) {
    if (scan.at(at).is_any_of({"trước", "chậm", "muộn", "hạn", "hằng", "hàng", "xong", "trong"})) {
      return false;
    }
  }
  return true;
}

/// "công dân nam sinh từ ngày 01/01/2001 đến ngày 31/12/2008": whose birthday, not when.
bool speaks_of_births(const PhraseScan& scan, std::size_t index) {
  return scan.at(index).is("sinh") && scan.at(index + 1).is_any_of({"từ", "năm", "ngày"}) &&
         (index == 0 ||
          scan.at(index - 1).is_any_of({"dân", "người", "trẻ", "em", "nữ", "nam", "niên"}));
}

/// "kinh phí thường xuyên", "nguồn chi thường xuyên", "dự toán năm 2026 được giao": the phrase is
/// about money.
bool speaks_of_money(const PhraseScan& scan, std::size_t index) {
  const bool budget = index == 2 && scan.at(index).is("năm") && scan.at(index + 1).is_number() &&
                      (scan.reads(0, {"dự", "toán"}) || scan.reads(0, {"kinh", "phí"}) ||
                       scan.reads(0, {"biên", "chế"}));
  if (budget) {
    return true;
  }
  return scan.reads(index, {"thường", "xuyên"}) &&
         scan.at(0).is_any_of({"chi", "kinh", "nguồn", "ngân", "vốn", "từ"}) && index > 0 &&
         scan.at(index - 1).is_any_of({"chi", "phí", "nguồn", "sách", "vốn"});
}

}  // namespace

bool DuePhraseParser::parse() {
  int open = 0;
  while (!scan_.failed() && !scan_.at(position_).is_end()) {
    const Token& token = scan_.at(position_);
    if (const std::size_t cited = behind_citation(scan_, position_); cited > position_) {
      context_.add(position_, cited);
      position_ = cited;
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
    if (const std::size_t work = behind_span_of_work(scan_, position_); work > position_) {
      context_.add_known(position_, work);
      position_ = work;
      continue;
    }
    if (const std::size_t figures = behind_figures(scan_, position_); figures > position_) {
      figures_ = scan_.span(position_, figures);
      context_.add_known(position_, figures);
      position_ = figures;
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
    if (scan_.reads(position_, {"định", "kỳ"}) || scan_.reads(position_, {"định", "kì"})) {
      periodic_ = periodic_.value_or(scan_.span(position_, position_ + 2));
    }
    if (is_loose_sign(token)) {
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

/// Behind "(nếu có)", and behind "(trước mùa mưa bão)" once a day is said: that day holds.
std::size_t DuePhraseParser::behind_comment() {
  if (scan_.reads(position_, {"(", "nếu", "có", ")"})) {
    context_.add_known(position_, position_ + 4);
    return position_ + 4;
  }
  const bool dated =
      current().has_points() && current().points.points.front().has_day() && context_.empty();
  if (!dated || !scan_.reads(position_, {"(", "trước"})) {
    return position_;
  }
  std::size_t last = position_ + 2;
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
  if ((!earlier && !(figures && first && first->has_day())) || !until) {
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
    segments_.pop_back();
  }
  for (const Segment& segment : segments_) {
    const bool standing = segment.mode && segment.mode->mode == Mode::standing;
    if (segment.start && !segment.cadence && !standing) {
      const Point& start = *segment.start;
      fail_over_start(start.words,
                      "từ " + scan_.source().words(start.words) +
                          (start.is_year_only()
                               ? std::string(" trở đi")
                               : " đến hết năm " + std::to_string(start.year_number.value_or(0))));
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
}

}  // namespace dondoc
