// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/reach.h"

#include "rules/schedule/alarm.h"
#include "rules/schedule/audience.h"

#include <algorithm>
#include <set>

namespace dondoc {

namespace {

/// What a post has to do with the plans.
struct Stake {
  int leads{0};
  int watches{0};
  std::set<std::string> plans;
};
using Stakes = std::map<std::string, Stake>;

void add_watcher(Stakes& stakes, const std::string& post, const std::string& plan) {
  Stake& stake = stakes[post];
  ++stake.watches;
  stake.plans.insert(plan);
}

void add_duty(const RuleSet& rules, const Plan& plan, const Obligation& duty, Stakes& stakes) {
  const Directory& directory = rules.directory;
  for (const std::string& head : heads_of(directory, duty.lead.units)) {
    ++stakes[head].leads;
    stakes[head].plans.insert(plan.id);
  }
  std::set<std::string> watchers;
  if (duty.oversight) {
    for (const std::string& head : heads_of(directory, {*duty.oversight})) {
      watchers.insert(head);
    }
  }
  for (const std::string& unit : duty.lead.units) {
    const auto found = directory.units.find(unit);
    if (found != directory.units.end() && found->second.reports_to) {
      watchers.insert(*found->second.reports_to);
    }
  }
  for (const std::string& post : watchers) {
    add_watcher(stakes, post, plan.id);
  }
}

Stakes stakes_in(const RuleSet& rules, Date today) {
  Stakes stakes;
  for (const auto& [id, plan] : rules.plans) {
    if (plan.effective_to < today) {
      continue;
    }
    for (const Obligation& duty : plan.obligations) {
      add_duty(rules, plan, duty, stakes);
    }
    for (const std::string& head : heads_of(rules.directory, {plan.coordinator})) {
      stakes[head].plans.insert(id);
    }
    stakes[rules.directory.chair].plans.insert(id);
  }
  if (!stakes.empty()) {
    stakes.try_emplace(admin_post(rules));
  }
  return stakes;
}

/// Of the addresses, all of which are dead, what the first one's service said; empty while one of
/// them takes something.
std::string refusal(const Person& person, const DeadContacts& dead) {
  std::string said;
  for (const Contact& contact : person.contacts) {
    const auto known = dead.find({contact.channel, contact.address});
    if (known == dead.end()) {
      return {};
    }
    if (said.empty()) {
      said = contact.channel + ": " + known->second;
    }
  }
  return said;
}

/// What is wrong with the post on that day alone, if anything is.
std::optional<ReachFinding> gap_on(const RuleSet& rules,
                                   const DeadContacts& dead,
                                   const std::string& post,
                                   Date day) {
  ReachFinding finding;
  finding.post = post;
  finding.from = day;
  finding.to = day;
  const Person* person = acting(rules.directory, post, day);
  if (person == nullptr) {
    return finding;
  }
  if (const std::optional<Date> until = away_until(*person, day)) {
    finding.gap = ReachGap::away;
    finding.to = *until;
    return finding;
  }
  if (person->contacts.empty()) {
    finding.gap = ReachGap::no_contact;
    return finding;
  }
  finding.said = refusal(*person, dead);
  if (finding.said.empty()) {
    return std::nullopt;
  }
  finding.gap = ReachGap::dead;
  return finding;
}

}  // namespace

std::optional<Date> away_until(const Person& person, Date day) {
  std::optional<Date> until;
  for (const Leave& leave : person.away) {
    if (leave.from <= day && day <= leave.to) {
      until = std::max(until.value_or(leave.to), leave.to);
    }
  }
  return until;
}

std::vector<ReachFinding> audit_reach(const RuleSet& rules, const DeadContacts& dead, Date today) {
  std::vector<ReachFinding> findings;
  for (const auto& [post, stake] : stakes_in(rules, today)) {
    for (int ahead = 0; ahead <= reach_days_ahead; ++ahead) {
      std::optional<ReachFinding> found =
          gap_on(rules, dead, post, today + std::chrono::days{ahead});
      if (found) {
        found->coming = ahead > 0;
        found->leads = stake.leads;
        found->watches = stake.watches;
        found->plans.assign(stake.plans.begin(), stake.plans.end());
        findings.push_back(*std::move(found));
        break;
      }
    }
  }
  return findings;
}

}  // namespace dondoc
