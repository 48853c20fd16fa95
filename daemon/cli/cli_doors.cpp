// SPDX-License-Identifier: Apache-2.0
// The commands by which an admin lets people and systems in over the network.
#include "daemon/cli/cli_office.h"

namespace dondoc {

namespace {

void add_named(CLI::App* command,
               const RemoteOptionsPointer& options,
               const std::string& name,
               const std::string& field,
               const std::string& description) {
  command
      ->add_option_function<std::string>(
          name,
          [options, field](const std::string& text) { options->fields[field] = text; },
          description)
      ->type_name("");
}

void add_token_commands(CLI::App& app, Asked& asked) {
  CLI::App* token = add_command(app, "token", "mã truy cập cho phần mềm khác");
  token->require_subcommand(1);

  CLI::App* add = add_command(*token, "add", "cấp một mã truy cập, in ra một lần");
  RemoteOptionsPointer options = add_target(add);
  add->add_option_function<std::string>(
         "NAME", [options](const std::string& text) { options->fields["name"] = text; }, "tên mã")
      ->type_name("TÊN")
      ->required();
  add_named(add, options, "--role", "role", "viewer | unit | overseer | editor | admin");
  add_named(add, options, "--post", "post", "chức danh mà mã này ghi nhận thay");
  add_named(add, options, "--days", "days", "dùng được bao nhiêu ngày (mặc định 365)");
  run_later(add, asked, options, [](const RemoteOptions& given) {
    auto fields = given.fields;
    fields.emplace("role", "viewer");
    return run_token_add(given.target, fields);
  });

  CLI::App* list = add_command(*token, "list", "các mã truy cập đã cấp");
  options = add_target(list);
  run_later(list, asked, options, [](const RemoteOptions& given) {
    return run_token_list(given.target);
  });

  CLI::App* revoke = add_command(*token, "revoke", "thu hồi một mã truy cập");
  options = add_target(revoke);
  add_key(revoke, options, "tên mã");
  run_later(revoke, asked, options, [](const RemoteOptions& given) {
    return run_token_revoke(given.target, given.key);
  });
}

void add_link_key_commands(CLI::App& app, Asked& asked) {
  CLI::App* keys = add_command(app, "link-keys", "khóa ký liên kết trong thư nhắc việc");
  keys->require_subcommand(1);

  CLI::App* list = add_command(*keys, "list", "các khóa đang dùng");
  run_later(list, asked, add_target(list), [](const RemoteOptions& given) {
    return run_link_key_list(given.target);
  });
  CLI::App* rotate = add_command(
      *keys, "rotate", "ký bằng khóa mới; liên kết đã gửi vẫn dùng được đến khi hết hạn");
  run_later(rotate, asked, add_target(rotate), [](const RemoteOptions& given) {
    return run_link_key_rotate(given.target);
  });
  CLI::App* revoke = add_command(*keys, "revoke", "thay khóa và thu hồi mọi liên kết đã gửi");
  run_later(revoke, asked, add_target(revoke), [](const RemoteOptions& given) {
    return run_link_key_revoke(given.target);
  });
}

void add_feed_commands(CLI::App& app, Asked& asked) {
  CLI::App* feed = add_command(app, "feed", "lịch riêng của đơn vị, chức danh cho ứng dụng lịch");
  feed->require_subcommand(1);

  CLI::App* add = add_command(*feed, "add", "cấp một địa chỉ lịch riêng, in ra một lần");
  RemoteOptionsPointer options = add_target(add);
  add_key(add, options, "unit/ĐƠN-VỊ hoặc post/CHỨC-DANH");
  run_later(add, asked, options, [](const RemoteOptions& given) {
    return run_feed_add(given.target, given.key);
  });

  CLI::App* list = add_command(*feed, "list", "các lịch riêng đã cấp");
  options = add_target(list);
  run_later(
      list, asked, options, [](const RemoteOptions& given) { return run_feed_list(given.target); });

  CLI::App* revoke = add_command(*feed, "revoke", "thu hồi một lịch riêng");
  options = add_target(revoke);
  add_key(revoke, options, "unit/ĐƠN-VỊ hoặc post/CHỨC-DANH");
  run_later(revoke, asked, options, [](const RemoteOptions& given) {
    return run_feed_revoke(given.target, given.key);
  });
}

}  // namespace

void add_door_commands(CLI::App& app, Asked& asked) {
  CLI::App* sign_in = add_command(
      app, "sign-in", "cấp mã để người giữ một chức danh đăng nhập trang theo dõi công việc");
  RemoteOptionsPointer options = add_target(sign_in);
  add_key(sign_in, options, "mã chức danh trong directory.yaml");
  run_later(sign_in, asked, options, [](const RemoteOptions& given) {
    return run_sign_in(given.target, given.key);
  });

  CLI::App* sign_out =
      add_command(app, "sign-out", "cho người giữ một chức danh thoát khỏi mọi thiết bị");
  options = add_target(sign_out);
  add_key(sign_out, options, "mã chức danh trong directory.yaml");
  run_later(sign_out, asked, options, [](const RemoteOptions& given) {
    return run_sign_out(given.target, given.key);
  });
  add_token_commands(app, asked);
  add_link_key_commands(app, asked);
  add_feed_commands(app, asked);
}

}  // namespace dondoc
