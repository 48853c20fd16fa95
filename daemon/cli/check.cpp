// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/check.h"

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

/// The nearest folder above the file that holds directory.yaml.
std::optional<fs::path> configuration_of(const fs::path& file) {
  std::error_code error;
  const fs::path start = fs::absolute(file, error).lexically_normal();
  for (fs::path folder = start.parent_path(); !error; folder = folder.parent_path()) {
    if (fs::exists(folder / directory_file_name, error)) {
      return folder;
    }
    if (folder == folder.parent_path()) {
      break;
    }
  }
  return std::nullopt;
}

/// The name under which a lone file is read. One that lies outside the known places is taken for a
/// plan: that is what people draft.
std::string name_in(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path relative = fs::absolute(file, error).lexically_normal().lexically_relative(folder);
  const std::string name = relative.generic_string();
  const std::string parent = relative.parent_path().generic_string();
  if (name == settings_file_name || name == directory_file_name || name == "policies.yaml" ||
      parent == "calendars" || parent == "plans") {
    return name;
  }
  return "plans/" + file.filename().string();
}

/// The configuration without the file, so that what the file brings with it can be told apart.
ConfigFiles without(ConfigFiles files, const std::string& name) {
  const auto is_it = [&name](const auto& entry) { return entry.name == name; };
  files.rules.erase(std::remove_if(files.rules.begin(), files.rules.end(), is_it),
                    files.rules.end());
  if (files.settings && files.settings->name == name) {
    files.settings.reset();
  }
  files.diagnostics.erase(
      std::remove_if(files.diagnostics.begin(),
                     files.diagnostics.end(),
                     [&name](const Diagnostic& entry) { return entry.file == name; }),
      files.diagnostics.end());
  return files;
}

ConfigFiles with(ConfigFiles files, SourceFile file) {
  if (file.name == settings_file_name) {
    files.settings = std::move(file);
    return files;
  }
  const auto after = std::upper_bound(
      files.rules.begin(), files.rules.end(), file, [](const SourceFile& a, const SourceFile& b) {
        return a.name < b.name;
      });
  files.rules.insert(after, std::move(file));
  return files;
}

bool is_same(const Diagnostic& a, const Diagnostic& b) {
  return std::tie(a.file, a.line, a.column, a.code, a.message) ==
         std::tie(b.file, b.line, b.column, b.code, b.message);
}

/// The file's own diagnostics, and those of other files that are there only because of it (a post
/// it no longer names, an id it takes twice).
Findings check_file(const fs::path& file) {
  Findings findings{1, {}};
  const std::optional<fs::path> folder = configuration_of(file);
  const std::string name = folder ? name_in(file, *folder) : file.string();
  Parsed<SourceFile> source = read_source_file(file, name);
  if (!source.value || !folder) {
    for (Diagnostic& diagnostic : source.diagnostics) {
      diagnostic.file = file.string();
    }
    add(findings, source.diagnostics);
    if (source.value) {
      Diagnostic homeless;
      homeless.code = "no-configuration";
      homeless.file = file.string();
      homeless.message = "không thư mục nào phía trên tệp này có directory.yaml để đối chiếu";
      homeless.hint = "đặt tệp vào thư mục plans/ của một cấu hình, ví dụ /etc/dondoc/plans/";
      findings.diagnostics.push_back(std::move(homeless));
    }
    return findings;
  }
  const ConfigFiles others = without(read_config_files(*folder), name);
  const std::vector<Diagnostic> before = read_config(others, *folder).diagnostics;
  std::vector<Diagnostic> after =
      read_config(with(others, std::move(*source.value)), *folder).diagnostics;
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
