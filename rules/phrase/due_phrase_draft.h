// SPDX-License-Identifier: Apache-2.0
// What the grammar finds in a phrase, before it is checked and made into a rule.
#pragma once

#include "rules/phrase/due_phrase.h"
#include "rules/phrase/normal_form.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc {

/// Code points of the original, end exclusive.
struct WordSpan {
  std::size_t begin{0};
  std::size_t end{0};
};

enum class LimitWord {
  unsaid,
  within,            ///< trong, vào: a window
  at_latest,         ///< chậm nhất, đến hết: inclusive, may be done earlier
  until,             ///< đến: inclusive for a day, doubtful for a longer span
  before,            ///< trước: exclusive
  at_latest_before,  ///< chậm nhất trước: exclusive too, said with a note
};

enum class Every { unsaid, year, month };

/// Which month or year the due lies in, as seen from the period.
enum class Anchor { unsaid, same_month, next_month, next_year };

/// The parts of a phrase; each may be said once.
enum class PhrasePart { limit, every, clock, day, span, year, anchor };
inline constexpr std::size_t phrase_part_count = 7;

struct DueDraft {
  LimitWord limit{LimitWord::unsaid};
  Every every{Every::unsaid};
  Anchor anchor{Anchor::unsaid};
  std::optional<TimeOfDay> time;
  std::optional<unsigned> day;
  bool last_day{false};                 ///< "ngày cuối cùng của …"
  std::optional<unsigned> first_month;  ///< of the month, quarter or half year that is named
  std::optional<unsigned> last_month;
  std::optional<int> year;
  bool unnumbered_year{false};  ///< "trong năm", "cuối năm"
  WordSpan day_number;          ///< where the day's digits are, for a hint
  std::array<std::optional<WordSpan>, phrase_part_count> said;

  [[nodiscard]] const std::optional<WordSpan>& where(PhrasePart part) const {
    return said[static_cast<std::size_t>(part)];
  }
};

/// The phrase as given, for positions and hints.
class PhraseSource {
 public:
  explicit PhraseSource(std::string_view original)
      : original_(original), text_(normal_form(original)) {}

  [[nodiscard]] const NormalText& text() const { return text_; }
  [[nodiscard]] std::string words(WordSpan span) const {
    return std::string(original_words(original_, text_, span.begin, span.end));
  }
  /// The whole phrase with other words in one place: a hint that can be pasted.
  [[nodiscard]] std::string with(WordSpan span, std::string_view words_instead) const {
    return words({0, span.begin}) + std::string(words_instead) +
           words({span.end, text_.code_points()});
  }
  /// The phrase with some of its words and the blank behind them left out.
  [[nodiscard]] std::string without(WordSpan span) const {
    const bool blank = words({span.end, std::min(span.end + 1, text_.code_points())}) == " ";
    return with({span.begin, span.end + (blank ? 1U : 0U)}, "");
  }
  [[nodiscard]] WordSpan whole() const { return {0, text_.code_points()}; }

 private:
  std::string_view original_;
  NormalText text_;
};

[[nodiscard]] inline Remark error_at(WordSpan span,
                                     std::string code,
                                     std::string message,
                                     std::string hint) {
  return {RemarkKind::error,
          std::move(code),
          std::move(message),
          std::move(hint),
          span.begin,
          span.end};
}

}  // namespace dondoc
