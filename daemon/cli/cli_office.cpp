// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/cli_office.h"

#include <memory>

namespace dondoc {

RemoteOptionsPointer add_target(CLI::App* command) {
  auto options = std::make_shared<RemoteOptions>();
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

void run_later(CLI::App* command,
               Asked& asked,
               const RemoteOptionsPointer& options,
               int (*run)(const RemoteOptions&)) {
  command->callback(
      [options, run, &asked] { asked.run = [options, run] { return run(*options); }; });
}

namespace {

void add_post(CLI::App* command, const RemoteOptionsPointer& options) {
  command->add_option("POST", options->key, "mã chức danh trong directory.yaml")
      ->type_name("CHỨC-DANH")
      ->required();
}

}  // namespace

void add_office_commands(CLI::App& app, Asked& asked) {
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

  CLI::App* backup = add_command(app, "backup", "sao lưu cơ sở dữ liệu, cả khi dondocd đang chạy");
  options = add_target(backup);
  run_later(
      backup, asked, options, [](const RemoteOptions& given) { return run_backup(given.target); });

  CLI::App* verify =
      add_command(app, "verify", "kiểm tra cơ sở dữ liệu và chuỗi ghi nhận còn nguyên vẹn");
  options = add_target(verify);
  verify->add_option("COPY", options->copy, "một bản sao lưu (mặc định: cơ sở dữ liệu đang dùng)")
      ->type_name("TỆP");
  run_later(verify, asked, options, [](const RemoteOptions& given) {
    return run_verify(given.target, given.copy);
  });

  CLI::App* restore =
      add_command(app, "restore", "khôi phục từ một bản sao lưu, khi dondocd không chạy");
  options = add_target(restore);
  restore->add_option("COPY", options->copy, "bản sao lưu")->type_name("TỆP")->required();
  run_later(restore, asked, options, [](const RemoteOptions& given) {
    return run_restore(given.target, *given.copy);
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

  CLI::App* link = add_command(
      app, "link", "cấp mã để người giữ một chức danh kết nối và trả lời tin nhắc qua bot Zalo");
  options = add_target(link);
  add_post(link, options);
  run_later(link, asked, options, [](const RemoteOptions& given) {
    return run_link(given.target, given.key);
  });

  CLI::App* unlink = add_command(app, "unlink", "ngắt kết nối của người giữ một chức danh");
  options = add_target(unlink);
  add_post(unlink, options);
  run_later(unlink, asked, options, [](const RemoteOptions& given) {
    return run_unlink(given.target, given.key);
  });

  CLI::App* links = add_command(app, "links", "chức danh nào đã kết nối, chức danh nào chưa");
  options = add_target(links);
  run_later(
      links, asked, options, [](const RemoteOptions& given) { return run_links(given.target); });
}

}  // namespace dondoc
