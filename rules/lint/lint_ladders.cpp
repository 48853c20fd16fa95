// SPDX-License-Identifier: Apache-2.0
// Rungs that never fall, ladders that end where they began, quiet hours that swallow.
#include "rules/lint/findings.h"
#include "rules/schedule/audience.h"
#include "rules/schedule/ladder.h"
#include "rules/schedule/release.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <map>
#include <set>
#include <variant>

namespace dondoc {

namespace {

bool widens(const Rung& rung) {
  return !rung.offset.before && rung.to >= Audience::oversight;
}

/// In days after the last day; the last repeat's.
int latest_day(const Rung& rung) {
  const int days =
      rung.offset.unit == OffsetUnit::days ? rung.offset.amount : (rung.offset.amount + 23) / 24;
  return days + (rung.repeat ? rung.repeat->every_days * rung.repeat->at_most : 0);
}

void judge_policy(Findings& findings, const Policy& policy) {
  const bool ends = policy.lapse_after_days.has_value();
  if (!ends && std::none_of(policy.ladder.begin(), policy.ladder.end(), widens)) {
    findings.warn(linted_policies,
                  {policy.id},
                  "ladder-ends-at-owner",
                  "quy trình `" + policy.id +
                      "` chỉ nhắc đơn vị phải làm: quá hạn mà không ai làm thì không báo cáo ai",
                  "`- { rung: tre-3, after: 3 days, to: oversight }`");
  }
  for (const Rung& rung : policy.ladder) {
    if (ends && !rung.offset.before && latest_day(rung) > *policy.lapse_after_days) {
      findings.warn(linted_policies,
                    {policy.id, "ladder", '#' + rung.id},
                    "rung-after-lapse",
                    "lần nhắc `" + rung.id +
                        (rung.offset.amount > *policy.lapse_after_days
                             ? "` không bao giờ đi: sau "
                             : "` không bao giờ nhắc lại đủ số lần: sau ") +
                        std::to_string(*policy.lapse_after_days) +
                        " ngày đầu việc đã tự khép (`lapse_after`)",
                    "bỏ lần nhắc này, hoặc tăng `lapse_after`");
    }
  }
}

/// Rungs toward the lead before the due, over all dues of a stage.
struct Reminders {
  std::set<std::string> planned;       ///< that fall at least once
  std::set<std::string> dropped;       ///< that lie before the opening at least once
  std::vector<const Due*> unreminded;  ///< all of whose reminders lie before the opening
  int fallen{0};
  int swallowed{0};  ///< that quiet hours hold until the due has passed
};

Reminders reminders_of(const Findings& findings, const LintedStage& stage) {
  const RuleSet& rules = findings.rules();
  Reminders found;
  for (const Due& due : stage.dues) {
    const int fallen_before = found.fallen;
    bool dropped = false;
    for (const PlannedRung& rung :
         plan_ladder(*stage.owed.policy, due, rules.calendar, rules.zone)) {
      if (!rung.before || rung.to != Audience::lead) {
        continue;
      }
      if (rung.at < due.opens) {
        found.dropped.insert(rung.id);
        dropped = true;
        continue;
      }
      found.planned.insert(rung.id);
      ++found.fallen;
      const Policy& policy = *stage.owed.policy;
      const bool waits = !is_urgent(policy, rung.id);
      found.swallowed += waits && may_leave_at(policy, rung.at, rules.zone) >= due.due ? 1 : 0;
    }
    if (dropped && found.fallen == fallen_before) {
      found.unreminded.push_back(&due);
    }
  }
  return found;
}

/// What comes once may be announced late; what recurs could have been planned for.
bool recurs(const DueRule& rule) {
  return !std::holds_alternative<OnceRule>(rule.recurrence);
}

/// No hour of a working day for a reminder between the opening and the due: the first that the unit
/// hears is that it is late.
void tell_of_unreminded(Findings& findings, const LintedStage& stage, const Reminders& found) {
  std::vector<std::string> dues;
  for (const Due* due : found.unreminded) {
    dues.push_back(date_words(due->last_day) + " (kỳ " + due->period + ')');
  }
  findings.note(stage.owed.plan->place.file,
                due_path(stage.owed),
                "unreminded-due",
                stage_words(stage.owed) +
                    ": từ khi mở kỳ đến thời hạn không có giờ nhắc nào của ngày làm việc nên không "
                    "có lần nhắc nào trước hạn: " +
                    listed(dues, finding_names_max));
}

void judge_reminders(Findings& findings,
                     std::map<std::string, std::vector<std::string>>& swallowed) {
  for (const LintedStage& stage : findings.stages()) {
    const Reminders found = reminders_of(findings, stage);
    std::vector<std::string> never;
    std::set_difference(found.dropped.begin(),
                        found.dropped.end(),
                        found.planned.begin(),
                        found.planned.end(),
                        std::back_inserter(never));
    if (!never.empty() && recurs(stage.owed.stage->rule)) {
      findings.warn(stage.owed.plan->place.file,
                    due_path(stage.owed),
                    "rung-before-opening",
                    "lần nhắc " + listed(never, finding_names_max) + " của quy trình `" +
                        stage.owed.policy->id + "` không bao giờ đi với " +
                        stage_words(stage.owed) + ": luôn rơi vào trước ngày mở kỳ",
                    "dùng quy trình có ít lần nhắc hơn, ví dụ `policy: monthly`");
    }
    if (!found.unreminded.empty() && found.fallen > 0 && recurs(stage.owed.stage->rule)) {
      tell_of_unreminded(findings, stage, found);
    }
    if (found.fallen > 0 && found.swallowed == found.fallen) {
      swallowed[stage.owed.policy->id].push_back(stage_words(stage.owed));
    }
  }
}

/// Whether somebody else than whoever owes it hears of it when it is late.
bool reaches_another(const RuleSet& rules, const Owed& owed, Date day) {
  const Audiences audiences(rules, owed, day);
  std::set<const Person*> own;
  for (const std::string& post : audiences.posts(Audience::lead)) {
    own.insert(acting(rules.directory, post, day));
  }
  const auto is_another = [&](const std::string& post) {
    const Person* person = acting(rules.directory, post, day);
    return person != nullptr && own.count(person) == 0;
  };
  return std::any_of(owed.policy->ladder.begin(), owed.policy->ladder.end(), [&](const Rung& rung) {
    const std::vector<std::string>& posts = audiences.posts(rung.to);
    return widens(rung) && std::any_of(posts.begin(), posts.end(), is_another);
  });
}

void judge_ends(Findings& findings) {
  std::set<const Obligation*> told;
  for (const LintedStage& stage : findings.stages()) {
    const Owed& owed = stage.owed;
    const bool climbs = std::any_of(owed.policy->ladder.begin(), owed.policy->ladder.end(), widens);
    const Date day = std::max(findings.today(), owed.plan->effective_from);
    if (!climbs || told.count(owed.obligation) != 0 ||
        reaches_another(findings.rules(), owed, day)) {
      continue;
    }
    told.insert(owed.obligation);
    SourcePath path = obligation_path(*owed.obligation);
    path.emplace_back("lead");
    findings.warn(owed.plan->place.file,
                  path,
                  "ladder-ends-at-owner",
                  "nhiệm vụ " + owed.obligation->id + " quá hạn thì không báo cáo được ai khác " +
                      unit_words(findings.rules().directory, owed.lead_units.front()),
                  "ghi `oversight` là đơn vị khác, hoặc `reports_to` của đơn vị chủ trì trong "
                  "directory.yaml");
  }
}

}  // namespace

void judge_ladders(Findings& findings) {
  for (const auto& [id, policy] : findings.rules().policies) {
    judge_policy(findings, policy);
  }
  std::map<std::string, std::vector<std::string>> swallowed;
  judge_reminders(findings, swallowed);
  for (const auto& [policy, duties] : swallowed) {
    findings.warn(linted_policies,
                  {policy, "hours"},
                  "quiet-hours-swallow",
                  "giờ gửi tin của quy trình `" + policy +
                      "` giữ mọi lần nhắc trước hạn lại đến khi đã quá hạn: " +
                      listed(duties, finding_names_max),
                  "nới `hours`, hoặc nhắc sớm hơn, ví dụ `before: 1 day`");
  }
  judge_ends(findings);
}

}  // namespace dondoc
