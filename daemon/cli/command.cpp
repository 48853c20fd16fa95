// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/command.h"

#include <ostream>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace dondoc {

void write_json(std::ostream& out, const nlohmann::ordered_json& document) {
  constexpr int indent = 2;
  out << document.dump(indent, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
      << '\n';
}

nlohmann::ordered_json json_of(const std::vector<Diagnostic>& diagnostics) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    nlohmann::ordered_json entry;
    entry["severity"] = severity_name(diagnostic.severity);
    entry["code"] = diagnostic.code;
    entry["file"] = diagnostic.file;
    entry["line"] = diagnostic.line;
    entry["column"] = diagnostic.column;
    entry["message"] = diagnostic.message;
    entry["hint"] = diagnostic.hint;
    list.push_back(std::move(entry));
  }
  return list;
}

namespace {

struct SeverityStyle {
  std::string_view words;
  std::string_view sequence;
};

SeverityStyle style_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return {": lỗi: ", "\x1b[1;31m"};
    case Severity::warning:
      return {": cảnh báo: ", "\x1b[1;33m"};
    case Severity::note:
      return {": lưu ý: ", "\x1b[1;36m"};
  }
  return {"", ""};
}

}  // namespace

std::string rendered(const Diagnostic& diagnostic, Color color) {
  std::string text = render(diagnostic);
  if (color == Color::never) {
    return text;
  }
  const SeverityStyle style = style_of(diagnostic.severity);
  const std::size_t at = text.find(style.words);
  if (at == std::string::npos || style.words.empty()) {
    return text;
  }
  constexpr std::string_view plain = "\x1b[0m";
  text.insert(at + style.words.size() - 1, plain);
  text.insert(at + 2, style.sequence);
  return text;
}

int refuse_config(const std::vector<Diagnostic>& diagnostics, OutputForm form, Terminal& terminal) {
  if (form == OutputForm::json) {
    nlohmann::ordered_json document;
    document["diagnostics"] = json_of(diagnostics);
    write_json(terminal.out, document);
  }
  for (const Diagnostic& diagnostic : diagnostics) {
    if (form == OutputForm::people) {
      terminal.err << rendered(diagnostic, terminal.color) << '\n';
    }
  }
  terminal.err << "dondoc: cấu hình có lỗi, chưa thực hiện được lệnh\n";
  return exit_findings;
}

}  // namespace dondoc
