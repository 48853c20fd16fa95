// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan.h"

#include <algorithm>
#include <iterator>

namespace dondoc {

std::vector<Contact> sent_contacts(const Person& person) {
  std::vector<Contact> sent;
  std::copy_if(person.contacts.begin(),
               person.contacts.end(),
               std::back_inserter(sent),
               [](const Contact& contact) { return contact.channel != by_hand_channel; });
  return sent;
}

int stated_duties(const Plan& plan) {
  return static_cast<int>(std::count_if(plan.obligations.begin(),
                                        plan.obligations.end(),
                                        [](const Obligation& one) { return one.watches.empty(); }));
}

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

/// Chains of deputies are a step or two long; the parser refuses circles, and one that somebody
/// names who stands in is walked no further than this.
constexpr int deputy_steps_max = 10;

bool is_there(const Person& person, Date day) {
  return std::none_of(person.away.begin(), person.away.end(), [day](const Leave& leave) {
    return leave.from <= day && day <= leave.to;
  });
}

/// Who comes after the post in its chain; empty at its end. `holds` is nullptr while it is vacant.
std::string next_in_chain(const Directory& directory,
                          const std::string& post,
                          const Person* holds,
                          Date day) {
  if (holds != nullptr) {
    for (const Leave& leave : holds->away) {
      if (leave.from <= day && day <= leave.to && leave.post == post && !leave.stand_in.empty()) {
        return leave.stand_in;
      }
    }
  }
  const auto found = directory.posts.find(post);
  return found == directory.posts.end() ? std::string{} : found->second.deputy.value_or("");
}

struct ActingFor {
  const Person* person{nullptr};
  std::string post;  ///< under which they are there; empty when they aren't
};

ActingFor find_acting(const Directory& directory, const std::string& post, Date day) {
  const Person* first = nullptr;
  std::string next = post;
  for (int step = 0; step < deputy_steps_max && !next.empty(); ++step) {
    const Person* person = holder(directory, next, day);
    if (person != nullptr && is_there(*person, day)) {
      return {person, next};
    }
    first = first != nullptr ? first : person;
    next = next_in_chain(directory, next, person, day);
  }
  return {first, {}};
}

}  // namespace

const Person* acting(const Directory& directory, const std::string& post, Date day) {
  return find_acting(directory, post, day).person;
}

std::string acting_post(const Directory& directory, const std::string& post, Date day) {
  return find_acting(directory, post, day).post;
}

}  // namespace dondoc
