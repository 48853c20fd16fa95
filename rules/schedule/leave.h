// SPDX-License-Identifier: Apache-2.0
// Days away that people record themselves, beside those that the directory names (`away`). Merged
// into the directory they act as those do: whoever stands in is told, decides and is heard.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/acts.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace dondoc {

/// A leave for a birth is six months.
inline constexpr std::chrono::days leave_days_max{190};
inline constexpr std::chrono::days leave_ahead_max{366};
/// Of one person, not yet over.
inline constexpr std::size_t leaves_of_person_max = 20;
/// One that is over is of no use to anybody after so many days.
inline constexpr std::chrono::days leave_kept{62};

/// What is asked to be recorded.
struct LeaveForm {
  std::string post;  ///< whose holder is away, under all their posts
  Date from;
  Date to;                 ///< both days inclusive
  std::string stand_in{};  ///< post id: acts for `post`; empty: its deputy
};

struct LeaveRecord {
  std::int64_t id{0};  ///< the store's; a later one is greater
  std::string person;
  LeaveForm leave;
  Actor actor;
  Instant at;
};

/// The same is recorded already.
struct KnownLeave {
  LeaveRecord record;
};

using LeaveResult = std::variant<LeaveRecord, KnownLeave, ActRefused>;

/// The record to be kept (its id is the store's to give), or why not. `known`: those that are kept
/// and were not taken back. Whoever is away from the first day on is the holder of today, of a
/// vacant post who holds it on that day.
[[nodiscard]] LeaveResult take_leave(const LeaveForm& form,
                                     const std::vector<LeaveRecord>& known,
                                     const Actor& actor,
                                     const RuleSet& rules,
                                     Instant now);

/// The newest record of the post's holder, to be taken back: by whoever recorded it, the person
/// themselves or the admin, within undo_within.
[[nodiscard]] std::variant<LeaveRecord, ActRefused> undo_leave(
    const std::string& post,
    const std::vector<LeaveRecord>& known,
    const Actor& actor,
    const RuleSet& rules,
    Instant now);

/// Those that hold: of two that overlap, of one person, the later one is meant.
[[nodiscard]] std::vector<LeaveRecord> leaves_in_force(std::vector<LeaveRecord> known);

/// The rules with those leaves in their directory; the same pointer when there are none.
[[nodiscard]] std::shared_ptr<const RuleSet> with_leaves(std::shared_ptr<const RuleSet> rules,
                                                         const std::vector<LeaveRecord>& known);

/// "Trưởng phòng Kinh tế nghỉ từ ngày 30/11/2026 đến hết ngày 04/12/2026; Phó Trưởng phòng Kinh tế
/// thay". `rules` needn't hold it yet.
[[nodiscard]] std::string leave_words(const LeaveRecord& record, const RuleSet& rules);

/// The same without who stands in.
[[nodiscard]] std::string leave_span_words(const LeaveRecord& record, const RuleSet& rules);

/// Somebody's days away that are not over.
struct DaysAway {
  std::string post;
  Leave leave;
  std::string stand_in;  ///< the post of who acts on its first day that is left; empty: nobody
};

/// Of all posts that somebody holds, as the directory and people say; by day, then post.
[[nodiscard]] std::vector<DaysAway> days_away(const RuleSet& rules, Date today);

}  // namespace dondoc
