// SPDX-License-Identifier: Apache-2.0
// What the commands of the command line are put together from: options that several of them share.
#pragma once

#include "daemon/cli/command.h"
#include "rules/calendar/civil.h"

#include <filesystem>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

namespace dondoc {

/// What parsing leaves behind: the command to run.
struct Asked {
  Instant now;
  Terminal& terminal;
  std::function<int()> run;
};

[[nodiscard]] CLI::App* add_command(CLI::App& app, const char* name, const char* description);

/// "2026-04-20", or "20/4/2026". Throws CLI::ValidationError when the text is no day.
[[nodiscard]] Date date_of_option(const std::string& name, const std::string& text);

/// An option that takes a day into `target`, a Date or an optional one.
template <typename Target>
CLI::Option* add_date(CLI::App* command,
                      const std::string& name,
                      Target& target,
                      const char* description) {
  return command
      ->add_option_function<std::string>(
          name,
          [name, &target](const std::string& text) { target = date_of_option(name, text); },
          description)
      ->type_name("NGÀY");
}

void add_form(CLI::App* command, OutputForm& form);  ///< --json

/// --config; a path or an optional one.
template <typename Path>
void add_config(CLI::App* command,
                Path& config,
                const char* description = "thư mục cấu hình (mặc định: /etc/dondoc)") {
  command
      ->add_option_function<std::string>(
          "--config",
          [&config](const std::string& text) { config = std::filesystem::path{text}; },
          description)
      ->type_name("THƯ-MỤC");
}

/// The commands that compare and test what admins edit; in cli_tools.cpp.
void add_tools(CLI::App& app, Asked& asked);

}  // namespace dondoc
