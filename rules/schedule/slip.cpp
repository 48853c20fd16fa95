// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/slip.h"

#include "rules/schedule/alarm.h"
#include "rules/schedule/wording.h"

#include <string>
#include <vector>

namespace dondoc {

namespace {

/// "Trưởng phòng Kinh tế (Phòng Kinh tế)": whoever prints has to know in whose hands it goes.
std::string post_with_unit(const std::string& post, const RuleSet& rules) {
  const Directory& directory = rules.directory;
  const auto found = directory.posts.find(post);
  if (found == directory.posts.end()) {
    return post;
  }
  std::string unit = found->second.unit;
  for (const auto& [id, one] : directory.units) {
    unit = unit.empty() && one.head == post && post != directory.chair ? id : unit;
  }
  return found->second.title + (unit.empty() ? unit : " (" + unit_words(directory, unit) + ')');
}

}  // namespace

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
  const std::string reader = post_with_unit(draft.post, rules);
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
                 to + " trong ngày: " + reader + " không nhận tin qua mạng. Nội dung:\n" +
                 draft.text;
    return draft;
  }
  return std::nullopt;
}

}  // namespace dondoc
