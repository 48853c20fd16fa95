// SPDX-License-Identifier: Apache-2.0
// Who a rung goes to: from an audience of the policy to posts of the directory.
#pragma once

#include "rules/schedule/series.h"

#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

[[nodiscard]] std::string_view audience_name(Audience audience);  ///< "lead", "oversight"

/// The posts that head these units, in their order without repeats; units without one are left out.
[[nodiscard]] std::vector<std::string> heads_of(const Directory& directory,
                                                const std::vector<std::string>& units);

/// The posts that each audience of the duty's ladder stands for on a day.
///
/// Escalation widens: a level whose holder was already told under another post (the lead often
/// oversees itself) goes up oversight → leader in charge → chair to the first different person.
/// When nobody different is left, the named post is told all the same: better twice than not at
/// all. An oversight that the plan leaves open falls to the plan's coordinator, a missing leader to
/// the chair.
class Audiences {
 public:
  Audiences(const RuleSet& rules, const Owed& owed, Date day);

  /// Posts in a stable order without repeats; empty when there is no such post (no deputy).
  [[nodiscard]] const std::vector<std::string>& posts(Audience audience) const;

 private:
  std::vector<std::vector<std::string>> posts_;  ///< by Audience
};

}  // namespace dondoc
