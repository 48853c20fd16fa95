// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/cli.h"

#include "daemon/cli/check.h"
#include "daemon/cli/cli_office.h"
#include "daemon/cli/cli_parts.h"
#include "daemon/cli/explain.h"
#include "daemon/cli/preview.h"
#include "daemon/cli/simulate.h"
#include "daemon/cli/usage_words.h"
#include "rules/plan/suggestion.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <CLI/CLI.hpp>

namespace dondoc {
namespace {

constexpr const char* footer =
    "Mã thoát: 0 bình thường, 1 dữ liệu vào có lỗi, 2 gọi sai cách, 3 máy hoặc ổ đĩa có lỗi.\n";

void add_check(CLI::App& app, Asked& asked) {
  CLI::App* command = add_command(app, "check", "kiểm tra các tệp cấu hình và kế hoạch");
  const auto options = std::make_shared<CheckOptions>();
  command
      ->add_option_function<std::vector<std::string>>(
          "PATH",
          [options](const std::vector<std::string>& paths) {
            options->paths.assign(paths.begin(), paths.end());
          },
          "thư mục cấu hình, hoặc một tệp (đối chiếu với thư mục gần nhất có directory.yaml)")
      ->type_name("ĐƯỜNG-DẪN");
  add_config(command, options->config);
  command->add_flag_callback(
      "--strict",
      [options] { options->strictness = Strictness::warnings; },
      "coi cảnh báo cũng là lỗi");
  add_form(command, options->form);
  command->callback([options, &asked] {
    asked.run = [options, &asked] { return run_check(*options, asked.now, asked.terminal); };
  });
}

std::size_t count_of_option(const std::string& text) {
  const std::optional<std::size_t> count = parse_count(text, explained_dues_max);
  if (!count) {
    throw CLI::ValidationError("--count",
                               "phải là một số từ 1 đến " + std::to_string(explained_dues_max));
  }
  return *count;
}

void add_explain(CLI::App& app, Asked& asked) {
  CLI::App* command = add_command(app, "explain", "giải thích một cụm từ về thời gian thực hiện");
  const auto options = std::make_shared<ExplainOptions>();
  command
      ->add_option_function<std::vector<std::string>>(
          "PHRASE",
          [options](const std::vector<std::string>& words) { options->phrase = joined(words); },
          "cụm từ như trong kế hoạch: \"chậm nhất trong tháng 6 hằng năm\"")
      ->type_name("CỤM-TỪ")
      ->required();
  add_date(
      command, "--from", options->from, "hiệu lực từ ngày (mặc định: năm nay, bỏ qua hạn đã qua)");
  add_date(command, "--to", options->to, "hiệu lực đến ngày; in mọi thời hạn của các kỳ đến đó");
  command
      ->add_option_function<std::string>(
          "--count",
          [options](const std::string& text) { options->count = count_of_option(text); },
          "số thời hạn được in (mặc định: 5)")
      ->type_name("SỐ");
  add_date(
      command, "--trigger", options->trigger, "ngày xảy ra mốc tính thời hạn (“kể từ ngày …”)");
  add_config(command, options->config);
  add_form(command, options->form);
  command->callback([options, &asked] {
    asked.run = [options, &asked] { return run_explain(*options, asked.now, asked.terminal); };
  });
}

void add_preview(CLI::App& app, Asked& asked) {
  CLI::App* command =
      add_command(app, "preview", "xem trước mọi đầu việc và tin nhắc trong một khoảng thời gian");
  const auto options = std::make_shared<PreviewOptions>();
  add_date(command, "--from", options->from, "từ ngày")->required();
  add_date(command, "--to", options->to, "đến hết ngày")->required();
  command->add_option("--unit", options->unit, "chỉ việc do đơn vị này chủ trì")
      ->type_name("ĐƠN-VỊ");
  command->add_option("--post", options->post, "chỉ tin gửi chức danh này")->type_name("CHỨC-DANH");
  add_date(command,
           "--first-load",
           options->first_load,
           "coi như kế hoạch được nạp lần đầu vào ngày này (mặc định: ngày ban hành)");
  add_config(command, options->config);
  add_form(command, options->form);
  command->callback([options, &asked] {
    asked.run = [options, &asked] { return run_preview(*options, asked.terminal); };
  });
}

void add_simulate(CLI::App& app, Asked& asked) {
  CLI::App* command = add_command(
      app, "simulate", "chạy thử cả hệ thống trên thời gian ảo, thư được ghi vào Maildir");
  const auto options = std::make_shared<SimulateOptions>();
  add_date(command, "--from", options->from, "từ ngày")->required();
  add_date(command, "--to", options->to, "đến hết ngày")->required();
  command->add_option("--seed", options->seed, "số gieo ngẫu nhiên (mặc định: 1)")->type_name("SỐ");
  command
      ->add_option_function<double>(
          "--punctual",
          [options](double value) {
            if (!(value >= 0.0 && value <= 1.0)) {
              throw CLI::ValidationError("--punctual", "phải là một số từ 0 đến 1");
            }
            options->punctual = value;
          },
          "xác suất đơn vị hoàn thành đúng hạn (mặc định: 0.8)")
      ->type_name("SỐ");
  command
      ->add_option_function<std::string>(
          "--out",
          [options](const std::string& text) { options->out = text; },
          "nơi ghi cơ sở dữ liệu và Maildir (mặc định: out/simulate)")
      ->type_name("THƯ-MỤC");
  add_config(command, options->config);
  add_form(command, options->form);
  command->callback([options, &asked] {
    asked.run = [options, &asked] { return run_simulate(*options, asked.terminal); };
  });
}

// ---- What to say
// -----------------------------------------------------------------------------------

void set_words(CLI::App& app) {
  const auto words = std::make_shared<CLI::Formatter>();
  words->label("Usage", "Cách dùng");
  words->label("OPTIONS", "TÙY-CHỌN");
  words->label("SUBCOMMAND", "LỆNH");
  words->label("Positionals", "Tham số");
  words->label("REQUIRED", "(bắt buộc)");
  words->label("TEXT", "CHỮ");
  constexpr std::size_t column = 34;
  words->column_width(column);
  app.formatter(words);
  app.option_defaults()->group("Tùy chọn");
  app.set_help_flag("-h,--help", "in trang này")->group("Tùy chọn");
  app.set_version_flag("--version", "dondoc " DONDOC_VERSION, "in phiên bản")->group("Tùy chọn");
  app.footer(footer);
}

std::vector<std::string> command_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) {
    names.push_back(command->get_name());
  }
  return names;
}

/// The command's options, for one that was mistyped.
std::vector<std::string> option_names(const CLI::App& app, const std::string& command) {
  std::vector<std::string> names;
  for (const CLI::App* candidate : app.get_subcommands({})) {
    if (candidate->get_name() != command) {
      continue;
    }
    for (const CLI::Option* option : candidate->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        names.push_back("--" + name);
      }
    }
  }
  return names;
}

}  // namespace

int run_cli(const std::vector<std::string>& arguments, Instant now, Terminal& terminal) {
  CLI::App app{"dondoc: đôn đốc các nhiệm vụ theo kế hoạch", "dondoc"};
  set_words(app);
  app.require_subcommand(1);
  Asked asked{now, terminal, {}};
  add_check(app, asked);
  add_explain(app, asked);
  add_preview(app, asked);
  add_simulate(app, asked);
  add_tools(app, asked);
  add_office_commands(app, asked);
  add_door_commands(app, asked);
  add_acting_commands(app, asked);

  const std::optional<std::string> word = command_of(arguments);
  const std::string command = word.value_or("");
  const std::vector<std::string> known = command_names(app);
  if (word && std::find(known.begin(), known.end(), command) == known.end()) {
    return wrong_usage(
        terminal, "không có lệnh “" + command + "”" + suggestion(command, known), "");
  }
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::Success& success) {
    return app.exit(success, terminal.out, terminal.err);
  } catch (const CLI::ParseError& error) {
    // This one error is named after the command it happened in, not after its class.
    const bool extras = error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError);
    const UsageError found{extras ? "ExtrasError" : error.get_name(), error.what()};
    return wrong_usage(terminal, usage_words(found, option_names(app, command)), command);
  }
  return asked.run();
}

}  // namespace dondoc
