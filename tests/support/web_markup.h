// SPDX-License-Identifier: Apache-2.0
// What tests ask of a page's markup.
#pragma once

#include <string>
#include <string_view>

namespace dondoc::testing {

/// Empty when every element is closed in its order and every attribute's value is in double
/// quotation marks; else what is wrong, with the letters around it.
[[nodiscard]] std::string markup_fault(std::string_view markup);

/// The words of a page without its markup, blanks run together, "&amp;" and its like read.
[[nodiscard]] std::string words_of(std::string_view markup);

}  // namespace dondoc::testing
