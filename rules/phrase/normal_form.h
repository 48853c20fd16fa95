// SPDX-License-Identifier: Apache-2.0
// Vietnamese text in one spelling: lower case, composed letters, one kind of blank, dash and
// apostrophe. Each letter remembers which code points of the original it stands for, so that a
// caret can be put under the words a person wrote.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

struct NormalLetter {
  char32_t value{0};
  std::size_t begin{0};  ///< in code points of the original, from 0
  std::size_t end{0};
};

struct NormalText {
  std::vector<NormalLetter> letters;
  /// Where each code point of the original starts, in bytes; one more for its end.
  std::vector<std::size_t> byte_offsets;

  [[nodiscard]] std::size_t code_points() const { return byte_offsets.size() - 1; }
};

/// Never fails: a byte that isn't UTF-8 becomes U+FFFD and counts as one code point.
[[nodiscard]] NormalText normal_form(std::string_view original);

/// The bytes of the original between two of its code points.
[[nodiscard]] std::string_view original_words(std::string_view original,
                                              const NormalText& text,
                                              std::size_t begin,
                                              std::size_t end);

/// The ASCII letter under a Vietnamese one of a normal form ('ệ' gives 'e', 'đ' gives 'd'); any
/// other sign is given back.
[[nodiscard]] char32_t without_marks(char32_t letter);

void append_utf8(std::string& text, char32_t value);

}  // namespace dondoc
