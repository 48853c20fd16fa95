// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/explain.h"
#include "daemon/formal_rule.h"

#include <nlohmann/json.hpp>

namespace dondoc {

nlohmann::ordered_json explain_json(const ExplainOptions& options,
                                    const Explanation& explanation,
                                    Zone zone) {
  using Json = nlohmann::ordered_json;
  const PhraseReading& reading = explanation.reading;
  Json document;
  document["phrase"] = options.phrase;
  document["understood"] = reading.understood();
  document["shape"] = reading.shape;
  document["sentence"] = explanation.sentence;
  document["rule"] = reading.rule ? formal_json(*reading.rule) : Json(nullptr);
  if (!reading.parts.empty()) {
    Json stages = Json::array();
    for (const Reading& part : reading.parts) {
      stages.push_back(formal_json(part.rule));
    }
    document["rule"] = {{"stages", std::move(stages)}};
  }
  document["next"] = Json::array();
  for (const Due& due : explanation.next) {
    Json entry;
    entry["period"] = due.period;
    entry["opens"] = to_rfc3339(due.opens, zone);
    entry["due"] = to_rfc3339(due.due, zone);
    entry["last_day"] = to_iso(due.last_day);
    document["next"].push_back(std::move(entry));
  }
  document["readings"] = Json::array();
  for (const Reading& entry : reading.readings) {
    Json item;
    item["sentence"] = entry.sentence;
    item["rule"] = formal_json(entry.rule);
    document["readings"].push_back(std::move(item));
  }
  document["diagnostics"] = json_of(explanation.diagnostics);
  return document;
}

}  // namespace dondoc
