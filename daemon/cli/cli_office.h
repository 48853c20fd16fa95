// SPDX-License-Identifier: Apache-2.0
// The commands that ask a running daemon, and the options that all of them take.
#pragma once

#include "daemon/cli/cli_parts.h"
#include "daemon/cli/remote_options.h"

#include <CLI/CLI.hpp>

namespace dondoc {

/// list, show, why, status, hold, release: what asks the daemon without acting on a duty.
void add_office_commands(CLI::App& app, Asked& asked);
void add_door_commands(CLI::App& app, Asked& asked);
/// ack, done, submit, …, trigger: what people do to a duty; in cli_acts.cpp.
void add_acting_commands(CLI::App& app, Asked& asked);

/// assign-new: work that no plan has; in cli_giving.cpp.
void add_giving_command(CLI::App& app, Asked& asked);

/// leave, leaves: days away; in cli_leave.cpp.
void add_leave_commands(CLI::App& app, Asked& asked);

/// --as and --by: for whom an act is recorded, and how it came in; in cli_acts.cpp.
void add_actor(CLI::App* command, const RemoteOptionsPointer& options);

/// The options that say which office is meant, and --json.
[[nodiscard]] RemoteOptionsPointer add_target(CLI::App* command);
void add_key(CLI::App* command, const RemoteOptionsPointer& options, const char* description);

void run_later(CLI::App* command,
               Asked& asked,
               const RemoteOptionsPointer& options,
               int (*run)(const RemoteOptions&));

}  // namespace dondoc
