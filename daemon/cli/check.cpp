// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/check.h"

#include "daemon/cli/config_version.h"
#include "daemon/cli/plan_test_command.h"
#include "daemon/plan_loader.h"
#include "rules/lint/lint.h"

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

struct CheckedFiles {
  std::size_t files{0};
  std::vector<Diagnostic> diagnostics;
};

void add(CheckedFiles& findings, const std::vector<Diagnostic>& more) {
  findings.diagnostics.insert(findings.diagnostics.end(), more.begin(), more.end());
}

std::size_t count_files(const ConfigFiles& files) {
  return files.rules.size() + files.tests.size() + (files.settings ? 1 : 0);
}

/// What is wrong with the files; what needs rules that can be used is judged only when they can.
std::vector<Diagnostic> diagnostics_of(const ConfigFiles& files,
                                       const fs::path& folder,
                                       Instant now) {
  Parsed<LoadedConfig> config = read_config(files, folder);
  if (config.value) {
    const RuleSet& rules = *config.value->rules;
    for (const std::vector<Diagnostic>& more :
         {check_plan_tests(files, rules), lint(rules, files.rules, date_of(now, rules.zone))}) {
      config.diagnostics.insert(config.diagnostics.end(), more.begin(), more.end());
    }
  }
  return std::move(config.diagnostics);
}

CheckedFiles check_folder(const fs::path& folder, Instant now) {
  const ConfigFiles files = read_config_files(folder);
  return {count_files(files), with_directory(diagnostics_of(files, folder, now), folder)};
}

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.file, a.line, a.column, a.code, a.message) ==
         std::tie(b.file, b.line, b.column, b.code, b.message);
}

/// The file's own diagnostics, and those of other files that are there only because of it (a post
/// it no longer names, an id it takes twice).
CheckedFiles check_file(const fs::path& file, Instant now) {
  CheckedFiles findings{1, {}};
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
  const std::vector<Diagnostic> before = diagnostics_of(others, *folder, now);
  std::vector<Diagnostic> after =
      diagnostics_of(with_file(others, std::move(*source.value)), *folder, now);
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

std::string summary(const CheckedFiles& findings) {
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

int run_check(const CheckOptions& options, Instant now, Terminal& terminal) {
  CheckedFiles findings;
  const std::vector<fs::path> paths =
      options.paths.empty() ? std::vector<fs::path>{options.config} : options.paths;
  for (const fs::path& path : paths) {
    std::error_code error;
    const bool folder = fs::is_directory(path, error) || options.paths.empty();
    const CheckedFiles more = folder ? check_folder(path, now) : check_file(path, now);
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
