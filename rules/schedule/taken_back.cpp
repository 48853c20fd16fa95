// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/taken_back.h"

#include "rules/schedule/acts.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {

bool takes_back(const Occurrence& task, const Fact& fact) {
  const bool by_giver =
      fact.kind == FactKind::undone && datum_of(fact, "act") == fact_kind_name(FactKind::opened);
  return task.task && (by_giver || fact.kind == FactKind::waived);
}

std::optional<TakenBack> compose_taken_back(const Occurrence& task,
                                            const Fact& fact,
                                            const MessageDraft& told,
                                            const RuleSet& rules,
                                            Instant now) {
  const std::optional<Owed> owed = find_planned(rules, task);
  const Person* reader = acting(rules.directory, told.post, date_of(now, rules.zone));
  if (!owed || reader == nullptr || reader->id != told.person || sent_contacts(*reader).empty()) {
    return std::nullopt;
  }
  const bool waived = fact.kind == FactKind::waived;
  TakenBack result;
  result.leaves = may_leave_at(*owed->policy, waived ? now + undo_within : now, rules.zone);
  MessageDraft& draft = result.draft;
  draft.key = std::string{taken_back_key_prefix} + task.key + '/' + reader->id + '/' +
              to_rfc3339(now, rules.zone);
  draft.person = reader->id;
  draft.post = told.post;
  draft.contacts = sent_contacts(*reader);
  draft.subject = "[Thu hồi việc] " + item_words(task, rules) + code_suffix(task, " (mã ") +
                  (task.code == 0 ? "" : ")");
  draft.text = "[THU HỒI VIỆC]" + code_suffix(task, " Mã ") +
               "\nKính gửi: " + addressee_words(rules.directory, told.post) +
               "\nNhiệm vụ: " + item_words(task, rules) + ".\n";
  const std::string reason = datum_of(fact, "reason");
  draft.text += waived ? "Việc này đã được thôi giao" + (reason.empty() ? "" : ", lý do: " + reason)
                       : std::string("Người giao đã thu hồi việc này");
  draft.text += "; đơn vị không phải thực hiện, không cần trả lời tin này.\n";
  return result;
}

}  // namespace dondoc
