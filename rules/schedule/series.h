// SPDX-License-Identifier: Apache-2.0
// Finds in a rule set what a series key names, and lists every series a rule set has.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/keys.h"
#include "rules/schedule/occurrence.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// What a series stands for in a rule set; pointers live as long as the rule set, those of a task
/// as long as this or a copy of it.
struct Owed {
  const Plan* plan{nullptr};
  const Obligation* obligation{nullptr};
  const Stage* stage{nullptr};
  const Policy* policy{nullptr};
  std::vector<std::string> lead_units;        ///< one, or all of a joint lead; the first answers
  std::shared_ptr<const Obligation> given{};  ///< of a task, which no plan has: what it brought
};

/// Nullptr when the rules no longer have it; the stage and the unit don't count.
[[nodiscard]] const Obligation* find_obligation(const RuleSet& rules, const SeriesKey& series);
/// Nothing when the rules no longer have it.
[[nodiscard]] std::optional<Owed> find_owed(const RuleSet& rules, const SeriesKey& series);
/// The same of one occurrence: whoever asks who owes it asks here, for a leader may have given it
/// to another unit than the plan. A unit that the directory no longer has owes nothing: the plan's
/// lead does.
[[nodiscard]] std::optional<Owed> find_owed(const RuleSet& rules, const Occurrence& occurrence);
/// The same before a leader gave it to another unit: which periods, events and tasks there are.
[[nodiscard]] std::optional<Owed> find_planned(const RuleSet& rules, const Occurrence& occurrence);

[[nodiscard]] DueContext due_context(const RuleSet& rules, const Owed& owed);

/// Whether the event concerns the unit that owes the series by its plan; one that names no unit
/// concerns all.
[[nodiscard]] bool concerns(const Happening& happening, const Owed& owed);

/// The plan's change that the occurrence is under, nullptr when it is none; and the rule that then
/// holds for it.
[[nodiscard]] const RuleChange* change_of(const Owed& owed, const Occurrence& occurrence);
[[nodiscard]] const DueRule& rule_of(const Owed& owed, const Occurrence& occurrence);

/// The due that a task was given with.
[[nodiscard]] Due due_of_task(const Occurrence& occurrence);

/// The due that an event brings; a last day of the event's own stands above the rule's term.
[[nodiscard]] Due due_of_happening(const RuleSet& rules,
                                   const Owed& owed,
                                   const Happening& happening);

/// A series and a stable text of everything that decides its occurrences.
struct KnownSeries {
  SeriesKey key;
  std::string fingerprint;
  std::string trigger;  ///< whose events open it; empty when the calendar does
};

/// Every obligation, stage and (under `each`) unit of every plan, by plan, then file order.
[[nodiscard]] std::vector<KnownSeries> all_series(const RuleSet& rules);

}  // namespace dondoc
