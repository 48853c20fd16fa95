// SPDX-License-Identifier: Apache-2.0
// What an edit changes: the forecasts of two rule sets laid side by side, each difference with the
// line that makes it.
#pragma once

#include "daemon/difference/forecast.h"
#include "rules/plan/source_map.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// As in the configuration folder.
inline constexpr std::string_view policies_file = "policies.yaml";

/// One of the two rule sets, with the files it was read from.
struct Side {
  const RuleSet& rules;
  const SourceMap& sources;
};

/// Which line makes the difference: of the new files, or of the old ones where it was taken out.
struct Cause {
  std::string file;  ///< as in the configuration folder
  int line{1};
  std::string words;  ///< Vietnamese; what was there and what is there now
  auto operator<=>(const Cause&) const = default;
};

/// Added without `before`, removed without `after`, else moved.
struct OccurrenceChange {
  std::optional<Occurrence> before;
  std::optional<Occurrence> after;
  Cause cause;
};

struct NoticeChange {
  std::optional<ForecastNotice> before;
  std::optional<ForecastNotice> after;
  Cause cause;
};

struct Difference {
  std::vector<OccurrenceChange> occurrences;  ///< by due, then key
  std::vector<NoticeChange> notices;          ///< by time, then key
};

/// A notice that moves out of the span is still a moved one, as long as it doesn't move further.
inline constexpr int difference_margin_days = 366;

/// The occurrences that are due, and the notices that leave, within the days on one side at least.
/// Both sides are stepped from the day on which their plans are first loaded, as `preview` does it.
[[nodiscard]] Difference difference(
    const Side& before, const Side& after, Date from, Date to, std::optional<Date> first_load);

}  // namespace dondoc
