// SPDX-License-Identifier: Apache-2.0
// Quotas and targets over the periods of a year: what was counted is added up, and divided once.
// The mean of the months' percentages is something else and is never told.
#pragma once

#include "rules/phrase/due_rule.h"
#include "rules/schedule/occurrence.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// One period of a quota or a target, as its duty has it.
struct AmountPeriod {
  std::string period;                   ///< "2026-05"
  std::optional<Measurement> measured;  ///< of a target
  int counted{0};                       ///< of a quota
};

/// What a quota's periods have, from the year's beginning up to this period.
[[nodiscard]] int counted_in_year(const std::vector<AmountPeriod>& periods,
                                  std::string_view period);

/// Whether the period isn't one year's or a part of one: "2026--2030", "once". What the year has of
/// it is told by facts alone.
[[nodiscard]] bool is_of_several_years(std::string_view period);

/// The year that a moment counts for: its own, as far as the duty's years reach, else the nearest
/// of these.
[[nodiscard]] int year_so_far(const Occurrence& one, Instant at, Zone zone);

/// What was counted in a calendar year, by the duty's facts from the oldest on, without what was
/// undone. What was counted before its first year or after its last is that year's.
[[nodiscard]] int counted_in_year(const Occurrence& one,
                                  const std::vector<Fact>& facts,
                                  int year,
                                  Zone zone);

struct TargetSum {
  std::int64_t numerator{0};  ///< thousandths, as what follows
  std::int64_t denominator{0};
  std::optional<std::int64_t> value;  ///< nothing while it can't be told
  int measured{0};                    ///< periods that have a value
  int unmeasured{0};                  ///< periods that have none yet
  int bare{0};                        ///< of the measured, those without numerator and denominator
  bool operator==(const TargetSum&) const = default;
};

/// From the year's beginning up to this period. A value without its parts can't be added to others:
/// then there is no sum, and `bare` says why.
[[nodiscard]] TargetSum sum_of_year(const std::vector<AmountPeriod>& periods,
                                    std::string_view period);

/// The value of the same period a year before; nothing when there is none.
[[nodiscard]] std::optional<std::int64_t> value_year_before(
    const std::vector<AmountPeriod>& periods, std::string_view period);

/// Which way the value has gone, by what the target asks for.
enum class Course { better, same, worse };
[[nodiscard]] Course course_of(const Target& target, std::int64_t before, std::int64_t now);

}  // namespace dondoc
