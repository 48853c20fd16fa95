// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/cli_parts.h"

#include "daemon/cli/usage_words.h"

#include <optional>

namespace dondoc {

CLI::App* add_command(CLI::App& app, const char* name, const char* description) {
  CLI::App* command = app.add_subcommand(name, description)->group("Các lệnh");
  command->set_help_flag("-h,--help", "in trang này")->group("Tùy chọn");
  return command;
}

Date date_of_option(const std::string& name, const std::string& text) {
  const std::optional<Date> date = parse_iso_date(text);
  if (!date) {
    throw CLI::ValidationError(name, not_a_date(text));
  }
  return *date;
}

void add_form(CLI::App* command, OutputForm& form) {
  command->add_flag_callback(
      "--json", [&form] { form = OutputForm::json; }, "in một tài liệu JSON ra đầu ra chuẩn");
}

}  // namespace dondoc
