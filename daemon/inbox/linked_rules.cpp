// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/linked_rules.h"

#include "rules/answer/linked_contacts.h"

#include <utility>
#include <vector>

namespace dondoc {

std::shared_ptr<const RuleSet> with_links(std::shared_ptr<const RuleSet> rules,
                                          const Store& store) {
  std::vector<LinkedContact> linked;
  for (const ChatLink& link : store.links()) {
    linked.push_back({link.person, {link.channel, link.chat}});
  }
  return with_contacts(std::move(rules), linked);
}

}  // namespace dondoc
