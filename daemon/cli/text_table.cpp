// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/text_table.h"

#include "rules/plan/code_points.h"

#include <algorithm>

namespace dondoc {
std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    width += static_cast<std::size_t>(cell_width(point.value));
    at += point.bytes;
  }
  return width;
}

std::string padded(std::string_view text, std::size_t width) {
  std::string result{text};
  const std::size_t taken = display_width(text);
  if (taken < width) {
    result.append(width - taken, ' ');
  }
  return result;
}

std::string text_table(const std::vector<TextRow>& rows, std::size_t indent) {
  std::vector<std::size_t> widths;
  for (const TextRow& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  }
  std::string text;
  for (const TextRow& row : rows) {
    std::string line(indent, ' ');
    for (std::size_t i = 0; i < row.size(); ++i) {
      line += padded(row[i], widths[i]) + "  ";
    }
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + '\n';
  }
  return text;
}

}  // namespace dondoc
