// SPDX-License-Identifier: Apache-2.0
// Whether who owes or watches something can be told of it, looked at before anything falls due: a
// reminder that finds nobody is told of too late.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/release.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dondoc {

/// Why a post can't be told anything.
enum class ReachGap {
  vacant,      ///< nobody holds it, and no deputy stands in
  away,        ///< its holder is on leave, and so are all deputies
  no_contact,  ///< who acts for it has no channel
  dead,        ///< every address of theirs refuses what is sent, or sends it back
};

/// Addresses (channel, address) that take nothing any more, with what their service said last.
using DeadContacts = std::map<std::pair<std::string, std::string>, std::string>;

struct ReachFinding {
  std::string post;
  ReachGap gap{ReachGap::vacant};
  Date from;                       ///< today, or the day from which it will be so
  bool coming{false};              ///< it isn't so yet
  Date to;                         ///< of a leave its last day
  std::string said;                ///< what the service said, of a dead address
  int leads{0};                    ///< duties that its unit owes
  int watches{0};                  ///< duties that its unit oversees, or that are reported to it
  std::vector<std::string> plans;  ///< in which it does, and those that its unit coordinates
  bool operator==(const ReachFinding&) const = default;
};

/// The last day of the leave that the person is on; nothing when they are there.
[[nodiscard]] std::optional<Date> away_until(const Person& person, Date day);

/// So many days ahead an end of office or a leave is told.
inline constexpr int reach_days_ahead = 7;

/// Every post that owes, oversees, coordinates or leads in a plan that is not over, and the admin;
/// by post. Of what several days bring, the first.
[[nodiscard]] std::vector<ReachFinding> audit_reach(const RuleSet& rules,
                                                    const DeadContacts& dead,
                                                    Date today);

/// "chức danh chưa có người giữ, không có cấp phó thay"
[[nodiscard]] std::string gap_words(const ReachFinding& finding);
/// "Trưởng phòng Kinh tế (chủ trì 03 nhiệm vụ): chức danh chưa có người giữ, …"
[[nodiscard]] std::string reach_line(const ReachFinding& finding, const RuleSet& rules);

/// The mark of the findings that a post was told of last; empty when it never was.
using LastTold = std::function<std::string(const std::string& post)>;

/// The messages of a day's audit: one to the admin of everything, one to each coordinator of what
/// lies in their plans; nobody gets two, and nobody the same twice. That nothing is left of what
/// was told is told too. Where the admin can't be reached somebody stands in, as of an alarm.
[[nodiscard]] std::vector<MessageDraft> compose_reach(const std::vector<ReachFinding>& findings,
                                                      const DeadContacts& dead,
                                                      const LastTold& last_told,
                                                      const RuleSet& rules,
                                                      Instant now);

/// Before the post and a colon, in the key of every such message; behind it the mark and the day.
inline constexpr std::string_view reach_key_prefix = "alarm/posts-unreachable/";

/// The mark in such a key.
[[nodiscard]] std::string reach_mark_of(std::string_view key);

}  // namespace dondoc
