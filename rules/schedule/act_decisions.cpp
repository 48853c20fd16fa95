// SPDX-License-Identifier: Apache-2.0
// What is decided of a duty: its dates, its ending, who does it and who hears of it.
#include "rules/schedule/act_checks.h"
#include "rules/schedule/act_performance.h"
#include "rules/schedule/act_rights.h"
#include "rules/schedule/audience.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <variant>

namespace dondoc {

namespace {

/// Posts, or units, that are named when the one to whom a duty was given isn't known.
constexpr std::size_t offered_max = 8;
/// Three urgings of one night at their longest; the newest of them in any case.
constexpr std::size_t untold_bytes_max = 6'000;

/// "kinh-te (Phòng Kinh tế), vh-xh (…)"; of too many the first.
template <typename Named>
std::string offered(const std::vector<std::string>& ids,
                    const std::map<std::string, Named>& known,
                    std::string Named::*name) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < ids.size() && i < offered_max; ++i) {
    words.push_back(ids[i] + " (" + known.at(ids[i]).*name + ')');
  }
  return join(words, ", ") + (ids.size() > offered_max ? ", …" : "");
}

}  // namespace

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
  if (!act.until && occurrence_.transfer_asked) {
    if (occurrence_.asked) {
      return refuse(ActRefusal::several_asked,
                    "Đang có hai đề nghị: gia hạn đến hết ngày " +
                        date_words(occurrence_.asked->until) + " và chuyển giao cho " +
                        unit_words(rules_.directory, occurrence_.transfer_asked->unit) +
                        "; cần nêu ngày gia hạn hoặc đơn vị nhận chuyển giao.");
    }
    return (*this)(Transfer{occurrence_.transfer_asked->unit, {}});
  }
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
  if (occurrence_.last_act->kind == FactKind::opened) {
    fact.data["reason"] = "người giao thu hồi việc";
  }
  return fact;
}

ActResult Performance::operator()(const Fail& act) {
  return said(FactKind::failed, "reason", act.reason, "Cần nêu lý do không hoàn thành.");
}

ActResult Performance::operator()(const Waive& act) {
  return said(FactKind::waived, "reason", act.reason, "Cần nêu lý do thôi giao.");
}

ActResult Performance::operator()(const ExcuseDelay& act) {
  const std::optional<Excuse>& known = occurrence_.excuse;
  if (known && !known->confirmed_by.empty()) {
    return refuse(ActRefusal::already_done, "Nguyên nhân khách quan đã được xác nhận.");
  }
  const bool repeats = decides_ && act.reason.empty() && known;
  const std::string reason = repeats ? known->reason : act.reason;
  if (!decides_ && known && known->reason == reason) {
    return refuse(ActRefusal::already_done, "Nguyên nhân này đã được ghi nhận, chờ xác nhận.");
  }
  return said(decides_ ? FactKind::excused : FactKind::excuse_asked,
              "reason",
              reason,
              "Cần nêu nguyên nhân khách quan.");
}

ActResult Performance::urge(FactKind kind, const std::string& text) const {
  const std::optional<Urging>& known = occurrence_.urging;
  const bool directs = kind == FactKind::directed;
  if (known && known->text == text && known->post == actor_.post && known->directs == directs) {
    return refuse(ActRefusal::already_done, "Nội dung này đã được chuyển tới đơn vị.");
  }
  ActResult result = said(kind, "text", text, "Cần nêu nội dung đôn đốc, chỉ đạo.");
  if (auto* fact = std::get_if<Fact>(&result)) {
    put(*fact, "untold", untold_urgings());
  }
  return result;
}

/// The newest takes the place of what hasn't left yet, and says it too: whoever said it was told
/// that the lead hears of it.
std::string Performance::untold_urgings() const {
  const std::optional<Urging>& known = occurrence_.urging;
  if (!known || !owed_) {
    return {};
  }
  // Two of one turn stand there before anything is planned of the first.
  bool planned = false;
  bool waits = false;
  for (const RungRecord& record : occurrence_.rungs) {
    const bool of_it =
        record.planned_at == known->at &&
        record.rung == std::string(urging_rung) + '.' + std::to_string(known->number);
    planned = planned || of_it;
    waits = waits || (of_it && record.state == RungState::pending);
  }
  if (planned && !waits) {
    return {};
  }
  const std::string words = urging_words(*known, *owed_->plan, rules_.directory);
  if (words.size() <= untold_bytes_max) {
    return words;
  }
  Urging alone = *known;
  alone.untold = "Còn ý kiến trước đó, đề nghị xem ở diễn biến của việc";
  return urging_words(alone, *owed_->plan, rules_.directory);
}

ActResult Performance::operator()(const Assign& act) {
  const Directory& directory = rules_.directory;
  const std::vector<std::string> possible = posts_of_lead(occurrence_, rules_);
  if (directory.posts.count(act.post) == 0) {
    return refuse(ActRefusal::unknown_post,
                  "Danh bạ không có chức danh `" + act.post + "`; đơn vị chủ trì có: " +
                      offered(possible, directory.posts, &Post::title) + '.');
  }
  if (std::find(possible.begin(), possible.end(), act.post) == possible.end()) {
    return refuse(ActRefusal::other_unit,
                  "Người được giao phải thuộc đơn vị chủ trì; giao cho đơn vị khác do lãnh đạo "
                  "phụ trách quyết định.");
  }
  const std::vector<std::string> heads = heads_of(directory, owed_->lead_units);
  const bool to_head = std::find(heads.begin(), heads.end(), act.post) != heads.end();
  const std::string officer = officer_on(occurrence_, rules_, today_);
  if (officer == act.post || (to_head && officer.empty())) {
    return refuse(ActRefusal::already_done,
                  "Đầu việc này đang do " + addressee_words(directory, act.post) + " thực hiện.");
  }
  Fact fact = new_fact(FactKind::assigned);
  fact.data["post"] = act.post;
  return fact;
}

Fact Performance::transfer(FactKind kind,
                           const std::string& unit,
                           const std::string& reason) const {
  Fact fact = new_fact(kind);
  fact.data["from_units"] = unit_list_text(owed_->lead_units);
  fact.data["to_unit"] = unit;
  fact.data["reason"] = reason;
  return fact;
}

ActResult Performance::operator()(const Transfer& act) {
  const Directory& directory = rules_.directory;
  if (directory.units.count(act.unit) == 0) {
    std::vector<std::string> ids;
    for (const auto& [id, unit] : directory.units) {
      ids.push_back(id);
    }
    return refuse(ActRefusal::unknown_unit,
                  "Danh bạ không có đơn vị `" + act.unit +
                      "`; các đơn vị: " + offered(ids, directory.units, &Unit::name) + '.');
  }
  if (owed_ && owed_->lead_units == std::vector<std::string>{act.unit}) {
    return refuse(ActRefusal::already_done,
                  "Đầu việc này đang do " + unit_words(directory, act.unit) + " chủ trì.");
  }
  if (!owed_ || occurrence_.submission) {
    return refuse(ActRefusal::already_submitted,
                  "Văn bản đang trình ký; chỉ chuyển giao được sau khi văn bản được trả lại.");
  }
  const std::optional<TransferRequest>& asked = occurrence_.transfer_asked;
  const bool same = asked && asked->unit == act.unit;
  if (!decides_ && same && asked->reason == act.reason) {
    return refuse(ActRefusal::already_done, "Đề nghị chuyển giao này đã được ghi nhận.");
  }
  const std::string reason = decides_ && same && act.reason.empty() ? asked->reason : act.reason;
  if (const auto refused = check_reason(reason, "Cần nêu lý do chuyển giao.")) {
    return *refused;
  }
  return transfer(decides_ ? FactKind::transferred : FactKind::transfer_asked, act.unit, reason);
}

ActResult Performance::operator()(const Snooze& act) {
  if (actor_.post == admin_actor) {
    return refuse(ActRefusal::unknown_post, "Cần nêu tạm dừng nhắc cho chức danh nào.");
  }
  if (act.until <= today_) {
    return refuse(ActRefusal::not_later, "Ngày nhắc lại phải sau ngày hôm nay.");
  }
  if (act.until > occurrence_.last_day) {
    return refuse(ActRefusal::promise_after_due,
                  "Chỉ tạm dừng nhắc được đến ngày cuối của thời hạn.");
  }
  if (snoozed_on(occurrence_, actor_.post, rules_, today_) == act.until) {
    return refuse(ActRefusal::already_done,
                  "Đã tạm dừng nhắc đến ngày " + date_words(act.until) + '.');
  }
  Fact fact = new_fact(FactKind::snoozed);
  fact.data["post"] = actor_.post;
  fact.data["until"] = to_iso(act.until);
  return fact;
}

ActResult Performance::operator()(const Urge& act) {
  return urge(FactKind::urged, act.text);
}

ActResult Performance::operator()(const Direct& act) {
  return urge(FactKind::directed, act.text);
}

ActResult Performance::operator()(const Note& /*act*/) {
  if (actor_.post == admin_actor) {
    return refuse(ActRefusal::unknown_post, "Cần nêu lãnh đạo nào đã ghi nhận.");
  }
  const auto noted = occurrence_.noted.find(actor_.post);
  if (noted != occurrence_.noted.end() &&
      !has_changed_hands(rules_, actor_.post, noted->second, today_)) {
    return refuse(ActRefusal::already_done, "Lãnh đạo đã ghi nhận đầu việc này.");
  }
  return new_fact(FactKind::noted);
}

}  // namespace dondoc
