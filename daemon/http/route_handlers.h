// SPDX-License-Identifier: Apache-2.0
// The routes one by one; routes.cpp finds the one that is meant.
#pragma once

#include "daemon/http/routes.h"
#include "daemon/http/url.h"

#include <optional>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace dondoc {

[[nodiscard]] ApiResponse json_response(const nlohmann::ordered_json& document);

/// By code (digits) or by key; of a duty that another plan refines, the occurrence that is owed
/// there: its state and proof are that one's.
[[nodiscard]] std::optional<Occurrence> find_occurrence(const std::string& key_or_code,
                                                        const RouteContext& context);
[[nodiscard]] ApiResponse unknown_occurrence(const std::string& key_or_code);

[[nodiscard]] ApiResponse get_status(const RouteContext& context);
/// The same in figures, for Prometheus.
[[nodiscard]] ApiResponse get_metrics(const RouteContext& context);
/// Whether the system does what it is for, check by check; 503 when it doesn't.
[[nodiscard]] ApiResponse get_health(const RouteContext& context);
[[nodiscard]] ApiResponse get_list(const RequestTarget& target, const RouteContext& context);
/// Of those that count or measure: how they go, and what the year comes to.
[[nodiscard]] ApiResponse get_measures(const RequestTarget& target, const RouteContext& context);
[[nodiscard]] ApiResponse get_message_list(const RequestTarget& target,
                                           const RouteContext& context);
/// With its attempts, and the reminders that it carries.
[[nodiscard]] ApiResponse get_message_whole(const std::string& id, const RouteContext& context);
[[nodiscard]] ApiResponse unknown_message(const std::string& id);
[[nodiscard]] ApiResponse get_plan_list(const RouteContext& context);
/// With its triggers and duties, as they were understood.
[[nodiscard]] ApiResponse get_plan_whole(const std::string& id, const RouteContext& context);
[[nodiscard]] ApiResponse get_unit_list(const RouteContext& context);
[[nodiscard]] ApiResponse get_post_list(const RouteContext& context);
[[nodiscard]] ApiResponse get_story(const std::string& key_or_code, const RouteContext& context);
[[nodiscard]] ApiResponse get_why(const std::string& key_or_message, const RouteContext& context);

/// How many of the posts that somebody holds can answer where they read.
struct LinkCounts {
  int connected{0};
  int posts{0};
};
[[nodiscard]] LinkCounts link_counts(const RouteContext& context);

[[nodiscard]] ApiResponse get_triggers(const RouteContext& context);

/// Of a name that is_act_name().
[[nodiscard]] ApiResponse post_act(const std::string& name,
                                   const std::string& key_or_code,
                                   const std::string& body,
                                   const RouteContext& context);
/// Records an event of the trigger, on its watch.
[[nodiscard]] ApiResponse post_trigger(const std::string& plan,
                                       const std::string& trigger,
                                       const std::string& body,
                                       const RouteContext& context);
/// Gives one task, or a pasted list of them, all or none.
[[nodiscard]] ApiResponse post_tasks(const std::string& body, const RouteContext& context);
/// Posts with who reads where: linked, by the directory, a code given out, nobody.
[[nodiscard]] ApiResponse get_links(const RouteContext& context);
/// A one-time code for the post's holder.
[[nodiscard]] ApiResponse post_link(const std::string& post,
                                    const std::string& body,
                                    const RouteContext& context);
[[nodiscard]] ApiResponse post_unlink(const std::string& post,
                                      const std::string& body,
                                      const RouteContext& context);
/// Completes the weekly duties that the post owes and that are asked about.
[[nodiscard]] ApiResponse post_week(const std::string& post,
                                    const std::string& body,
                                    const RouteContext& context);
/// Everybody's days away that are not over.
[[nodiscard]] nlohmann::ordered_json days_away_view(const RouteContext& context);
[[nodiscard]] ApiResponse get_leaves(const RouteContext& context);
/// Records days away of the post's holder.
[[nodiscard]] ApiResponse post_leave(const std::string& post,
                                     const std::string& body,
                                     const RouteContext& context);
/// Takes back what was recorded last.
[[nodiscard]] ApiResponse post_undo_leave(const std::string& post,
                                          const std::string& body,
                                          const RouteContext& context);
/// A code by which the post's holder signs in, for an admin to hand over.
[[nodiscard]] ApiResponse post_sign_in_code(const std::string& post,
                                            const std::string& body,
                                            const RouteContext& context);
/// Ends every session of the post's holder.
[[nodiscard]] ApiResponse post_sign_out_everywhere(const std::string& post,
                                                   const std::string& body,
                                                   const RouteContext& context);
[[nodiscard]] ApiResponse get_tokens(const RouteContext& context);
[[nodiscard]] ApiResponse post_token(const std::string& body, const RouteContext& context);
[[nodiscard]] ApiResponse post_revoke_token(const std::string& name,
                                            const std::string& body,
                                            const RouteContext& context);
[[nodiscard]] ApiResponse get_feeds(const RouteContext& context);
/// A calendar's address, once told, in place of an earlier one.
[[nodiscard]] ApiResponse post_feed(const std::string& body, const RouteContext& context);
[[nodiscard]] ApiResponse post_revoke_feed(const std::string& of,
                                           const std::string& body,
                                           const RouteContext& context);
/// The keys that sign the links of mails: their numbers and ages, never the keys.
[[nodiscard]] ApiResponse get_link_keys(const RouteContext& context);
/// Another key signs from now on; links that are out stay good until they expire.
[[nodiscard]] ApiResponse post_rotate_link_keys(const std::string& body,
                                                const RouteContext& context);
/// The same, and every link that is out opens nothing any more.
[[nodiscard]] ApiResponse post_revoke_links(const std::string& body, const RouteContext& context);
/// Makes a backup.
[[nodiscard]] ApiResponse post_backup(const std::string& body, const RouteContext& context);
/// What is wrong with the database, if something is.
[[nodiscard]] ApiResponse get_verify(const RouteContext& context);
[[nodiscard]] ApiResponse post_hold(const std::string& body, const RouteContext& context);
[[nodiscard]] ApiResponse post_release(const std::string& body, const RouteContext& context);

}  // namespace dondoc
