// SPDX-License-Identifier: Apache-2.0
// Sửa kế hoạch: a plan entered as a table, read back row by row, tried, and published as a file.
#pragma once

#include "daemon/web/draft/plan_draft.h"
#include "daemon/web/pages.h"

#include <optional>

namespace dondoc {

[[nodiscard]] ApiResponse get_drafts(const PageCall& call, const WebContext& context);
/// Of a new draft the head, and the rows that were pasted with it.
[[nodiscard]] ApiResponse post_new_draft(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_draft(const PageCall& call, const WebContext& context);
/// The draft's table, with what is told of the form that was sent.
[[nodiscard]] ApiResponse draft_page(const PlanDraft& draft,
                                     const PageCall& call,
                                     const WebContext& context,
                                     const std::optional<Told>& told,
                                     int status);
/// What one form of the draft's page changes: its head, a row, several rows, rows pasted behind.
[[nodiscard]] ApiResponse post_draft(const PageCall& call, const WebContext& context);
/// What publishing would bring: questions, duties, messages of the next day, the file.
[[nodiscard]] ApiResponse get_draft_trial(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_publish(const PageCall& call, const WebContext& context);

// ---- A file in use (plan_file_pages.cpp)
// ---------------------------------------------------------
[[nodiscard]] ApiResponse get_plan_file(const PageCall& call, const WebContext& context);
/// The values of one obligation, or that all edits are given up.
[[nodiscard]] ApiResponse post_plan_file(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_plan_file_trial(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_plan_file_publish(const PageCall& call, const WebContext& context);
/// What a file said before it was written over.
[[nodiscard]] ApiResponse get_former_plan(const PageCall& call, const WebContext& context);

}  // namespace dondoc
