// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/cli.h"

#include "daemon/cli/check.h"
#include "daemon/cli/cli_parts.h"
#include "daemon/cli/explain.h"
#include "daemon/cli/preview.h"
#include "daemon/cli/remote_options.h"
#include "daemon/cli/simulate.h"
#include "daemon/cli/suggestion.h"
#include "daemon/cli/usage_words.h"

#include <algorithm>
#include <functional>
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
    asked.run = [options, &asked] { return run_check(*options, asked.terminal); };
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

// ---- Commands that ask the daemon
// ----------------------------------------------------------------

RemoteOptionsPointer add_target(CLI::App* command) {
  const auto options = std::make_shared<RemoteOptions>();
  add_config(command, options->target.config);
  command
      ->add_option_function<std::string>(
          "--state",
          [options](const std::string& text) { options->target.state = text; },
          "thư mục trạng thái của dondocd (mặc định: theo dondoc.yaml)")
      ->type_name("THƯ-MỤC");
  command
      ->add_option_function<std::string>(
          "--socket",
          [options](const std::string& text) { options->target.socket = text; },
          "đường dẫn tới dondoc.sock")
      ->type_name("TỆP");
  command->add_flag_callback(
      "--json", [options] { options->target.json = true; }, "in một tài liệu JSON ra đầu ra chuẩn");
  return options;
}

void add_key(CLI::App* command, const RemoteOptionsPointer& options, const char* description) {
  command->add_option("KEY", options->key, description)->type_name("MÃ")->required();
}

void add_actor(CLI::App* command, const RemoteOptionsPointer& options) {
  command->add_option("--as", options->act.as_post, "ghi nhận thay cho chức danh này")
      ->type_name("CHỨC-DANH");
  command
      ->add_option_function<std::string>(
          "--by",
          [options](const std::string& text) {
            if (text != "cli" && text != "phone") {
              throw CLI::ValidationError("--by", "phải là cli hoặc phone");
            }
            options->act.by = text;
          },
          "cách báo: cli, phone (mặc định: cli)")
      ->type_name("CÁCH");
}

void run_later(CLI::App* command,
               Asked& asked,
               const RemoteOptionsPointer& options,
               int (*run)(const RemoteOptions&)) {
  command->callback(
      [options, run, &asked] { asked.run = [options, run] { return run(*options); }; });
}

void add_reading_commands(CLI::App& app, Asked& asked) {
  CLI::App* list = add_command(app, "list", "liệt kê các đầu việc đang mở");
  RemoteOptionsPointer options = add_target(list);
  list->add_option("--unit", options->list.unit, "chỉ việc do đơn vị này chủ trì")
      ->type_name("ĐƠN-VỊ");
  list->add_flag("--all", options->list.all, "cả việc đã đóng");
  run_later(list, asked, options, [](const RemoteOptions& given) {
    return run_list(given.target, given.list);
  });

  CLI::App* show = add_command(app, "show", "toàn bộ diễn biến của một đầu việc");
  options = add_target(show);
  add_key(show, options, "mã số hoặc khóa của đầu việc");
  run_later(show, asked, options, [](const RemoteOptions& given) {
    return run_show(given.target, given.key);
  });

  CLI::App* why =
      add_command(app, "why", "vì sao có một tin nhắc: kế hoạch, lần nhắc, lịch, lần gửi");
  options = add_target(why);
  add_key(why, options, "khóa lần nhắc, mã đầu việc hoặc mã tin");
  run_later(why, asked, options, [](const RemoteOptions& given) {
    return run_why(given.target, given.key);
  });

  CLI::App* status = add_command(app, "status", "tình trạng của dondocd");
  options = add_target(status);
  run_later(
      status, asked, options, [](const RemoteOptions& given) { return run_status(given.target); });
}

void add_acting_commands(CLI::App& app, Asked& asked) {
  CLI::App* ack = add_command(app, "ack", "ghi nhận đơn vị đã nhận việc");
  RemoteOptionsPointer options = add_target(ack);
  add_key(ack, options, "mã số hoặc khóa của đầu việc");
  add_date_text(ack, "--promised", options->promised, "ngày đơn vị hứa xong");
  add_actor(ack, options);
  run_later(ack, asked, options, [](const RemoteOptions& given) {
    return run_ack(given.target, given.key, given.promised, given.act);
  });

  CLI::App* done = add_command(app, "done", "ghi nhận đầu việc đã hoàn thành");
  options = add_target(done);
  add_key(done, options, "mã số hoặc khóa của đầu việc");
  done->add_option("--document", options->document, "số, ký hiệu văn bản: 12/BC-UBND")
      ->type_name("SỐ-KÝ-HIỆU");
  add_date_text(done, "--date", options->document_date, "ngày của văn bản");
  add_actor(done, options);
  run_later(done, asked, options, [](const RemoteOptions& given) {
    return run_done(given.target, given.key, given.document, given.document_date, given.act);
  });

  CLI::App* hold = add_command(app, "hold", "dừng mọi việc gửi tin");
  options = add_target(hold);
  hold->add_option("--reason", options->reason, "lý do, được hiện ở status")->type_name("LÝ-DO");
  run_later(hold, asked, options, [](const RemoteOptions& given) {
    return run_hold(given.target, given.reason);
  });

  CLI::App* release = add_command(app, "release", "cho gửi tin trở lại");
  options = add_target(release);
  run_later(release, asked, options, [](const RemoteOptions& given) {
    return run_release(given.target);
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
  add_reading_commands(app, asked);
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
