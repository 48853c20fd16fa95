// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_numbers.h"

#include <array>
#include <string>
#include <utility>

namespace dondoc {
namespace {

constexpr int ten = 10;
constexpr int hundred = 100;

/// 1 to 9, or 0. Behind "mười" and "mươi" some digits have another word.
int digit_word(const Token& token) {
  static constexpr std::array<std::pair<std::string_view, int>, 12> words{{{"một", 1},
                                                                           {"mốt", 1},
                                                                           {"hai", 2},
                                                                           {"ba", 3},
                                                                           {"bốn", 4},
                                                                           {"tư", 4},
                                                                           {"lăm", 5},
                                                                           {"sáu", 6},
                                                                           {"bảy", 7},
                                                                           {"bẩy", 7},
                                                                           {"tám", 8},
                                                                           {"chín", 9}}};
  for (const auto& [word, value] : words) {
    if (token.is_word() && token.is(word)) {
      return value;
    }
  }
  return 0;
}

/// "mười lăm", "hai mươi mốt", "bảy": below one hundred.
std::optional<PhraseNumber> below_hundred(const PhraseScan& scan, std::size_t first, Five five) {
  const Token& token = scan.at(first);
  if (token.is("mười")) {
    const int unit = digit_word(scan.at(first + 1));
    return PhraseNumber{ten + unit, first + (unit > 0 ? 2U : 1U), false};
  }
  int digit = digit_word(token);
  // "Năm (05) ngày": the digits say that it is no year.
  const bool doubled = scan.at(first + 1).is("(") && scan.at(first + 2).is_number() &&
                       scan.at(first + 2).value == 5 && scan.at(first + 3).is(")");
  if (digit == 0 && token.is("năm") && (five == Five::may_be_nam || doubled)) {
    digit = 5;
  }
  // "tư" is four only behind "mươi", "thứ" and the like; alone it is a word of its own.
  if (digit == 0 || token.is_any_of({"mốt", "lăm", "tư"})) {
    return std::nullopt;
  }
  if (!scan.at(first + 1).is("mươi")) {
    return PhraseNumber{digit, first + 1, false};
  }
  const int unit = digit_word(scan.at(first + 2));
  return PhraseNumber{digit * ten + unit, first + (unit > 0 ? 3U : 2U), false};
}

}  // namespace

std::optional<PhraseNumber> read_number_words(const PhraseScan& scan,
                                              std::size_t first,
                                              Five five) {
  auto number = below_hundred(scan, first, five);
  if (!number || number->value > 9 || !scan.at(number->end).is("trăm")) {
    return number;
  }
  number->value *= hundred;
  ++number->end;
  if (scan.at(number->end).is_any_of({"linh", "lẻ"})) {
    const int unit = digit_word(scan.at(number->end + 1));
    number->value += unit;
    number->end += unit > 0 ? 2U : 0U;
    return number;
  }
  if (const auto rest = below_hundred(scan, number->end, Five::never_nam)) {
    number->value += rest->value;
    number->end = rest->end;
  }
  return number;
}

std::optional<PhraseNumber> read_number(PhraseScan& scan, std::size_t first, Five five) {
  std::optional<PhraseNumber> number;
  if (scan.at(first).is_number()) {
    number = PhraseNumber{scan.at(first).value, first + 1, true};
  } else {
    number = read_number_words(scan, first, five);
  }
  if (!number || !scan.at(number->end).is("(")) {
    return number;
  }
  // "03 (ba)", "ba (03)": the same number once more.
  const std::size_t open = number->end;
  const auto again = number->in_digits ? read_number_words(scan, open + 1, Five::may_be_nam)
                     : scan.at(open + 1).is_number()
                         ? std::optional(PhraseNumber{scan.at(open + 1).value, open + 2, true})
                         : std::nullopt;
  if (!again || !scan.at(again->end).is(")")) {
    return number;
  }
  if (again->value != number->value) {
    scan.fail(scan.span(first, again->end + 1),
              "numbers-disagree",
              "Số \"" + scan.words(first, open) + "\" và \"" + scan.words(open + 1, again->end) +
                  "\" không khớp nhau.",
              scan.source().without(scan.span(open, again->end + 1)));
    return std::nullopt;
  }
  number->end = again->end + 1;
  return number;
}

int quarter_named(const Token& token) {
  static constexpr std::array<std::string_view, 10> roman{
      "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
  static constexpr std::array<std::string_view, 5> words{"một", "hai", "ba", "bốn", "tư"};
  constexpr int quarters = 4;
  for (std::size_t index = 0; index < roman.size(); ++index) {
    if (token.is(roman.at(index))) {
      return index < quarters ? static_cast<int>(index) + 1 : -1;
    }
  }
  for (std::size_t index = 0; index < words.size(); ++index) {
    if (token.is(words.at(index))) {
      return index < quarters ? static_cast<int>(index) + 1 : quarters;
    }
  }
  if (token.is_number()) {
    return token.value >= 1 && token.value <= quarters ? token.value : -1;
  }
  return 0;
}

}  // namespace dondoc
