// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/nearest.h"

#include "rules/plan/code_points.h"

#include <algorithm>
#include <cstddef>

namespace dondoc {

namespace {

/// Longer words are compared by their beginning: the table is quadratic.
constexpr std::size_t compared_code_points_max = 80;

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for (std::size_t at = 0; at < word.size() && letters.size() < compared_code_points_max;) {
    const CodePoint point = code_point_at(word, at);
    at += point.bytes;
    const bool capital = point.value >= U'A' && point.value <= U'Z';
    letters.push_back(capital ? point.value - U'A' + U'a' : point.value);
  }
  return letters;
}

int distance(const std::u32string& one, const std::u32string& other) {
  const std::size_t columns = other.size() + 1;
  std::vector<int> before_last(columns);
  std::vector<int> last(columns);
  std::vector<int> row(columns);
  for (std::size_t j = 0; j < columns; ++j) {
    last[j] = static_cast<int>(j);
  }
  for (std::size_t i = 1; i <= one.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j < columns; ++j) {
      const int replaced = last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
      if (swapped) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[columns - 1];
}

}  // namespace

int edit_distance(std::string_view one, std::string_view other) {
  return distance(letters_of(one), letters_of(other));
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  const std::u32string wanted = letters_of(word);
  int smallest = std::max(1, static_cast<int>(wanted.size()) / 3) + 1;
  std::optional<std::string> found;
  for (const std::string& candidate : candidates) {
    const int steps = distance(wanted, letters_of(candidate));
    if (steps < smallest) {
      smallest = steps;
      found = candidate;
    }
  }
  return found;
}

}  // namespace dondoc
