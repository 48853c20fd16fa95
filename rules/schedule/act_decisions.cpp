// SPDX-License-Identifier: Apache-2.0
// What is decided of a duty: its dates, its ending, who does it and who hears of it.
#include "rules/schedule/act_checks.h"
#include "rules/schedule/act_performance.h"
#include "rules/schedule/audience.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {

std::optional<ActRefused> Performance::check_later(Date until) const {
  if (!occurrence_.dated || until > occurrence_.last_day) {
    return std::nullopt;
  }
  return refuse(ActRefusal::not_later,
                "Ngày gia hạn phải sau thời hạn hiện nay (" +
                    due_words(occurrence_.due, occurrence_.last_day, rules_.zone) + ").");
}

std::optional<ActRefused> Performance::check_movable() const {
  if (!owed_ || owed_->obligation->fixed_by.empty()) {
    return std::nullopt;
  }
  return refuse(ActRefusal::fixed,
                "Thời hạn này do " + owed_->obligation->fixed_by +
                    " quy định nên không gia hạn; khi có văn bản điều chỉnh, đề nghị ghi nhận "
                    "điều chỉnh thời hạn.");
}

Fact Performance::new_due(FactKind kind,
                          Date last_day,
                          const std::string& why,
                          const std::string& words) const {
  Fact fact = new_fact(kind);
  fact.data["from"] = to_rfc3339(occurrence_.due, rules_.zone);
  fact.data["to"] = to_rfc3339(end_of(last_day, rules_.zone), rules_.zone);
  fact.data["last_day"] = to_iso(last_day);
  put(fact, why, words);
  return fact;
}

ActResult Performance::operator()(const Extend& act) {
  if (const auto refused = check_movable()) {
    return *refused;
  }
  if (const auto refused = check_reason(act.reason, "Cần nêu lý do đề nghị gia hạn.")) {
    return *refused;
  }
  if (const auto refused = check_later(act.until)) {
    return *refused;
  }
  if (!decides_) {
    if (occurrence_.asked && occurrence_.asked->until == act.until &&
        occurrence_.asked->reason == act.reason) {
      return refuse(ActRefusal::already_done, "Đề nghị gia hạn này đã được ghi nhận.");
    }
    Fact fact = new_fact(FactKind::extension_asked);
    fact.data["until"] = to_iso(act.until);
    fact.data["reason"] = act.reason;
    return fact;
  }
  return new_due(FactKind::extended, act.until, "reason", act.reason);
}

ActResult Performance::operator()(const Grant& act) {
  if (const auto refused = check_movable()) {
    return *refused;
  }
  if (!occurrence_.asked && !act.until) {
    return refuse(ActRefusal::nothing_asked, "Chưa có đề nghị gia hạn nào cho đầu việc này.");
  }
  const Date until = act.until ? *act.until : occurrence_.asked->until;
  if (const auto refused = check_later(until)) {
    return *refused;
  }
  return new_due(FactKind::extended,
                 until,
                 "reason",
                 occurrence_.asked ? occurrence_.asked->reason : std::string{});
}

ActResult Performance::operator()(const Adjust& act) {
  if (const auto refused =
          check_reason(act.basis, "Cần nêu văn bản hoặc căn cứ điều chỉnh thời hạn.")) {
    return *refused;
  }
  if (occurrence_.dated && occurrence_.due == end_of(act.due, rules_.zone)) {
    return refuse(ActRefusal::already_done,
                  "Thời hạn hiện nay đã là " +
                      due_words(occurrence_.due, occurrence_.last_day, rules_.zone) + ".");
  }
  return new_due(FactKind::adjusted, act.due, "basis", act.basis);
}

ActResult Performance::operator()(const Undo& /*act*/) {
  if (auto refused = cannot_undo(occurrence_, actor_.post, rules_, now_)) {
    return *std::move(refused);
  }
  Fact fact = new_fact(FactKind::undone);
  fact.data["act"] = fact_kind_name(occurrence_.last_act->kind);
  fact.data["act_at"] = to_rfc3339(occurrence_.last_act->at, rules_.zone);
  return fact;
}

ActResult Performance::operator()(const Fail& act) {
  if (const auto refused = check_reason(act.reason, "Cần nêu lý do không hoàn thành.")) {
    return *refused;
  }
  Fact fact = new_fact(FactKind::failed);
  fact.data["reason"] = act.reason;
  return fact;
}

ActResult Performance::operator()(const Waive& act) {
  if (const auto refused = check_reason(act.reason, "Cần nêu lý do thôi giao.")) {
    return *refused;
  }
  Fact fact = new_fact(FactKind::waived);
  fact.data["reason"] = act.reason;
  return fact;
}

ActResult Performance::operator()(const ExcuseDelay& act) {
  const std::optional<Excuse>& known = occurrence_.excuse;
  if (known && !known->confirmed_by.empty()) {
    return refuse(ActRefusal::already_done, "Nguyên nhân khách quan đã được xác nhận.");
  }
  const bool repeats = decides_ && act.reason.empty() && known;
  const std::string reason = repeats ? known->reason : act.reason;
  if (const auto refused = check_reason(reason, "Cần nêu nguyên nhân khách quan.")) {
    return *refused;
  }
  if (!decides_ && known && known->reason == reason) {
    return refuse(ActRefusal::already_done, "Nguyên nhân này đã được ghi nhận, chờ xác nhận.");
  }
  Fact fact = new_fact(decides_ ? FactKind::excused : FactKind::excuse_asked);
  fact.data["reason"] = reason;
  return fact;
}

}  // namespace dondoc
