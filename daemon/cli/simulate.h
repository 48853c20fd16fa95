// SPDX-License-Identifier: Apache-2.0
// `dondoc simulate`: the real engine, dispatcher and store on virtual time, with mail into a
// Maildir and people who act as a seed says.
#pragma once

#include "daemon/cli/command.h"
#include "rules/calendar/civil.h"

#include <cstdint>
#include <filesystem>

namespace dondoc {

struct SimulateOptions {
  Date from;
  Date to;
  std::uint64_t seed{1};
  double punctual{0.8};       ///< how likely a unit completes a duty before it is late, 0 to 1
  std::filesystem::path out;  ///< empty: out/simulate under the current folder
  std::filesystem::path config{"/etc/dondoc"};
  OutputForm form{OutputForm::people};
};

int run_simulate(const SimulateOptions& options, Terminal& terminal);

}  // namespace dondoc
