// SPDX-License-Identifier: Apache-2.0
// A task that somebody gives by chat or mail: which plan it is watched with, and what they are
// told.
#pragma once

#include "rules/schedule/giving.h"

#include <string>
#include <vector>

namespace dondoc {

/// The plan of a task whose words name none: of those in effect and not on trial one that the posts
/// coordinate, else the one issued last. Empty when no plan is in effect: read_task() tells it.
[[nodiscard]] std::string plan_of_task(const RuleSet& rules,
                                       const std::vector<std::string>& posts,
                                       Date day);

/// What was understood: "Đã giao việc: Rà soát hộ nghèo; chủ trì: Phòng Kinh tế; thời hạn: hết ngày
/// 20/11/2026 (thứ Sáu); mã 57; theo dõi cùng kế hoạch …."
[[nodiscard]] std::string given_line(const Occurrence& task, const RuleSet& rules);
/// The same was given before.
[[nodiscard]] std::string known_task_line(const Occurrence& task, const RuleSet& rules);
/// Nothing was given: why, and how to write it.
[[nodiscard]] std::string not_given_line(const std::vector<TaskMistake>& mistakes);
[[nodiscard]] std::string not_given_line(const ActRefused& refused);

}  // namespace dondoc
