// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan.h"

#include <algorithm>

namespace dondoc {

bool is_on_trial(const Plan& plan, Date day) {
  return plan.trial && day <= *plan.trial;
}

const Obligation* find_obligation(const Plan& plan, const std::string& id) {
  const auto found = std::find_if(plan.obligations.begin(),
                                  plan.obligations.end(),
                                  [&id](const Obligation& known) { return known.id == id; });
  return found == plan.obligations.end() ? nullptr : &*found;
}

const Person* holder(const Directory& directory, const std::string& post, Date day) {
  const auto found = directory.posts.find(post);
  if (found == directory.posts.end()) {
    return nullptr;
  }
  const auto& tenures = found->second.held_by;
  const auto tenure = std::find_if(tenures.begin(), tenures.end(), [day](const Tenure& candidate) {
    return candidate.from <= day && (!candidate.to || day <= *candidate.to);
  });
  if (tenure == tenures.end()) {
    return nullptr;
  }
  const auto person = directory.people.find(tenure->person);
  return person == directory.people.end() ? nullptr : &person->second;
}

namespace {

/// Chains of deputies are a step or two long; the parser refuses circles.
constexpr int deputy_steps_max = 10;

bool is_there(const Person& person, Date day) {
  return std::none_of(person.away.begin(), person.away.end(), [day](const Leave& leave) {
    return leave.from <= day && day <= leave.to;
  });
}

}  // namespace

const Person* acting(const Directory& directory, const std::string& post, Date day) {
  const Person* first = nullptr;
  std::string next = post;
  for (int step = 0; step < deputy_steps_max; ++step) {
    const Person* person = holder(directory, next, day);
    if (person != nullptr && is_there(*person, day)) {
      return person;
    }
    first = first != nullptr ? first : person;
    const auto found = directory.posts.find(next);
    if (found == directory.posts.end() || !found->second.deputy) {
      break;
    }
    next = *found->second.deputy;
  }
  return first;
}

}  // namespace dondoc
