// SPDX-License-Identifier: Apache-2.0
// What every judgement of the lint works on: the rules, where they are written, the day, the dues
// that come, and a place for what was found.
#pragma once

#include "rules/plan/diagnostic.h"
#include "rules/plan/source_map.h"
#include "rules/schedule/series.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Names of the files that findings lie in.
inline constexpr std::string_view linted_directory{"directory.yaml"};
inline constexpr std::string_view linted_policies{"policies.yaml"};
/// A finding names so many duties or units, and counts the rest.
inline constexpr std::size_t finding_names_max = 5;

/// A stage of a duty as somebody owes it: of `each` one entry stands for all units, the first.
struct LintedStage {
  Owed owed;
  std::vector<Due> dues;  ///< that are not over, of the years looked at; empty for events
};

class Findings {
 public:
  Findings(const RuleSet& rules, const std::vector<SourceFile>& files, Date today);

  [[nodiscard]] const RuleSet& rules() const { return rules_; }
  [[nodiscard]] const SourceMap& sources() const { return sources_; }
  [[nodiscard]] Date today() const { return today_; }
  /// Of all plans that are still in effect, in file order; not the watches of triggers.
  [[nodiscard]] const std::vector<LintedStage>& stages() const { return stages_; }

  void warn(std::string_view file,
            const SourcePath& path,
            std::string code,
            std::string message,
            std::string hint = {});
  /// One line: what a note is about is in its words.
  void note(std::string_view file,
            const SourcePath& path,
            std::string code,
            std::string message,
            std::string hint = {});

  [[nodiscard]] std::vector<Diagnostic> finish();

 private:
  void add(Severity severity,
           std::string_view file,
           const SourcePath& path,
           std::string code,
           std::string message,
           std::string hint);

  const RuleSet& rules_;
  SourceMap sources_;
  Date today_;
  std::vector<LintedStage> stages_;
  std::vector<Diagnostic> found_;
};

/// Each looks at one kind of thing.
void judge_ladders(Findings& findings);
void judge_people(Findings& findings);
void judge_dates(Findings& findings);
void judge_amounts(Findings& findings);
void judge_names(Findings& findings);
void judge_clarity(Findings& findings);
void judge_twins(Findings& findings);

[[nodiscard]] SourcePath obligation_path(const Obligation& obligation);
/// The stage's `due`, wherever it stands.
[[nodiscard]] SourcePath due_path(const Owed& owed);
[[nodiscard]] std::string stage_words(const Owed& owed);  ///< "VII.2:kiem-tra"
/// "a, b, c và 4 mục khác"
[[nodiscard]] std::string listed(const std::vector<std::string>& words, std::size_t most);

}  // namespace dondoc
