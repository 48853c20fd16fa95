// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/audience.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

namespace dondoc {

namespace {

constexpr std::array<std::string_view, 7> audience_names{
    "lead", "deputy", "support", "oversight", "coordinator", "leader", "chair"};

const Unit* find_unit(const Directory& directory, const std::string& id) {
  const auto found = directory.units.find(id);
  return found == directory.units.end() ? nullptr : &found->second;
}

void add_once(std::vector<std::string>& posts, const std::string& post) {
  if (!post.empty() && std::find(posts.begin(), posts.end(), post) == posts.end()) {
    posts.push_back(post);
  }
}

std::string head_of(const Directory& directory, const std::string& unit) {
  const Unit* found = find_unit(directory, unit);
  return found == nullptr ? std::string{} : found->head;
}

std::vector<std::string> heads_of(const Directory& directory,
                                  const std::vector<std::string>& units) {
  std::vector<std::string> posts;
  for (const std::string& unit : units) {
    add_once(posts, head_of(directory, unit));
  }
  return posts;
}

std::vector<std::string> deputies_of(const Directory& directory,
                                     const std::vector<std::string>& heads) {
  std::vector<std::string> posts;
  for (const std::string& head : heads) {
    const auto post = directory.posts.find(head);
    if (post != directory.posts.end() && post->second.deputy) {
      add_once(posts, *post->second.deputy);
    }
  }
  return posts;
}

/// The posts that could stand for an escalation level, nearest first.
std::vector<std::string> chain(const RuleSet& rules, const Owed& owed, Audience level) {
  const Directory& directory = rules.directory;
  std::vector<std::string> posts;
  const std::string coordinator = head_of(directory, owed.plan->coordinator);
  if (level == Audience::oversight) {
    const auto& oversight = owed.obligation->oversight;
    add_once(posts, oversight ? head_of(directory, *oversight) : coordinator);
  }
  if (level == Audience::coordinator) {
    add_once(posts, coordinator);
  }
  if (level != Audience::chair) {
    const Unit* lead = find_unit(directory, owed.lead_units.front());
    if (lead != nullptr && lead->reports_to) {
      add_once(posts, *lead->reports_to);
    }
  }
  add_once(posts, directory.chair);
  return posts;
}

}  // namespace

std::string_view audience_name(Audience audience) {
  return audience_names.at(static_cast<std::size_t>(audience));
}

Audiences::Audiences(const RuleSet& rules, const Owed& owed, Date day)
    : posts_(audience_names.size()) {
  const Directory& directory = rules.directory;
  const auto slot = [this](Audience audience) -> std::vector<std::string>& {
    return posts_[static_cast<std::size_t>(audience)];
  };
  slot(Audience::lead) = heads_of(directory, owed.lead_units);
  slot(Audience::deputy) = deputies_of(directory, slot(Audience::lead));
  slot(Audience::support) = heads_of(directory, owed.obligation->support);

  std::set<std::string> told;
  for (const std::string& post : slot(Audience::lead)) {
    if (const Person* person = holder(directory, post, day)) {
      told.insert(person->id);
    }
  }
  for (const Rung& rung : owed.policy->ladder) {
    if (rung.to < Audience::oversight || !slot(rung.to).empty()) {
      continue;
    }
    const std::vector<std::string> candidates = chain(rules, owed, rung.to);
    if (candidates.empty()) {
      continue;
    }
    std::string chosen = candidates.front();
    for (const std::string& candidate : candidates) {
      const Person* person = holder(directory, candidate, day);
      if (person != nullptr && !told.contains(person->id)) {
        chosen = candidate;
        told.insert(person->id);
        break;
      }
    }
    slot(rung.to) = {chosen};
  }
}

const std::vector<std::string>& Audiences::posts(Audience audience) const {
  return posts_.at(static_cast<std::size_t>(audience));
}

}  // namespace dondoc
