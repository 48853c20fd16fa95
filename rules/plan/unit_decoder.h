// SPDX-License-Identifier: Apache-2.0
// Reads the places of a plan that name units: who owes, who supports, who watches.
#pragma once

#include "rules/plan/decoder.h"
#include "rules/plan/plan.h"
#include "rules/plan/unit_names.h"

#include <optional>
#include <string>
#include <vector>

namespace dondoc {

class UnitDecoder {
 public:
  /// Without `names` any word is taken for a unit.
  UnitDecoder(YamlFile& file, const UnitNames* names) : file_(file), names_(names) {}

  /// One unit's id.
  [[nodiscard]] std::optional<std::string> unit(const Node& node, std::string_view what) const;
  /// Ids of the units of a list, or of a single word; groups become their units, each unit once.
  [[nodiscard]] std::vector<std::string> units(const Node& node, std::string_view what) const;
  [[nodiscard]] std::optional<Lead> lead(const Node& node) const;

 private:
  void add_word(const Node& node, std::string_view what, std::vector<std::string>& units) const;
  void tell_unknown(const Node& node,
                    const std::string& word,
                    const std::vector<std::string>& known) const;
  void tell_bare_list(const Node& node) const;

  YamlFile& file_;
  const UnitNames* names_;
};

}  // namespace dondoc
