// SPDX-License-Identifier: Apache-2.0
// What every part of the grammar works on: the tokens, the words they came from, the first mistake
// and which words gave what.
#pragma once

#include "rules/phrase/due_phrase.h"
#include "rules/phrase/due_phrase_lexer.h"
#include "rules/phrase/phrase_source.h"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// A number with as many digits can be a year.
inline constexpr std::size_t year_digits = 4;

/// Numbers in phrases are never negative.
constexpr unsigned to_unsigned(int value) {
  return static_cast<unsigned>(value);
}

/// Hints that always read.
inline constexpr const char* yearly_hint = "trong tháng 6 hằng năm";
inline constexpr const char* monthly_hint = "trước ngày 25 hằng tháng";
inline constexpr const char* weekly_hint = "thứ Sáu hằng tuần";
inline constexpr const char* quarterly_hint = "trước ngày 15 của tháng cuối quý";
inline constexpr const char* once_hint = "chậm nhất là ngày 30/6/2026";
inline constexpr const char* term_hint = "trong 05 ngày làm việc kể từ ngày nhận được văn bản";

using Words = std::initializer_list<std::string_view>;

class PhraseScan {
 public:
  PhraseScan(const PhraseSource& source, const Tokens& tokens) : source_(source), tokens_(tokens) {}

  [[nodiscard]] const PhraseSource& source() const { return source_; }
  [[nodiscard]] const Token& at(std::size_t index) const { return tokens_.at(index); }
  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] bool reads(std::size_t index, Words words) const {
    return tokens_.reads(index, words);
  }
  /// Behind the words when they stand at `index`, else `index`.
  [[nodiscard]] std::size_t behind(std::size_t index, Words words) const {
    return reads(index, words) ? index + words.size() : index;
  }
  /// Behind the first of the alternatives that stands at `index`.
  [[nodiscard]] std::size_t behind_any(std::size_t index,
                                       std::initializer_list<Words> alternatives) const {
    for (const Words words : alternatives) {
      if (reads(index, words)) {
        return index + words.size();
      }
    }
    return index;
  }

  /// The words of the tokens [first, last).
  [[nodiscard]] WordSpan span(std::size_t first, std::size_t last) const {
    return {at(first).begin, at(last - 1).end};
  }
  [[nodiscard]] std::string words(std::size_t first, std::size_t last) const {
    return source_.words(span(first, last));
  }

  void role(std::size_t first, std::size_t last, std::string text) {
    const WordSpan where = span(first, last);
    roles_.push_back({where.begin, where.end, source_.words(where), std::move(text)});
  }
  /// Roles noted since are taken back: the words turned out to be something else.
  [[nodiscard]] std::size_t role_count() const { return roles_.size(); }
  void drop_roles_from(std::size_t count) { roles_.resize(count); }
  void drop_roles_within(std::size_t first, std::size_t last);
  [[nodiscard]] std::vector<WordRole> roles() const;

  /// The first mistake stays.
  void fail(WordSpan where, std::string code, std::string message, std::string hint);
  [[nodiscard]] bool failed() const { return error_.has_value(); }
  [[nodiscard]] const std::optional<Remark>& error() const { return error_; }

  void note(WordSpan where, std::string code, std::string message);
  [[nodiscard]] const std::vector<Remark>& notes() const { return notes_; }

 private:
  const PhraseSource& source_;
  const Tokens& tokens_;
  std::vector<WordRole> roles_;
  std::vector<Remark> notes_;
  std::optional<Remark> error_;
};

}  // namespace dondoc
