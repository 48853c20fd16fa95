// SPDX-License-Identifier: Apache-2.0
// What is told about a mistake in a file that people write: where, what, why, and what to type
// instead. Mistakes are values and come all at once; nothing here throws or prints.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

enum class Severity { error, warning, note };

struct Diagnostic {
  Severity severity{Severity::error};
  std::string code;         ///< stable kebab word, English: "unknown-key"
  std::string file;         ///< as the caller named it
  int line{1};              ///< from 1
  int column{1};            ///< from 1, in code points
  int width{1};             ///< code points to underline, at least 1, on this line
  std::string message;      ///< Vietnamese, one sentence
  std::string hint;         ///< Vietnamese, can be pasted; empty when there is none
  std::string source_line;  ///< the line itself, without its end
};

/// A value, or the mistakes that stand in its way. With a value present the list may still hold
/// warnings and notes.
template <typename T>
struct Parsed {
  std::optional<T> value;
  std::vector<Diagnostic> diagnostics;
};

[[nodiscard]] bool has_errors(const std::vector<Diagnostic>& diagnostics);

/// By file, line, column, then code; duplicates removed.
void sort_diagnostics(std::vector<Diagnostic>& diagnostics);

/// The four lines that people see, each ended by "\n"; the caret counts display cells, so it stands
/// under the right letters when the line holds Vietnamese (precomposed or decomposed) or wide
/// characters. Tabs are shown as one blank, and a line that is too long for a screen is cut around
/// the mark.
///   plans/a.yaml:14:10: lỗi: tháng 6 không có ngày 31 [date-not-in-calendar]
///      14 |     due: ngày 31 tháng 6 hằng năm
///         |          ^~~~~~~~~~~~~~~~~~~~~~~~
///         gợi ý: …
[[nodiscard]] std::string render(const Diagnostic& diagnostic);

[[nodiscard]] std::string_view severity_name(Severity severity);  ///< "error", "warning", "note"

}  // namespace dondoc
