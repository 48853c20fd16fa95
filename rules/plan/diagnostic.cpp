// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/diagnostic.h"

#include "rules/plan/code_points.h"

#include <algorithm>
#include <tuple>

namespace dondoc {

namespace {

/// A longer line is cut on both sides of the mark.
constexpr int shown_cells_max = 160;
/// Cells shown before the mark when the line is cut.
constexpr int lead_in_cells = 40;
constexpr std::size_t gutter_width = 5;

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "lỗi";
    case Severity::warning:
      return "cảnh báo";
    case Severity::note:
      return "lưu ý";
  }
  return {};
}

auto order_of(const Diagnostic& diagnostic) {
  return std::tie(diagnostic.file,
                  diagnostic.line,
                  diagnostic.column,
                  diagnostic.code,
                  diagnostic.message,
                  diagnostic.hint);
}

struct Cell {
  std::string letters;  // one code point, with the combining marks that follow it
  int width{1};
  int column{1};  // of its first code point
};

std::vector<Cell> to_cells(std::string_view line) {
  std::vector<Cell> cells;
  int column = 1;
  for (std::size_t at = 0; at < line.size(); ++column) {
    const CodePoint point = code_point_at(line, at);
    at += point.bytes;
    const bool control = is_unprintable(point.value);
    const int width = control ? 1 : cell_width(point.value);
    if (width == 0 && !cells.empty()) {
      append_code_point(cells.back().letters, point.value);
      continue;
    }
    Cell cell;
    cell.column = column;
    cell.width = std::max(1, width);
    const char32_t shown = point.value == '\t' ? U' ' : replacement_character;
    append_code_point(cell.letters, control ? shown : point.value);
    cells.push_back(std::move(cell));
  }
  return cells;
}

struct Underlined {
  std::string line;
  std::string carets;
};

/// The cell in which the code point at `column` is shown.
std::size_t cell_of(const std::vector<Cell>& cells, int column) {
  const auto after =
      std::upper_bound(cells.begin(), cells.end(), column, [](int wanted, const Cell& cell) {
        return wanted < cell.column;
      });
  return after == cells.begin() ? 0 : static_cast<std::size_t>(after - cells.begin()) - 1;
}

std::size_t first_shown(const std::vector<Cell>& cells, std::size_t mark) {
  int total = 0;
  for (const Cell& cell : cells) {
    total += cell.width;
  }
  if (total <= shown_cells_max) {
    return 0;
  }
  std::size_t first = mark;
  for (int room = lead_in_cells; first > 0 && room >= cells[first - 1].width; --first) {
    room -= cells[first - 1].width;
  }
  return first;
}

Underlined underline(const Diagnostic& diagnostic) {
  std::vector<Cell> cells = to_cells(diagnostic.source_line);
  const int columns =
      cells.empty() ? 0 : static_cast<int>(count_code_points(diagnostic.source_line));
  Underlined result;
  // Just behind the line's end is a place too: something is missing there.
  Cell end;
  end.column = columns + 1;
  cells.push_back(end);
  const std::size_t mark = cell_of(cells, diagnostic.column);
  const std::size_t last =
      cell_of(cells, std::max(diagnostic.column, diagnostic.column + diagnostic.width - 1));
  const std::size_t first = first_shown(cells, mark);
  int shown = 0;
  if (first > 0) {
    result.line = "…";
    result.carets = " ";
    shown = 1;
  }
  for (std::size_t i = first; i < cells.size(); ++i) {
    const Cell& cell = cells[i];
    if (shown + cell.width > shown_cells_max) {
      result.line += "…";
      break;
    }
    shown += cell.width;
    result.line += cell.letters;
    const bool behind_end = i + 1 == cells.size() && i != mark;
    if (i <= last && !behind_end) {
      const char under = i < mark ? ' ' : (i == mark ? '^' : '~');
      result.carets += under;
      result.carets.append(static_cast<std::size_t>(cell.width - 1), i < mark ? ' ' : '~');
    }
  }
  return result;
}

}  // namespace

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error;
  });
}

void sort_diagnostics(std::vector<Diagnostic>& diagnostics) {
  std::stable_sort(
      diagnostics.begin(), diagnostics.end(), [](const Diagnostic& one, const Diagnostic& other) {
        return order_of(one) < order_of(other);
      });
  const auto last = std::unique(
      diagnostics.begin(), diagnostics.end(), [](const Diagnostic& one, const Diagnostic& other) {
        return order_of(one) == order_of(other);
      });
  diagnostics.erase(last, diagnostics.end());
}

std::string render(const Diagnostic& diagnostic) {
  const std::string number = std::to_string(diagnostic.line);
  std::string text = printable(diagnostic.file, 300) + ":" + number + ":" +
                     std::to_string(diagnostic.column) + ": ";
  text += severity_word(diagnostic.severity);
  text += ": " + diagnostic.message + " [" + diagnostic.code + "]\n";
  const std::size_t gutter = std::max(gutter_width, number.size() + 1);
  const std::string blank(gutter + 1, ' ');
  if (!diagnostic.source_line.empty()) {
    const Underlined shown = underline(diagnostic);
    text += std::string(gutter - number.size(), ' ') + number + " | " + shown.line + "\n";
    text += blank + "| " + shown.carets + "\n";
  }
  if (!diagnostic.hint.empty()) {
    text += blank + "gợi ý: " + diagnostic.hint + "\n";
  }
  return text;
}

std::string_view severity_name(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return {};
}

}  // namespace dondoc
