// SPDX-License-Identifier: Apache-2.0
#include "rules/answer/linked_contacts.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

void take_from_others(Directory& directory, const LinkedContact& linked) {
  for (auto& [id, person] : directory.people) {
    if (id != linked.person) {
      auto& contacts = person.contacts;
      contacts.erase(std::remove(contacts.begin(), contacts.end(), linked.contact), contacts.end());
    }
  }
}

void give(Person& person, const Contact& contact) {
  const auto same = [&contact](const Contact& one) { return one.channel == contact.channel; };
  const auto place = std::find_if(person.contacts.begin(), person.contacts.end(), same);
  if (place != person.contacts.end()) {
    *place = contact;
  } else {
    person.contacts.insert(person.contacts.begin(), contact);
  }
}

}  // namespace

std::shared_ptr<const RuleSet> with_contacts(std::shared_ptr<const RuleSet> rules,
                                             const std::vector<LinkedContact>& linked) {
  if (linked.empty()) {
    return rules;
  }
  auto merged = std::make_shared<RuleSet>(*rules);
  for (const LinkedContact& one : linked) {
    const auto found = merged->directory.people.find(one.person);
    if (found != merged->directory.people.end()) {
      take_from_others(merged->directory, one);
      give(found->second, one.contact);
    }
  }
  return merged;
}

const Person* person_at(const Directory& directory, const Contact& contact) {
  const Person* found = nullptr;
  for (const auto& [id, person] : directory.people) {
    if (std::find(person.contacts.begin(), person.contacts.end(), contact) !=
        person.contacts.end()) {
      if (found != nullptr) {
        return nullptr;
      }
      found = &person;
    }
  }
  return found;
}

}  // namespace dondoc
