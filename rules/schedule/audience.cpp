// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/audience.h"

#include <algorithm>
#include <array>
#include <map>
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

/// The posts that could stand for an escalation level, nearest first. A unit outside the office is
/// never told of others' lateness: the coordinator watches in its place.
std::vector<std::string> chain(const RuleSet& rules, const Owed& owed, Audience level) {
  const Directory& directory = rules.directory;
  std::vector<std::string> posts;
  const std::string coordinator = head_of(directory, owed.plan->coordinator);
  const auto& named = owed.obligation->oversight;
  const Unit* oversight = named ? find_unit(directory, *named) : nullptr;
  if (level == Audience::oversight) {
    add_once(posts, oversight != nullptr && !oversight->outside ? oversight->head : coordinator);
  }
  if (level == Audience::coordinator) {
    add_once(posts, coordinator);
  }
  if (level != Audience::chair) {
    const Unit* lead = find_unit(directory, owed.lead_units.front());
    if (lead != nullptr && lead->reports_to) {
      add_once(posts, *lead->reports_to);
    } else if (lead != nullptr && lead->outside && oversight != nullptr && oversight->reports_to) {
      add_once(posts, *oversight->reports_to);
    }
  }
  add_once(posts, directory.chair);
  return posts;
}

/// Who hears of a level: the nearest post whose acting person has heard nothing yet. When only the
/// same posts are left, the nearest is told again, by its own rung; the same person under another
/// post is not. A vacant post is named when there is nobody else, so that somebody learns of it.
struct Level {
  const Directory& directory;
  Date day;
  const std::set<std::string>& leads;              ///< persons; never escalated to
  const std::map<std::string, std::string>& told;  ///< person, and the post they were told under

  [[nodiscard]] std::string choose(const std::vector<std::string>& candidates) const {
    std::string again;
    std::string vacant;
    for (const std::string& candidate : candidates) {
      const Person* person = acting(directory, candidate, day);
      if (person == nullptr) {
        vacant = vacant.empty() ? candidate : vacant;
        continue;
      }
      if (leads.contains(person->id)) {
        continue;
      }
      const auto before = told.find(person->id);
      if (before == told.end()) {
        return candidate;
      }
      if (before->second == candidate && again.empty()) {
        again = candidate;
      }
    }
    return again.empty() ? vacant : again;
  }
};

}  // namespace

std::vector<std::string> heads_of(const Directory& directory,
                                  const std::vector<std::string>& units) {
  std::vector<std::string> posts;
  for (const std::string& unit : units) {
    add_once(posts, head_of(directory, unit));
  }
  return posts;
}

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

  std::set<std::string> leads;
  for (const std::string& post : slot(Audience::lead)) {
    if (const Person* person = acting(directory, post, day)) {
      leads.insert(person->id);
    }
  }
  std::map<std::string, std::string> told;
  std::set<Audience> settled;
  for (const Rung& rung : owed.policy->ladder) {
    if (rung.to < Audience::oversight || !settled.insert(rung.to).second) {
      continue;
    }
    const std::string post = Level{directory, day, leads, told}.choose(chain(rules, owed, rung.to));
    if (post.empty()) {
      continue;
    }
    slot(rung.to) = {post};
    if (const Person* person = acting(directory, post, day)) {
      told.emplace(person->id, post);
    }
  }
}

const std::vector<std::string>& Audiences::posts(Audience audience) const {
  return posts_.at(static_cast<std::size_t>(audience));
}

}  // namespace dondoc
