// SPDX-License-Identifier: Apache-2.0
// One entry of a plan's `obligations`: who owes what, when, how much, and what it waits for.
#pragma once

#include "rules/plan/decoder.h"
#include "rules/plan/plan.h"
#include "rules/plan/plan_parser.h"
#include "rules/plan/unit_decoder.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dondoc {

/// `on_time_by: document`; what holds without it.
[[nodiscard]] OnTimeBy read_on_time_by(MappingDecoder& mapping, OnTimeBy otherwise);

/// The name of a policy that is there; nothing, told at the node, when it isn't.
[[nodiscard]] std::optional<std::string> read_policy_name(YamlFile& file,
                                                          const Node& node,
                                                          const PlanSurroundings& around);

/// Reads the entries of one plan in their order; the references outlive it.
class ObligationReader {
 public:
  ObligationReader(YamlFile& file,
                   const PlanSurroundings& around,
                   const std::optional<std::string>& default_policy,
                   OnTimeBy default_on_time_by);

  /// What could be read of the entry; mistakes are added to the file's diagnostics.
  [[nodiscard]] Obligation read(const Node& item);

  /// Where entries say which duty they refine.
  [[nodiscard]] const std::vector<Refinement>& refinements() const { return refinements_; }

  /// The triggers that entries name, and where.
  [[nodiscard]] const std::vector<std::pair<std::string, Span>>& named_triggers() const {
    return named_triggers_;
  }

 private:
  void check_new_id(const std::string& id, const Node& node);
  void read_units(MappingDecoder& mapping, Obligation& obligation);
  void read_policy(MappingDecoder& mapping, const Node& item, Obligation& obligation);
  void read_dues(MappingDecoder& mapping, const Node& item, Obligation& obligation);
  void read_due(const Node& node, const Span& key, Stage& stage);
  void read_stages(const Node& list, Obligation& obligation);
  void read_stage(const Node& item, std::map<std::string, int>& lines, Obligation& obligation);
  void read_amounts(MappingDecoder& mapping, Stage& stage, bool has_due);
  [[nodiscard]] std::optional<std::string> read_trigger(MappingDecoder& mapping);
  void wait_for(const std::optional<std::string>& trigger,
                MappingDecoder& mapping,
                const std::string& obligation,
                Stage& stage);
  void read_refines(MappingDecoder& mapping, Obligation& obligation);
  void check_products(const MappingDecoder& mapping,
                      const Node& item,
                      const Obligation& obligation);

  YamlFile& file_;
  const PlanSurroundings& around_;
  const std::optional<std::string>& default_policy_;
  OnTimeBy default_on_time_by_;
  UnitDecoder units_;
  std::map<std::string, int> lines_;
  std::vector<std::pair<std::string, Span>> named_triggers_;
  std::vector<Refinement> refinements_;
};

}  // namespace dondoc
