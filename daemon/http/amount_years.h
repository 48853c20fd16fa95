// SPDX-License-Identifier: Apache-2.0
// What the periods of quotas and targets have, those of a duty's year and the year before, read
// from the store as they are asked for.
#pragma once

#include "daemon/http/routes.h"
#include "rules/schedule/series.h"
#include "rules/schedule/target_sum.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

/// The rule of a duty that counts or measures; nullptr of any other, and of what people gave beside
/// the plan.
[[nodiscard]] const DueRule* amount_rule(const Occurrence& one, const RuleSet& rules);

class AmountYears {
 public:
  explicit AmountYears(const RouteContext& office) : office_(office) {}

  /// By period.
  const std::vector<AmountPeriod>& of(const Occurrence& one);
  /// Toward a quota, in the year that "so far" is about. Of a duty over several years its facts are
  /// read, of any other its year's periods.
  int counted(const Occurrence& one);

 private:
  /// A series and the year that a period begins with.
  using Year = std::pair<SeriesKey, std::string>;
  void read(const Year& all);

  const RouteContext& office_;
  std::set<Year> read_;  ///< without their units: these are read together
  std::map<Year, std::vector<AmountPeriod>> periods_;
};

}  // namespace dondoc
