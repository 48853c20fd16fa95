// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/refinement.h"

#include "rules/plan/stage_dues.h"
#include "rules/schedule/series.h"

#include <algorithm>

namespace dondoc {

namespace {

std::string duty_name(const SeriesKey& series) {
  return series.plan + '/' + series.obligation;
}

/// The step that answers for the refined one: of the same name, else the last.
std::string answering_stage(const Obligation& duty, const std::string& refined) {
  const auto same = std::find_if(duty.stages.begin(),
                                 duty.stages.end(),
                                 [&refined](const Stage& stage) { return stage.id == refined; });
  return same == duty.stages.end() ? duty.stages.back().id : same->id;
}

bool owes(const RuleSet& rules, const SeriesKey& series, const std::string& period) {
  const std::optional<Owed> owed = find_owed(rules, series);
  return owed && !waits_for_event(owed->stage->rule) &&
         due_of(*owed->stage, due_context(rules, *owed), period).has_value();
}

/// One step down the chain.
std::optional<SeriesKey> refining(const RuleSet& rules,
                                  const SeriesKey& series,
                                  const std::string& period) {
  const auto refinement = rules.refinements.find(duty_name(series));
  const auto key =
      refinement == rules.refinements.end() ? std::nullopt : parse_series_key(refinement->second);
  const Obligation* duty = key ? find_obligation(rules, *key) : nullptr;
  if (duty == nullptr) {
    return std::nullopt;
  }
  SeriesKey own{key->plan, key->obligation, answering_stage(*duty, series.stage), {}};
  if (duty->lead.kind == LeadKind::each) {
    own.unit = series.unit;
  } else if (!series.unit.empty() && duty->lead.units.front() != series.unit) {
    return std::nullopt;
  }
  return owes(rules, own, period) ? std::optional(own) : std::nullopt;
}

}  // namespace

std::optional<std::string> stand_in(const RuleSet& rules,
                                    const SeriesKey& series,
                                    const std::string& period) {
  std::optional<SeriesKey> last;
  for (auto next = refining(rules, series, period); next; next = refining(rules, *next, period)) {
    last = next;
  }
  return last ? std::optional(occurrence_key(*last, period)) : std::nullopt;
}

std::optional<std::string> stands_for(const RuleSet& rules,
                                      const SeriesKey& series,
                                      const std::string& period) {
  const Obligation* duty = find_obligation(rules, series);
  const auto above = duty == nullptr ? std::nullopt : parse_series_key(duty->refines);
  const Obligation* refined = above ? find_obligation(rules, *above) : nullptr;
  if (refined == nullptr) {
    return std::nullopt;
  }
  for (const Stage& stage : refined->stages) {
    SeriesKey key{above->plan, above->obligation, stage.id, {}};
    if (refined->lead.kind == LeadKind::each) {
      key.unit = series.unit.empty() ? duty->lead.units.front() : series.unit;
    }
    if (owes(rules, key, period) && refining(rules, key, period) == series) {
      const auto higher = stands_for(rules, key, period);
      return higher ? higher : occurrence_key(key, period);
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
