// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/spelling.h"

#include "rules/phrase/normal_form.h"
#include "rules/plan/code_points.h"

#include <array>
#include <cstddef>

namespace dondoc {

namespace {

bool is_capital(char32_t letter) {
  const bool latin = (letter >= U'A' && letter <= U'Z') || (letter >= 0xC0 && letter <= 0xDE);
  // Ă Đ Ĩ Ũ Ơ and the block of Vietnamese letters have their capitals on even code points, Ư is the
  // odd one out.
  const bool paired = letter == 0x102 || letter == 0x110 || letter == 0x128 || letter == 0x168 ||
                      letter == 0x1A0 || letter == 0x1AF;
  const bool vietnamese = letter >= 0x1EA0 && letter <= 0x1EF9 && letter % 2 == 0;
  return latin || paired || vietnamese;
}

char32_t capital_of(char32_t small) {
  const bool latin = (small >= U'a' && small <= U'z') || (small >= 0xE0 && small <= 0xFE);
  if (latin) {
    return small - 0x20;
  }
  const bool paired = small == 0x103 || small == 0x111 || small == 0x129 || small == 0x169 ||
                      small == 0x1A1 || small == 0x1B0 || (small >= 0x1EA0 && small <= 0x1EF9);
  return paired ? small - 1 : small;
}

struct TonePlace {
  std::u32string_view on_second;
  std::u32string_view on_first;
};

constexpr std::array<TonePlace, 15> tone_places{{{U"oà", U"òa"},
                                                 {U"oá", U"óa"},
                                                 {U"oả", U"ỏa"},
                                                 {U"oã", U"õa"},
                                                 {U"oạ", U"ọa"},
                                                 {U"oè", U"òe"},
                                                 {U"oé", U"óe"},
                                                 {U"oẻ", U"ỏe"},
                                                 {U"oẽ", U"õe"},
                                                 {U"oẹ", U"ọe"},
                                                 {U"uỳ", U"ùy"},
                                                 {U"uý", U"úy"},
                                                 {U"uỷ", U"ủy"},
                                                 {U"uỹ", U"ũy"},
                                                 {U"uỵ", U"ụy"}}};

}  // namespace

std::string composed(std::string_view text) {
  const NormalText normal = normal_form(text);
  std::string result;
  result.reserve(text.size());
  for (const NormalLetter& letter : normal.letters) {
    const std::string_view original = original_words(text, normal, letter.begin, letter.end);
    const bool letter_in_parts = letter.end - letter.begin > 1 && letter.value > U' ';
    if (!letter_in_parts) {
      result += original;
      continue;
    }
    const bool capital = is_capital(code_point_at(original, 0).value);
    append_code_point(result, capital ? capital_of(letter.value) : letter.value);
  }
  return result;
}

std::string name_key(std::string_view name) {
  std::u32string letters;
  for (const NormalLetter& letter : normal_form(name).letters) {
    const bool separates = letter.value == U' ' || letter.value == U'-' || letter.value == U'.';
    if (!separates) {
      letters.push_back(letter.value);
    }
  }
  for (const TonePlace& place : tone_places) {
    for (auto at = letters.find(place.on_second); at != std::u32string::npos;
         at = letters.find(place.on_second, at)) {
      letters.replace(at, place.on_first.size(), place.on_first);
    }
  }
  std::string key;
  for (const char32_t letter : letters) {
    append_code_point(key, letter);
  }
  return key;
}

}  // namespace dondoc
