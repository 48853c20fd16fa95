// SPDX-License-Identifier: Apache-2.0
// `dondoc preview`: every duty and every notice of a span, before any of it is sent.
#pragma once

#include "daemon/cli/command.h"
#include "daemon/difference/forecast.h"
#include "rules/schedule/series.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dondoc {

struct PreviewOptions {
  Date from;
  Date to;
  std::string unit;  ///< only what this unit leads; empty: every unit
  std::string post;  ///< only this post's notices and the duties they are about; empty: every post
  std::optional<Date> first_load;
  std::filesystem::path config{"/etc/dondoc"};
  OutputForm form{OutputForm::people};
};

int run_preview(const PreviewOptions& options, Terminal& terminal);

/// The notices that leave within [from, to], and the occurrences that are due in it, that are open
/// in it without a date, or that one of these notices is about.
[[nodiscard]] Forecast within(Forecast forecast,
                              const PreviewOptions& options,
                              const RuleSet& rules);

/// What opens only when somebody records an event, of plans that are in effect in the span. It has
/// no dates, so none are shown; asked for one post's notices there is none.
[[nodiscard]] std::vector<KnownSeries> waiting_for_events(const PreviewOptions& options,
                                                          const RuleSet& rules);

[[nodiscard]] std::string preview_text(const Forecast& forecast,
                                       const std::vector<KnownSeries>& waiting,
                                       const RuleSet& rules);
[[nodiscard]] nlohmann::ordered_json preview_json(const Forecast& forecast,
                                                  const std::vector<KnownSeries>& waiting,
                                                  const RuleSet& rules);

}  // namespace dondoc
