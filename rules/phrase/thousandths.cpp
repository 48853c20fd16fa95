// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/thousandths.h"

#include <algorithm>
#include <charconv>

namespace dondoc {

namespace {

constexpr std::size_t number_digits_max = 12;
constexpr std::size_t decimals = 3;
constexpr std::int64_t thousand = 1'000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::optional<std::int64_t> parse_thousandths(std::string_view text) {
  const std::size_t mark = text.find_first_of(".,");
  const std::string_view whole = text.substr(0, mark);
  std::string digits(whole);
  std::string_view fraction;
  if (mark != std::string_view::npos) {
    fraction = text.substr(mark + 1);
    if (fraction.empty() || fraction.size() > decimals) {
      return std::nullopt;
    }
  }
  digits += fraction;
  digits.append(decimals - fraction.size(), '0');
  if (whole.empty() || digits.size() > number_digits_max ||
      !std::all_of(digits.begin(), digits.end(), is_digit)) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<std::int64_t> percent_of(std::int64_t part, std::int64_t whole) {
  constexpr std::int64_t hundred_percent = 100 * thousand;
  if (part < 0 || whole <= 0 || part > (INT64_MAX - whole / 2) / hundred_percent) {
    return std::nullopt;
  }
  return (part * hundred_percent + whole / 2) / whole;
}

std::string thousandths_words(std::int64_t value) {
  std::string words = std::to_string(value / thousand);
  const std::int64_t rest = value % thousand;
  if (rest != 0) {
    std::string fraction = std::to_string(thousand + rest).substr(1);
    fraction.erase(fraction.find_last_not_of('0') + 1);
    words += ',' + fraction;
  }
  return words;
}

}  // namespace dondoc
