// SPDX-License-Identifier: Apache-2.0
// Numbers that can't be reached.
#include "rules/lint/findings.h"

#include <algorithm>
#include <chrono>

namespace dondoc {

namespace {

constexpr std::int64_t whole_in_thousandths = 100'000;  // 100 %

/// The same key in a stage or in a duty without stages.
SourcePath amount_path(const Owed& owed, const char* key) {
  SourcePath path = due_path(owed);
  path.back() = key;
  return path;
}

/// More than one a day, every day, is no quota of meetings or reports.
void judge_quota(Findings& findings, const LintedStage& stage) {
  const auto& quota = stage.owed.stage->rule.quota;
  if (!quota || stage.dues.empty()) {
    return;
  }
  long days = 0;
  for (const Due& due : stage.dues) {
    const Date first = date_of(due.opens, findings.rules().zone);
    days = std::max(days, static_cast<long>((due.last_day - first).count()) + 1);
  }
  if (quota->at_least > days) {
    findings.warn(stage.owed.plan->place.file,
                  amount_path(stage.owed, "quota"),
                  "quota-too-large",
                  "số lượng tối thiểu " + std::to_string(quota->at_least) + " của " +
                      stage_words(stage.owed) + " nhiều hơn số ngày của một kỳ (" +
                      std::to_string(days) + ")",
                  "kiểm tra lại số lượng và kỳ (`per`)");
  }
}

void judge_target(Findings& findings, const LintedStage& stage) {
  const auto& target = stage.owed.stage->rule.target;
  if (!target || target->unit != "%") {
    return;
  }
  const bool never =
      (target->bound == Bound::at_least && target->thousandths > whole_in_thousandths) ||
      (target->bound == Bound::more_than && target->thousandths >= whole_in_thousandths) ||
      (target->bound == Bound::less_than && target->thousandths <= 0);
  if (never) {
    findings.warn(stage.owed.plan->place.file,
                  amount_path(stage.owed, "target"),
                  "target-out-of-reach",
                  "chỉ tiêu của " + stage_words(stage.owed) +
                      " không bao giờ đạt được: tỷ lệ nằm từ 0 đến 100%",
                  "nếu không phải tỷ lệ phần trăm thì ghi `unit`");
  }
}

}  // namespace

void judge_amounts(Findings& findings) {
  for (const LintedStage& stage : findings.stages()) {
    judge_quota(findings, stage);
    judge_target(findings, stage);
  }
}

}  // namespace dondoc
