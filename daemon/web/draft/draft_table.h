// SPDX-License-Identifier: Apache-2.0
// A plan as a table: original words, what is understood and the next dates, amounts, units,
// questions.
#pragma once

#include "daemon/web/draft/draft_reading.h"
#include "daemon/web/html.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace dondoc {

/// Whether rows can be ticked for a form with the id "nhieu".
enum class RowChoice { offered, none };

/// `edit` gives the form of the row with that index.
[[nodiscard]] Html rows_table(const std::vector<DraftRow>& rows,
                              const std::vector<RowReading>& readings,
                              const std::function<Html(std::size_t)>& edit,
                              RowChoice choice = RowChoice::none);

}  // namespace dondoc
