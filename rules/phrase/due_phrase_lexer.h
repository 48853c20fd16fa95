// SPDX-License-Identifier: Apache-2.0
// Cuts a phrase in its normal form into words, numbers and signs.
#pragma once

#include "rules/phrase/normal_form.h"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class TokenKind { word, number, sign, end };

struct Token {
  TokenKind kind{TokenKind::end};
  std::string text;      ///< in normal form
  int value{0};          ///< of a number; `number_too_long` when it has more digits than any date
  std::size_t begin{0};  ///< code points of the original
  std::size_t end{0};
  bool glued{false};  ///< no blank stands before it

  [[nodiscard]] bool is(std::string_view other) const { return text == other; }
  [[nodiscard]] bool is_any_of(std::initializer_list<std::string_view> others) const;
  [[nodiscard]] bool is_number() const { return kind == TokenKind::number; }
  [[nodiscard]] bool is_word() const { return kind == TokenKind::word; }
  [[nodiscard]] bool is_end() const { return kind == TokenKind::end; }
};

inline constexpr int number_too_long = 1'000'000;

/// The tokens of one phrase. Reading beyond the last gives the end token, so that grammar code can
/// look ahead freely.
class Tokens {
 public:
  explicit Tokens(const NormalText& text);

  [[nodiscard]] const Token& at(std::size_t index) const;
  /// Without the end token.
  [[nodiscard]] std::size_t size() const { return tokens_.size() - 1; }
  [[nodiscard]] bool reads(std::size_t index, std::initializer_list<std::string_view> words) const;
  /// Where these words first follow each other, or `npos`.
  [[nodiscard]] std::size_t find(std::initializer_list<std::string_view> words) const;

  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::vector<Token> tokens_;
};

}  // namespace dondoc
