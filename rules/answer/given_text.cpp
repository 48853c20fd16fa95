// SPDX-License-Identifier: Apache-2.0
#include "rules/answer/given_text.h"

#include "rules/plan/code_points.h"
#include "rules/reply/reply_verbs.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr std::size_t task_title_code_points_max = 200;

bool coordinates(const std::vector<std::string>& posts, const Plan& plan, const RuleSet& rules) {
  const auto unit = rules.directory.units.find(plan.coordinator);
  return unit != rules.directory.units.end() &&
         std::find(posts.begin(), posts.end(), unit->second.head) != posts.end();
}

std::string task_words(const Occurrence& task, const RuleSet& rules) {
  const auto plan = rules.plans.find(task.series.plan);
  return printable(title_words(task, rules), task_title_code_points_max) +
         "; chủ trì: " + lead_words(task, rules) + "; thời hạn: " + term_words(task, rules) +
         "; mã " + std::to_string(task.code) +
         (plan == rules.plans.end() ? std::string{}
                                    : "; theo dõi cùng kế hoạch " + plan->second.title) +
         '.';
}

std::string without_full_stop(std::string sentence) {
  while (!sentence.empty() && sentence.back() == '.') {
    sentence.pop_back();
  }
  return sentence;
}

}  // namespace

std::string plan_of_task(const RuleSet& rules, const std::vector<std::string>& posts, Date day) {
  const Plan* chosen = nullptr;
  for (const auto& [id, plan] : rules.plans) {
    if (day < plan.effective_from || plan.effective_to < day || is_on_trial(plan, day)) {
      continue;
    }
    const auto rank = [&](const Plan& one) {
      return std::pair{coordinates(posts, one, rules), one.issued};
    };
    if (chosen == nullptr || rank(*chosen) < rank(plan)) {
      chosen = &plan;
    }
  }
  return chosen == nullptr ? std::string{} : chosen->id;
}

std::string given_line(const Occurrence& task, const RuleSet& rules) {
  return "Đã giao việc: " + task_words(task, rules);
}

std::string known_task_line(const Occurrence& task, const RuleSet& rules) {
  return "Việc này đã giao từ trước: " + task_words(task, rules);
}

std::string not_given_line(const std::vector<TaskMistake>& mistakes) {
  std::vector<std::string> told;
  for (const TaskMistake& mistake : mistakes) {
    told.push_back(mistake.message +
                   (mistake.hint.empty() ? std::string{} : " (" + mistake.hint + ')'));
  }
  return "Chưa giao việc: " + join(told, "; ") +
         ". Viết: " + how_to_write(form_of(ReplyVerb::give), {});
}

std::string not_given_line(const ActRefused& refused) {
  return without_full_stop(refused.message) + "; chưa giao việc.";
}

}  // namespace dondoc
