// SPDX-License-Identifier: Apache-2.0
// One act in the making: what acts.cpp and act_decisions.cpp share.
#pragma once

#include "rules/schedule/acts.h"
#include "rules/schedule/series.h"

#include <optional>
#include <string>

namespace dondoc {

/// Each member function below is one kind of act.
class Performance {
 public:
  Performance(const Occurrence& occurrence, const Actor& actor, const RuleSet& rules, Instant now);

  ActResult operator()(const Acknowledge& act);
  ActResult operator()(const Complete& act);
  ActResult operator()(const Submit& act);
  ActResult operator()(const Return& act);
  ActResult operator()(const Report& act);
  ActResult operator()(const Extend& act);
  ActResult operator()(const Grant& act);
  ActResult operator()(const Adjust& act);
  ActResult operator()(const Happen& act);
  ActResult operator()(const Count& act);
  ActResult operator()(const Measure& act);
  ActResult operator()(const Undo& /*act*/);
  ActResult operator()(const Fail& act);
  ActResult operator()(const Waive& act);
  ActResult operator()(const ExcuseDelay& act);
  ActResult operator()(const Comment& act);
  ActResult operator()(const Nothing& /*act*/);
  ActResult operator()(const Assign& act);
  ActResult operator()(const Transfer& act);
  ActResult operator()(const Snooze& act);
  ActResult operator()(const Urge& act);
  ActResult operator()(const Direct& act);
  ActResult operator()(const Note& /*act*/);
  ActResult operator()(const Tell& act);

 private:
  [[nodiscard]] Fact new_fact(FactKind kind) const;
  static ActRefused refuse(ActRefusal code, std::string message);
  static void put(Fact& fact, const std::string& name, const std::string& value);
  static std::optional<ActRefused> check_text(const std::string& text);
  static std::optional<ActRefused> check_reason(const std::string& text, std::string missing);
  /// The fact of these words, which must not be missing.
  [[nodiscard]] ActResult said(FactKind kind,
                               const std::string& name,
                               const std::string& words,
                               std::string missing) const;
  [[nodiscard]] std::optional<ActRefused> check_later(Date until) const;
  /// A date that a higher level has set is nobody's here to extend.
  [[nodiscard]] std::optional<ActRefused> check_movable() const;
  [[nodiscard]] std::string leader_in_charge() const;
  [[nodiscard]] Fact new_due(FactKind kind,
                             Date last_day,
                             const std::string& why,
                             const std::string& words) const;
  [[nodiscard]] Fact transfer(FactKind kind,
                              const std::string& unit,
                              const std::string& reason) const;
  [[nodiscard]] ActResult urge(FactKind kind, const std::string& text) const;
  [[nodiscard]] std::string untold_urgings() const;
  [[nodiscard]] bool is_known(const std::string& event) const;
  [[nodiscard]] ActResult happened(const Happen& act);

  const Occurrence& occurrence_;
  const Actor& actor_;
  const RuleSet& rules_;
  Date today_;
  std::optional<Owed> owed_;
  Instant now_;
  bool decides_;  ///< more time and another due are the actor's to give
};

}  // namespace dondoc
