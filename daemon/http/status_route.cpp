// SPDX-License-Identifier: Apache-2.0
// What runs, what is wrong, and what the admin was told of it today.
#include "daemon/http/route_handlers.h"
#include "daemon/http/views.h"
#include "daemon/store/by_hand.h"
#include "rules/schedule/alarm.h"
#include "rules/schedule/reach.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

Json status_of_store(const RouteContext& context) {
  const Store::Counts counts = context.store->counts(context.now);
  return Json{{"series", counts.series},
              {"open", counts.open},
              {"overdue", counts.overdue},
              {"excused", counts.excused},
              {"pending_notices", counts.pending_notices},
              {"queued_messages", counts.queued_messages},
              {"sent_messages", counts.sent_messages},
              {"failed_messages", counts.failed_messages},
              {"uncertain_messages", counts.uncertain_messages}};
}

Json config_json(const RouteContext& context) {
  const DaemonStatus& known = context.status;
  Json config{{"plans", context.rules.plans.size()},
              {"loaded_at", instant_json(known.loaded_at, context.rules.zone)},
              {"refused_errors", known.refused ? known.refused->errors : 0},
              {"refused_at", nullptr},
              {"refused", Json::array()}};
  if (known.refused) {
    config["refused_at"] = instant_json(known.refused->at, context.rules.zone);
    for (const Diagnostic& one : known.refused->first) {
      config["refused"].push_back(Json{{"file", one.file},
                                       {"line", one.line},
                                       {"column", one.column},
                                       {"code", one.code},
                                       {"message", one.message}});
    }
  }
  config["applied"] = nullptr;
  if (known.applied) {
    config["applied"] = Json{{"at", instant_json(known.applied->at, context.rules.zone)},
                             {"files", known.applied->files},
                             {"added", known.applied->added},
                             {"moved", known.applied->moved},
                             {"removed", known.applied->removed},
                             {"causes", known.applied->causes},
                             {"first", known.applied->first}};
  }
  config["watch_problem"] = known.watch_problem;
  return config;
}

Json troubled_channels_json(const DaemonStatus& known, Zone zone) {
  Json channels = Json::object();
  for (const auto& [connector, channel] : known.troubled_channels) {
    channels[connector] = Json{{"state", channel.state},
                               {"reason", channel.reason},
                               {"since", to_rfc3339(channel.since, zone)},
                               {"until", instant_json(channel.until, zone)}};
  }
  return channels;
}

/// What the admin was told today of the system itself, the newest first.
Json alarms_json(const RouteContext& context) {
  const Zone zone = context.rules.zone;
  const Instant today = start_of(date_of(context.now, zone), zone);
  Json alarms = Json::array();
  for (const StoredMessage& one : context.store->alarms(today, status_alarms_max)) {
    const std::string kind = one.draft.key.substr(alarm_key_prefix.size());
    alarms.push_back(Json{{"kind", kind.substr(0, kind.find('/'))},
                          {"at", to_rfc3339(one.created_at, zone)},
                          {"subject", one.draft.subject},
                          {"message", one.id},
                          {"state", message_state_name(one.state)}});
  }
  return alarms;
}

/// Who can answer where they read, and what keeps them from being heard; null where no channel
/// takes answers.
Json replies_json(const RouteContext& context) {
  if (context.rules.reply_channels.empty()) {
    return nullptr;
  }
  const LinkCounts counts = link_counts(context);
  return Json{{"connected", counts.connected},
              {"held_posts", counts.posts},
              {"deaf_channels", context.status.deaf_channels}};
}

/// Posts that couldn't be told what falls due, as the day's audit sees them.
Json unreachable_json(const RouteContext& context) {
  Json posts = Json::array();
  const Date today = date_of(context.now, context.rules.zone);
  for (const ReachFinding& one :
       audit_reach(context.rules, context.store->dead_contacts(context.now), today)) {
    posts.push_back(Json{{"post", one.post},
                         {"title", post_title(one.post, context.rules)},
                         {"from", to_iso(one.from)},
                         {"leads", one.leads},
                         {"watches", one.watches},
                         {"why", gap_words(one)}});
  }
  return posts;
}

/// Who waits to be told by hand, whom the office has asked for it, and until when.
Json by_hand_json(const RouteContext& context) {
  Json waiting = Json::array();
  for (const ByHandRow& row : context.store->waiting_by_hand(status_by_hand_max)) {
    Json codes = Json::array();
    for (const Occurrence& one : row.about) {
      codes.push_back(one.code);
    }
    const Zone zone = context.rules.zone;
    waiting.push_back(Json{
        {"message", row.message.id},
        {"post", row.message.draft.post},
        {"title", told_title(what_of(row), context.rules, context.now)},
        {"codes", std::move(codes)},
        {"asked", row.ask ? Json(row.ask->post) : Json(nullptr)},
        {"asked_title", row.ask ? Json(post_title(row.ask->post, context.rules)) : Json(nullptr)},
        {"until", row.ask ? Json(to_rfc3339(row.ask->until, zone)) : Json(nullptr)}});
  }
  return waiting;
}

}  // namespace

ApiResponse get_status(const RouteContext& context) {
  const Zone zone = context.rules.zone;
  const DaemonStatus& known = context.status;
  Json document = Json::object();
  document["running"] = known.running;
  document["version"] = known.version;
  document["office"] = context.rules.directory.office;
  document["now"] = to_rfc3339(context.now, zone);
  document["started_at"] = instant_json(known.started_at, zone);
  document["next_wake"] = instant_json(known.next_wake, zone);
  document["in_flight"] = known.in_flight;
  document["config"] = config_json(context);
  document["store"] = Json{{"ok", context.store != nullptr}, {"problem", known.store_problem}};
  document["troubled_channels"] = troubled_channels_json(known, zone);
  if (context.store != nullptr) {
    const auto held = context.store->held();
    const auto doubt = context.store->clock_doubt();
    document["sending"] = Json{{"held", held.has_value()},
                               {"reason", held ? Json(*held) : Json(nullptr)},
                               {"clock_doubt", doubt ? Json(*doubt) : Json(nullptr)}};
    document["alarms"] = alarms_json(context);
    document["replies"] = replies_json(context);
    document["away"] = days_away_view(context);
    document["unreachable"] = unreachable_json(context);
    document["by_hand"] = by_hand_json(context);
    document["counts"] = status_of_store(context);
  } else {
    document["sending"] = nullptr;
    document["alarms"] = nullptr;
    document["replies"] = nullptr;
    document["away"] = nullptr;
    document["unreachable"] = nullptr;
    document["by_hand"] = nullptr;
    document["counts"] = nullptr;
  }
  document["untold_alarms"] = known.untold_alarms;
  return json_response(document);
}

}  // namespace dondoc
