// SPDX-License-Identifier: Apache-2.0
// How punctual a unit was: what it has closed, and what it still owes though the due has passed.
#pragma once

#include "daemon/web/visitor.h"

#include <map>
#include <string>

namespace dondoc {

/// Of the duties that fell due in a span.
struct Score {
  int in_time{0};
  int late{0};        ///< done late, not done, or still open past its due
  int excused{0};     ///< of the late ones: with a reason that a leader has accepted
  long long days{0};  ///< that the late ones are late, together

  [[nodiscard]] int all() const { return in_time + late; }
  /// 0 to 100; nothing fell due: 100.
  [[nodiscard]] int percent() const;
  /// In tenths of a day, of the late ones.
  [[nodiscard]] long long mean_tenths() const;
};

/// By the first day of the month in which they fell due.
using MonthScores = std::map<Date, Score>;

struct UnitScore {
  Score whole;
  MonthScores months;
  int open{0};
  int late_now{0};
  int waiting{0};  ///< for a signature
};

inline constexpr int score_months = 12;

/// By the unit that answers; of this month and the score_months - 1 before it. What waits for its
/// first review, is undated or was waived doesn't count.
[[nodiscard]] std::map<std::string, UnitScore> unit_scores(const WebContext& context);

}  // namespace dondoc
