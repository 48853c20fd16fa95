// SPDX-License-Identifier: Apache-2.0
// A small office made up by a seed: a calendar, posts and people, policies and plans, and the edits
// that its admins make. Small on purpose: people holding two posts, vacant posts, ladders that
// collide and holidays in the way are all likely.
#pragma once

#include "rules/plan/plan.h"

#include <memory>
#include <random>
#include <set>
#include <string>

namespace dondoc {

/// The office's days as plain sets, so that the oracle needs none of the engine's calendar code.
struct PlainCalendar {
  std::set<Date> off;      ///< beside Saturdays and Sundays
  std::set<Date> working;  ///< Saturdays made up for
};

struct SmallWorld {
  std::shared_ptr<const RuleSet> rules;
  PlainCalendar calendar;
};

enum class PlanEdit { moved, removed, added, nothing };

/// Draws worlds and edits from one seed; the same seed draws the same ones on every machine.
class WorldMaker {
 public:
  explicit WorldMaker(std::uint64_t seed) : random_(seed) {}

  [[nodiscard]] SmallWorld make();
  /// The world after an admin's edit, and which kind of edit it was.
  [[nodiscard]] PlanEdit edit(SmallWorld& world);

  /// A number in [low, high].
  [[nodiscard]] int pick(int low, int high);
  [[nodiscard]] bool one_in(int n) { return pick(1, n) == 1; }

 private:
  void make_calendar(RuleSet& rules, PlainCalendar& calendar);
  void make_directory(Directory& directory);
  [[nodiscard]] Policy make_policy(const std::string& id);
  [[nodiscard]] DueRule make_rule();
  [[nodiscard]] Obligation make_obligation(const std::string& id);
  [[nodiscard]] Plan make_plan(const std::string& id);

  std::mt19937_64 random_;
  int obligations_{0};
};

}  // namespace dondoc
