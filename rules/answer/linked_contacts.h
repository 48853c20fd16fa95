// SPDX-License-Identifier: Apache-2.0
// The directory with the chats that people have linked themselves: what is sent and who is heard
// goes by both.
#pragma once

#include "rules/plan/plan.h"

#include <memory>
#include <string>
#include <vector>

namespace dondoc {

struct LinkedContact {
  std::string person;
  Contact contact;
};

/// The same rules with the contacts added; the same pointer when there are none. A linked chat
/// stands in place of the person's address in that channel, or before all others: they chose it
/// themselves. It is nobody else's address then. People whom the directory doesn't know are left
/// out.
[[nodiscard]] std::shared_ptr<const RuleSet> with_contacts(
    std::shared_ptr<const RuleSet> rules, const std::vector<LinkedContact>& linked);

/// Whose chat it is; nullptr when it is nobody's, or more than one person's.
[[nodiscard]] const Person* person_at(const Directory& directory, const Contact& contact);

}  // namespace dondoc
