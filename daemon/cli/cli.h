// SPDX-License-Identifier: Apache-2.0
// The command line: which command was asked for, with which options, and what to say when it wasn't
// well asked.
#pragma once

#include "daemon/cli/command.h"
#include "rules/calendar/civil.h"

#include <string>
#include <vector>

namespace dondoc {

/// Runs the command that `arguments` (without the program's name) ask for and gives the process's
/// exit code. `now` is the only clock that commands see. Throws what the machine does to it.
int run_cli(const std::vector<std::string>& arguments, Instant now, Terminal& terminal);

}  // namespace dondoc
