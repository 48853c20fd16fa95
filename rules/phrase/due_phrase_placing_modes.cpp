// SPDX-License-Identifier: Apache-2.0
// Where a duty that no calendar dates stands among the other parts of a phrase.
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

#include <utility>

namespace dondoc {
namespace {

/// Whether anything but a mode says when, how often or how much.
bool is_timed(const Segment& segment) {
  return segment.has_points() || segment.cadence || segment.years ||
         (segment.term && !segment.term->weak) || segment.quota || segment.target;
}

}  // namespace

/// Fails over "trước ngày 15/12 (nếu có phát sinh)" and the like: only then, or then as well.
bool DuePhraseParser::refuses_mode_beside_due(const Read<ModePart>& read) {
  const Segment& segment = current();
  const bool dated = is_timed(segment);
  if (read.part.after && (segment.has_points() || segment.cadence) && !context_.holds("/") &&
      !scan_.at(position_ - 1).is("hoặc") && !context_.holds("và") && !sentence_ended_) {
    refuse_condition(read.part.words);
    return true;
  }
  // "Trước ngày 15/12 (nếu có phát sinh)": only then, and nothing else to be done
  const Token& behind = scan_.at(read.last);
  if (dated && scan_.at(position_).is("nếu") && !context_.has_words() &&
      read.part.mode == Mode::happening && !sentence_ended_ &&
      (behind.is_end() || behind.is_any_of({")", "."}))) {
    refuse_condition(read.part.words);
    return true;
  }
  // "Hằng quý, khi có phát sinh": only then, or then as well
  const bool arisen = segment.cadence && !segment.has_points() && !context_.has_words() &&
                      !context_.holds("và") && !sentence_ended_ &&
                      (scan_.reads(position_, {"khi", "có", "phát", "sinh"}) ||
                       scan_.reads(position_, {"khi", "phát", "sinh"}));
  if (arisen) {
    refuse_condition(read.part.words);
    return true;
  }
  const bool dated_once =
      segment.has_points() && !segment.cadence && segment.points.points.front().year_number;
  if (scan_.at(position_).is("hoặc") && dated_once) {
    // "Quý II/2026 hoặc khi có yêu cầu": one of the two, or the one and the other
    scan_.fail(
        scan_.span(position_, read.last),
        "phrase-two-readings",
        "Cụm từ có hai cách hiểu: (1) một trong hai thời hạn; (2) cả hai. Nếu là (1): chỉ ghi "
        "thời hạn đó; nếu là (2): nối bằng \"và\".",
        scan_.source().with(scan_.span(position_, position_ + 1), "và"));
    return true;
  }
  return false;
}

void DuePhraseParser::place_mode(const Read<ModePart>& read) {
  if (refuses_mode_beside_due(read)) {
    return;
  }
  Segment& segment = current();
  const bool dated = is_timed(segment);
  // "định kỳ hằng năm hoặc đột xuất báo cáo …": the one and the other
  const bool besides = scan_.at(position_).is("hoặc");
  const bool apart = context_.has_separator() || sentence_ended_ || besides;
  const bool mild = read.part.mild || read.part.mode == Mode::deferred;
  // "Trình trong năm 2026 và triển khai thường xuyên" has two, "thường xuyên trong năm 2026" one.
  const bool another = (segment.limit.word != LimitWord::unsaid || segment.years) &&
                       context_.holds("và") && context_.has_words();
  const bool only_years = read.part.mode == Mode::standing && !segment.cadence && !segment.term &&
                          !another && (!segment.has_points() || segment.points.all_years_only());
  // "Trước ngày 10 hằng tháng, cung cấp theo yêu cầu của cấp trên …"
  const bool asked = dated && read.part.mode == Mode::happening && context_.has_words() &&
                     scan_.at(position_).is("theo") && is_work_word(scan_.at(position_ - 1)) &&
                     !scan_.at(position_ - 1).is_any_of({"và", "hoặc"}) && !sentence_ended_;
  if (asked) {
    pass_over(read.last);
    return;
  }
  if (dated && mild && !(sentence_ended_ && read.part.mode == Mode::deferred && !read.part.mild)) {
    // The due is said; these words only say that it follows a rule.
    pass_over(read.last);
    scan_.note(read.part.words,
               "due-as-said-here",
               "Thời hạn được tính theo cụm từ này, không theo văn bản được nhắc tới.");
    return;
  }
  // "Thường xuyên, theo yêu cầu nhiệm vụ": how, not each time
  const bool as_needed = segment.mode && segment.mode->mode == Mode::standing &&
                         scan_.reads(position_, {"theo", "yêu", "cầu"}) &&
                         scan_.at(position_ + 3).is_any_of({"nhiệm", "công", "thực"});
  // "… hoặc đột xuất báo cáo các vấn đề đột xuất, phát sinh"
  const bool again = segment.mode && segment.mode->mode == Mode::happening &&
                     scan_.at(position_).is("đột") && context_.has_words();
  // "báo cáo kịp thời … khi có yêu cầu": the second one says when
  const bool says_when = segment.mode && segment.mode->mild && !mild &&
                         segment.mode->mode == Mode::happening && read.part.mode == Mode::happening;
  if (segment.mode && (mild || !apart || as_needed || again) && !says_when && !sentence_ended_) {
    // "kịp thời xử lý … theo quy định": the first one says what kind of duty it is.
    pass_over(read.last);
    return;
  }
  if (segment.mode && segment.mode->mild && !sentence_ended_) {
    segment.mode.reset();
  }
  const bool either = read.part.mode == Mode::standing && segment.cadence &&
                      !segment.has_points() && !segment.quota && !segment.target && !segment.mode &&
                      only_comma();
  if (((dated && !only_years) || segment.mode) && !either) {
    if (!apart) {
      scan_.fail(read.part.words,
                 "phrase-parts-conflict",
                 "\"" + scan_.source().words(read.part.words) +
                     "\" không đi cùng phần còn lại của cụm từ.",
                 scan_.at(position_ - 1).is("hoặc")
                     ? scan_.source().with(scan_.span(position_ - 1, position_), "và")
                 : read.part.mode == Mode::standing ? "Thường xuyên"
                                                    : "Khi có phát sinh");
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

}  // namespace dondoc
