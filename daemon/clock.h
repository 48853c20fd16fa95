// SPDX-License-Identifier: Apache-2.0
// The daemon's only look at the clock, and what it makes of what it sees. A clock that is plainly
// wrong must not send a year of reminders in one night, so it holds sending until a person
// confirms.
#pragma once

#include "rules/calendar/civil.h"

#include <chrono>
#include <optional>
#include <string>

namespace dondoc {

/// A forward jump of this much, while the process ran, holds sending.
inline constexpr std::chrono::hours clock_jump_min{24};
/// A start this long before the last row holds sending.
inline constexpr std::chrono::hours clock_behind_max{1};
/// A start this long after the last row holds sending: more likely a broken clock than a long rest.
inline constexpr std::chrono::hours clock_ahead_max{24 * 400};
/// A first start this long after the build holds sending: nobody installs so old a program, and
/// there is no row yet to tell the time by.
inline constexpr std::chrono::hours build_age_max{24 * 366 * 5};

/// The wall clock, and the time since boot that nobody can set (it counts suspended time too).
struct ClockReading {
  std::chrono::nanoseconds realtime{0};
  std::chrono::nanoseconds boottime{0};
};

[[nodiscard]] ClockReading read_clock();
[[nodiscard]] Instant instant_of(const ClockReading& reading);

enum class ClockMove {
  steady,   ///< within a second of what passed
  back,     ///< set back: moments are computed again, nothing is repeated (keys keep it out)
  forward,  ///< set forward by less than a day: like downtime, caught up
  jump,     ///< set forward by a day or more: sending is held
};

struct ClockVerdict {
  ClockMove move{ClockMove::steady};
  std::chrono::seconds by{0};  ///< how far the wall clock moved beyond the time that passed
};

/// What the wall clock did between two readings of one run.
[[nodiscard]] ClockVerdict judge_clock(const ClockReading& before, const ClockReading& after);

/// Why a jump holds sending; Vietnamese, for status and log.
[[nodiscard]] std::string jump_reason(std::chrono::seconds by);

/// Why sending must be held at a start, or nothing. Time across a restart is downtime; only a clock
/// that can't be right is a reason. Vietnamese.
[[nodiscard]] std::optional<std::string> start_clock_problem(Instant now,
                                                             Instant built,
                                                             std::optional<Instant> last_written,
                                                             Zone zone);

/// The day on which this program was built (SOURCE_DATE_EPOCH is respected).
[[nodiscard]] Instant build_date();

}  // namespace dondoc
