// SPDX-License-Identifier: Apache-2.0
// dondoc leave: somebody's days away, recorded without editing the directory; dondoc leaves.
#include "daemon/cli/cli_office.h"
#include "daemon/cli/remote.h"

#include <memory>
#include <string>

namespace dondoc {
namespace {

void check_leave(const RemoteOptions& options, bool undo) {
  const auto& fields = options.fields;
  if (undo && !fields.empty()) {
    throw CLI::ValidationError("--undo", "hủy lần ghi gần nhất: không ghi kèm ngày và --deputy");
  }
  if (!undo && fields.count("from") == 0) {
    throw CLI::ValidationError("TỪ-NGÀY ĐẾN-NGÀY", "cần ngày đầu, ngày cuối; hoặc --undo");
  }
}

}  // namespace

void add_leave_commands(CLI::App& app, Asked& asked) {
  CLI::App* command = add_command(
      app,
      "leave",
      "ghi ngày nghỉ của người giữ một chức danh; người thay nhận tin trong thời gian đó");
  RemoteOptionsPointer options = add_target(command);
  const auto undo = std::make_shared<bool>(false);
  command->add_option("POST", options->key, "mã chức danh trong directory.yaml")
      ->type_name("CHỨC-DANH")
      ->required();
  const auto day = [options](const char* name, const char* field) {
    return [options, name, field](const std::string& text) {
      options->fields[field] = to_iso(date_of_option(name, text));
    };
  };
  command->add_option_function<std::string>("FROM", day("FROM", "from"), "ngày đầu, năm-tháng-ngày")
      ->type_name("TỪ-NGÀY");
  command->add_option_function<std::string>("TO", day("TO", "to"), "ngày cuối (mặc định: ngày đầu)")
      ->type_name("ĐẾN-NGÀY");
  command
      ->add_option_function<std::string>(
          "--deputy",
          [options](const std::string& text) { options->fields["deputy"] = text; },
          "chức danh thay trong thời gian này (mặc định: cấp phó trong danh bạ)")
      ->type_name("CHỨC-DANH");
  command->add_flag_callback(
      "--undo", [undo] { *undo = true; }, "hủy lần ghi gần nhất, trong 30 phút");
  add_actor(command, options);
  command->callback([options, undo, &asked] {
    check_leave(*options, *undo);
    asked.run = [options, undo] {
      return *undo ? run_undo_leave(options->target, options->key, options->act)
                   : run_leave(options->target, options->key, options->fields, options->act);
    };
  });

  CLI::App* list = add_command(app, "leaves", "ai đang nghỉ, ai sắp nghỉ, ai thay");
  options = add_target(list);
  run_later(
      list, asked, options, [](const RemoteOptions& given) { return run_leaves(given.target); });
}

}  // namespace dondoc
