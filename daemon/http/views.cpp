// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/views.h"

#include "daemon/store/doors.h"

#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

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

}  // namespace

Json text_json(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json date_json(const std::optional<Date>& date) {
  return date ? Json(to_iso(*date)) : Json(nullptr);
}

Json thousandths_json(const std::optional<std::int64_t>& value) {
  return value ? Json(static_cast<double>(*value) / 1000.0) : Json(nullptr);
}

Json instant_json(const std::optional<Instant>& instant, Zone zone) {
  return instant ? Json(to_rfc3339(*instant, zone)) : Json(nullptr);
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
                         {"detail", without_addresses(attempt.detail)}});
  }
  const bool secret = message.draft.key.rfind(sign_in_key_prefix, 0) == 0;
  return Json{
      {"id", message.id},
      {"post", message.draft.post},
      {"post_title", post_title(message.draft.post, rules)},
      {"subject", message.draft.subject},
      {"text",
       secret ? std::string("(mã đăng nhập, chỉ người nhận được đọc)") : message.draft.text},
      {"state", message_state_name(message.state)},
      {"channel", message.connector()},
      {"created_at", to_rfc3339(message.created_at, rules.zone)},
      {"next_at", instant_json(message.next_at, rules.zone)},
      {"attempts", std::move(tries)}};
}

std::string without_addresses(const std::string& said) {
  constexpr std::string_view bounds = " \t\r\n<>()[]\"',;:";
  std::string shown;
  for (std::size_t from = 0; from < said.size();) {
    const std::size_t end = std::min(said.find_first_of(bounds, from), said.size());
    const std::string word = said.substr(from, end - from);
    shown += word.find('@') == std::string::npos ? word : "…";
    shown += said.substr(end, end < said.size() ? 1 : 0);
    from = end + 1;
  }
  return shown;
}

namespace {
/// In the order of MessageState.
constexpr std::array<std::string_view, 6> message_state_names{
    "queued", "in_flight", "sent", "withdrawn", "failed", "uncertain"};
}  // namespace

std::string_view message_state_name(MessageState state) {
  return message_state_names.at(static_cast<std::size_t>(state));
}

std::vector<std::string> message_state_ids() {
  return {message_state_names.begin(), message_state_names.end()};
}

}  // namespace dondoc
