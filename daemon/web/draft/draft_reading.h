// SPDX-License-Identifier: Apache-2.0
// How a draft is understood, row by row, and what it would bring once it is published: the same
// reading and the same lint as of any plan file.
#pragma once

#include "daemon/web/draft/plan_draft.h"
#include "rules/plan/diagnostic.h"
#include "rules/plan/plan.h"
#include "rules/plan/source_file.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace dondoc {

/// Shown of each row.
inline constexpr std::size_t draft_dues_shown = 3;

struct DueReading {
  std::string sentence;           ///< what is understood of the time; empty when nothing is
  std::vector<std::string> next;  ///< its next dues: "hết ngày 30/9/2026 (thứ Tư)"
};

struct RowReading {
  DueReading due;                  ///< of a row without stages
  std::vector<DueReading> stages;  ///< of each stage
  std::vector<Diagnostic> questions;
};

struct DraftReading {
  std::vector<RowReading> rows;       ///< in the draft's order
  std::vector<Diagnostic> questions;  ///< of the plan as a whole
  std::size_t errors{0};              ///< in it and its rows; with any it can't be published
  std::string file_name;              ///< "plans/cchc-2026-2030.yaml"
  DraftFile file;
  /// The set with the plan in it, when there are no errors.
  std::shared_ptr<const RuleSet> rules;
};

/// Reads and lints `reading.file` in the place of the office's own of that name; what is found goes
/// to the rows, by the lines at which they begin.
void judge(DraftReading& reading,
           std::vector<SourceFile> others,
           const RuleSet& in_use,
           Date today);

/// `others` are the office's files; one of the draft's own name is replaced by it.
[[nodiscard]] DraftReading read_draft(const PlanDraft& draft,
                                      const Publishing& publishing,
                                      std::vector<SourceFile> others,
                                      const RuleSet& in_use,
                                      Date today);

}  // namespace dondoc
