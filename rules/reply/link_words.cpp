// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/link_words.h"

#include "rules/phrase/normal_form.h"

#include <algorithm>

namespace dondoc {

namespace {

constexpr std::string_view link_verb = "ketnoi";
constexpr std::size_t link_code_length = 8;
constexpr std::size_t link_code_half = 4;
/// A longer text is no code, whatever it begins with.
constexpr std::size_t link_text_bytes_max = 200;

bool is_code_letter(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

std::string upper(std::string_view text) {
  std::string capitals{text};
  std::transform(capitals.begin(), capitals.end(), capitals.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return capitals;
}

}  // namespace

std::string link_words(std::string_view code) {
  return "KETNOI " + std::string{code.substr(0, link_code_half)} + '-' +
         std::string{code.substr(std::min(link_code_half, code.size()))};
}

std::optional<std::string> link_code_in(std::string_view text) {
  if (text.size() > link_text_bytes_max) {
    return std::nullopt;
  }
  std::string letters;
  bool dashed = false;  // exactly between the halves of what came so far
  for (const NormalLetter& letter : normal_form(text).letters) {
    const char32_t plain = without_marks(letter.value);
    if (plain < 0x80 && is_code_letter(static_cast<char>(plain))) {
      letters += static_cast<char>(plain);
    } else if (plain == U'-') {
      dashed = letters.size() == link_code_half;
    } else if (plain >= 0x80) {
      letters += '?';
    }
  }
  if (letters.substr(0, link_verb.size()) == link_verb) {
    const std::string code = letters.substr(link_verb.size());
    const bool whole = code.size() == link_code_length && code.find('?') == std::string::npos;
    return whole ? upper(code) : std::string{};
  }
  const bool bare = dashed && letters.size() == link_code_length &&
                    letters.find('?') == std::string::npos && text.find(' ') == std::string::npos;
  return bare ? std::optional(upper(letters)) : std::nullopt;
}

}  // namespace dondoc
