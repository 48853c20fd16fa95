// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/config_version.h"

#include "rules/plan/yaml_reader.h"

#include <algorithm>
#include <system_error>
#include <utility>
#include <vector>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

/// The plan's id, as far as the text can be read; empty for anything else.
std::string plan_id_in(const SourceFile& file) {
  const YamlFile yaml = read_yaml(file);
  if (yaml.root() == nullptr) {
    return {};
  }
  const std::vector<MappingEntry>& entries = yaml.root()->entries;
  const auto found = std::find_if(entries.begin(), entries.end(), [](const MappingEntry& entry) {
    return entry.key.text == "plan";
  });
  return found == entries.end() ? std::string{} : found->value.text;
}

/// A draft of a plan that is already there takes its place, whatever the draft's file is called.
ConfigFiles without_plan(ConfigFiles files, const std::string& plan) {
  if (plan.empty()) {
    return files;
  }
  std::vector<std::string> names;
  for (const SourceFile& file : files.rules) {
    if (file.name.rfind("plans/", 0) == 0 && plan_id_in(file) == plan) {
      names.push_back(file.name);
    }
  }
  for (const std::string& other : names) {
    files = without_file(std::move(files), other);
  }
  return files;
}

Parsed<ConfigVersion> read_version(ConfigFiles files, const fs::path& folder) {
  Parsed<ConfigVersion> version;
  Parsed<LoadedConfig> config = read_config(files, folder);
  version.diagnostics = std::move(config.diagnostics);
  if (config.value) {
    version.value = ConfigVersion{std::move(files), *std::move(config.value)};
  }
  return version;
}

}  // namespace

std::optional<fs::path> configuration_above(const fs::path& file) {
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

std::string name_in_configuration(const fs::path& file, const fs::path& folder) {
  std::error_code error;
  const fs::path relative = fs::absolute(file, error)
                                .lexically_normal()
                                .lexically_relative(fs::absolute(folder, error).lexically_normal());
  std::string name = relative.generic_string();
  const std::string parent = relative.parent_path().generic_string();
  if (name == settings_file_name || name == directory_file_name || name == "policies.yaml" ||
      parent == "calendars" || parent == "plans" || parent == "templates") {
    return name;
  }
  if (file.extension() == template_ending) {
    return std::string(templates_folder) + file.filename().string();
  }
  return "plans/" + file.filename().string();
}

ConfigFiles without_file(ConfigFiles files, const std::string& name) {
  const auto is_it = [&name](const auto& entry) { return entry.name == name; };
  files.rules.erase(std::remove_if(files.rules.begin(), files.rules.end(), is_it),
                    files.rules.end());
  files.tests.erase(std::remove_if(files.tests.begin(), files.tests.end(), is_it),
                    files.tests.end());
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

ConfigFiles with_file(ConfigFiles files, SourceFile file) {
  if (file.name == settings_file_name) {
    files.settings = std::move(file);
    return files;
  }
  std::vector<SourceFile>& among = is_plan_test(file.name) ? files.tests : files.rules;
  const auto after = std::upper_bound(
      among.begin(), among.end(), file, [](const SourceFile& a, const SourceFile& b) {
        return a.name < b.name;
      });
  among.insert(after, std::move(file));
  return files;
}

Diagnostic no_configuration(const fs::path& file) {
  Diagnostic homeless;
  homeless.code = "no-configuration";
  homeless.file = file.string();
  homeless.message = "không thư mục nào phía trên tệp này có directory.yaml để đối chiếu";
  homeless.hint = "đặt tệp vào thư mục plans/ của một cấu hình, ví dụ /etc/dondoc/plans/";
  return homeless;
}

Parsed<ConfigVersion> load_version(const fs::path& path, const std::optional<fs::path>& around) {
  std::error_code error;
  if (fs::is_directory(path, error)) {
    Parsed<ConfigVersion> version = read_version(read_config_files(path), path);
    version.diagnostics = with_directory(std::move(version.diagnostics), path);
    return version;
  }
  const std::optional<fs::path> folder = around ? around : configuration_above(path);
  const std::string name = folder ? name_in_configuration(path, *folder) : path.string();
  Parsed<SourceFile> source = read_source_file(path, name);
  Parsed<ConfigVersion> version;
  if (!source.value || !folder) {
    version.diagnostics = std::move(source.diagnostics);
    for (Diagnostic& diagnostic : version.diagnostics) {
      diagnostic.file = path.string();
    }
    if (source.value) {
      version.diagnostics.push_back(no_configuration(path));
    }
    return version;
  }
  ConfigFiles files =
      without_plan(without_file(read_config_files(*folder), name), plan_id_in(*source.value));
  version = read_version(with_file(std::move(files), *std::move(source.value)), *folder);
  for (Diagnostic& diagnostic : version.diagnostics) {
    diagnostic.file =
        diagnostic.file == name ? path.string() : (*folder / diagnostic.file).string();
  }
  return version;
}

}  // namespace dondoc
