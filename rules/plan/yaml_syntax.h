// SPDX-License-Identifier: Apache-2.0
// Puts the parser library's terse English into words that help an office clerk: what is wrong, and
// the line as it should be typed. Knows the library's texts, not its types.
#pragma once

#include "rules/plan/yaml_reader.h"

#include <string>
#include <string_view>

namespace dondoc {

/// What the library said, with both of its marks.
struct SyntaxProblem {
  std::string_view context;  ///< "while scanning a simple key"; may be empty
  Mark context_mark;
  std::string_view problem;  ///< "could not find expected ':'"
  Mark problem_mark;
};

/// A quoted scalar that went over several lines. When the very next thing can't be understood, its
/// closing quote was most likely forgotten and the next quote of the file was taken for it.
struct QuotedOverLines {
  Span span;
  bool seen{false};
};

/// Adds the one diagnostic that the problem deserves.
void tell_syntax_problem(YamlFile& file,
                         const SyntaxProblem& problem,
                         const QuotedOverLines& last_quoted);

/// Adds a diagnostic for each line that isn't UTF-8 or holds a control character, at most ten of
/// them; true when there was one.
bool tell_bad_bytes(YamlFile& file, std::string_view text);

/// The lines as the parser library counts them, without their ends and without a byte order mark;
/// bytes that aren't UTF-8 are replaced so that a line can be shown.
[[nodiscard]] std::vector<std::string> split_lines(std::string_view text);
/// The byte at which each of them begins; one more where the text ends with a line end.
[[nodiscard]] std::vector<std::size_t> line_starts(std::string_view text);

}  // namespace dondoc
