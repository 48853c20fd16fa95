// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/plan_test_command.h"

#include "daemon/cli/config_version.h"
#include "rules/rehearsal/plan_test_parser.h"

#include <algorithm>
#include <memory>
#include <ostream>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

namespace fs = std::filesystem;

/// A test file and the configuration that it tests.
struct Sheet {
  SourceFile source;
  fs::path folder;
};

using Configurations = std::map<fs::path, std::shared_ptr<const RuleSet>>;

void add_shown(Shown& to, const Shown& more) {
  to.duties.insert(more.duties.begin(), more.duties.end());
  to.rungs.insert(more.rungs.begin(), more.rungs.end());
}

class TestRun {
 public:
  explicit TestRun(const PlanTestOptions& options) : options_(options) {}

  /// False when a configuration can't be used; its diagnostics are then all there is to say.
  bool gather() {
    if (options_.files.empty()) {
      return gather_folder(options_.config.value_or("/etc/dondoc"));
    }
    return std::all_of(options_.files.begin(), options_.files.end(), [this](const fs::path& file) {
      return gather_file(file);
    });
  }

  PlanTestReport play() {
    for (const Sheet& sheet : sheets_) {
      play_sheet(sheet, *configurations_.at(sheet.folder));
    }
    return std::move(report_);
  }

  [[nodiscard]] const std::vector<Diagnostic>& refusal() const { return refusal_; }
  [[nodiscard]] bool is_empty() const { return sheets_.empty(); }

 private:
  bool load(const fs::path& folder) {
    if (configurations_.count(folder) != 0) {
      return true;
    }
    Parsed<LoadedConfig> config = load_config(folder);
    if (!config.value) {
      refusal_ = std::move(config.diagnostics);
      return false;
    }
    configurations_.emplace(folder, config.value->rules);
    return true;
  }

  bool gather_folder(const fs::path& folder) {
    if (!load(folder)) {
      return false;
    }
    for (SourceFile& source : read_config_files(folder).tests) {
      source.name = (folder / source.name).string();
      sheets_.push_back({std::move(source), folder});
    }
    return true;
  }

  bool gather_file(const fs::path& file) {
    const std::optional<fs::path> folder =
        options_.config ? options_.config : configuration_above(file);
    Parsed<SourceFile> source = read_source_file(file, file.string());
    if (!source.value || !folder) {
      refusal_ = std::move(source.diagnostics);
      if (source.value) {
        refusal_.push_back(no_configuration(file));
      }
      return false;
    }
    sheets_.push_back({*std::move(source.value), *folder});
    return load(*folder);
  }

  void play_sheet(const Sheet& sheet, const RuleSet& rules) {
    YamlFile file = read_yaml(sheet.source);
    const std::optional<PlanTest> test = parse_plan_test(file, rules);
    TestedFile tested;
    tested.name = sheet.source.name;
    if (test && !has_errors(file.diagnostics())) {
      tested.cases = run_plan_test(file, *test, rules);
      Coverage& coverage = report_.coverage[test->plan];
      add_shown(coverage.all, all_of(rules, test->plan));
      for (const CaseResult& result : tested.cases) {
        add_shown(coverage.shown, result.shown);
      }
    }
    tested.diagnostics = told_in_order(file);
    report_.files.push_back(std::move(tested));
  }

  const PlanTestOptions& options_;
  std::vector<Sheet> sheets_;
  Configurations configurations_;
  std::vector<Diagnostic> refusal_;
  PlanTestReport report_;
};

}  // namespace

bool PlanTestReport::passed() const {
  return std::none_of(files.begin(), files.end(), [](const TestedFile& file) {
    return has_errors(file.diagnostics);
  });
}

std::size_t percent(std::size_t part, std::size_t whole) {
  constexpr std::size_t hundred = 100;
  return whole == 0 ? hundred : part * hundred / whole;
}

int run_plan_tests(const PlanTestOptions& options, Terminal& terminal) {
  TestRun run(options);
  if (!run.gather()) {
    return refuse_config(run.refusal(), options.form, terminal);
  }
  const bool empty = run.is_empty();
  const PlanTestReport report = run.play();
  if (options.form == OutputForm::json) {
    write_json(terminal.out, plan_test_json(report));
  } else {
    terminal.out << plan_test_text(report, terminal.color);
  }
  if (empty) {
    terminal.err
        << "dondoc: không có ca thử nào; viết vào plans/<tên>.test.yaml bên cạnh kế hoạch\n";
    return exit_findings;
  }
  return report.passed() ? exit_fine : exit_findings;
}

std::vector<Diagnostic> check_plan_tests(const ConfigFiles& files, const RuleSet& rules) {
  std::vector<Diagnostic> all;
  for (const SourceFile& source : files.tests) {
    YamlFile file = read_yaml(source);
    static_cast<void>(parse_plan_test(file, rules));
    all.insert(all.end(), file.diagnostics().begin(), file.diagnostics().end());
  }
  return all;
}

}  // namespace dondoc
