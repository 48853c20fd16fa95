// SPDX-License-Identifier: Apache-2.0
// What the pages of a draft share.
#pragma once

#include "daemon/web/draft/draft_reading.h"
#include "daemon/web/html.h"
#include "daemon/web/pages.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

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
/// "từ", "trên", "không quá", "dưới" of a bound's name.
[[nodiscard]] std::string_view bound_words_of(const std::string& bound);
/// The fields of one row.
[[nodiscard]] Html row_fields(const DraftRow& row, const RuleSet& rules);
/// A choice among units by name, and what else the directory calls them, for the browser to offer.
[[nodiscard]] Html unit_choices(const RuleSet& rules);
/// What stands in the way, and what should be looked at.
[[nodiscard]] Html questions_list(const std::vector<Diagnostic>& questions);

/// What publishing would bring: messages of the next day, duties of the next year.
[[nodiscard]] Html what_it_brings(const std::string& plan,
                                  const DraftReading& reading,
                                  const WebContext& context);
[[nodiscard]] Html basis_field(const std::string& basis);
/// What has to be mended before it can be published.
[[nodiscard]] Html unreadable_part(const std::vector<DraftRow>& rows, const DraftReading& reading);

/// Edits of a file in use are kept beside the drafts, under the plan's id with this before it.
inline constexpr std::string_view plan_file_draft = "tep:";

/// Takes over what a form says of the head, or of a row.
void take_head(const Form& form, PlanDraft& draft);
void take_row(const Form& form, DraftRow& row);

/// Plans can't be edited on this port, or the draft is gone.
[[nodiscard]] ApiResponse no_desk(const PageCall& call, const WebContext& context);

}  // namespace dondoc
