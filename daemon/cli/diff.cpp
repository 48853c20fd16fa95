// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/diff.h"

#include "daemon/cli/config_version.h"

#include <ostream>
#include <system_error>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

/// The folder in which a lone file takes its place.
std::optional<fs::path> around(const DiffOptions& options, const fs::path& other) {
  std::error_code error;
  return options.config || !fs::is_directory(other, error) ? options.config : std::optional(other);
}

}  // namespace

int run_diff(const DiffOptions& options, Terminal& terminal) {
  if (options.to < options.from) {
    terminal.err << "dondoc: --to phải bằng hoặc sau --from\n";
    return exit_usage;
  }
  const Parsed<ConfigVersion> before = load_version(options.before, around(options, options.after));
  if (!before.value) {
    return refuse_config(before.diagnostics, options.form, terminal);
  }
  const Parsed<ConfigVersion> after = load_version(options.after, around(options, options.before));
  if (!after.value) {
    return refuse_config(after.diagnostics, options.form, terminal);
  }
  const SourceMap old_sources(before.value->files.rules);
  const SourceMap new_sources(after.value->files.rules);
  const Difference found = difference({*before.value->config.rules, old_sources},
                                      {*after.value->config.rules, new_sources},
                                      options.from,
                                      options.to,
                                      options.first_load);
  const Zone zone = after.value->config.rules->zone;
  if (options.form == OutputForm::json) {
    write_json(terminal.out, diff_json(found, zone));
  } else {
    terminal.out << diff_text(found, zone);
  }
  return exit_fine;
}

}  // namespace dondoc
