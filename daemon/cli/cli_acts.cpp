// SPDX-License-Identifier: Apache-2.0
// The commands by which people act on a duty: a table of what each takes, and one way to read it.
#include "daemon/cli/cli_office.h"
#include "daemon/cli/remote.h"
#include "daemon/cli/usage_words.h"
#include "rules/schedule/acts.h"

#include <string>
#include <utility>
#include <vector>

namespace dondoc {
namespace {

enum class FieldKind { text, day, time, count };

/// An option of an act, and the field of the body that it fills.
struct FieldOption {
  const char* option;
  const char* field;
  FieldKind kind{FieldKind::text};
  const char* type;
  const char* description;
  bool required{false};
};

struct ActCommand {
  const char* name;
  const char* act;  ///< the last word of its address
  const char* description;
  std::vector<FieldOption> options;
};

std::vector<ActCommand> act_commands() {
  return {
      {"ack",
       "acknowledge",
       "ghi nhận đơn vị đã nhận việc",
       {{"--promised", "promised", FieldKind::day, "NGÀY", "ngày đơn vị hứa xong"}}},
      {"done",
       "complete",
       "ghi nhận đầu việc đã hoàn thành",
       {{"--document",
         "document",
         FieldKind::text,
         "SỐ-KÝ-HIỆU",
         "số, ký hiệu văn bản: 12/BC-UBND"},
        {"--date", "document_date", FieldKind::day, "NGÀY", "ngày của văn bản"},
        {"--sent", "sent", FieldKind::day, "NGÀY", "ngày gửi đi; tính đúng hạn theo ngày này"}}},
      {"nothing", "nothing", "báo không phát sinh trong kỳ", {}},
      {"submit",
       "submit",
       "ghi nhận văn bản đã trình ký",
       {{"--date", "date", FieldKind::day, "NGÀY", "ngày trình (mặc định: hôm nay)"},
        {"--signer",
         "signer",
         FieldKind::text,
         "CHỨC-DANH",
         "người ký (mặc định: lãnh đạo phụ trách đơn vị)"}}},
      {"return",
       "return",
       "trả lại văn bản trình ký để bổ sung, hoàn thiện",
       {{"--reason", "reason", FieldKind::text, "LÝ-DO", "nội dung phải bổ sung", true}}},
      {"progress",
       "progress",
       "ghi nhận tiến độ, số liệu, vướng mắc mà chưa kết thúc việc",
       {{"TEXT", "text", FieldKind::text, "NỘI-DUNG", "tiến độ, số liệu hoặc vướng mắc", true}}},
      {"extend",
       "extend",
       "đề nghị gia hạn; lãnh đạo gia hạn ngay",
       {{"--until", "until", FieldKind::day, "NGÀY", "ngày cuối của thời hạn mới", true},
        {"--reason", "reason", FieldKind::text, "LÝ-DO", "lý do đề nghị", true}}},
      {"grant",
       "grant",
       "lãnh đạo đồng ý đề nghị gia hạn hoặc chuyển giao",
       {{"--until",
         "until",
         FieldKind::day,
         "NGÀY",
         "ngày cuối của thời hạn mới (mặc định: ngày được đề nghị)"}}},
      {"adjust",
       "adjust",
       "ghi thời hạn do cấp trên điều chỉnh, hoặc do văn bản khác quy định",
       {{"--due", "due", FieldKind::day, "NGÀY", "ngày cuối của thời hạn mới", true},
        {"--basis", "basis", FieldKind::text, "VĂN-BẢN", "căn cứ điều chỉnh", true}}},
      {"count",
       "count",
       "đếm thêm vào số lượng tối thiểu phải đạt",
       {{"--amount", "amount", FieldKind::count, "SỐ", "số lượng đếm thêm (mặc định: 1)"},
        {"--document", "document", FieldKind::text, "SỐ-KÝ-HIỆU", "văn bản kiểm chứng"}}},
      {"measure",
       "measure",
       "ghi số đo của một chỉ tiêu: tử số và mẫu số, hoặc giá trị",
       {{"--numerator", "numerator", FieldKind::text, "SỐ", "tử số"},
        {"--denominator", "denominator", FieldKind::text, "SỐ", "mẫu số"},
        {"--value", "value", FieldKind::text, "SỐ", "giá trị: 92,5"}}},
      {"excuse",
       "excuse",
       "nêu nguyên nhân khách quan; lãnh đạo xác nhận (không cần nêu lại)",
       {{"--reason", "reason", FieldKind::text, "LÝ-DO", "nguyên nhân"}}},
      {"waive",
       "waive",
       "lãnh đạo thôi giao đầu việc cho đơn vị",
       {{"--reason", "reason", FieldKind::text, "LÝ-DO", "lý do", true}}},
      {"fail",
       "fail",
       "lãnh đạo kết thúc đầu việc là không hoàn thành",
       {{"--reason", "reason", FieldKind::text, "LÝ-DO", "lý do", true}}},
      {"comment",
       "comment",
       "ghi chú vào diễn biến của đầu việc",
       {{"TEXT", "text", FieldKind::text, "NỘI-DUNG", "nội dung ghi chú", true}}},
      {"assign",
       "assign",
       "giao đầu việc cho một người của đơn vị chủ trì",
       {{"--to", "post", FieldKind::text, "CHỨC-DANH", "người thực hiện", true}}},
      {"transfer",
       "transfer",
       "đề nghị chuyển giao cho đơn vị khác chủ trì; lãnh đạo chuyển giao ngay",
       {{"UNIT", "unit", FieldKind::text, "ĐƠN-VỊ", "mã đơn vị nhận", true},
        {"--reason",
         "reason",
         FieldKind::text,
         "LÝ-DO",
         "lý do (lãnh đạo đồng ý đề nghị thì không cần nêu lại)"}}},
      {"snooze",
       "snooze",
       "tạm dừng nhắc chức danh nêu ở --as",
       {{"--until", "until", FieldKind::day, "NGÀY", "ngày nhắc lại", true}}},
      {"urge",
       "urge",
       "đơn vị theo dõi đôn đốc đơn vị chủ trì",
       {{"TEXT", "text", FieldKind::text, "NỘI-DUNG", "nội dung đôn đốc", true}}},
      {"direct",
       "direct",
       "lãnh đạo chỉ đạo đơn vị chủ trì",
       {{"TEXT", "text", FieldKind::text, "NỘI-DUNG", "nội dung chỉ đạo", true}}},
      {"note", "note", "lãnh đạo ghi nhận báo cáo; thôi báo cáo lại khi chưa có thay đổi", {}},
      {"told",
       "told",
       "ghi nhận đã gọi điện hoặc đưa phiếu cho nơi không nhận tin qua mạng",
       {{"--to",
         "post",
         FieldKind::text,
         "CHỨC-DANH",
         "nơi được báo (cần nêu khi nhiều nơi chờ báo về đầu việc này)"}}},
      {"undo", "undo", "hủy ghi nhận sau cùng của chính mình, trong 30 phút", {}},
  };
}

std::vector<FieldOption> event_options() {
  return {
      {"--date", "date", FieldKind::day, "NGÀY", "ngày xảy ra mốc"},
      {"--time", "time", FieldKind::time, "GIỜ:PHÚT", "giờ xảy ra, khi thời hạn tính bằng giờ"},
      {"--id",
       "id",
       FieldKind::text,
       "MÃ",
       "mã của mốc (mặc định: ngày); ghi lại một mã đã có là sửa mốc đó"},
      {"--unit", "unit", FieldKind::text, "ĐƠN-VỊ", "chỉ liên quan đơn vị này"},
      {"--title", "title", FieldKind::text, "NỘI-DUNG", "việc phát sinh, để ghi trong tin nhắc"},
      {"--document", "document", FieldKind::text, "SỐ-KÝ-HIỆU", "văn bản làm mốc"},
      {"--due", "due", FieldKind::day, "NGÀY", "ngày cuối của thời hạn riêng"},
  };
}

/// What is sent of it.
std::string field_of(const FieldOption& option, const std::string& text) {
  switch (option.kind) {
    case FieldKind::text:
      break;
    case FieldKind::day:
      return to_iso(date_of_option(option.option, text));
    case FieldKind::time:
      if (!parse_hhmm(text)) {
        throw CLI::ValidationError(option.option,
                                   "“" + text + "” không phải một giờ viết dạng 07:30");
      }
      break;
    case FieldKind::count:
      if (!parse_count(text, act_count_max)) {
        throw CLI::ValidationError(option.option,
                                   "phải là một số từ 1 đến " + std::to_string(act_count_max));
      }
      break;
  }
  return text;
}

void add_field(CLI::App* command, const RemoteOptionsPointer& options, const FieldOption& field) {
  // Words of an option that stands alone need no quotes.
  CLI::Option* added = field.option[0] == '-'
                           ? command->add_option_function<std::string>(
                                 field.option,
                                 [options, field](const std::string& text) {
                                   options->fields[field.field] = field_of(field, text);
                                 },
                                 field.description)
                           : command->add_option_function<std::vector<std::string>>(
                                 field.option,
                                 [options, field](const std::vector<std::string>& words) {
                                   options->fields[field.field] = joined(words);
                                 },
                                 field.description);
  added->type_name(field.type)->required(field.required);
}

/// A value stands alone, or a numerator with its denominator.
void check_measure(const std::map<std::string, std::string>& fields) {
  const bool value = fields.count("value") != 0;
  const bool numerator = fields.count("numerator") != 0;
  const bool denominator = fields.count("denominator") != 0;
  if (numerator != denominator || value == numerator) {
    throw CLI::ValidationError("--value", "cần --value, hoặc --numerator và --denominator");
  }
}

void add_act(CLI::App& app, Asked& asked, const ActCommand& act) {
  CLI::App* command = add_command(app, act.name, act.description);
  const RemoteOptionsPointer options = add_target(command);
  add_key(command, options, "mã số hoặc khóa của đầu việc");
  for (const FieldOption& field : act.options) {
    add_field(command, options, field);
  }
  add_actor(command, options);
  const std::string name = act.act;
  command->callback([options, name, &asked] {
    if (name == "measure") {
      check_measure(options->fields);
    }
    asked.run = [options, name] {
      return run_act(options->target, name, options->key, options->fields, options->act);
    };
  });
}

void add_trigger(CLI::App& app, Asked& asked) {
  CLI::App* command = add_command(
      app, "trigger", "ghi nhận một mốc tính thời hạn; không có tham số thì liệt kê các mốc");
  const RemoteOptionsPointer options = add_target(command);
  command
      ->add_option("KEY", options->key, "KẾ-HOẠCH/MỐC, hoặc mã số, khóa của đầu việc theo dõi mốc")
      ->type_name("MỐC");
  for (const FieldOption& field : event_options()) {
    add_field(command, options, field);
  }
  add_actor(command, options);
  command->callback([options, &asked] {
    if (options->key.empty() && options->fields.empty()) {
      asked.run = [options] { return run_triggers(options->target); };
      return;
    }
    if (options->key.empty()) {
      throw CLI::ValidationError("KEY", "thiếu mốc: KẾ-HOẠCH/MỐC");
    }
    if (options->fields.count("date") == 0) {
      throw CLI::ValidationError("--date", "thiếu ngày xảy ra mốc");
    }
    asked.run = [options] {
      return run_trigger(options->target, options->key, options->fields, options->act);
    };
  });
}

}  // namespace

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

void add_acting_commands(CLI::App& app, Asked& asked) {
  for (const ActCommand& act : act_commands()) {
    add_act(app, asked, act);
  }
  add_trigger(app, asked);
  add_giving_command(app, asked);
  add_leave_commands(app, asked);
  CLI::App* week =
      add_command(app, "week-ok", "các việc hằng tuần đang hỏi một chức danh đều đã thực hiện");
  const RemoteOptionsPointer options = add_target(week);
  week->add_option("POST", options->key, "mã chức danh trong directory.yaml")
      ->type_name("CHỨC-DANH")
      ->required();
  add_actor(week, options);
  run_later(week, asked, options, [](const RemoteOptions& given) {
    return run_week(given.target, given.key, given.act);
  });
}

}  // namespace dondoc
