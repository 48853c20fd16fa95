// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/unit_names.h"

#include "rules/plan/spelling.h"

namespace dondoc {

UnitNames::UnitNames(const Directory& directory) : directory_(directory) {
  for (const auto& [id, unit] : directory.units) {
    unit_words_.push_back(id);
  }
  all_words_ = unit_words_;
  for (const auto& [id, units] : directory.groups) {
    all_words_.push_back(id);
  }
  for (const auto& [id, unit] : directory.units) {
    unit_of_key_.emplace(name_key(unit.name), id);
    unit_words_.push_back(unit.name);
    all_words_.push_back(unit.name);
    for (const std::string& alias : unit.aliases) {
      unit_of_key_.emplace(name_key(alias), id);
      unit_words_.push_back(alias);
      all_words_.push_back(alias);
    }
  }
}

std::optional<std::string> UnitNames::unit(std::string_view word) const {
  if (directory_.units.count(std::string(word)) > 0) {
    return std::string(word);
  }
  const auto found = unit_of_key_.find(name_key(word));
  return found == unit_of_key_.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<std::string>* UnitNames::group(std::string_view word) const {
  const auto found = directory_.groups.find(std::string(word));
  return found == directory_.groups.end() ? nullptr : &found->second;
}

}  // namespace dondoc
