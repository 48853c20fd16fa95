// SPDX-License-Identifier: Apache-2.0
// To whom a rung goes, walking the directory.
#include "tests/simulation/oracle.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace dondoc {

namespace {

const std::string* plain_holder(const Directory& directory, const std::string& post, Date day) {
  for (const Tenure& tenure : directory.posts.at(post).held_by) {
    if (tenure.from <= day && (!tenure.to || day <= *tenure.to)) {
      return &tenure.person;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> Oracle::lead_units(const OracleDuty& duty) const {
  const Lead& lead = duty.obligation->lead;
  return lead.kind == LeadKind::joint ? lead.units : std::vector<std::string>{duty.unit};
}

std::vector<std::string> Oracle::posts(const OracleDuty& duty, Audience to, Date day) const {
  const Directory& directory = rules_.back()->directory;
  const Unit& lead = directory.units.at(duty.unit);
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
      deputies.push_back(directory.posts.at(head).deputy.value());
    }
    return deputies;
  }
  // The chain upward, and who of it was already spoken to under another post.
  const std::vector<std::pair<Audience, std::string>> chain{
      {Audience::oversight, directory.units.at(*duty.obligation->oversight).head},
      {Audience::leader, *lead.reports_to},
      {Audience::chair, directory.chair},
  };
  std::set<std::string> told;
  for (const std::string& head : heads) {
    if (const std::string* person = plain_holder(directory, head, day)) {
      told.insert(*person);
    }
  }
  for (std::size_t level = 0; level < chain.size(); ++level) {
    const auto& ladder = policy(duty).ladder;
    const bool used = std::any_of(ladder.begin(), ladder.end(), [&](const Rung& rung) {
      return rung.to == chain[level].first;
    });
    if (!used) {
      continue;
    }
    std::string reached = chain[level].second;
    for (std::size_t up = level; up < chain.size(); ++up) {
      const std::string* person = plain_holder(directory, chain[up].second, day);
      if (person == nullptr || told.count(*person) == 0) {
        reached = chain[up].second;
        break;
      }
    }
    if (const std::string* person = plain_holder(directory, reached, day)) {
      told.insert(*person);
    }
    if (chain[level].first == to) {
      return {reached};
    }
  }
  assert(false);  // A rung toward an audience that its own ladder doesn't name.
  return {};
}

}  // namespace dondoc
