// SPDX-License-Identifier: Apache-2.0
#include "daemon/difference/forecast.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace dondoc {
namespace {

/// What leaves by `end`: a rehearsal that has to load its plans may have gone on beyond it.
template <typename Told>
std::vector<Told> told_by(const std::vector<Told>& all, Instant end) {
  std::vector<Told> told;
  std::copy_if(all.begin(), all.end(), std::back_inserter(told), [end](const Told& entry) {
    return entry.at <= end;
  });
  return told;
}

}  // namespace

Forecast forecast(const RuleSet& rules, std::optional<Date> first_load, Instant end) {
  Rehearsal rehearsal(rules, first_load);
  // A span that ends before the plan is loaded still shows what is due in it, so every plan is
  // opened once.
  rehearsal.run_until(std::max(end, rehearsal.loaded()));
  Forecast result{rehearsal.occurrences(),
                  told_by(rehearsal.notices(), end),
                  told_by(rehearsal.messages(), end)};
  std::sort(result.occurrences.begin(),
            result.occurrences.end(),
            [](const Occurrence& a, const Occurrence& b) {
              return std::tie(a.due, a.key) < std::tie(b.due, b.key);
            });
  std::sort(result.notices.begin(),
            result.notices.end(),
            [](const ForecastNotice& a, const ForecastNotice& b) {
              return std::tie(a.at, a.notice.key) < std::tie(b.at, b.notice.key);
            });
  return result;
}

}  // namespace dondoc
