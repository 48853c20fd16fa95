// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/normal_form.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

namespace dondoc {
namespace {

constexpr char32_t replacement = U'\uFFFD';
constexpr char32_t dropped = U'\U0010FFFF';  // no character: marks what is left out

/// A vowel with each tone: none, grave, acute, tilde, hook above, dot below.
constexpr std::size_t tone_count = 6;
using VowelRow = std::array<char32_t, tone_count>;
constexpr std::array<VowelRow, 12> vowels = {{
    {U'a', U'à', U'á', U'ã', U'ả', U'ạ'},
    {U'ă', U'ằ', U'ắ', U'ẵ', U'ẳ', U'ặ'},
    {U'â', U'ầ', U'ấ', U'ẫ', U'ẩ', U'ậ'},
    {U'e', U'è', U'é', U'ẽ', U'ẻ', U'ẹ'},
    {U'ê', U'ề', U'ế', U'ễ', U'ể', U'ệ'},
    {U'i', U'ì', U'í', U'ĩ', U'ỉ', U'ị'},
    {U'o', U'ò', U'ó', U'õ', U'ỏ', U'ọ'},
    {U'ô', U'ồ', U'ố', U'ỗ', U'ổ', U'ộ'},
    {U'ơ', U'ờ', U'ớ', U'ỡ', U'ở', U'ợ'},
    {U'u', U'ù', U'ú', U'ũ', U'ủ', U'ụ'},
    {U'ư', U'ừ', U'ứ', U'ữ', U'ử', U'ự'},
    {U'y', U'ỳ', U'ý', U'ỹ', U'ỷ', U'ỵ'},
}};

/// The combining marks in the order of the columns above (none has no mark).
constexpr std::array<char32_t, tone_count> tone_marks = {
    0, U'\u0300', U'\u0301', U'\u0303', U'\u0309', U'\u0323'};

/// Marks that make another vowel of a plain one.
struct Shaping {
  char32_t plain;
  char32_t mark;
  char32_t shaped;
};
constexpr char32_t circumflex = U'\u0302';
constexpr char32_t breve = U'\u0306';
constexpr char32_t horn = U'\u031B';
constexpr std::array<Shaping, 6> shapings = {{{U'a', breve, U'ă'},
                                              {U'a', circumflex, U'â'},
                                              {U'e', circumflex, U'ê'},
                                              {U'o', circumflex, U'ô'},
                                              {U'o', horn, U'ơ'},
                                              {U'u', horn, U'ư'}}};

struct Vowel {
  std::size_t row{0};
  std::size_t tone{0};
};

std::optional<Vowel> vowel_of(char32_t letter) {
  for (std::size_t row = 0; row < vowels.size(); ++row) {
    const auto found = std::find(vowels[row].begin(), vowels[row].end(), letter);
    if (found != vowels[row].end()) {
      return Vowel{row, static_cast<std::size_t>(found - vowels[row].begin())};
    }
  }
  return std::nullopt;
}

/// The letter with one more mark, in whatever order the marks come; nothing when Vietnamese has no
/// such letter.
std::optional<char32_t> with_mark(char32_t letter, char32_t mark) {
  const auto vowel = vowel_of(letter);
  if (!vowel) {
    return std::nullopt;
  }
  for (std::size_t tone = 1; tone < tone_count; ++tone) {
    if (tone_marks[tone] == mark) {
      return vowel->tone == 0 ? std::optional{vowels[vowel->row][tone]} : std::nullopt;
    }
  }
  for (const Shaping& shaping : shapings) {
    if (shaping.mark == mark && shaping.plain == vowels[vowel->row][0]) {
      return vowels[vowel_of(shaping.shaped)->row][vowel->tone];
    }
  }
  return std::nullopt;
}

char32_t lower(char32_t letter) {
  const bool ascii = letter >= U'A' && letter <= U'Z';
  const bool latin_1 = letter >= U'À' && letter <= U'Þ' && letter != U'×';
  if (letter == U'Ð' || letter == U'ð') {
    return U'đ';  // the Icelandic letter looks the same and is typed for it
  }
  if (ascii || latin_1) {
    return letter + 32;
  }
  // In these blocks a capital is the even neighbour of its small letter.
  const bool paired = (letter >= U'\u0100' && letter <= U'\u0137') ||
                      (letter >= U'\u0168' && letter <= U'\u0177') ||
                      (letter >= U'\u1EA0' && letter <= U'\u1EFF');
  if (paired) {
    return letter | 1U;
  }
  if (letter == U'Ơ') {
    return U'ơ';
  }
  return letter == U'Ư' ? U'ư' : letter;
}

/// One spelling for signs that look alike; `dropped` for what can't be seen.
char32_t plain_sign(char32_t letter) {
  switch (letter) {
    case U'\t':
    case U'\n':
    case U'\r':
    case U'\u00A0':
    case U'\u202F':
    case U'\u205F':
    case U'\u3000':
      return U' ';
    case U'\u2044':
    case U'\u2215':
      return U'/';
    case U'\u2018':
    case U'\u2019':
    case U'\u2032':
    case U'\u00B4':
      return U'\'';
    case U'\u2212':
      return U'-';
    case U'*':  // emphasis in a text that was copied: "**trước ngày 01/6/2026**"
      return U' ';
    case U'\u00AD':
    case U'\u200B':
    case U'\u200C':
    case U'\u200D':
    case U'\u2060':
    case U'\uFEFF':
      return dropped;
    default:
      break;
  }
  if (letter >= U'\u2000' && letter <= U'\u200A') {
    return U' ';
  }
  return (letter >= U'\u2010' && letter <= U'\u2015') || letter == U'\u00F7' ? U'-' : letter;
}

struct Decoded {
  char32_t value{replacement};
  std::size_t bytes{1};
};

/// One code point, or U+FFFD for a byte that starts none: overlong forms, surrogates and values
/// beyond U+10FFFF are no UTF-8.
Decoded decode(std::string_view bytes) {
  const auto byte_at = [bytes](std::size_t index) {
    return static_cast<char32_t>(static_cast<unsigned char>(bytes[index]));
  };
  const char32_t first = byte_at(0);
  if (first < 0x80) {
    return {first, 1};
  }
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  if (first < 0xC2 || first > 0xF4 || bytes.size() < size) {
    return {};
  }
  char32_t value = first & (0x7FU >> size);
  for (std::size_t index = 1; index < size; ++index) {
    if ((byte_at(index) & 0xC0U) != 0x80U) {
      return {};
    }
    value = (value << 6U) | (byte_at(index) & 0x3FU);
  }
  const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (value < smallest[size] || value > 0x10FFFF || surrogate) {
    return {};
  }
  return {value, size};
}

}  // namespace

NormalText normal_form(std::string_view original) {
  NormalText text;
  for (std::size_t byte = 0; byte < original.size();) {
    const Decoded decoded = decode(original.substr(byte));
    const std::size_t position = text.byte_offsets.size();
    text.byte_offsets.push_back(byte);
    byte += decoded.bytes;
    if (!text.letters.empty() && text.letters.back().end == position) {
      NormalLetter& before = text.letters.back();
      if (const auto composed = with_mark(before.value, decoded.value)) {
        before.value = *composed;
        before.end = position + 1;
        continue;
      }
    }
    const char32_t letter = lower(plain_sign(decoded.value));
    if (letter != dropped) {
      text.letters.push_back({letter, position, position + 1});
    }
  }
  text.byte_offsets.push_back(original.size());
  return text;
}

std::string_view original_words(std::string_view original,
                                const NormalText& text,
                                std::size_t begin,
                                std::size_t end) {
  assert(begin <= end && end <= text.code_points());
  const std::size_t first = text.byte_offsets[begin];
  return original.substr(first, text.byte_offsets[end] - first);
}

char32_t without_marks(char32_t letter) {
  constexpr std::array<char32_t, 12> under = {
      U'a', U'a', U'a', U'e', U'e', U'i', U'o', U'o', U'o', U'u', U'u', U'y'};
  static_assert(under.size() == vowels.size());
  if (letter < 0x80) {
    return letter;
  }
  const auto vowel = vowel_of(letter);
  return vowel ? under.at(vowel->row) : letter == U'đ' ? U'd' : letter;
}

void append_utf8(std::string& text, char32_t value) {
  const auto tail = [&text, value](unsigned shift) {
    text += static_cast<char>(0x80U | ((value >> shift) & 0x3FU));
  };
  if (value < 0x80) {
    text += static_cast<char>(value);
  } else if (value < 0x800) {
    text += static_cast<char>(0xC0U | (value >> 6U));
    tail(0);
  } else if (value < 0x10000) {
    text += static_cast<char>(0xE0U | (value >> 12U));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (value >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

}  // namespace dondoc
