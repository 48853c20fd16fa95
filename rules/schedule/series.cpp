// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/series.h"

#include <algorithm>

namespace dondoc {

std::optional<Owed> find_owed(const RuleSet& rules, const SeriesKey& series) {
  const auto plan = rules.plans.find(series.plan);
  if (plan == rules.plans.end()) {
    return std::nullopt;
  }
  const std::vector<Obligation>& obligations = plan->second.obligations;
  const auto obligation =
      std::find_if(obligations.begin(), obligations.end(), [&series](const Obligation& candidate) {
        return candidate.id == series.obligation;
      });
  if (obligation == obligations.end()) {
    return std::nullopt;
  }
  const auto stage = std::find_if(
      obligation->stages.begin(), obligation->stages.end(), [&series](const Stage& candidate) {
        return candidate.id == series.stage;
      });
  const auto policy = rules.policies.find(obligation->policy);
  if (stage == obligation->stages.end() || policy == rules.policies.end()) {
    return std::nullopt;
  }
  Owed owed{&plan->second, &*obligation, &*stage, &policy->second, obligation->lead.units};
  const bool fanned_out = obligation->lead.kind == LeadKind::each;
  if (fanned_out != !series.unit.empty()) {
    return std::nullopt;
  }
  if (fanned_out) {
    const auto& units = obligation->lead.units;
    if (std::find(units.begin(), units.end(), series.unit) == units.end()) {
      return std::nullopt;
    }
    owed.lead_units = {series.unit};
  }
  return owed;
}

DueContext due_context(const RuleSet& rules, const Owed& owed) {
  return DueContext{owed.plan->effective_from,
                    owed.plan->effective_to,
                    owed.plan->issued,
                    &rules.calendar,
                    rules.zone,
                    &rules.reporting,
                    owed.policy->weekday};
}

bool concerns(const Happening& happening, const Owed& owed) {
  return happening.unit.empty() ||
         std::find(owed.lead_units.begin(), owed.lead_units.end(), happening.unit) !=
             owed.lead_units.end();
}

Due due_of_happening(const RuleSet& rules, const Owed& owed, const Happening& happening) {
  Due due = due_of_event(owed.stage->rule,
                         due_context(rules, owed),
                         happening.id,
                         happening.event,
                         happening.recorded_at);
  if (happening.due) {
    due.due = end_of(*happening.due, rules.zone);
    due.last_day = *happening.due;
    due.dated = true;
    due.provisional = false;
  }
  return due;
}

namespace {

/// Which periods a refined duty owes itself depends on the duty that refines it.
std::string refined_print(const RuleSet& rules,
                          const std::string& plan,
                          const Obligation& obligation) {
  const auto refinement = rules.refinements.find(plan + '/' + obligation.id);
  if (refinement == rules.refinements.end()) {
    return {};
  }
  const std::size_t slash = refinement->second.find('/');
  const auto other = rules.plans.find(refinement->second.substr(0, slash));
  if (other == rules.plans.end()) {
    return {};
  }
  std::string print = " refined by " + refinement->second + ' ' +
                      to_iso(other->second.effective_from) + ' ' +
                      to_iso(other->second.effective_to);
  for (const Obligation& duty : other->second.obligations) {
    if (duty.id != refinement->second.substr(slash + 1)) {
      continue;
    }
    for (const std::string& unit : duty.lead.units) {
      print += (duty.lead.kind == LeadKind::each ? " #" : " ") + unit;
    }
    for (const Stage& stage : duty.stages) {
      print += ' ' + stage.id + ' ' + fingerprint(stage.rule);
    }
  }
  return print;
}

}  // namespace

std::vector<KnownSeries> all_series(const RuleSet& rules) {
  std::vector<KnownSeries> all;
  for (const auto& [id, plan] : rules.plans) {
    const std::string effect = to_iso(plan.effective_from) + ' ' + to_iso(plan.effective_to) + ' ' +
                               to_iso(plan.issued) + ' ';
    for (const Obligation& obligation : plan.obligations) {
      for (const Stage& stage : obligation.stages) {
        const std::string print =
            effect + fingerprint(stage.rule) + refined_print(rules, id, obligation);
        if (obligation.lead.kind != LeadKind::each) {
          all.push_back({SeriesKey{id, obligation.id, stage.id, {}}, print, stage.trigger});
          continue;
        }
        for (const std::string& unit : obligation.lead.units) {
          all.push_back({SeriesKey{id, obligation.id, stage.id, unit}, print, stage.trigger});
        }
      }
    }
  }
  return all;
}

}  // namespace dondoc
