// SPDX-License-Identifier: Apache-2.0
// dondoc assign-new: one task on the command line, or a list of them from a file or pasted.
#include "daemon/cli/cli_office.h"
#include "daemon/cli/remote.h"
#include "daemon/cli/usage_words.h"
#include "rules/schedule/wording.h"

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

namespace dondoc {
namespace {

/// Above what the daemon takes in one request.
constexpr std::size_t list_bytes_max = std::size_t{1024} * 1024;

struct GivingOption {
  const char* option;
  const char* field;
  const char* type;
  const char* description;
};

std::vector<GivingOption> giving_options() {
  return {
      {"--due",
       "due",
       "THỜI-HẠN",
       "05/12/2026, 5/12, “trước 16 giờ ngày 5/12/2026”, “trong 10 ngày” (kể từ hôm nay)"},
      {"--product", "product", "SẢN-PHẨM", "sản phẩm phải có: Báo cáo"},
      {"--document", "document", "VĂN-BẢN", "văn bản giao việc: Công văn số 45/UBND-VX"},
      {"--support", "support", "ĐƠN-VỊ", "các đơn vị phối hợp, cách nhau dấu phẩy"},
      {"--plan", "plan", "KẾ-HOẠCH", "theo dõi cùng kế hoạch này (khi có nhiều kế hoạch)"},
  };
}

std::string whole(std::istream& in) {
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (text.size() > list_bytes_max) {
    throw CLI::ValidationError("--from", "danh sách quá dài");
  }
  return text;
}

void take_list(const std::string& from, RemoteOptions& options) {
  if (from == "-") {
    options.fields["list"] = whole(std::cin);
    return;
  }
  std::ifstream file(from, std::ios::binary);
  if (!file) {
    throw CLI::ValidationError("--from", "không đọc được tệp “" + from + "”");
  }
  options.fields["list"] = whole(file);
  options.fields["list_name"] = from;
}

void check(const std::string& from, const RemoteOptions& options) {
  for (const char* own : {"unit", "title", "due", "product", "support"}) {
    if (!from.empty() && options.fields.count(own) != 0) {
      throw CLI::ValidationError(
          "--from", "danh sách đã nêu từng việc; chỉ dùng cùng --plan, --document, --as, --by");
    }
  }
  for (const char* needed : {"unit", "title", "due"}) {
    if (from.empty() && options.fields.count(needed) == 0) {
      throw CLI::ValidationError("ĐƠN-VỊ NỘI-DUNG --due THỜI-HẠN",
                                 "cần đủ ba phần này, hoặc --from TỆP (“-”: dán từ bàn phím)");
    }
  }
}

}  // namespace

void add_giving_command(CLI::App& app, Asked& asked) {
  CLI::App* command = add_command(
      app, "assign-new", "giao việc đột xuất, ngoài kế hoạch: một việc, hoặc một danh sách");
  const RemoteOptionsPointer options = add_target(command);
  const auto from = std::make_shared<std::string>();
  const auto fill = [options](const char* field) {
    return [options, field](const std::string& text) { options->fields[field] = text; };
  };
  command->add_option_function<std::string>("UNIT", fill("unit"), "đơn vị chủ trì: mã hoặc tên")
      ->type_name("ĐƠN-VỊ");
  command
      ->add_option_function<std::vector<std::string>>(
          "TITLE",
          [options](const std::vector<std::string>& words) {
            options->fields["title"] = joined(words);
          },
          "việc phải làm")
      ->type_name("NỘI-DUNG");
  for (const GivingOption& one : giving_options()) {
    command->add_option_function<std::string>(one.option, fill(one.field), one.description)
        ->type_name(one.type);
  }
  command
      ->add_option("--from",
                   *from,
                   "danh sách, mỗi dòng một việc: đơn vị | nội dung | thời hạn [| sản phẩm [| văn "
                   "bản giao [| phối hợp]]], hoặc dán từ Excel; “-” là đầu vào chuẩn")
      ->type_name("TỆP");
  add_actor(command, options);
  command->callback([options, from, &asked] {
    check(*from, *options);
    if (const auto due = options->fields.find("due"); due != options->fields.end()) {
      // Every other date of the command line may be written so.
      if (const auto day = parse_iso_date(due->second)) {
        due->second = date_words(*day);
      }
    }
    if (!from->empty()) {
      take_list(*from, *options);
    }
    asked.run = [options] { return run_giving(options->target, options->fields, options->act); };
  });
}

}  // namespace dondoc
