// SPDX-License-Identifier: Apache-2.0
// A small office made up by a seed: a calendar, posts and people, policies and plans, and the edits
// that its admins make. Small on purpose: people holding two posts, vacant posts, ladders that
// collide and holidays in the way are all likely. Its plans have every shape of a due: also terms
// from events, duties without a date, quotas, targets, weeks that lapse.
#pragma once

#include "rules/plan/plan.h"

#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace dondoc {

/// The years that its plans and calendar have.
inline constexpr int small_world_first_year = 2026;
inline constexpr int small_world_last_year = 2029;

[[nodiscard]] constexpr TimeOfDay at_time(int hour, int minute) {
  return TimeOfDay{hour * 60 + minute};
}

/// The office's days as plain sets, so that the oracle needs none of the engine's calendar code.
struct PlainCalendar {
  std::set<Date> off;      ///< beside Saturdays and Sundays
  std::set<Date> working;  ///< Saturdays made up for
};

struct SmallWorld {
  std::shared_ptr<const RuleSet> rules;
  PlainCalendar calendar;
  std::vector<Obligation> left_out;  ///< by edits; another may bring them back
};

enum class PlanEdit {
  moved,
  removed,
  added,
  brought_back,
  quota_changed,
  leave_taken,
  nothing,
  changed_by_document,  ///< the due moves from a day on
  spelt_out,            ///< a duty of another plan, which is owed here from now on
  spelt_out_no_more
};

[[nodiscard]] std::string_view edit_name(PlanEdit edit);

/// Draws worlds and edits from one seed; the same seed draws the same ones on every machine.
class WorldMaker {
 public:
  explicit WorldMaker(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] SmallWorld make();
  /// The world after an admin's edit of `today`, and which kind of edit it was.
  [[nodiscard]] PlanEdit edit(SmallWorld& world, Date today);

  /// A number in [low, high].
  [[nodiscard]] int pick(int low, int high);
  [[nodiscard]] bool one_in(int n) { return pick(1, n) == 1; }

 private:
  // ---- small_world.cpp: days, people and policies
  void make_calendar(RuleSet& rules, PlainCalendar& calendar);
  void make_reporting(ReportingCalendar& reporting);
  void make_directory(Directory& directory);
  void make_absences(Directory& directory);
  [[nodiscard]] Policy make_policy(const std::string& id);
  [[nodiscard]] static Policy make_weekly_policy();
  void make_calm(RuleSet& rules);
  void make_trials(RuleSet& rules);
  void make_hands(RuleSet& rules);

  // ---- small_plan.cpp: plans and their edits
  [[nodiscard]] Recurrence make_dated_recurrence();
  [[nodiscard]] Recurrence make_undated_recurrence();
  void refine(DueRule& rule);
  [[nodiscard]] Stage make_stage();
  [[nodiscard]] Obligation make_obligation(const std::string& id);
  [[nodiscard]] Plan make_plan(const std::string& id);
  void move(DueRule& rule);
  [[nodiscard]] bool change_by_document(Stage& stage, Date today);
  [[nodiscard]] bool spell_out(RuleSet& rules, Obligation& duty);
  static void link(RuleSet& rules);
  void take_leave(Directory& directory, Date today);

  std::mt19937_64 random_;
  int obligations_{0};
};

}  // namespace dondoc
