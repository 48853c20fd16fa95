// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/rule_files.h"

#include "rules/plan/calendar_files.h"
#include "rules/plan/directory_parser.h"
#include "rules/plan/message_template.h"
#include "rules/plan/plan_parser.h"
#include "rules/plan/policy_parser.h"
#include "rules/plan/refinements.h"
#include "rules/plan/unit_names.h"
#include "rules/plan/yaml_reader.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace dondoc {

namespace {

constexpr std::string_view directory_name = "directory.yaml";
constexpr std::string_view policies_name = "policies.yaml";
constexpr std::string_view plans_folder = "plans/";

class RuleFilesReader {
 public:
  explicit RuleFilesReader(const std::vector<SourceFile>& files) : files_(files) {}

  Parsed<RuleSet> read() {
    if (files_.size() > files_max) {
      tell_about_file(
          ".", "too-many-files", "thư mục cấu hình có quá " + std::to_string(files_max) + " tệp");
      return std::move(result_);
    }
    check_names();
    read_calendars();
    read_policies();
    read_directory();
    read_plans();
    read_templates();
    sort_diagnostics(result_.diagnostics);
    if (!has_errors(result_.diagnostics)) {
      result_.value = std::move(rules_);
    }
    return std::move(result_);
  }

 private:
  void tell_about_file(std::string file, std::string code, std::string message) {
    Diagnostic diagnostic;
    diagnostic.file = std::move(file);
    diagnostic.code = std::move(code);
    diagnostic.message = std::move(message);
    result_.diagnostics.push_back(std::move(diagnostic));
  }

  void keep_diagnostics(const YamlFile& file) {
    result_.diagnostics.insert(
        result_.diagnostics.end(), file.diagnostics().begin(), file.diagnostics().end());
  }

  void check_names() {
    for (const SourceFile& file : files_) {
      const bool known = file.name == directory_name || file.name == policies_name ||
                         is_in_folder(file, calendars_folder) || is_in_folder(file, plans_folder) ||
                         is_in_folder(file, templates_folder);
      if (!known) {
        tell_about_file(file.name, "unknown-file", "tệp này không thuộc thư mục cấu hình");
      }
    }
  }

  const SourceFile* find(std::string_view name, const std::string& what) {
    const auto found = std::find_if(
        files_.begin(), files_.end(), [name](const SourceFile& file) { return file.name == name; });
    if (found == files_.end()) {
      tell_about_file(std::string(name), "missing-file", "thư mục cấu hình thiếu tệp " + what);
      return nullptr;
    }
    return &*found;
  }

  void read_calendars() {
    if (auto calendar = read_calendar_files(files_, result_.diagnostics)) {
      rules_.calendar = *std::move(calendar);
    }
    rules_.reporting = read_reporting_file(files_, result_.diagnostics);
  }

  void read_policies() {
    const SourceFile* source = find(policies_name, "quy trình đôn đốc");
    if (source == nullptr) {
      return;
    }
    YamlFile file = read_yaml(*source);
    rules_.policies = parse_policies(file);
    if (file.root() != nullptr) {
      policy_ids_.emplace();
      for (const auto& [id, policy] : rules_.policies) {
        policy_ids_->push_back(id);
      }
    }
    keep_diagnostics(file);
  }

  void read_directory() {
    const SourceFile* source = find(directory_name, "danh bạ");
    if (source == nullptr) {
      return;
    }
    YamlFile file = read_yaml(*source);
    if (auto directory = parse_directory(file)) {
      rules_.directory = *std::move(directory);
      unit_names_.emplace(rules_.directory);
    }
    keep_diagnostics(file);
  }

  void read_plans() {
    PlanSurroundings around;
    around.units = unit_names_ ? &*unit_names_ : nullptr;
    around.policies = policy_ids_ ? &*policy_ids_ : nullptr;
    std::vector<PlanRefinements> refinements;
    for (const SourceFile& source : files_) {
      if (!is_in_folder(source, plans_folder)) {
        continue;
      }
      YamlFile file = read_yaml(source);
      if (auto parsed = parse_plan(file, around)) {
        const auto [first, fresh] = rules_.plans.emplace(parsed->plan.id, parsed->plan);
        if (!fresh) {
          file.error(
              parsed->id_span,
              "duplicate-plan",
              "mã kế hoạch `" + parsed->plan.id + "` đã có trong tệp " + first->second.place.file,
              "mỗi kế hoạch một mã riêng");
        }
        if (!parsed->refinements.empty()) {
          refinements.push_back({parsed->plan.id, std::move(parsed->refinements), file});
        }
      }
      keep_diagnostics(file);
    }
    // Of a plan that is half read it isn't known which duties it has.
    if (!has_errors(result_.diagnostics)) {
      rules_.refinements = link_refinements(refinements, rules_.plans, result_.diagnostics);
    }
  }

  void read_templates() {
    for (const SourceFile& source : files_) {
      if (!is_in_folder(source, templates_folder)) {
        continue;
      }
      const auto kind = template_kind(source.name);
      if (!kind) {
        tell_about_file(source.name, "unknown-template", "không có mẫu tin nào mang tên tệp này");
        result_.diagnostics.back().hint = "các mẫu tin: " + template_file_names();
      } else if (auto made = read_template(source, *kind, result_.diagnostics)) {
        rules_.templates.emplace(*kind, *std::move(made));
      }
    }
  }

  const std::vector<SourceFile>& files_;
  Parsed<RuleSet> result_;
  RuleSet rules_;
  std::optional<UnitNames> unit_names_;
  std::optional<std::vector<std::string>> policy_ids_;
};

}  // namespace

Parsed<RuleSet> read_rule_files(const std::vector<SourceFile>& files) {
  return RuleFilesReader(files).read();
}

}  // namespace dondoc
