// SPDX-License-Identifier: Apache-2.0
// A plan file in use, with the values that somebody wants to change: shown as the table of a draft,
// written with nothing else changed.
#pragma once

#include "daemon/web/draft/draft_reading.h"
#include "rules/plan/plan_edit.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// The file that is read as this plan; nothing when the office has none.
[[nodiscard]] std::optional<SourceFile> file_of_plan(const std::string& plan,
                                                     const std::vector<SourceFile>& files);

[[nodiscard]] std::string edits_json(const std::vector<ValueEdit>& edits);
/// What can't be read is left out.
[[nodiscard]] std::vector<ValueEdit> parse_edits(const std::string& json);

/// "bước kiem-tra, thời gian thực hiện".
[[nodiscard]] std::string value_words(const ValuePlace& place);
/// "mục VII.2, thời gian thực hiện"; of a whole item "thêm mục VII.9".
[[nodiscard]] std::string edit_words(const ValueEdit& edit);
/// What a form calls it: by its number alone, a form that is sent twice would mean another.
[[nodiscard]] std::string edit_name(std::size_t index, const ValueEdit& edit);
/// Whether a whole obligation or trigger comes or goes.
[[nodiscard]] bool is_whole(const ValueEdit& edit);

struct PlanFileReading {
  std::vector<WrittenObligation> written;  ///< as it will be
  std::vector<DraftRow> rows;              ///< of each, to be shown
  DraftReading reading;                    ///< of the file as it will be
  std::vector<ValueEdit> lost;             ///< the file says something else by now
};

/// The file gets a first line that says who changed what, when and by which document.
[[nodiscard]] PlanFileReading read_plan_file(const SourceFile& file,
                                             const std::vector<ValueEdit>& edits,
                                             const Publishing& publishing,
                                             const std::vector<SourceFile>& others,
                                             const RuleSet& in_use,
                                             Date today);

}  // namespace dondoc
