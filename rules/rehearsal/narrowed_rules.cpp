// SPDX-License-Identifier: Apache-2.0
#include "rules/rehearsal/narrowed_rules.h"

#include "rules/schedule/keys.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace dondoc {

namespace {

/// Other plans may spell out duties of this one, which are then silent here.
void keep_refining(RuleSet& own, const RuleSet& rules, const std::string& plan) {
  std::set<std::string> refining;
  for (const auto& [refined, by] : rules.refinements) {
    refining.insert(by);
  }
  for (const auto& entry : rules.plans) {
    const Plan& other = entry.second;
    Plan kept = other;
    auto& duties = kept.obligations;
    duties.erase(std::remove_if(duties.begin(),
                                duties.end(),
                                [&refining, &other](const Obligation& duty) {
                                  return refining.count(other.id + '/' + duty.id) == 0;
                                }),
                 duties.end());
    if (other.id != plan && !duties.empty()) {
      own.plans.emplace(other.id, std::move(kept));
    }
  }
}

}  // namespace

RuleSet narrowed(const RuleSet& rules, const std::string& plan, const PlanTestCase& test) {
  RuleSet own = rules;
  own.plans = {{plan, rules.plans.at(plan)}};
  keep_refining(own, rules, plan);
  if (test.about.empty()) {
    return own;
  }
  std::set<std::string> needed;
  for (const TestAim& aim : test.about) {
    needed.insert(aim.series.obligation);
  }
  const auto need = [&needed](const std::string& occurrence) {
    if (const auto key = parse_occurrence_key(occurrence)) {
      needed.insert(key->series.obligation);
    }
  };
  for (const TestFact& fact : test.facts) {
    need(fact.occurrence);
  }
  for (const ExpectedState& state : test.states) {
    need(state.occurrence);
  }
  for (const ExpectedMessage& message : test.messages.value_or(std::vector<ExpectedMessage>{})) {
    need(message.occurrence);
  }
  std::vector<Obligation>& obligations = own.plans.at(plan).obligations;
  obligations.erase(std::remove_if(obligations.begin(),
                                   obligations.end(),
                                   [&needed](const Obligation& obligation) {
                                     return obligation.watches.empty() &&
                                            needed.count(obligation.id) == 0;
                                   }),
                    obligations.end());
  return own;
}

}  // namespace dondoc
