// SPDX-License-Identifier: Apache-2.0
// Counts and goals among the parts of a due.
#include "rules/phrase/due_phrase_advice.h"
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_words.h"

#include <algorithm>

namespace dondoc {

/// "hằng tháng ít nhất 01 lần/quý": the rhythm of what is looked into, or of the duty. "Hằng năm …
/// 01 cuộc/quý" says the longer one only besides.
bool DuePhraseParser::refuses_other_rhythm(const QuotaPart& quota) {
  const std::optional<CadencePart>& cadence = current().cadence;
  const bool other = quota.per && cadence && !cadence->is(*quota.per) && !sentence_ended_ &&
                     (!cadence->is(CadenceUnit::year) || current().has_points()) &&
                     cadence->units.size() == 1 && !cadence->said_by_report && !current().quota &&
                     !context_.holds("(") && !context_.holds("và") && !context_.holds(";") &&
                     !(context_.holds(",") && context_.has_words());
  if (other) {
    scan_.fail(quota.words,
               two_dues,
               "Cụm từ nêu hai chu kỳ (\"" + scan_.source().words(cadence->words) + "\" và \"" +
                   scan_.source().words(quota.words) + "\"); hãy chỉ ghi chu kỳ của việc phải làm.",
               scan_.source().words(quota.words));
  }
  return other;
}

void DuePhraseParser::place_quota(const Read<QuotaPart>& read) {
  if (refuses_other_rhythm(read.part)) {
    return;
  }
  // "ít nhất 01 hội nghị và 02 lớp": each number is owed
  const bool another = read.part.weak && current().quota && context_.ends_with_separator();
  if (another) {
    if (split(read.part.words, two_dues, "Cụm từ nêu hai số lượng tối thiểu.")) {
      advance(read.last);
      current().quota = read.part;
      current().quota->weak = false;
    }
    return;
  }
  if (read.part.weak && (!current().cadence || current().has_points() || current().quota)) {
    pass_over(read.last);
    return;
  }
  if (read.part.in_days && !current().cadence) {
    scan_.fail(read.part.words,
               "phrase-not-understood",
               "Chưa rõ số ngày này là thời hạn, hay là thời gian thực hiện ít nhất.",
               term_hint);
    return;
  }
  // "05 lần in (01 lần/năm)"
  if (current().quota && !current().quota->per && read.part.per && context_.holds("(")) {
    scan_.fail(read.part.words,
               "phrase-two-readings",
               "Cụm từ nêu hai số lượng, chưa rõ số nào là số phải đạt trong kỳ.",
               scan_.source().words(read.part.words));
    return;
  }
  const bool follows_cadence = !read.part.per && current().cadence && !current().quota;
  if (read.part.once && read.part.per) {
    place_cadence({CadencePart{{*read.part.per}, false, read.part.words}, read.last});
    return;
  }
  if (read.part.once && follows_cadence) {
    advance(read.last);
    return;
  }
  if (current().quota && !split(read.part.words, two_dues, "Cụm từ nêu hai số lượng tối thiểu.")) {
    return;
  }
  // "khi có yêu cầu và ít nhất 02 lần/năm": so many a year, not at each request
  const bool happens = (current().term && !current().term->weak) ||
                       (current().mode && current().mode->mode == Mode::happening);
  if (read.part.per && happens &&
      !split(read.part.words,
             "phrase-parts-conflict",
             "Số lần trong kỳ không đi cùng thời hạn của từng việc; hãy tách thành hai bước.")) {
    return;
  }
  // "Hằng năm, tổ chức ít nhất 02 cuộc/quý": in each quarter of every year
  const bool of_years = read.part.per && current().cadence &&
                        current().cadence->is(CadenceUnit::year) &&
                        *read.part.per != CadenceUnit::year && !current().has_points() &&
                        !current().cadence->said_by_report;
  advance(read.last);
  if (of_years) {
    current().cadence.reset();
  }
  current().quota = read.part;
}

void DuePhraseParser::place_target(const Read<TargetPart>& read) {
  const bool another = std::any_of(
      segments_.begin(), segments_.end(), [](const Segment& segment) { return segment.target; });
  if (read.part.bare && position_ > 0 && scan_.at(position_ - 1).is("khoảng")) {
    if (const auto advice = advice_on(scan_, position_ - 1)) {
      scan_.fail(scan_.span(position_ - 1, position_),
                 "phrase-not-understood",
                 advice->message,
                 advice->hint);
      return;
    }
  }
  if (read.part.bare && !another) {
    // A percentage without a threshold is a word about the work, unless nothing else is said.
    bare_target_ = bare_target_.value_or(read.part.words);
    pass_over(read.last);
    return;
  }
  // "2026 đạt 14%; 2030 đạt 30%"
  const bool year = position_ > 0 && scan_.at(position_ - 1).is_number() &&
                    scan_.at(position_ - 1).text.size() == year_digits &&
                    (position_ == 1 || scan_.at(position_ - 2).is_any_of({",", ";", ":"}));
  if (year) {
    const WordSpan words = scan_.span(position_ - 1, read.last);
    scan_.fail(words,
               "phrase-not-understood",
               "Chưa rõ \"" + scan_.at(position_ - 1).text + "\" là năm hay số lượng.",
               "năm " + scan_.source().words(words));
    return;
  }
  // "đến năm 2027 và 2030 lần lượt đạt 60%, 80%": which goal is of which year
  if (position_ > 1 && scan_.reads(position_ - 2, {"lần", "lượt"})) {
    scan_.fail(scan_.span(position_ - 2, read.last),
               two_dues,
               "Mỗi mốc có một chỉ tiêu riêng; mỗi chỉ tiêu phải là một bước ghi đủ mốc của nó.",
               "đến năm 2030 đạt 80%");
    return;
  }
  if (current().target && !split(read.part.words, two_dues, "Cụm từ nêu hai chỉ tiêu.")) {
    return;
  }
  if (read.part.bare) {
    scan_.role(position_, read.last, "chỉ tiêu: " + scan_.words(position_, read.last));
  }
  advance(read.last);
  current().target = read.part;
  if (read.part.per && !current().cadence) {
    current().cadence = CadencePart{{*read.part.per}, false, read.part.words};
  }
}

}  // namespace dondoc
