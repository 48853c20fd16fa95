// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/slip.h"

#include "rules/schedule/alarm.h"
#include "rules/schedule/wording.h"

#include <string>
#include <vector>

namespace dondoc {

bool reads_on_paper(const Person& person) {
  return !person.contacts.empty() && sent_contacts(person).empty();
}

std::optional<MessageDraft> as_slip(MessageDraft draft, const RuleSet& rules, Date day) {
  std::vector<std::string> posts;
  for (const auto& [id, plan] : rules.plans) {
    const auto unit = rules.directory.units.find(plan.coordinator);
    if (!is_on_trial(plan, day) && unit != rules.directory.units.end()) {
      posts.push_back(unit->second.head);
    }
  }
  posts.push_back(admin_post(rules));
  const std::string to = addressee_words(rules.directory, draft.post);
  for (const std::string& post : posts) {
    const Person* person = acting(rules.directory, post, day);
    if (person == nullptr || person->id == draft.person || sent_contacts(*person).empty()) {
      continue;
    }
    draft.person = person->id;
    draft.post = post;
    draft.contacts = sent_contacts(*person);
    draft.subject = "[Đề nghị in, chuyển] " + to + " - " + draft.subject;
    draft.text = "Kính gửi: " + addressee_words(rules.directory, post) + "\nĐề nghị in và chuyển " +
                 to + " trong ngày (không nhận tin). Nội dung:\n" + draft.text;
    return draft;
  }
  return std::nullopt;
}

}  // namespace dondoc
