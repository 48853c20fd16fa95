// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/preview.h"
#include "rules/schedule/series.h"

#include <nlohmann/json.hpp>

namespace dondoc {

nlohmann::ordered_json preview_json(const Forecast& forecast,
                                    const std::vector<KnownSeries>& waiting,
                                    const RuleSet& rules) {
  nlohmann::ordered_json occurrences = nlohmann::ordered_json::array();
  for (const Occurrence& occurrence : forecast.occurrences) {
    const Owed owed = find_owed(rules, occurrence).value_or(Owed{});
    nlohmann::ordered_json entry;
    entry["key"] = occurrence.key;
    entry["plan"] = occurrence.series.plan;
    entry["obligation"] = occurrence.series.obligation;
    entry["stage"] = occurrence.series.stage;
    entry["period"] = occurrence.period;
    entry["unit"] = owed.lead_units.empty() ? "" : owed.lead_units.front();
    entry["title"] = owed.obligation == nullptr ? "" : owed.obligation->title;
    entry["opens"] = to_rfc3339(occurrence.opens, rules.zone);
    // Nobody has set a date for it yet.
    entry["due"] = nullptr;
    entry["last_day"] = nullptr;
    if (occurrence.dated) {
      entry["due"] = to_rfc3339(occurrence.due, rules.zone);
      entry["last_day"] = to_iso(occurrence.last_day);
    }
    entry["provisional"] = occurrence.provisional;
    if (owed.stage != nullptr && owed.stage->rule.quota) {
      entry["quota"]["at_least"] = owed.stage->rule.quota->at_least;
    }
    occurrences.push_back(std::move(entry));
  }
  nlohmann::ordered_json notices = nlohmann::ordered_json::array();
  for (const ForecastNotice& notice : forecast.notices) {
    nlohmann::ordered_json entry;
    entry["at"] = to_rfc3339(notice.at, rules.zone);
    entry["post"] = notice.notice.post;
    entry["occurrence"] = notice.notice.occurrence;
    entry["rung"] = notice.notice.rung;
    entry["kind"] = notice_kind_name(notice.notice.kind);
    entry["channel"] = notice.channel;
    entry["subject"] = notice.subject;
    notices.push_back(std::move(entry));
  }
  nlohmann::ordered_json document;
  document["occurrences"] = std::move(occurrences);
  document["notices"] = std::move(notices);
  document["waiting"] = nlohmann::ordered_json::array();
  for (const KnownSeries& series : waiting) {
    const Owed owed = find_owed(rules, series.key).value_or(Owed{});
    nlohmann::ordered_json entry;
    entry["plan"] = series.key.plan;
    entry["trigger"] = series.trigger;
    entry["obligation"] = series.key.obligation;
    entry["stage"] = series.key.stage;
    entry["unit"] = owed.lead_units.empty() ? "" : owed.lead_units.front();
    entry["title"] = owed.obligation == nullptr ? "" : owed.obligation->title;
    document["waiting"].push_back(std::move(entry));
  }
  return document;
}

}  // namespace dondoc
