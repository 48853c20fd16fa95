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

namespace {

/// "5/12/2026": day, month, year, as everybody here writes it.
std::optional<Date> everyday_date(const std::string& text) {
  const std::size_t first = text.find('/');
  const std::size_t second = first == std::string::npos ? first : text.find('/', first + 1);
  if (second == std::string::npos) {
    return std::nullopt;
  }
  const auto two_digits_of = [](const std::string& number) {
    return number.size() == 1 ? '0' + number : number;
  };
  return parse_iso_date(text.substr(second + 1) + '-' +
                        two_digits_of(text.substr(first + 1, second - first - 1)) + '-' +
                        two_digits_of(text.substr(0, first)));
}

}  // namespace

Date date_of_option(const std::string& name, const std::string& text) {
  std::optional<Date> date = parse_iso_date(text);
  if (!date) {
    date = everyday_date(text);
  }
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
