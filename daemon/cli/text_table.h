// SPDX-License-Identifier: Apache-2.0
// Columns of text aligned by what a terminal shows, not by bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Cells that a terminal gives to the text: combining marks take none, wide characters two.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text with blanks after it up to `width` cells; a longer text stays whole.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);

using TextRow = std::vector<std::string>;

/// One line a row, columns two blanks apart, `indent` blanks first, no blanks at a line's end.
[[nodiscard]] std::string text_table(const std::vector<TextRow>& rows, std::size_t indent);

}  // namespace dondoc
