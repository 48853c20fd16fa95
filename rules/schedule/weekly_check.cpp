// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/weekly_check.h"

#include "rules/schedule/act_rights.h"

#include <algorithm>
#include <chrono>
#include <tuple>
#include <variant>

namespace dondoc {

bool is_weekly_check(const Occurrence& occurrence, const Owed& owed) {
  const DueRule& rule = rule_of(owed, occurrence);
  return occurrence.dated && !occurrence.task && !rule.quota && !rule.target &&
         std::holds_alternative<WeeklyRule>(rule.recurrence);
}

std::vector<Occurrence> weekly_checks_asked(const std::vector<Occurrence>& open,
                                            const std::vector<std::string>& posts,
                                            const RuleSet& rules,
                                            Instant now) {
  constexpr std::chrono::days week{7};
  const Date today = date_of(now, rules.zone);
  std::vector<Occurrence> asked;
  for (const Occurrence& one : open) {
    const std::optional<Owed> owed = find_owed(rules, one);
    const bool is_asked = one.state == OccurrenceState::open && owed &&
                          is_weekly_check(one, *owed) &&
                          rules.calendar.on_or_before(one.last_day) <= today &&
                          today < rules.calendar.on_or_before(one.last_day + week);
    const bool is_theirs =
        is_asked && std::any_of(posts.begin(), posts.end(), [&](const std::string& post) {
          return relations_of(one, post, rules, today)
              .has_any_of({Relation::lead, Relation::officer});
        });
    if (is_theirs) {
      asked.push_back(one);
    }
  }
  std::sort(asked.begin(), asked.end(), [](const Occurrence& a, const Occurrence& b) {
    return std::tie(a.due, a.key) < std::tie(b.due, b.key);
  });
  return asked;
}

}  // namespace dondoc
