// SPDX-License-Identifier: Apache-2.0
// Why a due has moved, in the words that people are told and that `why` cites.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"
#include "rules/schedule/series.h"

#include <string>
#include <string_view>

namespace dondoc {

/// What a reason begins with that is a document: it follows the new due after a comma.
inline constexpr std::string_view by_document = "theo ";

/// The rules now say `due` of the occurrence, which has another one. It is the working calendar
/// when one of its entries, or those of one notice, make the difference; else what happened to the
/// event, the document of the plan's change, or the plan.
[[nodiscard]] std::string move_reason(const Occurrence& occurrence,
                                      const Owed& owed,
                                      const Due& due,
                                      const RuleSet& rules);

}  // namespace dondoc
