// SPDX-License-Identifier: Apache-2.0
// Markup that is safe to send. Only literals of the source are markup; everything else comes in
// through text(), which escapes it for content and for attributes in double quotation marks. A
// plain string doesn't convert.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

class Html {
 public:
  Html() = default;
  /// So that a literal can stand for a whole part.
  template <std::size_t Size>
  // NOLINTNEXTLINE(google-explicit-constructor)
  Html(const char (&source)[Size]) : markup_(source, Size - 1) {}

  template <std::size_t Size>
  Html& operator<<(const char (&source)[Size]) {
    markup_.append(source, Size - 1);
    return *this;
  }
  Html& operator<<(const Html& part) {
    markup_ += part.markup_;
    return *this;
  }

  [[nodiscard]] bool empty() const { return markup_.empty(); }
  /// What is sent.
  [[nodiscard]] const std::string& markup() const { return markup_; }

 private:
  friend Html text(std::string_view words);
  std::string markup_;
};

/// Words as content, or as the value of an attribute in double quotation marks.
[[nodiscard]] Html text(std::string_view words);
[[nodiscard]] Html number(long long value);
/// The address of a page of ours, for href and action: each part as one segment.
[[nodiscard]] Html path(const std::vector<std::string>& parts);

}  // namespace dondoc
