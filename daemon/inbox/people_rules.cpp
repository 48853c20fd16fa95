// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/people_rules.h"

#include "rules/answer/linked_contacts.h"

#include <utility>
#include <vector>

namespace dondoc {

std::shared_ptr<const RuleSet> with_people(std::shared_ptr<const RuleSet> rules,
                                           const Store& store,
                                           Instant now) {
  std::vector<LinkedContact> linked;
  for (const ChatLink& link : store.links()) {
    linked.push_back({link.person, {link.channel, link.chat}});
  }
  const Date since = date_of(now, rules->zone) - leave_kept;
  return with_leaves(with_contacts(std::move(rules), linked), store.leaves(since));
}

}  // namespace dondoc
