// SPDX-License-Identifier: Apache-2.0
// Reads a plan's `changes`: documents of a later day that move the due of a duty from a period on.
// The duties are read first; a change is a part of the stage that it is about.
#pragma once

#include "rules/plan/due_parser.h"
#include "rules/plan/plan.h"
#include "rules/plan/yaml_reader.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

inline constexpr std::size_t changes_max = 500;

class ChangesReader {
 public:
  /// Both outlive the reader. The plan's duties and its days of effect have been read.
  ChangesReader(YamlFile& file, Plan& plan);

  /// Adds the changes to their stages, in the order of their days; mistakes are added to the file's
  /// diagnostics.
  void read(const Node& list);

 private:
  void read_change(const Node& item);
  [[nodiscard]] Stage* find_stage(const Node& node);
  [[nodiscard]] std::optional<Date> read_from(const Node& node);
  [[nodiscard]] std::optional<RuleChange> change_by(ReadDue due,
                                                    const Node& node,
                                                    const Stage& stage);
  [[nodiscard]] bool is_changeable(const Node& of, const Stage& stage);
  [[nodiscard]] bool is_only_change(const Node& from, const Stage& stage, Date day);
  void tell_first_period(const Node& from, const RuleChange& change);
  void tell_without_effect(const Node& due, const DueRule& rule);
  [[nodiscard]] std::vector<std::string> stage_names() const;

  YamlFile& file_;
  Plan& plan_;
  std::map<std::pair<const Stage*, Date>, int> lines_;
};

}  // namespace dondoc
