// SPDX-License-Identifier: Apache-2.0
// When each rung of a policy falls for one due. Repeats are spelled out: each is its own rung.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"
#include "rules/schedule/series.h"

#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// No ladder, repeats spelled out, is longer; the policy parser refuses longer ones.
inline constexpr std::size_t planned_rungs_max = 200;

enum class NoticeKind {
  reminder,    ///< toward the lead, before or after the due
  escalation,  ///< widens the audience
  change,      ///< tells a moved due, or that the product was sent back
  assigned,    ///< an event opened the duty
  checkpoint,  ///< progress is asked for in a reporting round
  signature,   ///< a paper waits for its signer
  extension,   ///< a leader is asked for more time
};

[[nodiscard]] std::string_view notice_kind_name(NoticeKind kind);  ///< "reminder"

struct PlannedRung {
  std::string id;  ///< "con-3"; "tre-1.2" for a repeat
  Instant at;
  Audience to{Audience::lead};
  bool before{true};
  bool last_before{false};  ///< the last rung toward the lead before the due: never muted
  std::string offset;       ///< "03 ngày làm việc trước thời hạn"
  std::string moved;        ///< what moved it: days off, a due early in the day; or empty
  /// Of a policy's rung `reminder`; its audience decides whether it escalates.
  NoticeKind kind{NoticeKind::reminder};
  std::vector<std::string> posts{};  ///< whom an occasion names itself; empty: the audience's
};

/// What falls at one moment stays in its order.
void sort_by_time(std::vector<PlannedRung>& rungs);

/// By time, then by the ladder's order. Before the due, days are working days back from `last_day`
/// (0: last_day itself, or the working day before it); after it, calendar days on from `last_day`,
/// moved to the working day after; with the policy's `levels_apart` a level that hears of others'
/// delay comes at the earliest on the working day after the level below it (decision 0070). Hours
/// count from `due`. A rung before the due is before it:
/// where the due has a clock time not later than the policy's `at` of that day (due 08:30, at
/// 09:00, 0 days before), the rung falls on the working day before.
///
/// What lies before the opening stays where it was counted and is never told. But where that is all
/// that would remind the lead in time, the last of it falls on the first working day of the period
/// instead, when that still is before the due (decision 0082).
[[nodiscard]] std::vector<PlannedRung> plan_ladder(const Policy& policy,
                                                   const Due& due,
                                                   const WorkingDays& calendar,
                                                   Zone zone);

/// The policy's ladder for what the occurrence has as its due now; it must be dated. What came to
/// be watched after it had opened opens with that, as far as its reminders are concerned; and where
/// no morning is left, but it is watched in a working day behind the policy's `at`, it is reminded
/// of at once (decision 0083).
[[nodiscard]] std::vector<PlannedRung> ladder_of(const Occurrence& occurrence,
                                                 const Owed& owed,
                                                 const RuleSet& rules);

}  // namespace dondoc
