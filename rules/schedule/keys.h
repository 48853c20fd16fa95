// SPDX-License-Identifier: Apache-2.0
// Keys are derived from what they name, never drawn: a restart, a reload, a catch-up or a clock
// step computes the same key again, and a UNIQUE column keeps the second one out.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// An obligation, stage and (under `lead: {each: …}`) unit as the source of occurrences.
struct SeriesKey {
  std::string plan;
  std::string obligation;
  std::string stage;  ///< empty when the obligation has no stages
  std::string unit;   ///< empty unless each unit owes its own
  auto operator<=>(const SeriesKey&) const = default;
};

/// "plan/obligation[:stage][#unit]"
[[nodiscard]] std::string text(const SeriesKey& key);
[[nodiscard]] std::optional<SeriesKey> parse_series_key(std::string_view text);

/// "plan/obligation[:stage]@period[#unit]"
[[nodiscard]] std::string occurrence_key(const SeriesKey& series, std::string_view period);

/// Without the plan, which stands beside it: "obligation[:stage]@period[#unit]".
[[nodiscard]] std::string short_key(const std::string& occurrence_key);

struct OccurrenceKey {
  SeriesKey series;
  std::string period;
};
[[nodiscard]] std::optional<OccurrenceKey> parse_occurrence_key(std::string_view text);

/// "<occurrence>!<round>/<rung>><post>"
[[nodiscard]] std::string notice_key(std::string_view occurrence,
                                     int round,
                                     std::string_view rung,
                                     std::string_view post);

}  // namespace dondoc
