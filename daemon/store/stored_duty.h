// SPDX-License-Identifier: Apache-2.0
// What the store keeps of duties beside their occurrences: the series that open them, and the
// notices that were decided on.
#pragma once

#include "rules/schedule/decide.h"

#include <optional>
#include <string>

namespace dondoc {

/// One row per obligation, stage and unit.
struct SeriesRow {
  Series series;
  std::string fingerprint;  ///< of rule and effect: an edit opens again from the start, by key
  std::optional<Instant> wake_at;
};

/// What a set of plan files asks for, to be matched with the rows that are there.
struct SeriesSeed {
  SeriesKey key;
  std::string fingerprint;
  std::string trigger{};  ///< whose events open it
};

struct NoticeRow {
  Notice notice;
  RungState state{RungState::pending};
  Instant decided_at;
  std::optional<Instant> held_until;
  std::optional<std::string> message;
  std::string why;  ///< of a state other than pending or messaged
  /// false: a rung that was collapsed or withdrawn before it became a notice. Its kind, audience
  /// and reason say nothing.
  bool issued{true};
};

/// A page of what is open, for `list` and the board.
struct OccurrenceFilter {
  bool open_only{true};
  std::string unit;  ///< of the series (under `lead: {each: …}`), or empty for all
  int limit{1000};
  std::string after_key;     ///< exclusive; for the next page
  std::string plan{};        ///< plan id, or empty for all
  std::string before_key{};  ///< exclusive; empty: to the end
};

}  // namespace dondoc
