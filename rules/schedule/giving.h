// SPDX-License-Identifier: Apache-2.0
// Work that no plan has (giao việc đột xuất): a leader, the coordinator or the admin gives a unit a
// duty with a title, a due and a basis of its own. From then on it is an occurrence like any other.
#pragma once

#include "rules/schedule/acts.h"

#include <string>
#include <variant>
#include <vector>

namespace dondoc {

/// Tasks of one plan that are due on one day; they are told apart by a number in the key.
inline constexpr int tasks_of_day_max = 500;

/// A task as people write it.
struct TaskForm {
  std::string plan;  ///< id; may be left out where there is one
  std::string unit;  ///< the lead: id, name or alias
  std::string title;
  std::string due;  ///< "5/12", "05/12/2026", "trước 16 giờ ngày 5/12/2026", "trong 10 ngày"
  std::string product{};
  std::string document{};  ///< its basis
  std::string support{};   ///< ids, names or aliases, between them ";" or ","
};

enum class TaskField { plan, unit, title, due, product, document, support };

/// What is wrong with one field, for a caret under its letters.
struct TaskMistake {
  TaskField field{TaskField::title};
  std::string code;      ///< stable kebab word: "unknown-unit", "phrase-not-understood"
  std::string message;   ///< Vietnamese
  std::string hint;      ///< Vietnamese, can be pasted; may be empty
  std::size_t begin{0};  ///< in code points of the field, end exclusive
  std::size_t end{0};
};

/// A task that can be given: all its names are known.
struct NewTask {
  std::string plan;
  Task task;  ///< without its giver
};

/// The task, or every mistake in it. A term counts from `now`'s day; a day without a year is the
/// next one that comes.
[[nodiscard]] std::variant<NewTask, std::vector<TaskMistake>> read_task(const TaskForm& form,
                                                                        const RuleSet& rules,
                                                                        Instant now);

struct GivenTask {
  Occurrence occurrence;  ///< code 0: the store gives it one
  Fact opened;
};

/// The same was given before: one task.
struct KnownTask {
  Occurrence occurrence;
};

/// `of_day`: the plan's tasks with that last day, in whatever state. One that was taken back can be
/// given again.
[[nodiscard]] std::variant<GivenTask, KnownTask, ActRefused> give(
    const NewTask& task,
    const std::vector<Occurrence>& of_day,
    const Actor& actor,
    const RuleSet& rules,
    Instant now);

}  // namespace dondoc
