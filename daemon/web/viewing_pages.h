// SPDX-License-Identifier: Apache-2.0
// The pages that show how the office stands, and those by which the admin runs the system. A GET
// shows; each POST is one act of a person, who is told on the page how it ended.
#pragma once

#include "daemon/web/pages.h"

namespace dondoc {

[[nodiscard]] ApiResponse get_duties(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_monday(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_calendar(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_plans(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_plan(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_units(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_unit(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_amounts(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_people(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_people_link(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_people_unlink(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_people_code(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_people_out(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_people_leave(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_people_leave_undo(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_giving(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_giving(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_giving_list(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_review(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_review(const PageCall& call, const WebContext& context);
/// Who waits to be told by hand, of those the visitor may record it for; and one's slip to print.
[[nodiscard]] ApiResponse get_by_hand(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_by_hand_slip(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_channels(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_channels_hold(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_channels_release(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_channels_new_key(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_channels_revoke_links(const PageCall& call,
                                                     const WebContext& context);
/// A message that no channel took is tried again.
[[nodiscard]] ApiResponse post_message_again(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_journal(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_backups(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_backups(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse post_verify(const PageCall& call, const WebContext& context);
[[nodiscard]] ApiResponse get_changes(const PageCall& call, const WebContext& context);

}  // namespace dondoc
