// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/replay.h"

#include "rules/schedule/particulars.h"

#include <set>

namespace dondoc {

namespace {

/// As it opened; rungs are the engine's, not the journal's.
std::optional<Occurrence> opened_by(const Occurrence& stored, const Fact& fact) {
  const std::optional<Instant> due = parse_rfc3339(datum_of(fact, "due"));
  const std::optional<Instant> round_from = parse_rfc3339(datum_of(fact, "round_from"));
  const std::optional<Date> last_day = parse_iso_date(datum_of(fact, "last_day"));
  if (fact.kind != FactKind::opened || !due || !round_from || !last_day) {
    return std::nullopt;
  }
  Occurrence occurrence;
  occurrence.key = stored.key;
  occurrence.series = stored.series;
  occurrence.period = stored.period;
  occurrence.code = stored.code;
  occurrence.opens = stored.opens;
  occurrence.first_due = stored.first_due;
  occurrence.provisional = stored.provisional;
  occurrence.due = *due;
  occurrence.last_day = *last_day;
  occurrence.round_from = *round_from;
  occurrence.dated = datum_of(fact, "dated") != "no";
  occurrence.needs_review = datum_of(fact, "review") == "yes";
  occurrence.happening = happening_of(fact);
  if (occurrence.happening && stored.happening) {
    // When the event itself was recorded its watch tells.
    occurrence.happening->recorded_at = stored.happening->recorded_at;
  }
  occurrence.task = task_of(fact.data);
  if (fact.actor != engine_actor) {
    occurrence.last_act = LastAct{FactKind::opened, fact.at, fact.actor, {}};
  }
  return occurrence;
}

}  // namespace

void put_opening(const Occurrence& occurrence,
                 Zone zone,
                 std::map<std::string, std::string>& data) {
  data["due"] = to_rfc3339(occurrence.due, zone);
  data["last_day"] = to_iso(occurrence.last_day);
  data["round_from"] = to_rfc3339(occurrence.round_from, zone);
  data["dated"] = occurrence.dated ? "yes" : "no";
  data["review"] = occurrence.needs_review ? "yes" : "no";
}

std::optional<Occurrence> replayed(const Occurrence& stored, const std::vector<Fact>& facts) {
  if (facts.empty()) {
    return std::nullopt;
  }
  std::optional<Occurrence> occurrence = opened_by(stored, facts.front());
  for (std::size_t i = 1; occurrence && i < facts.size(); ++i) {
    occurrence = apply(*std::move(occurrence), facts[i]);
  }
  return occurrence;
}

std::vector<std::string> differing(const Occurrence& stored, const Occurrence& told) {
  std::set<std::string> names;
  const NamedValues is = values_of(stored);
  const NamedValues should_be = values_of(told);
  const auto look = [&names](const NamedValues& these, const NamedValues& those) {
    for (const auto& [name, value] : these) {
      const auto found = those.find(name);
      if (found == those.end() || found->second != value) {
        names.insert(name);
      }
    }
  };
  look(is, should_be);
  look(should_be, is);
  if (stored.first_due != told.first_due) {
    names.insert("first_due");
  }
  if (stored.happening != told.happening) {
    names.insert("event");
  }
  if (stored.happenings != told.happenings) {
    names.insert("events");
  }
  if (stored.task != told.task) {
    names.insert("task");
  }
  if (stored.last_act != told.last_act) {
    names.insert("last_act");
  }
  return {names.begin(), names.end()};
}

}  // namespace dondoc
