// SPDX-License-Identifier: Apache-2.0
// UTF-8 text by code points and by display cells. Columns are told in code points and carets stand
// in cells, and the two differ as soon as a line holds a combining mark or a wide character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dondoc {

inline constexpr char32_t replacement_character = 0xFFFD;

struct CodePoint {
  char32_t value{0};
  std::size_t bytes{0};  ///< how far to go on; at least 1 unless the text has ended
  bool valid{true};      ///< false: not UTF-8 here, `value` is U+FFFD and `bytes` is 1
};

/// The code point that starts at byte `at`. Overlong forms, surrogates and values beyond U+10FFFF
/// are not valid.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

[[nodiscard]] std::size_t count_code_points(std::string_view text);

/// The byte at which the code point number `index` (from 0) starts; the text's size when there are
/// fewer.
[[nodiscard]] std::size_t byte_of_code_point(std::string_view text, std::size_t index);

/// The text with the capitals A to Z in small letters; all else stays.
[[nodiscard]] std::string ascii_lower(std::string_view text);

void append_code_point(std::string& text, char32_t value);

/// Cells that a terminal uses: 0 for a combining mark, 2 for a wide character, else 1.
[[nodiscard]] int cell_width(char32_t value);

/// Characters that must not reach a terminal as they are: controls, and the marks that reverse the
/// order of what is shown.
[[nodiscard]] bool is_unprintable(char32_t value);

/// The text as it may be shown in a message: at most `code_points_max` of it ("…" stands for the
/// rest), what can't be printed replaced by U+FFFD, tabs and line ends by a blank.
[[nodiscard]] std::string printable(std::string_view text, std::size_t code_points_max);

}  // namespace dondoc
