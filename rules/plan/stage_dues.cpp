// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/stage_dues.h"

#include <algorithm>

namespace dondoc {

const RuleChange* change_of_day(const Stage& stage, Date day) {
  const RuleChange* last = nullptr;
  for (const RuleChange& change : stage.changes) {
    if (change.from <= day) {
      last = &change;
    }
  }
  return last;
}

const RuleChange* change_of_period(const Stage& stage, std::string_view period) {
  // "2026-03.2" is the second due of 2026-03.
  const std::string_view whole =
      stage.rule.also.empty() ? period : period.substr(0, period.rfind('.'));
  const std::optional<Date> begin = start_of_period(whole);
  return begin ? change_of_day(stage, *begin) : nullptr;
}

std::vector<Due> dues_opening(const Stage& stage,
                              const DueContext& context,
                              std::optional<Instant> after,
                              Instant through,
                              std::size_t count_max) {
  std::vector<Due> dues = dues_opening(stage.rule, context, after, through, count_max);
  for (const RuleChange& change : stage.changes) {
    const std::vector<Due> more = dues_opening(change.rule, context, after, through, count_max);
    dues.insert(dues.end(), more.begin(), more.end());
  }
  std::stable_sort(
      dues.begin(), dues.end(), [](const Due& a, const Due& b) { return a.opens < b.opens; });
  dues.resize(std::min({dues.size(), count_max, dues_max}));
  return dues;
}

std::optional<Instant> next_opening(const Stage& stage,
                                    const DueContext& context,
                                    std::optional<Instant> after) {
  const std::vector<Due> dues = dues_opening(stage, context, after, Instant::max(), 1);
  return dues.empty() ? std::nullopt : std::optional<Instant>{dues.front().opens};
}

std::optional<Due> due_of(const Stage& stage, const DueContext& context, std::string_view period) {
  const RuleChange* change = change_of_period(stage, period);
  return due_of(change == nullptr ? stage.rule : change->rule, context, period);
}

Due due_of_event(const Stage& stage,
                 const DueContext& context,
                 std::string_view id,
                 const Event& event,
                 Instant recorded) {
  const RuleChange* change = change_of_day(stage, event.date);
  return due_of_event(change == nullptr ? stage.rule : change->rule, context, id, event, recorded);
}

std::string fingerprint(const Stage& stage) {
  std::string text = fingerprint(stage.rule);
  for (const RuleChange& change : stage.changes) {
    text += " then " + to_iso(change.from) + ' ' + fingerprint(change.rule);
  }
  return text;
}

}  // namespace dondoc
