// SPDX-License-Identifier: Apache-2.0
// What people write beside a plan to hold it to what they mean: facts at times, and the states and
// messages that must follow. A file plans/<name>.test.yaml tests one plan.
#pragma once

#include "rules/plan/yaml_reader.h"
#include "rules/schedule/giving.h"
#include "rules/schedule/leave.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

/// Somebody acts: on an occurrence, or on the watch of a trigger.
struct TestFact {
  Instant at;
  std::string occurrence;  ///< key; of a trigger the key of its watch's series
  bool of_trigger{false};
  Act act;
  std::optional<LeaveForm> leave;  ///< in place of an act: whose days away; no `occurrence`
  std::optional<TaskForm> task;    ///< in place of an act: what is given, with `occurrence` its key
  std::string actor;  ///< post id; empty: whoever leads; for a trigger, a task, a leave the admin
  Span span;
};

/// A message that must leave; without a time, whenever on that day.
struct ExpectedMessage {
  Date day;
  std::optional<TimeOfDay> time;
  std::string occurrence;  ///< key
  std::string rung;
  std::string post;
  Span span;
};

enum class ExpectedKind { unopened, open, review, done, withdrawn, missed, failed, waived };

struct ExpectedState {
  Instant at;
  std::string occurrence;  ///< key
  std::optional<ExpectedKind> state;
  std::optional<Date> last_day;
  std::optional<int> counted;
  Span span;
};

/// What a case is about: a duty, one of its stages, a unit's part, or one occurrence.
struct TestAim {
  SeriesKey series;  ///< an empty stage or unit means all of them
  std::optional<std::string> period;
};

struct PlanTestCase {
  std::string name;
  std::vector<TestAim> about;   ///< empty: the whole plan
  std::optional<Date> loaded;   ///< when the plan is first loaded; its issue date unless said
  Date from;                    ///< messages are compared from this day …
  Date to;                      ///< … to the end of this one
  std::vector<TestFact> facts;  ///< by time
  /// All that may leave in the span about these duties; an empty list means silence, none that
  /// messages aren't looked at.
  std::optional<std::vector<ExpectedMessage>> messages;
  std::vector<ExpectedState> states;
  Span span;           ///< of the name
  Span messages_span;  ///< of the key `messages`
};

struct PlanTest {
  std::string plan;  ///< id
  std::vector<PlanTestCase> cases;
};

}  // namespace dondoc
