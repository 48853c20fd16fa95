// SPDX-License-Identifier: Apache-2.0
// What the pages of a draft share.
#pragma once

#include "daemon/web/draft/draft_reading.h"
#include "daemon/web/html.h"
#include "daemon/web/pages.h"

#include <optional>
#include <string>

namespace dondoc {

/// Of the address; nothing when there is none of that name.
[[nodiscard]] std::optional<PlanDraft> kept_draft(const std::string& plan,
                                                  const WebContext& context);
/// Inside a transaction of the caller.
void keep_draft(const PlanDraft& draft, const PageCall& call, const WebContext& context);

[[nodiscard]] Publishing publishing_of(const PageCall& call,
                                       const std::string& basis,
                                       const WebContext& context);
[[nodiscard]] DraftReading reading_of_draft(const PlanDraft& draft,
                                            const Publishing& publishing,
                                            const WebContext& context);

/// The fields of a draft's head; the plan's id only of a new one.
[[nodiscard]] Html head_fields(const PlanDraft& draft, bool is_new, const RuleSet& rules);
/// The fields of one row.
[[nodiscard]] Html row_fields(const DraftRow& row, const RuleSet& rules);
/// A choice among units by name, and what else the directory calls them, for the browser to offer.
[[nodiscard]] Html unit_choices(const RuleSet& rules);
/// What stands in the way, and what should be looked at.
[[nodiscard]] Html questions_list(const std::vector<Diagnostic>& questions);

/// Takes over what a form says of the head, or of a row.
void take_head(const Form& form, PlanDraft& draft);
void take_row(const Form& form, DraftRow& row);

/// Plans can't be edited on this port, or the draft is gone.
[[nodiscard]] ApiResponse no_desk(const PageCall& call, const WebContext& context);

}  // namespace dondoc
