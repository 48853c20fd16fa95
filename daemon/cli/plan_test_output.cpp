// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/plan_test_command.h"

#include <algorithm>
#include <iterator>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using TestJson = nlohmann::ordered_json;

/// A longer list is cut; --json has all of it.
constexpr std::size_t missing_listed_max = 40;

std::vector<std::string> missing(const std::set<std::string>& all,
                                 const std::set<std::string>& shown) {
  std::vector<std::string> left;
  std::set_difference(all.begin(), all.end(), shown.begin(), shown.end(), std::back_inserter(left));
  return left;
}

std::string counted(const std::string& what,
                    const std::set<std::string>& all,
                    const std::set<std::string>& shown) {
  const std::vector<std::string> left = missing(all, shown);
  const std::size_t part = all.size() - left.size();
  std::string text = "  " + what + ": " + std::to_string(part) + '/' + std::to_string(all.size()) +
                     " (" + std::to_string(percent(part, all.size())) + " %)";
  for (std::size_t i = 0; i < left.size() && i < missing_listed_max; ++i) {
    text += (i == 0 ? "; chưa thử: " : ", ") + left[i];
  }
  return text + (left.size() > missing_listed_max ? ", …\n" : "\n");
}

std::string count_words(const TestedFile& file) {
  const auto failed = std::count_if(
      file.cases.begin(), file.cases.end(), [](const CaseResult& one) { return !one.passed; });
  return file.name + ": " + std::to_string(file.cases.size()) + " ca thử, " +
         std::to_string(failed) + " ca hỏng\n";
}

TestJson coverage_of(const std::set<std::string>& all, const std::set<std::string>& shown) {
  const std::vector<std::string> left = missing(all, shown);
  TestJson entry;
  entry["total"] = all.size();
  entry["shown"] = all.size() - left.size();
  entry["percent"] = percent(all.size() - left.size(), all.size());
  entry["missing"] = left;
  return entry;
}

}  // namespace

std::string plan_test_text(const PlanTestReport& report, Color color) {
  std::string text;
  for (const TestedFile& file : report.files) {
    for (const CaseResult& result : file.cases) {
      text += (result.passed ? "đạt   " : "hỏng  ") + result.name + '\n';
    }
    for (const Diagnostic& diagnostic : file.diagnostics) {
      text += '\n' + rendered(diagnostic, color);
    }
    text += (file.diagnostics.empty() ? "" : "\n") + count_words(file);
  }
  for (const auto& [plan, coverage] : report.coverage) {
    text += "\nĐộ phủ của kế hoạch " + plan + '\n' +
            counted("nhiệm vụ, bước", coverage.all.duties, coverage.shown.duties) +
            counted("lần nhắc", coverage.all.rungs, coverage.shown.rungs);
  }
  return text;
}

TestJson plan_test_json(const PlanTestReport& report) {
  TestJson document;
  document["ok"] = report.passed();
  document["files"] = TestJson::array();
  std::vector<Diagnostic> diagnostics;
  for (const TestedFile& file : report.files) {
    TestJson entry;
    entry["file"] = file.name;
    entry["tests"] = TestJson::array();
    for (const CaseResult& result : file.cases) {
      TestJson test;
      test["name"] = result.name;
      test["passed"] = result.passed;
      entry["tests"].push_back(std::move(test));
    }
    document["files"].push_back(std::move(entry));
    diagnostics.insert(diagnostics.end(), file.diagnostics.begin(), file.diagnostics.end());
  }
  document["coverage"] = TestJson::array();
  for (const auto& [plan, coverage] : report.coverage) {
    TestJson entry;
    entry["plan"] = plan;
    entry["duties"] = coverage_of(coverage.all.duties, coverage.shown.duties);
    entry["rungs"] = coverage_of(coverage.all.rungs, coverage.shown.rungs);
    document["coverage"].push_back(std::move(entry));
  }
  document["diagnostics"] = json_of(diagnostics);
  return document;
}

}  // namespace dondoc
