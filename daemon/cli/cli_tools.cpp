// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/cli_parts.h"
#include "daemon/cli/diff.h"
#include "daemon/cli/plan_test_command.h"

#include <memory>
#include <string>
#include <vector>

namespace dondoc {
namespace {

void add_diff(CLI::App& app, Asked& asked) {
  CLI::App* command =
      add_command(app, "diff", "so sánh hai cấu hình: đầu việc và tin nhắc được thêm, dời, bỏ");
  const auto options = std::make_shared<DiffOptions>();
  const auto path = [command](const char* name, std::filesystem::path& target, const char* what) {
    command
        ->add_option_function<std::string>(
            name, [&target](const std::string& text) { target = text; }, what)
        ->type_name("ĐƯỜNG-DẪN")
        ->required();
  };
  path("OLD", options->before, "thư mục cấu hình cũ, hoặc một tệp");
  path("NEW",
       options->after,
       "thư mục cấu hình mới, hoặc một tệp thay cho tệp cùng tên hoặc cùng mã kế hoạch");
  add_date(command, "--from", options->from, "từ ngày")->required();
  add_date(command, "--to", options->to, "đến hết ngày")->required();
  add_date(command,
           "--first-load",
           options->first_load,
           "coi như kế hoạch được nạp lần đầu vào ngày này (mặc định: ngày ban hành)");
  add_config(command, options->config, "thư mục cấu hình mà tệp riêng lẻ thuộc về");
  add_form(command, options->form);
  command->callback([options, &asked] {
    asked.run = [options, &asked] { return run_diff(*options, asked.terminal); };
  });
}

void add_test(CLI::App& app, Asked& asked) {
  CLI::App* command = add_command(app, "test", "chạy các ca thử của kế hoạch trên thời gian ảo");
  const auto options = std::make_shared<PlanTestOptions>();
  command
      ->add_option_function<std::vector<std::string>>(
          "FILE",
          [options](const std::vector<std::string>& files) {
            options->files.assign(files.begin(), files.end());
          },
          "tệp ca thử (mặc định: mọi tệp plans/*.test.yaml của cấu hình)")
      ->type_name("TỆP");
  add_config(command, options->config);
  add_form(command, options->form);
  command->callback([options, &asked] {
    asked.run = [options, &asked] { return run_plan_tests(*options, asked.terminal); };
  });
}

}  // namespace

void add_tools(CLI::App& app, Asked& asked) {
  add_diff(app, asked);
  add_test(app, asked);
}

}  // namespace dondoc
