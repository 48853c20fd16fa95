// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/acts.h"

#include "rules/plan/code_points.h"
#include "rules/schedule/act_checks.h"
#include "rules/schedule/act_performance.h"
#include "rules/schedule/act_rights.h"
#include "rules/schedule/series.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>

namespace dondoc {

namespace {

constexpr std::array<std::string_view, 32> refusal_names{
    "already-done",      "withdrawn",      "missed",
    "promise-after-due", "date-in-future", "text-too-long",
    "already-submitted", "not-submitted",  "not-later",
    "nothing-asked",     "leader-only",    "fixed",
    "needs-reason",      "not-a-trigger",  "watches-trigger",
    "too-many",          "no-quota",       "no-target",
    "bad-number",        "unknown-unit",   "unknown-post",
    "not-allowed",       "ended",          "nothing-to-undo",
    "too-late",          "other-unit",     "built-on",
    "several-asked",     "bad-leave",      "leave-clash",
    "vacant-post",       "bad-stand-in"};

}  // namespace

std::string too_long_text(const std::string& text) {
  const std::size_t letters = count_code_points(text);
  return letters <= act_text_letters_max
             ? std::string{}
             : "Nội dung " + length_words(letters, act_text_letters_max) + '.';
}

Performance::Performance(const Occurrence& occurrence,
                         const Actor& actor,
                         const RuleSet& rules,
                         Instant now)
    : occurrence_(occurrence),
      actor_(actor),
      rules_(rules),
      today_(date_of(now, rules.zone)),
      owed_(find_owed(rules, occurrence)),
      now_(now),
      decides_(relations_of(occurrence, actor.post, rules, today_).has_any_of(deciding)) {}

Fact Performance::new_fact(FactKind kind) const {
  Fact fact;
  fact.occurrence = occurrence_.key;
  fact.kind = kind;
  fact.at = now_;
  fact.actor = actor_.post;
  fact.by = actor_.by;
  return fact;
}

ActRefused Performance::refuse(ActRefusal code, std::string message) {
  return ActRefused{code, std::move(message)};
}

void Performance::put(Fact& fact, const std::string& name, const std::string& value) {
  if (!value.empty()) {
    fact.data[name] = value;
  }
}

std::optional<ActRefused> Performance::check_text(const std::string& text) {
  std::string words = too_long_text(text);
  return words.empty() ? std::nullopt
                       : std::optional(refuse(ActRefusal::text_too_long, std::move(words)));
}

std::optional<ActRefused> Performance::check_reason(const std::string& text, std::string missing) {
  if (text.empty()) {
    return refuse(ActRefusal::needs_reason, std::move(missing));
  }
  return check_text(text);
}

ActResult Performance::said(FactKind kind,
                            const std::string& name,
                            const std::string& words,
                            std::string missing) const {
  if (const auto refused = check_reason(words, std::move(missing))) {
    return *refused;
  }
  Fact fact = new_fact(kind);
  fact.data[name] = words;
  return fact;
}

std::string Performance::leader_in_charge() const {
  if (owed_) {
    const auto unit = rules_.directory.units.find(owed_->lead_units.front());
    if (unit != rules_.directory.units.end() && unit->second.reports_to) {
      return *unit->second.reports_to;
    }
  }
  return rules_.directory.chair;
}

bool Performance::is_known(const std::string& event) const {
  return std::any_of(occurrence_.happenings.begin(),
                     occurrence_.happenings.end(),
                     [&event](const Happening& known) { return known.id == event; });
}

ActResult Performance::happened(const Happen& act) {
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

ActResult Performance::operator()(const Acknowledge& act) {
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

ActResult Performance::operator()(const Complete& act) {
  if (const auto refused = check_text(act.document)) {
    return *refused;
  }
  if (act.document_date && *act.document_date > today_) {
    return refuse(ActRefusal::date_in_future, "Ngày văn bản ở sau ngày hôm nay.");
  }
  if (act.sent && *act.sent > today_) {
    return refuse(ActRefusal::date_in_future, "Ngày gửi ở sau ngày hôm nay.");
  }
  Fact fact = new_fact(FactKind::completed);
  put(fact, "document", act.document);
  if (act.document_date) {
    fact.data["document_date"] = to_iso(*act.document_date);
  }
  if (act.sent) {
    fact.data["sent"] = to_iso(*act.sent);
  }
  return fact;
}

ActResult Performance::operator()(const Submit& act) {
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

ActResult Performance::operator()(const Return& act) {
  if (const auto refused = check_reason(act.reason, "Cần nêu nội dung phải bổ sung, hoàn thiện.")) {
    return *refused;
  }
  if (!occurrence_.submission) {
    return refuse(ActRefusal::not_submitted, "Đầu việc này chưa được ghi nhận trình ký.");
  }
  Fact fact = new_fact(FactKind::returned);
  fact.data["reason"] = act.reason;
  return fact;
}

ActResult Performance::operator()(const Report& act) {
  return said(FactKind::progressed, "text", act.text, "Cần nêu tiến độ, số liệu hoặc vướng mắc.");
}

ActResult Performance::operator()(const Happen& act) {
  if (!owed_ || owed_->obligation->watches.empty()) {
    return refuse(ActRefusal::not_a_trigger, "Đầu việc này không theo dõi mốc tính thời hạn nào.");
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

ActResult Performance::operator()(const Count& act) {
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

ActResult Performance::operator()(const Measure& act) {
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

ActResult Performance::operator()(const Comment& act) {
  return said(FactKind::commented, "text", act.text, "Cần nêu nội dung ghi chú.");
}

ActResult Performance::operator()(const Tell& act) {
  if (!act.post.empty() && rules_.directory.posts.count(act.post) == 0) {
    return refuse(ActRefusal::unknown_post, "Danh bạ không có chức danh `" + act.post + "`.");
  }
  Fact fact = new_fact(FactKind::told);
  put(fact, "post", act.post);
  return fact;
}

ActResult Performance::operator()(const Nothing& /*act*/) {
  if (owed_ && is_of_short_period(occurrence_, *owed_)) {
    Fact fact = new_fact(FactKind::completed);
    fact.data["nothing"] = "yes";
    return fact;
  }
  Fact fact = new_fact(FactKind::progressed);
  fact.data["text"] = nothing_arose;
  return fact;
}

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
  if (!counts_on && !std::holds_alternative<Undo>(act)) {
    if (std::optional<ActRefused> refused = closed_already(occurrence, act, rules)) {
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
