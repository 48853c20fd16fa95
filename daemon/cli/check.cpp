// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/check.h"

#include "daemon/cli/config_version.h"
#include "daemon/plan_loader.h"

#include <algorithm>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <tuple>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

struct Findings {
  std::size_t files{0};
  std::vector<Diagnostic> diagnostics;
};

void add(Findings& findings, const std::vector<Diagnostic>& more) {
  findings.diagnostics.insert(findings.diagnostics.end(), more.begin(), more.end());
}

std::size_t count_files(const ConfigFiles& files) {
  return files.rules.size() + (files.settings ? 1 : 0);
}

Findings check_folder(const fs::path& folder) {
  const ConfigFiles files = read_config_files(folder);
  return {count_files(files), with_directory(read_config(files, folder).diagnostics, folder)};
}

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.file, a.line, a.column, a.code, a.message) ==
         std::tie(b.file, b.line, b.column, b.code, b.message);
}

/// The file's own diagnostics, and those of other files that are there only because of it (a post
/// it no longer names, an id it takes twice).
Findings check_file(const fs::path& file) {
  Findings findings{1, {}};
  const std::optional<fs::path> folder = configuration_above(file);
  const std::string name = folder ? name_in_configuration(file, *folder) : file.string();
  Parsed<SourceFile> source = read_source_file(file, name);
  if (!source.value || !folder) {
    for (Diagnostic& diagnostic : source.diagnostics) {
      diagnostic.file = file.string();
    }
    add(findings, source.diagnostics);
    if (source.value) {
      findings.diagnostics.push_back(no_configuration(file));
    }
    return findings;
  }
  const ConfigFiles others = without_file(read_config_files(*folder), name);
  const std::vector<Diagnostic> before = read_config(others, *folder).diagnostics;
  std::vector<Diagnostic> after =
      read_config(with_file(others, std::move(*source.value)), *folder).diagnostics;
  for (Diagnostic& diagnostic : after) {
    if (diagnostic.file == name) {
      diagnostic.file = file.string();
      findings.diagnostics.push_back(std::move(diagnostic));
    } else if (std::none_of(before.begin(), before.end(), [&diagnostic](const Diagnostic& old) {
                 return is_same(old, diagnostic);
               })) {
      add(findings, with_directory({diagnostic}, *folder));
    }
  }
  return findings;
}

std::string summary(const Findings& findings) {
  std::map<Severity, int> counts;
  for (const Diagnostic& diagnostic : findings.diagnostics) {
    ++counts[diagnostic.severity];
  }
  return "Đã kiểm tra " + std::to_string(findings.files) +
         " tệp: " + std::to_string(counts[Severity::error]) + " lỗi, " +
         std::to_string(counts[Severity::warning]) + " cảnh báo, " +
         std::to_string(counts[Severity::note]) + " lưu ý.";
}

bool has_warnings(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::warning;
  });
}

}  // namespace

int run_check(const CheckOptions& options, Terminal& terminal) {
  Findings findings;
  const std::vector<fs::path> paths =
      options.paths.empty() ? std::vector<fs::path>{options.config} : options.paths;
  for (const fs::path& path : paths) {
    std::error_code error;
    const bool folder = fs::is_directory(path, error) || options.paths.empty();
    const Findings more = folder ? check_folder(path) : check_file(path);
    findings.files += more.files;
    add(findings, more.diagnostics);
  }
  sort_diagnostics(findings.diagnostics);
  const bool failed =
      has_errors(findings.diagnostics) ||
      (options.strictness == Strictness::warnings && has_warnings(findings.diagnostics));
  if (options.form == OutputForm::json) {
    nlohmann::ordered_json document;
    document["ok"] = !failed;
    document["diagnostics"] = json_of(findings.diagnostics);
    write_json(terminal.out, document);
  } else {
    for (const Diagnostic& diagnostic : findings.diagnostics) {
      terminal.out << rendered(diagnostic, terminal.color) << '\n';
    }
    terminal.out << summary(findings) << '\n';
  }
  return failed ? exit_findings : exit_fine;
}

}  // namespace dondoc
