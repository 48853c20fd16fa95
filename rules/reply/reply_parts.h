// SPDX-License-Identifier: Apache-2.0
// A reply cut into words, numbers, dates and document numbers. Signs of courtesy and brackets are
// left out; nothing else is.
#pragma once

#include "rules/phrase/normal_form.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class PartKind {
  word,      ///< letters
  number,    ///< digits
  date,      ///< digits with '/', '-' or '.' between them
  document,  ///< digits, then letters, with a slash among them: "12/BC-UBND"
  comma,     ///< what stands between items: , ; + &
  colon,     ///< what stands before a text
  question,
  sign,  ///< anything else
};

struct Part {
  PartKind kind{PartKind::word};
  std::u32string letters;  ///< in the normal form
  std::size_t begin{0};    ///< in code points of the original
  std::size_t end{0};
  bool starts_line{false};
};

[[nodiscard]] std::vector<Part> parts_of(const NormalText& text, std::string_view original);

/// Words of our own ("đến ngày") to find in a reply: with all their marks or with none, letter by
/// letter, and however they are put together ("denngay").
class Words {
 public:
  explicit Words(std::string_view words);

  enum class Marks { as_they_are, ignored };

  /// How many parts from `at` on say these words; 0 when they don't.
  [[nodiscard]] std::size_t at(const std::vector<Part>& parts,
                               std::size_t at,
                               Marks marks = Marks::as_they_are) const;
  [[nodiscard]] std::size_t size() const { return marked_.size(); }
  /// Without marks and blanks.
  [[nodiscard]] std::string plain() const;

 private:
  std::u32string marked_;  ///< without blanks
};

/// The longest of several that the parts say; 0 when none.
[[nodiscard]] std::size_t longest_at(const std::vector<Words>& several,
                                     const std::vector<Part>& parts,
                                     std::size_t at);

/// Of words and numbers: ASCII.
[[nodiscard]] std::string plain_letters(std::u32string_view letters);

/// Of digits, few enough for an int.
[[nodiscard]] int number_of(std::string_view digits);

}  // namespace dondoc
