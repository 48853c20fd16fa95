// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/code_points.h"
#include "rules/plan/yaml_reader.h"

#include <algorithm>
#include <utility>

namespace dondoc {

YamlFile::YamlFile(std::string name, std::vector<std::string> lines)
    : name_(std::move(name)), lines_(std::move(lines)) {}

std::string_view YamlFile::line(int number) const {
  if (number < 1 || number > line_count()) {
    return {};
  }
  return lines_[static_cast<std::size_t>(number) - 1];
}

/// A file that breaks off has its mistake behind its last line, where nobody could look it up: the
/// end of that line stands for it.
Span YamlFile::within(const Span& span) const {
  if (span.begin.line <= line_count() || lines_.empty()) {
    return span;
  }
  const int last = static_cast<int>(count_code_points(lines_.back()));
  const Mark end{line_count(), std::max(1, last)};
  return {end, end};
}

void YamlFile::error(const Span& span, std::string code, std::string message, std::string hint) {
  add(Severity::error, span, std::move(code), std::move(message), std::move(hint));
}

void YamlFile::warning(const Span& span, std::string code, std::string message, std::string hint) {
  add(Severity::warning, span, std::move(code), std::move(message), std::move(hint));
}

void YamlFile::note(const Span& span, std::string code, std::string message, std::string hint) {
  add(Severity::note, span, std::move(code), std::move(message), std::move(hint));
}

void YamlFile::add(
    Severity severity, const Span& where, std::string code, std::string message, std::string hint) {
  const Span span = within(where);
  if (diagnostics_.size() > diagnostics_per_file_max) {
    return;
  }
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.file = name_;
  diagnostic.line = span.begin.line;
  diagnostic.column = span.begin.column;
  if (diagnostics_.size() == diagnostics_per_file_max) {
    // Always an error: a file of which not everything was told must not be taken for a good one.
    diagnostic.severity = Severity::error;
    diagnostic.code = "too-many-mistakes";
    diagnostic.message = "tệp có quá nhiều lỗi; các lỗi còn lại không được liệt kê";
    diagnostic.hint = "sửa các lỗi đã nêu rồi kiểm tra lại";
    diagnostics_.push_back(std::move(diagnostic));
    return;
  }
  const std::string_view text = line(span.begin.line);
  const int length = static_cast<int>(count_code_points(text));
  const int end = span.end.line == span.begin.line ? span.end.column : length + 1;
  diagnostic.width = std::max(1, end - span.begin.column);
  if (text.size() <= source_line_bytes_max) {
    diagnostic.source_line = text;
  } else if (span.begin.column + diagnostic.width < static_cast<int>(source_line_bytes_max / 4)) {
    diagnostic.source_line = text.substr(0, byte_of_code_point(text, source_line_bytes_max / 4));
  }
  diagnostic.code = std::move(code);
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  diagnostics_.push_back(std::move(diagnostic));
}

}  // namespace dondoc
