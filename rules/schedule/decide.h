// SPDX-License-Identifier: Apache-2.0
// The heart: what opens, what must be said, and when to look again. Both functions are pure; start
// reading here. The laws they keep are listed in docs/ARCHITECTURE.md and checked as properties.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/ladder.h"
#include "rules/schedule/occurrence.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// A series as the store holds it: one row, whatever the number of its occurrences.
struct Series {
  SeriesKey key;
  /// When the series was first loaded with its present rule; decides the default watch_from, so
  /// that neither a first load nor an edit storms with duties of the past.
  Instant first_loaded;
  /// Every due that opens at or before this moment has been opened; empty for a new series or one
  /// whose rule was edited.
  std::optional<Instant> opened_through;
  /// Of a series that waits for events: all that are recorded. Few, and what a time says of them
  /// can't be trusted where a clock was set back.
  std::vector<Happening> happenings{};
};

struct Opening {
  std::vector<Occurrence> occurrences;  ///< code 0: the store gives it one
  std::vector<Fact> facts;              ///< one `opened` for each
  /// For each event one `redated`: written where its occurrence is there already and the event was
  /// corrected, be it to another unit.
  std::vector<Fact> corrections;
  Instant opened_through;
  std::optional<Instant> wake_at;  ///< the next opening; nothing when none is left
};

/// At most this many occurrences open in one call. When more are due, `opened_through` is the last
/// one's opening and so is `wake_at`: it has come already, and the call is repeated from there.
inline constexpr std::size_t openings_max = 200;

[[nodiscard]] Opening open(const Series& series, const RuleSet& rules, Instant now);

/// Why a notice exists: what `dondoc why` shows.
struct Reason {
  std::string plan_file;
  int plan_line{0};
  std::string phrase;  ///< the plan's words, or the rule's sentence
  std::string rung;    ///< "con-3: 3 ngày làm việc trước hạn, tới đơn vị chủ trì"
  std::string moved;   ///< which calendar entry or weekend moved the rung; empty when none did
  bool operator==(const Reason&) const = default;
};

/// That a rung has fallen due for a post.
struct Notice {
  std::string key;
  std::string occurrence;
  int round{1};
  std::string rung;
  std::string post;
  NoticeKind kind{NoticeKind::reminder};
  Audience audience{Audience::lead};
  Instant planned_at;  ///< the rung's time; a catch-up comes later than this
  Reason reason;
  bool operator==(const Notice&) const = default;
};

/// A rung that ends without being told, and what takes its place.
struct Withdrawal {
  std::string rung;
  std::string post;
  int round{1};
  Instant planned_at;
  RungState state{RungState::withdrawn};  ///< collapsed or withdrawn
  std::string why;                        ///< Vietnamese, for `show` and `why`
  bool operator==(const Withdrawal&) const = default;
};

struct Decision {
  std::vector<Fact> facts;
  std::vector<Notice> notices;
  std::vector<Withdrawal> withdrawals;
  std::optional<Instant> wake_at;  ///< the first later moment at which the answer can change
  bool operator==(const Decision&) const = default;
};

[[nodiscard]] Decision decide(const Occurrence& occurrence, const RuleSet& rules, Instant now);

/// The occurrence after the decision is written: facts applied, each notice a pending rung, each
/// withdrawal a rung in its state.
[[nodiscard]] Occurrence apply(Occurrence occurrence, const Decision& decision);

}  // namespace dondoc
