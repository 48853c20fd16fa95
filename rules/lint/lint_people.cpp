// SPDX-License-Identifier: Apache-2.0
// Who can be reached, who records what terms wait for, and lines of reporting that turn back.
#include "rules/lint/findings.h"
#include "rules/schedule/audience.h"
#include "rules/schedule/reach.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace dondoc {

namespace {

bool is_reachable(const Directory& directory, const std::string& post, Date day) {
  const Person* person = acting(directory, post, day);
  return person != nullptr && !person->contacts.empty();
}

bool reaches_somebody(const RuleSet& rules, const Owed& owed, Date day) {
  const Audiences audiences(rules, owed, day);
  return std::any_of(owed.policy->ladder.begin(), owed.policy->ladder.end(), [&](const Rung& rung) {
    const std::vector<std::string>& posts = audiences.posts(rung.to);
    return std::any_of(posts.begin(), posts.end(), [&](const std::string& post) {
      return is_reachable(rules.directory, post, day);
    });
  });
}

/// Of `each` every unit's part is somebody else's to be told of.
std::vector<std::string> unreachable_units(const RuleSet& rules, const Owed& owed, Date day) {
  std::vector<std::string> units;
  const bool each = owed.obligation->lead.kind == LeadKind::each;
  for (const std::string& unit : owed.obligation->lead.units) {
    Owed part = owed;
    if (each) {
      part.lead_units = {unit};
    }
    if (!reaches_somebody(rules, part, day)) {
      units.push_back(unit);
    }
    if (!each) {
      break;
    }
  }
  return units;
}

void judge_reach(Findings& findings) {
  std::set<const Obligation*> seen;
  for (const LintedStage& stage : findings.stages()) {
    const Owed& owed = stage.owed;
    if (!seen.insert(owed.obligation).second) {
      continue;
    }
    const Date day = std::max(findings.today(), owed.plan->effective_from);
    const std::vector<std::string> units = unreachable_units(findings.rules(), owed, day);
    if (units.empty()) {
      continue;
    }
    SourcePath path = obligation_path(*owed.obligation);
    path.emplace_back("lead");
    findings.warn(owed.plan->place.file,
                  path,
                  "nobody-reachable",
                  "không lần nhắc nào của nhiệm vụ " + owed.obligation->id +
                      " tới được ai: không ai giữ chức danh hoặc không ai có kênh nhận tin (" +
                      listed(units, finding_names_max) + ")",
                  "ghi `held_by` cho thủ trưởng đơn vị và `contacts` cho người đó trong "
                  "directory.yaml");
  }
}

/// The entry of `triggers`, or the duty that waits for a trigger that has none.
SourcePath trigger_path(const Findings& findings, const Plan& plan, const Trigger& trigger) {
  SourcePath path{"triggers", '#' + trigger.id};
  if (findings.sources().value(plan.place.file, path) != nullptr) {
    path.emplace_back("recorder");
    return path;
  }
  const auto waits = [&trigger](const Obligation& obligation) {
    return std::any_of(obligation.stages.begin(), obligation.stages.end(), [&](const Stage& stage) {
      return stage.trigger == trigger.id;
    });
  };
  const auto waiting = std::find_if(plan.obligations.begin(), plan.obligations.end(), waits);
  return waiting == plan.obligations.end() ? SourcePath{"plan"} : obligation_path(*waiting);
}

void judge_recorders(Findings& findings) {
  const Directory& directory = findings.rules().directory;
  for (const auto& [id, plan] : findings.rules().plans) {
    const Date day = std::max(findings.today(), plan.effective_from);
    for (const Trigger& trigger : plan.triggers) {
      const auto unit = directory.units.find(trigger.recorder);
      const bool recorded =
          unit != directory.units.end() && is_reachable(directory, unit->second.head, day);
      if (!recorded && plan.effective_to >= findings.today()) {
        findings.warn(plan.place.file,
                      trigger_path(findings, plan, trigger),
                      "trigger-nobody-records",
                      "không ai được hỏi để ghi nhận mốc `" + trigger.id +
                          "`: " + unit_words(directory, trigger.recorder) +
                          " chưa có người nhận tin, nên việc tính từ mốc này không bao giờ mở",
                      "`recorder` là một đơn vị có người nhận tin");
      }
    }
  }
}

/// From the head of a unit to whom the unit reports; a head of several units has several ways up.
using Lines = std::map<std::string, std::set<std::string>>;

bool leads_back(const Lines& lines,
                const std::string& start,
                const std::string& from,
                std::set<std::string>& seen) {
  const auto next = lines.find(from);
  if (next == lines.end() || !seen.insert(from).second) {
    return false;
  }
  return std::any_of(next->second.begin(), next->second.end(), [&](const std::string& post) {
    return post == start || leads_back(lines, start, post, seen);
  });
}

void judge_reporting_lines(Findings& findings) {
  const Directory& directory = findings.rules().directory;
  Lines lines;
  for (const auto& [id, unit] : directory.units) {
    if (unit.reports_to) {
      lines[unit.head].insert(*unit.reports_to);
    }
  }
  for (const auto& [id, unit] : directory.units) {
    std::set<std::string> seen;
    if (!unit.reports_to || !leads_back(lines, unit.head, unit.head, seen)) {
      continue;
    }
    findings.warn(linted_directory,
                  {"units", '#' + id, "reports_to"},
                  "circular-reporting",
                  unit.head == *unit.reports_to
                      ? "đơn vị `" + id + "` báo cáo cho chính thủ trưởng của mình"
                      : "tuyến báo cáo vòng lại: từ `" + unit.head + "` lên `" + *unit.reports_to +
                            "` rồi lại về `" + unit.head + "`",
                  "`reports_to` là lãnh đạo ở cấp trên, ví dụ `" + directory.chair + "`");
  }
}

/// The same that the daemon's audit looks for each morning, but for what only a channel knows. An
/// office in which people link their chats themselves has many without a channel at first.
void judge_posts(Findings& findings) {
  const RuleSet& rules = findings.rules();
  for (const ReachFinding& found : audit_reach(rules, {}, findings.today())) {
    SourcePath path{"posts", '#' + found.post};
    const std::string words = reach_line(found, rules);
    if (found.gap == ReachGap::away || !rules.reply_channels.empty()) {
      findings.note(linted_directory, path, "post-unreachable", words);
      continue;
    }
    if (found.gap == ReachGap::vacant) {
      findings.warn(linted_directory,
                    path,
                    "post-unreachable",
                    words,
                    "ghi người giữ chức danh ở `held_by`, hoặc cấp phó ở `deputy`");
      continue;
    }
    findings.warn(linted_directory,
                  path,
                  "post-unreachable",
                  words,
                  "ghi kênh nhận tin ở `contacts` của người giữ chức danh");
  }
}

/// An office may have one mailbox for several people; a line that was copied and not changed sends
/// one person's messages to another.
void judge_addresses(Findings& findings) {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> people_at;
  for (const auto& [id, person] : findings.rules().directory.people) {
    for (const Contact& contact : person.contacts) {
      if (contact.channel != by_hand_channel) {
        people_at[{contact.channel, contact.address}].push_back(id);
      }
    }
  }
  for (const auto& [where, people] : people_at) {
    if (people.size() > 1) {
      findings.note(linted_directory,
                    {"people", '#' + people.back()},
                    "shared-address",
                    "cùng một địa chỉ của kênh `" + where.first +
                        "` ghi cho nhiều người: " + listed(people, finding_names_max));
    }
  }
}

}  // namespace

void judge_people(Findings& findings) {
  judge_reach(findings);
  judge_recorders(findings);
  judge_reporting_lines(findings);
  judge_posts(findings);
  judge_addresses(findings);
}

}  // namespace dondoc
