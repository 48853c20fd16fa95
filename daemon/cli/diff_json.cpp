// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/diff.h"

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Cause& cause) {
  Json entry;
  entry["file"] = cause.file;
  entry["line"] = cause.line;
  entry["words"] = cause.words;
  return entry;
}

Json moments_of(const Occurrence& occurrence, Zone zone) {
  Json entry;
  entry["due"] = nullptr;
  entry["last_day"] = nullptr;
  if (occurrence.dated) {
    entry["due"] = to_rfc3339(occurrence.due, zone);
    entry["last_day"] = to_iso(occurrence.last_day);
  }
  return entry;
}

Json moments_of(const ForecastNotice& notice, Zone zone) {
  Json entry;
  entry["at"] = to_rfc3339(notice.at, zone);
  entry["channel"] = notice.channel;
  return entry;
}

Json name_of(const Occurrence& occurrence) {
  Json entry;
  entry["key"] = occurrence.key;
  entry["plan"] = occurrence.series.plan;
  entry["obligation"] = occurrence.series.obligation;
  entry["stage"] = occurrence.series.stage;
  entry["period"] = occurrence.period;
  return entry;
}

Json name_of(const ForecastNotice& notice) {
  Json entry;
  entry["occurrence"] = notice.notice.occurrence;
  entry["rung"] = notice.notice.rung;
  entry["post"] = notice.notice.post;
  return entry;
}

template <typename Change>
Json grouped(const std::vector<Change>& changes, Zone zone) {
  Json groups;
  groups["added"] = Json::array();
  groups["moved"] = Json::array();
  groups["removed"] = Json::array();
  for (const Change& change : changes) {
    Json entry = name_of(change.before ? *change.before : *change.after);
    if (change.before) {
      entry["from"] = moments_of(*change.before, zone);
    }
    if (change.after) {
      entry["to"] = moments_of(*change.after, zone);
    }
    entry["reason"] = json_of(change.cause);
    const char* group = !change.before ? "added" : (change.after ? "moved" : "removed");
    groups[group].push_back(std::move(entry));
  }
  return groups;
}

}  // namespace

Json diff_json(const Difference& difference, Zone zone) {
  Json document;
  document["occurrences"] = grouped(difference.occurrences, zone);
  document["notices"] = grouped(difference.notices, zone);
  return document;
}

}  // namespace dondoc
