// SPDX-License-Identifier: Apache-2.0
// `dondoc check`: every mistake in the files that people write, all at once.
#pragma once

#include "daemon/cli/command.h"
#include "rules/calendar/civil.h"

#include <filesystem>
#include <vector>

namespace dondoc {

/// What makes the check fail.
enum class Strictness { errors, warnings };

struct CheckOptions {
  std::vector<std::filesystem::path> paths;  ///< folders or lone files; empty: `config`
  std::filesystem::path config{"/etc/dondoc"};
  Strictness strictness{Strictness::errors};
  OutputForm form{OutputForm::people};
};

/// `now` decides who holds which post and which dues still come.
int run_check(const CheckOptions& options, Instant now, Terminal& terminal);

}  // namespace dondoc
