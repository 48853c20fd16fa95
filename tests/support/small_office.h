// SPDX-License-Identifier: Apache-2.0
// A small office for tests of the schedule, the engine and the dispatcher: four units, two leaders,
// one plan with the shapes of Tà Đùng's, the working calendar of 2026.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/decide.h"

#include <string>

namespace dondoc::testing {

[[nodiscard]] RuleSet small_office();

/// The moment at local time, "2026-05-22T07:30".
[[nodiscard]] Instant at(const std::string& local);

/// The obligation of the office's plan, to be changed by a test.
[[nodiscard]] Obligation& obligation(RuleSet& rules, const std::string& id);

/// The occurrence of a period as `open` makes it when the plan is first loaded at `loaded` and
/// asked at `now`; with the given code.
[[nodiscard]] Occurrence opened(const RuleSet& rules,
                                const SeriesKey& series,
                                const std::string& period,
                                Instant loaded,
                                Instant now,
                                int code = 42);

inline constexpr const char* plan_id = "cchc";

}  // namespace dondoc::testing
