// SPDX-License-Identifier: Apache-2.0
// The phrase as given, for positions and for hints that are made of its own words.
#pragma once

#include "rules/phrase/due_phrase.h"
#include "rules/phrase/normal_form.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace dondoc {

/// Code points of the original, end exclusive.
struct WordSpan {
  std::size_t begin{0};
  std::size_t end{0};
};

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
