// SPDX-License-Identifier: Apache-2.0
// What every command shares: where it writes, in which form, and how it ends.
#pragma once

#include "rules/plan/diagnostic.h"

#include <iosfwd>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

inline constexpr int exit_fine = 0;
inline constexpr int exit_findings = 1;  ///< the input has errors, or a check failed
inline constexpr int exit_usage = 2;     ///< the command was called wrongly
inline constexpr int exit_machine = 3;   ///< the disk, the database or the system failed

/// For people, or one JSON document on standard output.
enum class OutputForm { people, json };

enum class Color { never, always };

/// Data goes to `out`, talk to `err`, so that a pipe gets nothing but data.
struct Terminal {
  std::ostream& out;
  std::ostream& err;
  Color color{Color::never};
};

/// Two blanks a level, UTF-8 as it is, a line end after the document. Bytes that aren't UTF-8 are
/// replaced: a name from disk must not keep the findings from being written.
void write_json(std::ostream& out, const nlohmann::ordered_json& document);

[[nodiscard]] nlohmann::ordered_json json_of(const std::vector<Diagnostic>& diagnostics);

/// The rendered diagnostic; the word that names its severity is coloured on a colour terminal.
[[nodiscard]] std::string rendered(const Diagnostic& diagnostic, Color color);

/// Says that the configuration can't be used, and everything that is wrong with it: on standard
/// error for people, as a document of diagnostics with --json. Gives exit_findings.
int refuse_config(const std::vector<Diagnostic>& diagnostics, OutputForm form, Terminal& terminal);

}  // namespace dondoc
