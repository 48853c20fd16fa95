// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/usage_words.h"

#include "rules/plan/suggestion.h"

#include <algorithm>
#include <charconv>
#include <ostream>
#include <string_view>
#include <system_error>

namespace dondoc {
namespace {

std::string after(const std::string& text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string::npos ? text : text.substr(at + mark.size());
}

}  // namespace

std::string usage_words(const UsageError& error, const std::vector<std::string>& options) {
  if (error.kind == "RequiredError") {
    const std::string name = error.text.substr(0, error.text.find(" is required"));
    return name == error.text || name == "A subcommand" ? "thiếu tên lệnh" : "thiếu " + name;
  }
  if (error.kind == "ExtrasError") {
    const std::string extras = after(error.text, ": ");
    const bool option = extras.substr(0, 2) == "--" && extras.find(' ') == std::string::npos;
    return "không hiểu tham số " + extras + (option ? suggestion(extras, options) : "");
  }
  if (error.kind == "ArgumentMismatch") {
    return error.text.substr(0, error.text.find(':')) + " thiếu giá trị";
  }
  if (error.kind == "ConversionError") {
    return "không đọc được giá trị " + after(error.text, ": ");
  }
  return error.kind == "ValidationError" ? error.text : "gọi sai cách: " + error.text;
}

int wrong_usage(Terminal& terminal, const std::string& what, const std::string& command) {
  terminal.err << "dondoc: " << what << "\nXem cách dùng: dondoc "
               << (command.empty() ? "" : command + " ") << "--help\n";
  return exit_usage;
}

std::optional<std::string> command_of(const std::vector<std::string>& arguments) {
  const auto word = std::find_if(arguments.begin(), arguments.end(), [](const std::string& entry) {
    return entry.empty() || entry.front() != '-';
  });
  return word == arguments.end() ? std::nullopt : std::optional(*word);
}

std::optional<std::size_t> parse_count(const std::string& text, std::size_t most) {
  std::size_t count = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, count);
  if (error != std::errc{} || stop != end || count == 0 || count > most) {
    return std::nullopt;
  }
  return count;
}

std::string not_a_date(const std::string& text) {
  return "“" + text +
         "” không phải một ngày có thật viết dạng NĂM-THÁNG-NGÀY hoặc "
         "NGÀY/THÁNG/NĂM, ví dụ 2026-04-20";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) {
    text += (text.empty() ? "" : " ") + word;
  }
  return text;
}

}  // namespace dondoc
