// SPDX-License-Identifier: Apache-2.0
// Single values of a plan file that people keep by hand, and the file with other values in their
// places: only the bytes of those values change, so that comments, order and layout stay. Whole
// items come and go with their own lines (plan_items.h).
#pragma once

#include "rules/plan/source_file.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// Of one file at a time.
inline constexpr std::size_t value_edits_max = 500;

/// Where a value stands: {"VII.2", "kiem-tra", "due"}; `stage` is empty for the obligation's own.
/// Keys are those of plan files; of `lead: { each: … }` "each", of `lead: { joint: […] }` "joint".
struct ValuePlace {
  std::string obligation;
  std::string stage;
  std::string key;
  auto operator<=>(const ValuePlace&) const = default;
};

struct PlanValue {
  ValuePlace place;
  std::string text;  ///< of a list the items, "; " between
  bool operator==(const PlanValue&) const = default;
};

/// An obligation as it is written: what can be edited of it, in the file's order.
struct WrittenObligation {
  std::string id;
  int line{1};
  std::vector<PlanValue> values;
};

/// The id that the file gives its plan; empty when it isn't a plan's.
[[nodiscard]] std::string plan_id_of(const SourceFile& file);

/// All of the file. A value that isn't one text or one list on a line (a list over several lines,
/// the formal form of a due) isn't among them: it is edited in the file.
[[nodiscard]] std::vector<WrittenObligation> written_obligations(const SourceFile& file);

/// In place of a key: the whole obligation, or the trigger whose id stands as the obligation's.
/// What it was are its lines in the file; empty: it is put in. What it becomes is as with_item()
/// takes it; empty: it is taken out.
inline constexpr std::string_view whole_obligation = "obligation";
inline constexpr std::string_view whole_trigger = "trigger";

struct ValueEdit {
  ValuePlace place;
  std::string was;
  std::string becomes;  ///< of a value not empty
  bool operator==(const ValueEdit&) const = default;
};

struct EditedPlan {
  std::string text;
  /// Whose value is gone or is another than it was when it was edited: not done.
  std::vector<ValueEdit> lost;
};

[[nodiscard]] EditedPlan edited_plan(const SourceFile& file, const std::vector<ValueEdit>& edits);

}  // namespace dondoc
