// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/occasions.h"

#include "rules/schedule/audience.h"
#include "rules/schedule/duty_text.h"
#include "rules/schedule/move_reason.h"
#include "rules/schedule/wording.h"

#include <algorithm>

namespace dondoc {
namespace {

using std::chrono::days;

void add_posts(std::vector<std::string>& posts, const std::vector<std::string>& more) {
  for (const std::string& post : more) {
    if (std::find(posts.begin(), posts.end(), post) == posts.end()) {
      posts.push_back(post);
    }
  }
}

bool rung_begins(std::string_view rung, std::string_view word) {
  return rung.substr(0, word.size()) == word;
}

/// "don-doc.2": the second time that it was said.
std::string numbered(std::string_view rung, int number) {
  return std::string(rung) + '.' + std::to_string(number);
}

PlannedRung occasion(std::string id, Instant at, NoticeKind kind) {
  PlannedRung rung;
  rung.id = std::move(id);
  rung.at = at;
  rung.kind = kind;
  return rung;
}

/// A paper that was sent back, or isn't any more: the due is where it was.
bool is_for_lead_alone(const Occurrence& occurrence) {
  const Change& change = *occurrence.change;
  return change.kind == ChangeKind::returned ||
         (change.kind == ChangeKind::undone && change.from_leads.empty() &&
          change.from_due == occurrence.due && change.from_dated == occurrence.dated);
}

void add_change(const Occurrence& occurrence,
                const Owed& owed,
                const RuleSet& rules,
                std::vector<PlannedRung>& rungs) {
  if (!occurrence.change) {
    return;
  }
  PlannedRung told =
      occasion(std::string(due_moved_rung), occurrence.round_from, NoticeKind::change);
  told.moved = change_words(occurrence, rules);
  told.posts = heads_of(rules.directory, owed.lead_units);
  add_posts(told.posts, heads_of(rules.directory, occurrence.change->from_leads));
  if (!is_for_lead_alone(occurrence)) {
    add_posts(told.posts, heads_of(rules.directory, owed.obligation->support));
    if (owed.obligation->oversight) {
      add_posts(told.posts, heads_of(rules.directory, {*owed.obligation->oversight}));
    }
  }
  rungs.push_back(std::move(told));
}

/// Duties that the calendar brings to mind too late or never.
bool is_asked_about(const Occurrence& occurrence, const Owed& owed) {
  if (!owed.plan->checkpoints) {
    return false;
  }
  const DueRule& rule = rule_of(owed, occurrence);
  const auto* yearly = std::get_if<YearlyRule>(&rule.recurrence);
  const bool whole_year = yearly != nullptr && *yearly == YearlyRule{};
  return !occurrence.dated || whole_year || std::holds_alternative<PeriodRule>(rule.recurrence);
}

void add_checkpoints(const Occurrence& occurrence,
                     const Owed& owed,
                     const RuleSet& rules,
                     std::vector<PlannedRung>& rungs) {
  if (!is_asked_about(occurrence, owed)) {
    return;
  }
  const int first = year_of(date_of(occurrence.opens, rules.zone));
  const int last = std::min(year_of(occurrence.last_day), year_max);
  for (int year = first; year <= last; ++year) {
    for (const ReportPeriod& report : checkpoints_of(rules.reporting, year)) {
      const Date day =
          rules.calendar.add_working_days(report.cut_off, -rules.reporting.asked_before);
      const Instant at = instant_at(day, owed.policy->at, rules.zone);
      if (at < occurrence.opens || at >= occurrence.due || rungs.size() >= planned_rungs_max) {
        continue;
      }
      PlannedRung asked =
          occasion(std::string(checkpoint_rung) + '.' + report.period, at, NoticeKind::checkpoint);
      asked.offset = "trước ngày chốt số liệu " + date_words(report.cut_off);
      rungs.push_back(std::move(asked));
    }
  }
}

void add_signature(const Occurrence& occurrence,
                   const Owed& owed,
                   const RuleSet& rules,
                   std::vector<PlannedRung>& rungs) {
  if (!occurrence.submission) {
    return;
  }
  const Date handed = date_of(occurrence.submission->at, rules.zone);
  for (int nth = 1; nth <= signature_reminders_max + 1; ++nth) {
    const Date day = rules.calendar.add_working_days(handed, (nth - 1) * signature_days_apart);
    const std::string suffix = nth == 1 ? std::string{} : '.' + std::to_string(nth);
    PlannedRung waits = occasion(
        std::string(signature_rung) + suffix,
        nth == 1 ? occurrence.submission->at : instant_at(day, owed.policy->at, rules.zone),
        NoticeKind::signature);
    waits.to = Audience::leader;
    waits.posts = {occurrence.submission->signer};
    waits.offset = "khi văn bản chờ ký";
    rungs.push_back(std::move(waits));
  }
}

/// Who decides on what the lead asks for.
std::string leader_in_charge(const Owed& owed, const RuleSet& rules) {
  const auto unit = rules.directory.units.find(owed.lead_units.front());
  const bool has_leader = unit != rules.directory.units.end() && unit->second.reports_to;
  return has_leader ? *unit->second.reports_to : rules.directory.chair;
}

/// What a wish for this day, or for this unit, is called, whenever it was made.
std::string wish_for(const ExtensionRequest& asked) {
  return std::string(extension_rung) + '.' + to_iso(asked.until);
}
std::string wish_for(const TransferRequest& asked) {
  return std::string(transfer_rung) + '.' + asked.unit;
}

bool is_wish(std::string_view rung, std::string_view wish) {
  return rung_begins(rung, wish) && (rung.size() == wish.size() || rung[wish.size()] == '.');
}

/// Each wish is told, also one that was made before.
template <typename Request>
std::string wish_rung(const Occurrence& occurrence, const Request& asked) {
  const std::string wish = wish_for(asked);
  const auto earlier = std::count_if(
      occurrence.rungs.begin(), occurrence.rungs.end(), [&](const RungRecord& record) {
        return is_wish(record.rung, wish) && record.planned_at != asked.at;
      });
  return earlier == 0 ? wish : wish + '.' + std::to_string(earlier + 1);
}

template <typename Request>
bool is_current_wish(const RungRecord& record, const std::optional<Request>& asked) {
  return asked && is_wish(record.rung, wish_for(*asked)) && record.planned_at == asked->at;
}

void add_extension(const Occurrence& occurrence,
                   const Owed& owed,
                   const RuleSet& rules,
                   std::vector<PlannedRung>& rungs) {
  if (!occurrence.asked) {
    return;
  }
  PlannedRung wish = occasion(
      wish_rung(occurrence, *occurrence.asked), occurrence.asked->at, NoticeKind::extension);
  wish.to = Audience::leader;
  wish.posts = {leader_in_charge(owed, rules)};
  wish.offset = "khi đơn vị đề nghị gia hạn";
  rungs.push_back(std::move(wish));
}

void add_transfer(const Occurrence& occurrence,
                  const Owed& owed,
                  const RuleSet& rules,
                  std::vector<PlannedRung>& rungs) {
  if (!occurrence.transfer_asked) {
    return;
  }
  PlannedRung wish = occasion(wish_rung(occurrence, *occurrence.transfer_asked),
                              occurrence.transfer_asked->at,
                              NoticeKind::extension);
  wish.to = Audience::leader;
  wish.posts = {leader_in_charge(owed, rules)};
  wish.offset = "khi đơn vị đề nghị chuyển giao";
  rungs.push_back(std::move(wish));
}

void add_excuse(const Occurrence& occurrence,
                const Owed& owed,
                const RuleSet& rules,
                std::vector<PlannedRung>& rungs) {
  if (!occurrence.excuse || !occurrence.excuse->confirmed_by.empty()) {
    return;
  }
  PlannedRung asks = occasion(numbered(excuse_rung, occurrence.excuse->number),
                              occurrence.excuse->at,
                              NoticeKind::extension);
  asks.to = Audience::leader;
  asks.posts = {leader_in_charge(owed, rules)};
  asks.offset = "khi đơn vị nêu nguyên nhân khách quan";
  rungs.push_back(std::move(asks));
}

/// Whoever is named to support a task hears of it once; a plan's duty they know from the plan.
void add_support(const Occurrence& occurrence,
                 const Owed& owed,
                 const RuleSet& rules,
                 std::vector<PlannedRung>& rungs) {
  if (!occurrence.task || !is_first_run(occurrence)) {
    return;
  }
  PlannedRung told = occasion(std::string(support_rung), occurrence.opens, NoticeKind::assigned);
  told.to = Audience::support;
  told.offset = "khi được giao";
  const std::vector<std::string> leads = heads_of(rules.directory, owed.lead_units);
  for (const std::string& post : heads_of(rules.directory, owed.obligation->support)) {
    if (std::find(leads.begin(), leads.end(), post) == leads.end()) {
      told.posts.push_back(post);
    }
  }
  if (!told.posts.empty()) {
    rungs.push_back(std::move(told));
  }
}

void add_urging(const Occurrence& occurrence,
                const Owed& owed,
                const RuleSet& rules,
                std::vector<PlannedRung>& rungs) {
  if (!occurrence.urging) {
    return;
  }
  PlannedRung told = occasion(numbered(urging_rung, occurrence.urging->number),
                              occurrence.urging->at,
                              NoticeKind::assigned);
  told.posts = heads_of(rules.directory, owed.lead_units);
  told.offset = occurrence.urging->directs ? "khi lãnh đạo chỉ đạo" : "khi được đôn đốc";
  rungs.push_back(std::move(told));
}

}  // namespace

std::vector<PlannedRung> plan_occasions(const Occurrence& occurrence,
                                        const Owed& owed,
                                        const RuleSet& rules) {
  std::vector<PlannedRung> rungs;
  add_change(occurrence, owed, rules, rungs);
  if ((occurrence.happening || occurrence.task) && is_first_run(occurrence)) {
    rungs.push_back(occasion(std::string(assigned_rung), occurrence.opens, NoticeKind::assigned));
    rungs.back().offset = occurrence.task ? "khi được giao" : "khi phát sinh việc";
  }
  add_support(occurrence, owed, rules, rungs);
  add_checkpoints(occurrence, owed, rules, rungs);
  add_signature(occurrence, owed, rules, rungs);
  add_extension(occurrence, owed, rules, rungs);
  add_transfer(occurrence, owed, rules, rungs);
  add_excuse(occurrence, owed, rules, rungs);
  add_urging(occurrence, owed, rules, rungs);
  sort_by_time(rungs);
  return rungs;
}

bool stands_alone(std::string_view rung) {
  return rung == due_moved_rung || rung == assigned_rung || rung == support_rung ||
         rung == signature_rung || rung_begins(rung, extension_rung) ||
         rung_begins(rung, transfer_rung) || rung_begins(rung, excuse_rung) ||
         rung_begins(rung, urging_rung);
}

bool is_of_people(const PlannedRung& rung, const Occurrence& occurrence) {
  switch (rung.kind) {
    case NoticeKind::signature:
    case NoticeKind::extension:
      return true;
    case NoticeKind::change:
      return occurrence.change && occurrence.change->kind != ChangeKind::moved;
    case NoticeKind::assigned:
      return rung_begins(rung.id, urging_rung);
    case NoticeKind::reminder:
    case NoticeKind::escalation:
    case NoticeKind::checkpoint:
      return false;
  }
  return false;
}

bool is_current(const RungRecord& record, const Occurrence& occurrence) {
  if (rung_begins(record.rung, signature_rung)) {
    return occurrence.submission && record.planned_at >= occurrence.submission->at;
  }
  if (rung_begins(record.rung, extension_rung)) {
    return is_current_wish(record, occurrence.asked);
  }
  if (rung_begins(record.rung, transfer_rung)) {
    return is_current_wish(record, occurrence.transfer_asked);
  }
  if (rung_begins(record.rung, urging_rung)) {
    return occurrence.urging && record.planned_at == occurrence.urging->at &&
           record.rung == numbered(urging_rung, occurrence.urging->number);
  }
  if (rung_begins(record.rung, excuse_rung)) {
    return occurrence.excuse && occurrence.excuse->confirmed_by.empty() &&
           record.planned_at == occurrence.excuse->at &&
           record.rung == numbered(excuse_rung, occurrence.excuse->number);
  }
  // That it was given to its first lead is no word for the next one.
  const bool led_anew = !occurrence.transferred_to.empty() ||
                        (occurrence.change && !occurrence.change->from_leads.empty());
  const bool given = record.rung == assigned_rung && !led_anew;
  return given || record.rung == support_rung || is_of_run(occurrence, record.round);
}

namespace {

/// "từ Phòng Kinh tế sang Phòng Văn hóa - Xã hội; lý do: …"
std::string transfer_words(const Occurrence& occurrence, const RuleSet& rules) {
  const Change& change = *occurrence.change;
  std::vector<std::string> from;
  for (const std::string& unit : change.from_leads) {
    from.push_back(unit_words(rules.directory, unit));
  }
  const bool undone = change.kind == ChangeKind::undone;
  return "từ " + join(from, ", ") + (undone ? " trở lại " : " sang ") +
         lead_words(occurrence, rules) +
         (change.basis.empty() ? change.basis : "; lý do: " + change.basis);
}

}  // namespace

std::string change_words(const Occurrence& occurrence, const RuleSet& rules) {
  const Change& change = *occurrence.change;
  if (!change.from_leads.empty()) {
    return transfer_words(occurrence, rules);
  }
  std::string basis = change.basis.empty() ? std::string{} : " (" + change.basis + ')';
  if (change.kind == ChangeKind::moved && change.basis.rfind(by_document, 0) == 0) {
    basis = ", " + change.basis;
  } else if (change.kind == ChangeKind::adjusted && !change.basis.empty()) {
    basis = ", theo " + change.basis;
  } else if (change.kind == ChangeKind::extended && !change.basis.empty()) {
    basis = "; lý do: " + change.basis;
  }
  if (change.kind == ChangeKind::returned) {
    return "đề nghị bổ sung, hoàn thiện" + (change.basis.empty() ? basis : ": " + change.basis);
  }
  if (change.kind == ChangeKind::undone && is_for_lead_alone(occurrence)) {
    return "việc trả lại văn bản được thu hồi";
  }
  const std::string from = change.from_dated
                               ? due_words(change.from_due, change.from_last_day, rules.zone)
                               : std::string("chưa xác định thời hạn");
  const std::string to = occurrence.dated
                             ? due_words(occurrence.due, occurrence.last_day, rules.zone)
                             : std::string("chưa xác định thời hạn");
  return "từ " + from + " thành " + to + basis;
}

}  // namespace dondoc
