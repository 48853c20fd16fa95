// SPDX-License-Identifier: Apache-2.0
// Finds the unit that a word in a plan means: its id, its name or one of its aliases.
#pragma once

#include "rules/plan/plan.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

class UnitNames {
 public:
  /// `directory` outlives this.
  explicit UnitNames(const Directory& directory);

  /// The unit's id.
  [[nodiscard]] std::optional<std::string> unit(std::string_view word) const;
  /// The units of a group, or nullptr when there is no such group.
  [[nodiscard]] const std::vector<std::string>* group(std::string_view word) const;
  /// Words that a hint may offer: ids first, then names and aliases.
  [[nodiscard]] const std::vector<std::string>& unit_words() const { return unit_words_; }
  [[nodiscard]] const std::vector<std::string>& all_words() const { return all_words_; }

 private:
  const Directory& directory_;
  std::map<std::string, std::string> unit_of_key_;
  std::vector<std::string> unit_words_;
  std::vector<std::string> all_words_;
};

}  // namespace dondoc
