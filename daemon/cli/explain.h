// SPDX-License-Identifier: Apache-2.0
// `dondoc explain`: what a plan's words are understood to mean, and the dates that follow.
#pragma once

#include "daemon/cli/command.h"
#include "rules/phrase/due_phrase.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

inline constexpr std::size_t explained_dues_default = 5;
inline constexpr std::size_t explained_dues_max = 1000;

struct ExplainOptions {
  std::string phrase;
  /// The years of effect, as a plan has them. Without `from` they begin with this year, and what is
  /// past is left out; without `to` they go on.
  std::optional<Date> from;
  std::optional<Date> to;
  /// Default: explained_dues_default, or with `to` everything up to it.
  std::optional<std::size_t> count;
  std::optional<Date> trigger;                  ///< when the event of a triggered rule happened
  std::optional<std::filesystem::path> config;  ///< for its calendars; none: those built in
  OutputForm form{OutputForm::people};
};

/// `now` stands for today only.
int run_explain(const ExplainOptions& options, Instant now, Terminal& terminal);

/// By which the dates are reckoned.
struct ExplainCalendars {
  WorkingDays working_days;
  ReportingCalendar reporting;
  Zone zone;
};

/// What there is to say about a phrase.
struct Explanation {
  PhraseReading reading;
  std::string sentence;  ///< empty when the phrase isn't understood
  std::vector<Due> next;
  std::vector<Diagnostic> diagnostics;
};

[[nodiscard]] Explanation explain(const ExplainOptions& options,
                                  const ExplainCalendars& calendars,
                                  Instant now);
[[nodiscard]] std::string explain_text(const ExplainOptions& options,
                                       const Explanation& explanation,
                                       Zone zone,
                                       Color color);
[[nodiscard]] nlohmann::ordered_json explain_json(const ExplainOptions& options,
                                                  const Explanation& explanation,
                                                  Zone zone);

}  // namespace dondoc
