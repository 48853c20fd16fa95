// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/muting.h"

#include "rules/schedule/occasions.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {

NoticeKind kind_of(const PlannedRung& rung) {
  const bool widens = rung.kind == NoticeKind::reminder && rung.to >= Audience::oversight;
  return widens ? NoticeKind::escalation : rung.kind;
}

std::optional<std::string> why_muted(const Occurrence& occurrence,
                                     const PlannedRung& rung,
                                     Zone zone) {
  if (rung.to != Audience::lead || !rung.posts.empty() || rung.kind != NoticeKind::reminder) {
    return std::nullopt;
  }
  if (occurrence.submission) {
    return "đã trình ký";
  }
  if (!occurrence.acknowledged_at || !rung.before || rung.last_before) {
    return std::nullopt;
  }
  const bool of_this_round =
      is_first_run(occurrence) || *occurrence.acknowledged_at >= occurrence.round_from;
  const bool holds = !occurrence.promised || rung.at < start_of(*occurrence.promised, zone);
  return of_this_round && holds ? std::optional<std::string>("đơn vị đã nhận việc") : std::nullopt;
}

std::optional<std::string> why_spared(const Occurrence& occurrence,
                                      const PlannedRung& rung,
                                      const std::string& post,
                                      Zone zone) {
  if (stands_alone(rung.id) || rung.last_before) {
    return std::nullopt;
  }
  const auto snoozed = occurrence.snoozed.find(post);
  if (snoozed != occurrence.snoozed.end() &&
      rung.at < start_of(std::min(snoozed->second, occurrence.last_day), zone)) {
    return "tạm dừng nhắc đến ngày " + date_words(snoozed->second);
  }
  return kind_of(rung) == NoticeKind::escalation && occurrence.noted.count(post) != 0
             ? std::optional<std::string>("lãnh đạo đã ghi nhận")
             : std::nullopt;
}

std::vector<std::string> handed_on(const Occurrence& occurrence,
                                   const PlannedRung& rung,
                                   std::vector<std::string> posts,
                                   const Directory& directory) {
  const auto officer = directory.posts.find(occurrence.officer);
  const bool early = rung.to == Audience::lead && rung.kind == NoticeKind::reminder &&
                     rung.before && !rung.last_before;
  if (!early || officer == directory.posts.end()) {
    return posts;
  }
  const auto unit = directory.units.find(officer->second.unit);
  if (unit != directory.units.end()) {
    std::replace(posts.begin(), posts.end(), unit->second.head, officer->first);
  }
  return posts;
}

}  // namespace dondoc
