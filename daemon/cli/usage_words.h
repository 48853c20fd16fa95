// SPDX-License-Identifier: Apache-2.0
// What to say to somebody who called a command wrongly.
#pragma once

#include "daemon/cli/command.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// What the parser of the command line found: the class of its error and its English sentence.
struct UsageError {
  std::string kind;
  std::string text;
};

/// The error in Vietnamese; `options` are those that the command knows.
[[nodiscard]] std::string usage_words(const UsageError& error,
                                      const std::vector<std::string>& options);

/// Says it on standard error, with where to read on; gives exit_usage.
int wrong_usage(Terminal& terminal, const std::string& what, const std::string& command);

/// The command among the arguments: no option that comes before it takes a value.
[[nodiscard]] std::optional<std::string> command_of(const std::vector<std::string>& arguments);

/// A whole number from 1 to `most`.
[[nodiscard]] std::optional<std::size_t> parse_count(const std::string& text, std::size_t most);

[[nodiscard]] std::string not_a_date(const std::string& text);

/// The words with one blank between them: a phrase that was given without quotes.
[[nodiscard]] std::string joined(const std::vector<std::string>& words);

}  // namespace dondoc
