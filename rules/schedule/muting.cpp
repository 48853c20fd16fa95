// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/muting.h"

#include "rules/schedule/occasions.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {

bool has_changed_hands(const RuleSet& rules, const std::string& post, Instant said, Date day) {
  return holder(rules.directory, post, date_of(said, rules.zone)) !=
         holder(rules.directory, post, day);
}

std::string officer_on(const Occurrence& occurrence, const RuleSet& rules, Date day) {
  const Directory& directory = rules.directory;
  const auto officer = directory.posts.find(occurrence.officer);
  if (officer == directory.posts.end() || !occurrence.assigned_at) {
    return occurrence.officer;
  }
  const auto unit = directory.units.find(officer->second.unit);
  const bool lapsed = unit != directory.units.end() &&
                      has_changed_hands(rules, unit->second.head, *occurrence.assigned_at, day);
  return lapsed ? std::string{} : occurrence.officer;
}

std::optional<Date> snoozed_on(const Occurrence& occurrence,
                               const std::string& post,
                               const RuleSet& rules,
                               Date day) {
  const auto known = occurrence.snoozed.find(post);
  if (known == occurrence.snoozed.end() || has_changed_hands(rules, post, known->second.at, day)) {
    return std::nullopt;
  }
  return known->second.until;
}

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
                                      const RuleSet& rules) {
  if (stands_alone(rung.id) || rung.last_before) {
    return std::nullopt;
  }
  const Date day = date_of(rung.at, rules.zone);
  const std::optional<Date> snoozed = snoozed_on(occurrence, post, rules, day);
  if (snoozed && rung.at < start_of(std::min(*snoozed, occurrence.last_day), rules.zone)) {
    return "tạm dừng nhắc đến ngày " + date_words(*snoozed);
  }
  const auto noted = occurrence.noted.find(post);
  return kind_of(rung) == NoticeKind::escalation && noted != occurrence.noted.end() &&
                 !has_changed_hands(rules, post, noted->second, day)
             ? std::optional<std::string>("lãnh đạo đã ghi nhận")
             : std::nullopt;
}

std::vector<std::string> handed_on(const Occurrence& occurrence,
                                   const PlannedRung& rung,
                                   std::vector<std::string> posts,
                                   const RuleSet& rules) {
  const Directory& directory = rules.directory;
  const auto officer =
      directory.posts.find(officer_on(occurrence, rules, date_of(rung.at, rules.zone)));
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
