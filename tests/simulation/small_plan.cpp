// SPDX-License-Identifier: Apache-2.0
// The plans of a small world, with every shape of a due, and what their admins edit.
#include "tests/simulation/small_world.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dondoc {

namespace {

constexpr std::size_t obligations_max = 6;
const std::array<const char*, 2> triggers{"van-ban", "kien-nghi"};

/// As the parser adds one for each trigger: a standing duty of whoever must record it.
Obligation watch_of(const std::string& trigger, const std::string& recorder) {
  Obligation watch;
  watch.id = std::string(watch_prefix) + trigger;
  watch.title = "Ghi nhận mốc " + trigger;
  watch.lead = {LeadKind::one, {recorder}};
  watch.oversight = "vh";
  watch.policy = "thuong";
  watch.watches = trigger;
  watch.place = {"plans/thu.yaml", 5};
  Stage stage;
  stage.rule.recurrence = StandingRule{};
  stage.place = watch.place;
  watch.stages = {stage};
  return watch;
}

}  // namespace

std::string_view edit_name(PlanEdit edit) {
  static constexpr std::array<std::string_view, 10> names{"due-moved",
                                                          "duty-removed",
                                                          "duty-added",
                                                          "duty-brought-back",
                                                          "quota-changed",
                                                          "leave-taken",
                                                          "reload-of-nothing",
                                                          "changed-by-document",
                                                          "spelt-out",
                                                          "spelt-out-no-more"};
  return names.at(static_cast<std::size_t>(edit));
}

Recurrence WorldMaker::make_dated_recurrence() {
  switch (pick(0, 6)) {
    case 0:
    case 1: {
      MonthlyRule monthly;
      if (!one_in(4)) {
        // Half of them in the first days, where days off leave no time for a reminder.
        const int day = pick(1, 31);
        monthly.day = static_cast<unsigned>(day <= 15 ? (day + 3) / 4 : day);
        monthly.months_later = pick(0, 1);
      }
      return monthly;
    }
    case 2: {
      YearlyRule yearly;
      yearly.first_month = static_cast<unsigned>(pick(1, 12));
      yearly.last_month = static_cast<unsigned>(pick(static_cast<int>(yearly.first_month), 12));
      if (one_in(2)) {
        yearly.day = static_cast<unsigned>(pick(1, 31));
      }
      return yearly;
    }
    case 3:
      return YearlyRule{};  // The whole year, which checkpoints ask about.
    case 4: {
      SpanRule span;
      span.months = one_in(3) ? 6 : 3;
      span.due_month = span.months - pick(0, 1);
      span.day = one_in(2) ? std::optional(static_cast<unsigned>(pick(1, 31))) : std::nullopt;
      return span;
    }
    case 5: {
      OnceRule once;
      // Never before the issue, not even after an edit.
      once.last =
          make_date(2026, static_cast<unsigned>(pick(5, 12)), static_cast<unsigned>(pick(1, 28)));
      return once;
    }
    default:
      return PeriodRule{};
  }
}

Recurrence WorldMaker::make_undated_recurrence() {
  if (one_in(3)) {
    return StandingRule{};
  }
  return DeferredRule{one_in(2)};
}

/// A limit, a clock time or a roll.
void WorldMaker::refine(DueRule& rule) {
  if (one_in(3)) {
    rule.limit = Limit::before;
  } else if (one_in(3)) {
    rule.time = at_time(pick(8, 16), 30 * pick(0, 1));
  } else if (one_in(3)) {
    rule.roll = one_in(2) ? Roll::next : Roll::previous;
  }
}

Stage WorldMaker::make_stage() {
  Stage stage;
  stage.product = "Báo cáo";
  const int shape = pick(0, 9);
  if (shape <= 4) {
    stage.rule.recurrence = make_dated_recurrence();
    refine(stage.rule);
    if (one_in(4)) {
      stage.rule.quota = Quota{pick(2, 5)};
    } else if (one_in(5)) {
      stage.rule.target = Target{};
    }
    return stage;
  }
  if (shape == 5) {
    stage.rule.recurrence = make_undated_recurrence();
    return stage;
  }
  if (shape == 6) {
    WeeklyRule weekly;
    weekly.weekday = one_in(2) ? std::optional(static_cast<unsigned>(pick(1, 6))) : std::nullopt;
    weekly.weeks_later = pick(0, 1);
    stage.rule.recurrence = weekly;
    return stage;
  }
  stage.trigger = triggers.at(static_cast<std::size_t>(pick(0, 1)));
  if (shape == 7 && one_in(2)) {
    stage.rule.recurrence = HappeningRule{};
    return stage;
  }
  static constexpr std::array<TermUnit, 6> units{TermUnit::days,
                                                 TermUnit::working_days,
                                                 TermUnit::weeks,
                                                 TermUnit::months,
                                                 TermUnit::hours,
                                                 TermUnit::years};
  TriggeredRule term;
  term.unit = units.at(static_cast<std::size_t>(pick(0, one_in(4) ? 5 : 3)));
  const bool short_unit = term.unit != TermUnit::months && term.unit != TermUnit::years;
  term.amount = term.unit == TermUnit::years ? 1 : short_unit ? pick(0, 40) : pick(1, 3);
  if (term.unit == TermUnit::days && one_in(6)) {
    term.amount = -pick(1, 10);
  }
  stage.rule.recurrence = term;
  if (term.unit != TermUnit::hours) {
    refine(stage.rule);
  }
  return stage;
}

Obligation WorldMaker::make_obligation(const std::string& id) {
  Obligation result;
  result.id = id;
  result.title = "Nhiệm vụ " + id;
  result.product = "Báo cáo";
  result.policy = one_in(2) ? "thuong" : "gap";
  const int lead = pick(0, 5);
  if (lead == 0) {
    result.lead = {LeadKind::each, {"a", "b", "c"}};
  } else if (lead == 1) {
    result.lead = {LeadKind::joint, {"b", "c"}};
  } else {
    result.lead = {LeadKind::one, {lead == 2 ? "a" : lead == 3 ? "b" : lead == 4 ? "c" : "vh"}};
  }
  if (one_in(3)) {
    result.support =
        one_in(2) ? std::vector<std::string>{"c"} : std::vector<std::string>{"a", "vh"};
  }
  result.oversight = "vh";
  const int stages = one_in(4) ? 2 : 1;
  for (int i = 0; i < stages; ++i) {
    Stage stage = make_stage();
    stage.id = stages == 1 ? "" : "buoc-" + std::to_string(i + 1);
    stage.place = {"plans/thu.yaml", 10 + i};
    if (std::holds_alternative<WeeklyRule>(stage.rule.recurrence)) {
      result.policy = "tuan";
    }
    result.stages.push_back(std::move(stage));
  }
  result.place = {"plans/thu.yaml", 9};
  return result;
}

Plan WorldMaker::make_plan(const std::string& id) {
  Plan plan;
  plan.id = id;
  plan.title = "Kế hoạch " + id;
  plan.number = "1/KH-UBND";
  plan.authority = "UBND xã Thử";
  plan.issued =
      make_date(2026, static_cast<unsigned>(pick(1, 3)), static_cast<unsigned>(pick(1, 28)));
  plan.effective_from = make_date(small_world_first_year, 1, 1);
  plan.effective_to = make_date(small_world_last_year, 12, 31);
  plan.coordinator = "vh";
  if (one_in(4)) {
    plan.watch_from = make_date(2026, static_cast<unsigned>(pick(1, 12)), 1);
  }
  plan.checkpoints = !one_in(3);
  for (const char* trigger : triggers) {
    const std::string recorder = one_in(2) ? "vh" : "a";
    plan.triggers.push_back({trigger, "Mốc " + std::string(trigger), recorder, {}});
    plan.obligations.push_back(watch_of(trigger, recorder));
  }
  for (int i = pick(2, 4); i > 0; --i) {
    plan.obligations.push_back(make_obligation("I." + std::to_string(++obligations_)));
  }
  plan.place = {"plans/thu.yaml", 1};
  return plan;
}

/// The same shape on another day: periods and keys stay, dues move.
void WorldMaker::move(DueRule& rule) {
  if (auto* monthly = std::get_if<MonthlyRule>(&rule.recurrence)) {
    monthly->day = static_cast<unsigned>(pick(1, 31));
  } else if (auto* yearly = std::get_if<YearlyRule>(&rule.recurrence)) {
    yearly->day = static_cast<unsigned>(pick(1, 31));
  } else if (auto* once = std::get_if<OnceRule>(&rule.recurrence)) {
    once->last += std::chrono::days(pick(-20, 40));
  } else if (auto* span = std::get_if<SpanRule>(&rule.recurrence)) {
    span->day = static_cast<unsigned>(pick(1, 31));
  } else if (auto* weekly = std::get_if<WeeklyRule>(&rule.recurrence)) {
    weekly->weekday = static_cast<unsigned>(pick(1, 6));
  } else if (auto* term = std::get_if<TriggeredRule>(&rule.recurrence)) {
    term->amount = std::max(1, term->amount + pick(-3, 5));
  }
}

/// From a day on, near or past, the due is another; what waits for events is told by their days.
/// False when the duty isn't one that a document can change, or has been changed from that day on.
bool WorldMaker::change_by_document(Stage& stage, Date today) {
  const Recurrence& shape = stage.rule.recurrence;
  const bool in_periods =
      std::holds_alternative<MonthlyRule>(shape) || std::holds_alternative<YearlyRule>(shape) ||
      std::holds_alternative<SpanRule>(shape) || std::holds_alternative<WeeklyRule>(shape);
  RuleChange change;
  change.from = today + std::chrono::days(pick(-60, 120));
  if ((!in_periods && !std::holds_alternative<TriggeredRule>(shape)) ||
      (!stage.changes.empty() && stage.changes.back().from >= change.from)) {
    return false;
  }
  DueRule& last = stage.changes.empty() ? stage.rule : stage.changes.back().rule;
  change.rule = last;
  change.basis = "Công văn số " + std::to_string(pick(1, 99)) + "/UBND-VX";
  change.place = {"plans/thu.yaml", 30};
  move(change.rule);
  if (in_periods) {
    last.begins_before = change.from;
    change.rule.begins_from = change.from;
  }
  stage.changes.push_back(std::move(change));
  return true;
}

/// The duty takes on the steps of one of the second plan's, perhaps due on other days, and is owed
/// instead of it.
bool WorldMaker::spell_out(RuleSet& rules, Obligation& duty) {
  const auto& [plan, other] = *std::next(rules.plans.begin());
  std::vector<const Obligation*> all;
  for (const Obligation& candidate : other.obligations) {
    if (candidate.watches.empty()) {
      all.push_back(&candidate);
    }
  }
  if (all.empty() || !duty.watches.empty()) {
    return false;
  }
  const Obligation& refined =
      *all[static_cast<std::size_t>(pick(0, static_cast<int>(all.size()) - 1))];
  duty.stages = refined.stages;
  duty.policy = refined.policy;
  duty.refines = plan + "/" + refined.id;
  for (Stage& stage : duty.stages) {
    if (one_in(2)) {
      move(stage.rule);
      stage.changes.clear();
      stage.rule.begins_before.reset();
    }
  }
  return true;
}

/// As the loader does of what the plans say.
void WorldMaker::link(RuleSet& rules) {
  rules.refinements.clear();
  for (const auto& [id, plan] : rules.plans) {
    for (const Obligation& duty : plan.obligations) {
      const std::size_t slash = duty.refines.find('/');
      const auto other = rules.plans.find(duty.refines.substr(0, slash));
      if (slash != std::string::npos && other != rules.plans.end() &&
          find_obligation(other->second, duty.refines.substr(slash + 1)) != nullptr) {
        rules.refinements.emplace(duty.refines, id + "/" + duty.id);
      }
    }
  }
}

/// Somebody goes on leave within the next weeks.
void WorldMaker::take_leave(Directory& directory, Date today) {
  const auto unit =
      std::next(directory.units.begin(), pick(0, static_cast<int>(directory.units.size()) - 1));
  const bool leader = one_in(4) && unit->second.reports_to;
  const Post& post = directory.posts.at(leader ? *unit->second.reports_to : unit->second.head);
  const Date from = today + std::chrono::days(pick(0, 20));
  directory.people.at(post.held_by.front().person)
      .away.push_back({from, from + std::chrono::days(pick(1, 40))});
}

PlanEdit WorldMaker::edit(SmallWorld& world, Date today) {
  auto rules = std::make_shared<RuleSet>(*world.rules);
  std::vector<Obligation>& all = rules->plans.begin()->second.obligations;
  std::vector<std::size_t> own;  // The watches of triggers stay.
  for (std::size_t place = 0; place < all.size(); ++place) {
    if (all[place].watches.empty()) {
      own.push_back(place);
    }
  }
  const std::size_t drawn =
      own.empty() ? 0 : own[static_cast<std::size_t>(pick(0, static_cast<int>(own.size()) - 1))];
  PlanEdit kind = PlanEdit::nothing;
  const int dice = pick(0, 13);
  if (dice <= 4 && !own.empty()) {
    Stage& stage = all[drawn].stages[0];
    if (dice <= 1 && change_by_document(stage, today)) {
      kind = PlanEdit::changed_by_document;
    } else {
      move(one_in(2) || stage.changes.empty() ? stage.rule : stage.changes.back().rule);
      kind = PlanEdit::moved;
    }
  } else if (dice <= 6 && own.size() > 1) {
    world.left_out.push_back(all[drawn]);
    all.erase(all.begin() + static_cast<std::ptrdiff_t>(drawn));
    kind = PlanEdit::removed;
  } else if (dice <= 8 && !world.left_out.empty()) {
    all.push_back(world.left_out.back());
    world.left_out.pop_back();
    kind = PlanEdit::brought_back;
  } else if (dice <= 9 && own.size() < obligations_max) {
    all.push_back(make_obligation("I." + std::to_string(++obligations_)));
    kind = PlanEdit::added;
  } else if (dice <= 10 && !own.empty()) {
    if (auto& quota = all[drawn].stages[0].rule.quota) {
      quota->at_least = pick(1, 6);
      kind = PlanEdit::quota_changed;
    }
  } else if (dice <= 11) {
    take_leave(rules->directory, today);
    kind = PlanEdit::leave_taken;
  } else if (rules->plans.size() == 2 && !own.empty()) {
    const auto refining = std::find_if(
        all.begin(), all.end(), [](const Obligation& duty) { return !duty.refines.empty(); });
    if (refining != all.end()) {
      refining->refines.clear();
      kind = PlanEdit::spelt_out_no_more;
    } else if (spell_out(*rules, all[drawn])) {
      kind = PlanEdit::spelt_out;
    }
  }
  link(*rules);
  world.rules = rules;
  return kind;
}

}  // namespace dondoc
