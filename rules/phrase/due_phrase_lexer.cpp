// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_lexer.h"

#include <algorithm>

namespace dondoc {
namespace {

bool is_digit(char32_t letter) {
  return letter >= U'0' && letter <= U'9';
}

/// Everything that is neither a sign of ASCII nor of general punctuation is part of a word: a
/// letter that isn't Vietnamese must stay visible to the grammar, which refuses what it can't read.
bool is_letter(char32_t letter) {
  const bool ascii = (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
  const bool punctuation = letter >= U'\u2000' && letter <= U'\u206F';
  const bool latin_1_sign = letter >= U'\u0080' && letter < U'\u00C0';
  return ascii || (letter >= 0x80 && !punctuation && !latin_1_sign);
}

TokenKind kind_of(char32_t letter) {
  if (is_digit(letter)) {
    return TokenKind::number;
  }
  return is_letter(letter) ? TokenKind::word : TokenKind::sign;
}

void append_digit(Token& token, char32_t digit) {
  const int value = token.value * 10 + static_cast<int>(digit - U'0');
  token.value = std::min(value, number_too_long);
}

}  // namespace

bool Token::is_any_of(std::initializer_list<std::string_view> others) const {
  return std::find(others.begin(), others.end(), text) != others.end();
}

Tokens::Tokens(const NormalText& text) {
  bool glued = false;  // whether the letter before belongs to the same run
  for (const NormalLetter& letter : text.letters) {
    if (letter.value == U' ') {
      glued = false;
      continue;
    }
    const TokenKind kind = kind_of(letter.value);
    if (!glued || kind == TokenKind::sign || tokens_.back().kind != kind) {
      tokens_.push_back({kind, {}, 0, letter.begin, letter.end, glued});
    }
    Token& token = tokens_.back();
    append_utf8(token.text, letter.value);
    token.end = letter.end;
    if (kind == TokenKind::number) {
      append_digit(token, letter.value);
    }
    glued = true;
  }
  const std::size_t end = text.code_points();
  tokens_.push_back({TokenKind::end, {}, 0, end, end, false});
}

const Token& Tokens::at(std::size_t index) const {
  return tokens_[std::min(index, tokens_.size() - 1)];
}

bool Tokens::reads(std::size_t index, std::initializer_list<std::string_view> words) const {
  for (const std::string_view word : words) {
    if (!at(index).is(word)) {
      return false;
    }
    ++index;
  }
  return true;
}

std::size_t Tokens::find(std::initializer_list<std::string_view> words) const {
  for (std::size_t index = 0; index < size(); ++index) {
    if (reads(index, words)) {
      return index;
    }
  }
  return npos;
}

}  // namespace dondoc
