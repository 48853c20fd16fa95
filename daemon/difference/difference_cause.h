// SPDX-License-Identifier: Apache-2.0
// Which line of which file makes a due or a notice differ between two rule sets.
#pragma once

#include "daemon/difference/difference.h"

namespace dondoc {

/// Why the series' due near the day is another than before, there or gone.
[[nodiscard]] Cause cause_of_dues(const Side& before,
                                  const Side& after,
                                  const SeriesKey& series,
                                  Date day);

/// Why a notice of an unchanged due is another than before, there (no `old`) or gone (no `now`).
[[nodiscard]] Cause cause_of_notice(const Side& before,
                                    const Side& after,
                                    const ForecastNotice* old,
                                    const ForecastNotice* now);

}  // namespace dondoc
