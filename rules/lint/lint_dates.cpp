// SPDX-License-Identifier: Apache-2.0
// Dues on days off with no word of what then, years whose days off aren't known yet, and single
// dues far from the plan's time.
#include "rules/lint/findings.h"
#include "rules/schedule/plan_end.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace dondoc {

namespace {

constexpr std::size_t dues_listed_max = 6;
constexpr std::size_t duties_listed_max = 12;
constexpr int months_after_effect = 3;

std::string day_off_words(const Due& due) {
  const std::string period = due.period == "once" ? std::string{} : ", kỳ " + due.period;
  return date_words(due.last_day) + " (" + weekday_words(due.last_day) + period + ')';
}

/// The days in words; empty when all dues are on working days, or the rule says what then.
std::string days_off_of(const Findings& findings, const LintedStage& stage) {
  if (stage.owed.stage->rule.roll != Roll::none) {
    return {};
  }
  std::vector<std::string> days;
  for (const Due& due : stage.dues) {
    if (!findings.rules().calendar.is_working(due.last_day)) {
      days.push_back(day_off_words(due));
    }
  }
  return days.empty() ? std::string{} : listed(days, dues_listed_max);
}

/// Duties with the same days share one line: a plan has dozens that are due at the year's end.
void judge_days_off(Findings& findings) {
  std::map<std::pair<const Plan*, std::string>, std::vector<const LintedStage*>> by_days;
  for (const LintedStage& stage : findings.stages()) {
    std::string days = days_off_of(findings, stage);
    if (!days.empty()) {
      by_days[{stage.owed.plan, std::move(days)}].push_back(&stage);
    }
  }
  for (const auto& [key, stages] : by_days) {
    std::vector<std::string> duties;
    for (const LintedStage* stage : stages) {
      duties.push_back(stage_words(stage->owed));
    }
    findings.note(
        key.first->place.file,
        due_path(stages.front()->owed),
        "due-on-day-off",
        listed(duties, duties_listed_max) +
            ": thời hạn rơi vào ngày nghỉ mà kế hoạch không nói xử lý thế nào: " + key.second);
  }
}

void judge_years(Findings& findings) {
  std::map<const Plan*, std::pair<std::set<int>, std::vector<std::string>>> by_plan;
  for (const LintedStage& stage : findings.stages()) {
    std::set<int> years;
    for (const Due& due : stage.dues) {
      if (due.provisional) {
        years.insert(year_of(due.last_day));
      }
    }
    if (!years.empty()) {
      auto& [all, duties] = by_plan[stage.owed.plan];
      all.insert(years.begin(), years.end());
      duties.push_back(stage_words(stage.owed));
    }
  }
  for (const auto& [plan, found] : by_plan) {
    std::vector<std::string> years;
    for (const int year : found.first) {
      years.push_back(std::to_string(year));
    }
    findings.note(plan->place.file,
                  {"plan"},
                  "year-not-promulgated",
                  "lịch nghỉ năm " + listed(years, duties_listed_max) +
                      " chưa công bố, có thể làm dời thời hạn của " +
                      listed(found.second, duties_listed_max));
  }
}

/// A wrong year is the commonest slip, and a silent one: what lies before the plan is never chased,
/// what lies beyond it comes a year late. What prepares the plan may come before it, a last report
/// some weeks after it.
void judge_single_dues(Findings& findings) {
  for (const LintedStage& stage : findings.stages()) {
    const auto* once = std::get_if<OnceRule>(&stage.owed.stage->rule.recurrence);
    if (once == nullptr) {
      continue;
    }
    const Plan& plan = *stage.owed.plan;
    const bool before = once->last < std::min(plan.issued, plan.effective_from);
    if (!before && once->last <= add_months(plan.effective_to, months_after_effect)) {
      continue;
    }
    const std::string effect = " thời gian hiệu lực của kế hoạch (" +
                               date_words(plan.effective_from) + " - " +
                               date_words(plan.effective_to) + ")";
    findings.warn(
        plan.place.file,
        due_path(stage.owed),
        "due-outside-effect",
        "thời hạn của " + stage_words(stage.owed) + " (" + date_words(once->last) + ") nằm " +
            (before ? "trước" : "sau") + effect +
            (before ? ": không ai được nhắc, chỉ nằm trong danh sách cần rà soát" : std::string{}),
        "sửa năm nếu ghi nhầm, hoặc sửa `effective` của kế hoạch");
  }
}

/// With its effect a plan's duties end, and nothing that stops coming is missed by itself.
void judge_effects(Findings& findings) {
  for (const auto& [id, plan] : findings.rules().plans) {
    if (!ends_unfollowed(plan, findings.rules(), findings.today())) {
      continue;
    }
    findings.note(plan.place.file,
                  {"effective", "to"},
                  "plan-ends",
                  std::string("kế hoạch ") +
                      (plan.effective_to < findings.today() ? "đã hết" : "hết") +
                      " hiệu lực ngày " + date_words(plan.effective_to) +
                      " và chưa có kế hoạch tiếp theo: sau ngày đó không mở việc mới");
  }
}

}  // namespace

void judge_dates(Findings& findings) {
  judge_days_off(findings);
  judge_years(findings);
  judge_single_dues(findings);
  judge_effects(findings);
}

}  // namespace dondoc
