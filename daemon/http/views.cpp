// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/views.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

std::string_view occurrence_state_name(OccurrenceState state) {
  switch (state) {
    case OccurrenceState::open:
      return "open";
    case OccurrenceState::done:
      return "done";
    case OccurrenceState::missed:
      return "missed";
    case OccurrenceState::withdrawn:
      break;
  }
  return "withdrawn";
}

std::string_view rung_state_name(RungState state) {
  switch (state) {
    case RungState::pending:
      return "pending";
    case RungState::messaged:
      return "messaged";
    case RungState::collapsed:
      return "collapsed";
    case RungState::withdrawn:
      return "withdrawn";
    case RungState::unreachable:
      break;
  }
  return "unreachable";
}

Json instant_json(const std::optional<Instant>& instant, Zone zone) {
  return instant ? Json(to_rfc3339(*instant, zone)) : Json(nullptr);
}

Json date_json(const std::optional<Date>& date) {
  return date ? Json(to_iso(*date)) : Json(nullptr);
}

const Obligation* obligation_of(const Occurrence& occurrence, const RuleSet& rules) {
  const auto plan = rules.plans.find(occurrence.series.plan);
  if (plan == rules.plans.end()) {
    return nullptr;
  }
  const auto& all = plan->second.obligations;
  const auto found = std::find_if(all.begin(), all.end(), [&occurrence](const Obligation& one) {
    return one.id == occurrence.series.obligation;
  });
  return found == all.end() ? nullptr : &*found;
}

std::string unit_name(const std::string& unit, const RuleSet& rules) {
  const auto found = rules.directory.units.find(unit);
  return found == rules.directory.units.end() ? unit : found->second.name;
}

std::string post_title(const std::string& post, const RuleSet& rules) {
  const auto found = rules.directory.posts.find(post);
  return found == rules.directory.posts.end() ? post : found->second.title;
}

Json completion_json(const Occurrence& occurrence, Zone zone) {
  if (!occurrence.completion) {
    return nullptr;
  }
  return Json{{"recorded_at", to_rfc3339(occurrence.completion->recorded_at, zone)},
              {"document", occurrence.completion->document},
              {"document_date", date_json(occurrence.completion->document_date)}};
}

}  // namespace

std::string lead_unit(const Occurrence& occurrence, const RuleSet& rules) {
  if (!occurrence.series.unit.empty()) {
    return occurrence.series.unit;
  }
  const Obligation* obligation = obligation_of(occurrence, rules);
  return obligation == nullptr || obligation->lead.units.empty() ? std::string{}
                                                                 : obligation->lead.units.front();
}

Json occurrence_view(const Occurrence& occurrence, const RuleSet& rules, Instant now) {
  const Zone zone = rules.zone;
  const Obligation* obligation = obligation_of(occurrence, rules);
  const std::string unit = lead_unit(occurrence, rules);
  const Date today = date_of(now, zone);
  const bool open = occurrence.state == OccurrenceState::open;
  const bool overdue = open && now >= occurrence.due;
  return Json{
      {"code", occurrence.code},
      {"key", occurrence.key},
      {"plan", occurrence.series.plan},
      {"obligation", occurrence.series.obligation},
      {"stage", occurrence.series.stage},
      {"period", occurrence.period},
      {"unit", unit},
      {"unit_name", unit_name(unit, rules)},
      {"title", obligation == nullptr ? std::string{} : obligation->title},
      {"opens", to_rfc3339(occurrence.opens, zone)},
      {"due", to_rfc3339(occurrence.due, zone)},
      {"last_day", to_iso(occurrence.last_day)},
      {"first_due", to_rfc3339(occurrence.first_due, zone)},
      {"provisional", occurrence.provisional},
      {"state", occurrence_state_name(occurrence.state)},
      {"overdue", overdue},
      {"days_late", overdue ? std::max<std::int64_t>(0, (today - occurrence.last_day).count()) : 0},
      {"working_days_left",
       open && !overdue ? rules.calendar.count_working_days(today, occurrence.last_day) : 0},
      {"needs_review", occurrence.needs_review},
      {"round", occurrence.round},
      {"acknowledged_at", instant_json(occurrence.acknowledged_at, zone)},
      {"promised", date_json(occurrence.promised)},
      {"completion", completion_json(occurrence, zone)},
  };
}

Json fact_view(const JournalRow& row, Zone zone) {
  return Json{{"sequence", row.sequence},
              {"kind", fact_kind_name(row.fact.kind)},
              {"at", to_rfc3339(row.fact.at, zone)},
              {"actor", row.fact.actor},
              {"by", row.fact.by},
              {"data", row.fact.data},
              {"hash", row.hash}};
}

Json notice_view(const NoticeRow& row, const RuleSet& rules) {
  const Notice& notice = row.notice;
  const Json reason{{"plan_file", notice.reason.plan_file},
                    {"plan_line", notice.reason.plan_line},
                    {"phrase", notice.reason.phrase},
                    {"rung", notice.reason.rung},
                    {"moved", notice.reason.moved}};
  return Json{{"key", notice.key},
              {"occurrence", notice.occurrence},
              {"round", notice.round},
              {"rung", notice.rung},
              {"post", notice.post},
              {"post_title", post_title(notice.post, rules)},
              {"kind", notice_kind_name(notice.kind)},
              {"planned_at", to_rfc3339(notice.planned_at, rules.zone)},
              {"decided_at", to_rfc3339(row.decided_at, rules.zone)},
              {"issued", row.issued},
              {"state", rung_state_name(row.state)},
              {"held_until", instant_json(row.held_until, rules.zone)},
              {"message", row.message ? Json(*row.message) : Json(nullptr)},
              {"why", row.why},
              {"reason", reason}};
}

Json message_view(const StoredMessage& message,
                  const std::vector<AttemptRow>& attempts,
                  const RuleSet& rules) {
  Json tries = Json::array();
  for (const AttemptRow& attempt : attempts) {
    tries.push_back(Json{{"number", attempt.number},
                         {"channel", attempt.channel},
                         {"started_at", to_rfc3339(attempt.started_at, rules.zone)},
                         {"ended_at", instant_json(attempt.ended_at, rules.zone)},
                         {"outcome", attempt.outcome},
                         {"detail", attempt.detail}});
  }
  return Json{{"id", message.id},
              {"post", message.draft.post},
              {"post_title", post_title(message.draft.post, rules)},
              {"subject", message.draft.subject},
              {"text", message.draft.text},
              {"state", message_state_name(message.state)},
              {"created_at", to_rfc3339(message.created_at, rules.zone)},
              {"next_at", instant_json(message.next_at, rules.zone)},
              {"attempts", std::move(tries)}};
}

std::string_view message_state_name(MessageState state) {
  switch (state) {
    case MessageState::queued:
      return "queued";
    case MessageState::in_flight:
      return "in_flight";
    case MessageState::sent:
      return "sent";
    case MessageState::withdrawn:
      return "withdrawn";
    case MessageState::failed:
      return "failed";
    case MessageState::uncertain:
      break;
  }
  return "uncertain";
}

}  // namespace dondoc
