// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/acts.h"

namespace dondoc {

namespace {

/// What stands in the way of any act on the occurrence, if something does.
std::optional<ActRefused> closed_already(const Occurrence& occurrence, Zone zone) {
  if (occurrence.state == OccurrenceState::done) {
    std::string when;
    if (occurrence.completion) {
      const Instant at = occurrence.completion->recorded_at;
      when = " lúc " + to_hhmm(time_of(at, zone)) + " ngày " + to_iso(date_of(at, zone));
      if (!occurrence.completion->document.empty()) {
        when += ", văn bản " + occurrence.completion->document;
      }
    }
    return ActRefused{ActRefusal::already_done,
                      "Đầu việc này đã được ghi nhận hoàn thành" + when + "."};
  }
  if (occurrence.state == OccurrenceState::withdrawn) {
    return ActRefused{ActRefusal::withdrawn, "Đầu việc này không còn trong kế hoạch."};
  }
  return std::nullopt;
}

Fact new_fact(const Occurrence& occurrence, FactKind kind, const Actor& actor, Instant now) {
  Fact fact;
  fact.occurrence = occurrence.key;
  fact.kind = kind;
  fact.at = now;
  fact.actor = actor.post;
  fact.by = actor.by;
  return fact;
}

ActResult acknowledge(const Occurrence& occurrence,
                      const Acknowledge& act,
                      const Actor& actor,
                      Instant now) {
  Fact fact = new_fact(occurrence, FactKind::acknowledged, actor, now);
  if (act.promised) {
    if (*act.promised > occurrence.last_day) {
      return ActRefused{ActRefusal::promise_after_due,
                        "Ngày hẹn muộn hơn thời hạn; việc lùi thời hạn phải được gia hạn."};
    }
    fact.data["promised"] = to_iso(*act.promised);
  }
  return fact;
}

ActResult complete(
    const Occurrence& occurrence, const Complete& act, const Actor& actor, Instant now, Zone zone) {
  if (act.document.size() > act_text_bytes_max) {
    return ActRefused{ActRefusal::text_too_long, "Số, ký hiệu văn bản quá dài."};
  }
  if (act.document_date && *act.document_date > date_of(now, zone)) {
    return ActRefused{ActRefusal::date_in_future, "Ngày văn bản ở sau ngày hôm nay."};
  }
  Fact fact = new_fact(occurrence, FactKind::completed, actor, now);
  if (!act.document.empty()) {
    fact.data["document"] = act.document;
  }
  if (act.document_date) {
    fact.data["document_date"] = to_iso(*act.document_date);
  }
  return fact;
}

}  // namespace

std::string_view refusal_name(ActRefusal refusal) {
  switch (refusal) {
    case ActRefusal::already_done:
      return "already-done";
    case ActRefusal::withdrawn:
      return "withdrawn";
    case ActRefusal::promise_after_due:
      return "promise-after-due";
    case ActRefusal::date_in_future:
      return "date-in-future";
    case ActRefusal::text_too_long:
      return "text-too-long";
  }
  return "unknown";
}

ActResult perform(
    const Occurrence& occurrence, const Act& act, const Actor& actor, Instant now, Zone zone) {
  if (std::optional<ActRefused> refused = closed_already(occurrence, zone)) {
    return *refused;
  }
  if (const auto* acknowledged = std::get_if<Acknowledge>(&act)) {
    return acknowledge(occurrence, *acknowledged, actor, now);
  }
  return complete(occurrence, std::get<Complete>(act), actor, now, zone);
}

}  // namespace dondoc
