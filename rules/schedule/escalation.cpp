// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/escalation.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/ladder.h"
#include "rules/schedule/muting.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

/// Nobody hears that a paper is late which lies on their own desk.
bool has_paper_of(const Occurrence& occurrence,
                  const std::string& post,
                  const RuleSet& rules,
                  Date day) {
  if (!occurrence.submission) {
    return false;
  }
  const std::string& signer = occurrence.submission->signer;
  const Person* reader = acting(rules.directory, post, day);
  return post == signer || (reader != nullptr && reader == acting(rules.directory, signer, day));
}

bool is_told_of(const RungRecord& record) {
  return record.state == RungState::messaged || record.state == RungState::pending ||
         record.state == RungState::unreachable;
}

void add_told(std::vector<ToldPost>& told, const RungRecord& record, Audience as) {
  auto found = std::find_if(
      told.begin(), told.end(), [&record](const ToldPost& one) { return one.post == record.post; });
  if (found == told.end()) {
    told.push_back({record.post, as, 1, record});
    return;
  }
  ++found->times;
  found->as = std::max(found->as, as);
  if (record.planned_at >= found->newest.planned_at) {
    found->newest = record;
  }
}

std::string climb_verb(const std::string& post, const RuleSet& rules) {
  return is_leader(rules.directory, post) ? "báo cáo " : "chuyển ";
}

}  // namespace

std::optional<NextLevel> next_level(const Occurrence& occurrence,
                                    const Owed& owed,
                                    const RuleSet& rules,
                                    Instant now,
                                    const std::string& told) {
  if (!occurrence.dated) {
    return std::nullopt;
  }
  for (const PlannedRung& rung : ladder_of(occurrence, owed, rules)) {
    if (rung.at <= now || rung.to < Audience::oversight) {
      continue;
    }
    const Date day = date_of(rung.at, rules.zone);
    const Audiences audiences(rules, owed, day);
    const std::vector<std::string>& posts = audiences.posts(rung.to);
    if (!posts.empty() && posts.front() != told &&
        !has_paper_of(occurrence, posts.front(), rules, day) &&
        !why_spared(occurrence, rung, posts.front(), rules)) {
      return NextLevel{rung.at, posts.front()};
    }
  }
  return std::nullopt;
}

std::optional<Escalation> escalation_of(const Occurrence& occurrence,
                                        const RuleSet& rules,
                                        Instant now) {
  const auto owed = find_owed(rules, occurrence);
  if (!owed || occurrence.state != OccurrenceState::open || !occurrence.dated ||
      occurrence.needs_review || now < occurrence.due) {
    return std::nullopt;
  }
  const std::vector<PlannedRung> ladder = ladder_of(occurrence, *owed, rules);
  Escalation escalation;
  for (const RungRecord& record : occurrence.rungs) {
    const auto rung = std::find_if(
        ladder.begin(), ladder.end(), [&record](const auto& one) { return one.id == record.rung; });
    if (rung != ladder.end() && record.planned_at >= occurrence.due && is_told_of(record) &&
        is_of_run(occurrence, record.round)) {
      add_told(escalation.told, record, rung->to);
    }
  }
  escalation.next = next_level(occurrence, *owed, rules, now, {});
  if (escalation.told.empty() && !escalation.next) {
    return std::nullopt;
  }
  return escalation;
}

std::string level_words(const Escalation& escalation, const RuleSet& rules) {
  const ToldPost* highest = nullptr;
  for (const ToldPost& one : escalation.told) {
    if (highest == nullptr || one.as >= highest->as) {
      highest = &one;
    }
  }
  if (highest == nullptr) {
    return "chưa báo ai";
  }
  if (highest->as < Audience::oversight) {
    return "mới nhắc đơn vị chủ trì";
  }
  return "đã " + climb_verb(highest->post, rules) + addressee_words(rules.directory, highest->post);
}

std::string next_words(const Escalation& escalation, const RuleSet& rules) {
  if (!escalation.next) {
    return {};
  }
  const auto& [at, post] = *escalation.next;
  const bool again = std::any_of(
      escalation.told.begin(), escalation.told.end(), [&post = post](const ToldPost& one) {
        return one.post == post && one.as >= Audience::oversight;
      });
  return moment_words(at, rules.zone) + ' ' + climb_verb(post, rules) + (again ? "lại " : "") +
         addressee_words(rules.directory, post);
}

}  // namespace dondoc
