// SPDX-License-Identifier: Apache-2.0
// The state of one thing owed, and the facts that made it so.
#pragma once

#include "rules/calendar/civil.h"
#include "rules/schedule/keys.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

enum class OccurrenceState {
  open,
  done,
  withdrawn,  ///< the plan no longer asks for it
};

/// What became of a rung in a round. Every rung whose time has passed has one of these (law 8).
enum class RungState {
  pending,      ///< decided; waits to be released (or held until a time)
  messaged,     ///< it is in a stored message; the message's attempts tell the rest
  collapsed,    ///< a later rung to the same post says it
  withdrawn,    ///< no longer true when its time came: done, moved, acknowledged
  unreachable,  ///< nobody holds the post, or no channel reaches them; told in the digest
};

struct RungRecord {
  int round{1};
  std::string rung;
  std::string post;
  Instant planned_at;
  RungState state{RungState::pending};
  bool operator==(const RungRecord&) const = default;
};

struct Completion {
  Instant recorded_at;
  std::string document;  ///< "12/BC-UBND"
  std::optional<Date> document_date;
  bool operator==(const Completion&) const = default;
};

/// One opened occurrence as the store holds it.
struct Occurrence {
  std::string key;
  SeriesKey series;
  std::string period;
  int code{0};  ///< 2-4 digits people type; unique among what is open
  Instant opens;
  Instant due;
  Date last_day;
  Instant first_due;  ///< the due it had when it opened; kept for the score
  bool provisional{false};
  /// Its due lay before the plan was watched: no rungs; one line in the coordinator's list until
  /// somebody settles it (cần rà soát ban đầu).
  bool needs_review{false};
  int round{1};
  /// Rungs before this moment are not planned in this round.
  Instant round_from;
  OccurrenceState state{OccurrenceState::open};
  std::optional<Instant> acknowledged_at;
  std::optional<Date> promised;
  std::optional<Completion> completion;
  std::vector<RungRecord> rungs;  ///< of all rounds, oldest first
  bool operator==(const Occurrence&) const = default;
};

enum class FactKind {
  opened,
  acknowledged,
  completed,
  due_moved,  ///< a plan edit moved the due: a new round
  withdrawn,  ///< a plan edit took the duty or the period out
  reopened,   ///< a later edit brought it back: a new round
};

/// Something that happened, as the journal keeps it for ever.
struct Fact {
  std::string occurrence;  ///< key
  FactKind kind{FactKind::opened};
  Instant at;
  std::string actor;                        ///< post id, or "he-thong" for the engine itself
  std::string by;                           ///< how it came in: "cli", "phone", "engine"
  std::map<std::string, std::string> data;  ///< document, document_date, promised, from, to, reason
  bool operator==(const Fact&) const = default;
};

[[nodiscard]] std::string_view fact_kind_name(FactKind kind);
[[nodiscard]] std::optional<FactKind> parse_fact_kind(std::string_view name);

/// The occurrence after the fact; facts that change nothing leave it as it was.
[[nodiscard]] Occurrence apply(Occurrence occurrence, const Fact& fact);

}  // namespace dondoc
