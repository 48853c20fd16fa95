// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/acts.h"

#include "rules/schedule/act_checks.h"
#include "rules/schedule/act_rights.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

constexpr std::array<std::string_view, 22> refusal_names{
    "already-done",      "withdrawn",      "missed",
    "promise-after-due", "date-in-future", "text-too-long",
    "already-submitted", "not-submitted",  "not-later",
    "nothing-asked",     "leader-only",    "fixed",
    "needs-reason",      "not-a-trigger",  "watches-trigger",
    "too-many",          "no-quota",       "no-target",
    "bad-number",        "unknown-unit",   "unknown-post",
    "not-allowed"};

/// One act in the making; each member function below is one kind of it.
class Performance {
 public:
  Performance(const Occurrence& occurrence, const Actor& actor, const RuleSet& rules, Instant now)
      : occurrence_(occurrence),
        actor_(actor),
        rules_(rules),
        today_(date_of(now, rules.zone)),
        owed_(find_owed(rules, occurrence.series)),
        now_(now),
        decides_(relations_of(occurrence, actor.post, rules, today_).has_any_of(deciding)) {}

  ActResult operator()(const Acknowledge& act) {
    Fact fact = new_fact(FactKind::acknowledged);
    if (act.promised) {
      if (occurrence_.dated && *act.promised > occurrence_.last_day) {
        return refuse(ActRefusal::promise_after_due,
                      "Ngày hẹn muộn hơn thời hạn; việc lùi thời hạn phải được gia hạn.");
      }
      fact.data["promised"] = to_iso(*act.promised);
    }
    return fact;
  }

  ActResult operator()(const Complete& act) {
    if (const auto refused = check_text(act.document)) {
      return *refused;
    }
    if (act.document_date && *act.document_date > today_) {
      return refuse(ActRefusal::date_in_future, "Ngày văn bản ở sau ngày hôm nay.");
    }
    Fact fact = new_fact(FactKind::completed);
    put(fact, "document", act.document);
    if (act.document_date) {
      fact.data["document_date"] = to_iso(*act.document_date);
    }
    return fact;
  }

  ActResult operator()(const Submit& act) {
    if (occurrence_.submission) {
      return refuse(ActRefusal::already_submitted,
                    "Đầu việc này đã được ghi nhận trình ký ngày " +
                        date_words(occurrence_.submission->date) + ".");
    }
    if (act.date && *act.date > today_) {
      return refuse(ActRefusal::date_in_future, "Ngày trình ký ở sau ngày hôm nay.");
    }
    const std::string signer = act.signer.empty() ? leader_in_charge() : act.signer;
    if (rules_.directory.posts.count(signer) == 0) {
      return refuse(ActRefusal::unknown_post, "Danh bạ không có chức danh ký `" + signer + "`.");
    }
    Fact fact = new_fact(FactKind::submitted);
    fact.data["date"] = to_iso(act.date.value_or(today_));
    fact.data["signer"] = signer;
    return fact;
  }

  ActResult operator()(const Return& act) {
    if (const auto refused =
            check_reason(act.reason, "Cần nêu nội dung phải bổ sung, hoàn thiện.")) {
      return *refused;
    }
    if (!occurrence_.submission) {
      return refuse(ActRefusal::not_submitted, "Đầu việc này chưa được ghi nhận trình ký.");
    }
    Fact fact = new_fact(FactKind::returned);
    fact.data["reason"] = act.reason;
    return fact;
  }

  ActResult operator()(const Report& act) {
    if (const auto refused = check_reason(act.text, "Cần nêu tiến độ, số liệu hoặc vướng mắc.")) {
      return *refused;
    }
    Fact fact = new_fact(FactKind::progressed);
    fact.data["text"] = act.text;
    return fact;
  }

  ActResult operator()(const Extend& act) {
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

  ActResult operator()(const Grant& act) {
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

  ActResult operator()(const Adjust& act) {
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

  ActResult operator()(const Happen& act) {
    if (!owed_ || owed_->obligation->watches.empty()) {
      return refuse(ActRefusal::not_a_trigger,
                    "Đầu việc này không theo dõi mốc tính thời hạn nào.");
    }
    for (const std::string* text : {&act.title, &act.document, &act.id}) {
      if (const auto refused = check_text(*text)) {
        return *refused;
      }
    }
    if (act.date && *act.date > today_) {
      return refuse(ActRefusal::date_in_future, "Ngày phát sinh ở sau ngày hôm nay.");
    }
    if (!act.id.empty() && !is_event_id(act.id)) {
      return refuse(ActRefusal::bad_number,
                    "Mã mốc chỉ gồm chữ cái không dấu, chữ số, dấu chấm và gạch ngang.");
    }
    if (!act.unit.empty() && rules_.directory.units.count(act.unit) == 0) {
      return refuse(ActRefusal::unknown_unit, "Danh bạ không có đơn vị `" + act.unit + "`.");
    }
    if (occurrence_.happenings.size() >= happenings_max && !is_known(act.id)) {
      return refuse(ActRefusal::too_many, "Mốc này đã được ghi nhận quá nhiều lần.");
    }
    return happened(act);
  }

  ActResult operator()(const Count& act) {
    if (!owed_ || !owed_->stage->rule.quota) {
      return refuse(ActRefusal::no_quota, "Đầu việc này không có số lượng tối thiểu để đếm.");
    }
    if (act.amount < 1 || act.amount > act_count_max) {
      return refuse(ActRefusal::bad_number, "Số lượng phải từ 1 trở lên.");
    }
    if (const auto refused = check_text(act.document)) {
      return *refused;
    }
    Fact fact = new_fact(FactKind::counted);
    fact.data["amount"] = std::to_string(act.amount);
    put(fact, "document", act.document);
    return fact;
  }

  ActResult operator()(const Measure& act) {
    if (!owed_ || !owed_->stage->rule.target) {
      return refuse(ActRefusal::no_target, "Đầu việc này không có chỉ tiêu để đo.");
    }
    const std::optional<std::int64_t> value = measured_value(act);
    if (!value) {
      return refuse(ActRefusal::bad_number,
                    "Số đo phải là một số, hoặc tử số và mẫu số (mẫu số lớn hơn 0).");
    }
    Fact fact = new_fact(FactKind::measured);
    fact.data["thousandths"] = std::to_string(*value);
    put(fact, "numerator", act.numerator);
    put(fact, "denominator", act.denominator);
    return fact;
  }

 private:
  [[nodiscard]] Fact new_fact(FactKind kind) const {
    Fact fact;
    fact.occurrence = occurrence_.key;
    fact.kind = kind;
    fact.at = now_;
    fact.actor = actor_.post;
    fact.by = actor_.by;
    return fact;
  }

  static ActRefused refuse(ActRefusal code, std::string message) {
    return ActRefused{code, std::move(message)};
  }

  static void put(Fact& fact, const std::string& name, const std::string& value) {
    if (!value.empty()) {
      fact.data[name] = value;
    }
  }

  static std::optional<ActRefused> check_text(const std::string& text) {
    return text.size() <= act_text_bytes_max
               ? std::nullopt
               : std::optional(refuse(ActRefusal::text_too_long, "Nội dung quá dài."));
  }

  static std::optional<ActRefused> check_reason(const std::string& text, std::string missing) {
    if (text.empty()) {
      return refuse(ActRefusal::needs_reason, std::move(missing));
    }
    return check_text(text);
  }

  [[nodiscard]] std::optional<ActRefused> check_later(Date until) const {
    if (!occurrence_.dated || until > occurrence_.last_day) {
      return std::nullopt;
    }
    return refuse(ActRefusal::not_later,
                  "Ngày gia hạn phải sau thời hạn hiện nay (" +
                      due_words(occurrence_.due, occurrence_.last_day, rules_.zone) + ").");
  }

  /// A date that a higher level has set is nobody's here to extend.
  [[nodiscard]] std::optional<ActRefused> check_movable() const {
    if (!owed_ || owed_->obligation->fixed_by.empty()) {
      return std::nullopt;
    }
    return refuse(ActRefusal::fixed,
                  "Thời hạn này do " + owed_->obligation->fixed_by +
                      " quy định nên không gia hạn; khi có văn bản điều chỉnh, đề nghị ghi nhận "
                      "điều chỉnh thời hạn.");
  }

  [[nodiscard]] std::string leader_in_charge() const {
    if (owed_) {
      const auto unit = rules_.directory.units.find(owed_->lead_units.front());
      if (unit != rules_.directory.units.end() && unit->second.reports_to) {
        return *unit->second.reports_to;
      }
    }
    return rules_.directory.chair;
  }

  [[nodiscard]] Fact new_due(FactKind kind,
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

  [[nodiscard]] bool is_known(const std::string& event) const {
    return std::any_of(occurrence_.happenings.begin(),
                       occurrence_.happenings.end(),
                       [&event](const Happening& known) { return known.id == event; });
  }

  [[nodiscard]] ActResult happened(const Happen& act) {
    Happening happening{act.id,
                        Event{act.date.value_or(today_), act.time},
                        act.unit,
                        act.title,
                        act.document,
                        act.due,
                        now_};
    // The same event told twice is one event.
    for (const Happening& known : occurrence_.happenings) {
      Happening same = known;
      same.recorded_at = now_;
      if (happening.id.empty()) {
        same.id.clear();
      }
      if (same == happening) {
        return refuse(ActRefusal::already_done, "Mốc này đã được ghi nhận (mã " + known.id + ").");
      }
    }
    if (happening.id.empty()) {
      happening.id = free_event_id(occurrence_, happening.event.date);
    }
    Fact fact = new_fact(FactKind::happened);
    put_happening(happening, fact.data);
    return fact;
  }

  const Occurrence& occurrence_;
  const Actor& actor_;
  const RuleSet& rules_;
  Date today_;
  std::optional<Owed> owed_;
  Instant now_;
  bool decides_;  ///< more time and another due are the actor's to give
};

}  // namespace

std::string_view refusal_name(ActRefusal refusal) {
  return refusal_names.at(static_cast<std::size_t>(refusal));
}

ActResult perform(const Occurrence& occurrence,
                  const Act& act,
                  const Actor& actor,
                  const RuleSet& rules,
                  Instant now) {
  const bool counts_on =
      std::holds_alternative<Count>(act) && occurrence.state == OccurrenceState::done;
  if (!counts_on) {
    if (std::optional<ActRefused> refused = closed_already(occurrence, rules.zone)) {
      return *refused;
    }
  }
  if (std::optional<ActRefused> refused = keeps_watching(occurrence, act, rules, now)) {
    return *refused;
  }
  if (std::optional<ActRefused> refused =
          may_act(act, occurrence, actor.post, rules, date_of(now, rules.zone))) {
    return *refused;
  }
  return std::visit(Performance(occurrence, actor, rules, now), act);
}

}  // namespace dondoc
