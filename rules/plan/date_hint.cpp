// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/date_hint.h"

#include "rules/calendar/civil.h"

#include <optional>
#include <vector>

namespace dondoc {

namespace {

constexpr int digits_max = 4;

/// The numbers in the text, in order; empty when one is too long to belong to a date.
std::vector<int> numbers_in(std::string_view text) {
  std::vector<int> numbers;
  int digits = 0;
  for (const char letter : text) {
    if (letter < '0' || letter > '9') {
      digits = 0;
      continue;
    }
    if (++digits > digits_max) {
      return {};
    }
    if (digits == 1) {
      numbers.push_back(0);
    }
    numbers.back() = numbers.back() * 10 + (letter - '0');
  }
  return numbers;
}

std::optional<Date> date_from(int year, int month, int day) {
  return valid_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
}

}  // namespace

DateHint date_hint(std::string_view text) {
  const std::vector<int> numbers = numbers_in(text);
  if (numbers.size() != 3) {
    return {};
  }
  const bool year_first = numbers[0] > 31;
  const std::optional<Date> date = year_first ? date_from(numbers[0], numbers[1], numbers[2])
                                              : date_from(numbers[2], numbers[1], numbers[0]);
  if (date) {
    return {to_iso(*date), false};
  }
  const int year = year_first ? numbers[0] : numbers[2];
  const int month = numbers[1];
  if (year < year_min || year > year_max || month < 1 || month > 12) {
    return {};
  }
  return {to_iso(last_of_month(year, static_cast<unsigned>(month))), true};
}

std::string time_hint(std::string_view text) {
  const std::vector<int> numbers = numbers_in(text);
  if (numbers.empty() || numbers.size() > 2 || numbers[0] > 23) {
    return {};
  }
  const int minutes = numbers.size() == 2 ? numbers[1] : 0;
  if (minutes > 59) {
    return {};
  }
  return to_hhmm({numbers[0] * 60 + minutes});
}

}  // namespace dondoc
