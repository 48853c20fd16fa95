// SPDX-License-Identifier: Apache-2.0
// To whom a rung goes, walking the directory.
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace dondoc {

namespace {

bool plain_is_away(const Directory& directory, const std::string& person, Date day) {
  for (const Leave& leave : directory.people.at(person).away) {
    if (leave.from <= day && day <= leave.to) {
      return true;
    }
  }
  return false;
}

}  // namespace

const std::string* plain_holder(const Directory& directory, const std::string& post, Date day) {
  for (const Tenure& tenure : directory.posts.at(post).held_by) {
    if (tenure.from <= day && (!tenure.to || day <= *tenure.to)) {
      return &tenure.person;
    }
  }
  return nullptr;
}

/// Down the line of deputies to the first who is there; when all are away, the first of them.
const std::string* plain_acting(const Directory& directory, const std::string& post, Date day) {
  std::vector<const std::string*> line;
  std::string next = post;
  while (line.size() < 5) {
    line.push_back(plain_holder(directory, next, day));
    const auto& deputy = directory.posts.at(next).deputy;
    if (!deputy) {
      break;
    }
    next = *deputy;
  }
  const std::string* first = nullptr;
  for (const std::string* person : line) {
    if (person != nullptr && !plain_is_away(directory, *person, day)) {
      return person;
    }
    first = first == nullptr ? person : first;
  }
  return first;
}

std::vector<std::string> Oracle::lead_units(const OracleDuty& duty) {
  if (!duty.given_to.empty()) {
    return {duty.given_to};
  }
  const Lead& lead = duty.obligation->lead;
  return lead.kind == LeadKind::joint ? lead.units : std::vector<std::string>{duty.unit};
}

std::vector<std::string> Oracle::posts(const OracleDuty& duty, Audience to, Date day) const {
  const Directory& directory = rules_.back()->directory;
  const Unit& lead = directory.units.at(lead_units(duty).front());
  std::vector<std::string> heads;
  for (const std::string& unit : lead_units(duty)) {
    heads.push_back(directory.units.at(unit).head);
  }
  if (to == Audience::lead) {
    return heads;
  }
  if (to == Audience::deputy) {
    std::vector<std::string> deputies;
    for (const std::string& head : heads) {
      if (const auto& deputy = directory.posts.at(head).deputy) {
        deputies.push_back(*deputy);
      }
    }
    return deputies;
  }
  // Who is outside of the office is never told of others' lateness.
  const auto& oversight = duty.obligation->oversight;
  const bool inside = oversight && !directory.units.at(*oversight).outside;
  const std::string watcher = inside ? *oversight : duty.plan->coordinator;
  std::string leader = lead.reports_to.value_or("");
  if (leader.empty() && lead.outside && oversight) {
    leader = directory.units.at(*oversight).reports_to.value_or("");
  }
  // The chain upward, and who of it was already spoken to under another post.
  const std::vector<std::pair<Audience, std::string>> chain{
      {Audience::oversight, directory.units.at(watcher).head},
      {Audience::leader, leader},
      {Audience::chair, directory.chair},
  };
  std::set<std::string> leads;
  for (const std::string& head : heads) {
    if (const std::string* person = plain_acting(directory, head, day)) {
      leads.insert(*person);
    }
  }
  std::map<std::string, std::string> told;  // person, under which post
  for (std::size_t level = 0; level < chain.size(); ++level) {
    const auto& ladder = policy(duty).ladder;
    const bool used = std::any_of(ladder.begin(), ladder.end(), [&](const Rung& rung) {
      return rung.to == chain[level].first;
    });
    if (!used) {
      continue;
    }
    std::string fresh;
    std::string again;
    for (std::size_t up = level; up < chain.size(); ++up) {
      const std::string& post = chain[up].second;
      if (post.empty()) {
        continue;  // Nobody is in charge of the unit.
      }
      const std::string person = *plain_acting(directory, post, day);  // None of them is vacant.
      if (leads.count(person) != 0) {
        continue;
      }
      if (told.count(person) == 0) {
        fresh = fresh.empty() ? post : fresh;
      } else if (told.at(person) == post) {
        again = again.empty() ? post : again;
      }
    }
    const std::string reached = fresh.empty() ? again : fresh;
    if (!reached.empty()) {
      told.emplace(*plain_acting(directory, reached, day), reached);
    }
    if (chain[level].first == to) {
      return reached.empty() ? std::vector<std::string>{} : std::vector<std::string>{reached};
    }
  }
  assert(false);  // A rung toward an audience that its own ladder doesn't name.
  return {};
}

}  // namespace dondoc
