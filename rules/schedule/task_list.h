// SPDX-License-Identifier: Apache-2.0
// A list of tasks as people paste it from a sheet or write it: one task a line, its cells parted by
// tabs, or by "|" where the line has no tab.
//
//   đơn vị | nội dung | thời hạn [| sản phẩm [| văn bản giao [| phối hợp]]]
//
// Blank lines and those that begin with "#" are passed over, so are a first line of headings and a
// first column of numbers. Every mistake is told with its line, column and a caret; a list with one
// gives no task at all.
#pragma once

#include "rules/plan/diagnostic.h"
#include "rules/plan/source_file.h"
#include "rules/schedule/giving.h"

#include <string>
#include <vector>

namespace dondoc {

inline constexpr std::size_t task_lines_max = 500;
/// Of a list with more mistakes the rest isn't read.
inline constexpr std::size_t task_mistakes_max = 200;

struct TaskLine {
  int line{1};
  NewTask task;
};

/// `plan` and `document` are those of every line that names none itself.
[[nodiscard]] Parsed<std::vector<TaskLine>> read_task_list(const SourceFile& list,
                                                           const std::string& plan,
                                                           const std::string& document,
                                                           const RuleSet& rules,
                                                           Instant now);

}  // namespace dondoc
