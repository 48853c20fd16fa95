// SPDX-License-Identifier: Apache-2.0
// Names that people can't tell apart, or of which one hides the other.
#include "rules/lint/findings.h"
#include "rules/plan/spelling.h"

#include <map>

namespace dondoc {

namespace {

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// "vii.04-a" and "VII.4.a" are one number to a reader.
std::string spoken(const std::string& id) {
  std::string words;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const bool leading_zero = id[i] == '0' && i + 1 < id.size() && is_digit(id[i + 1]) &&
                              (i == 0 || !is_digit(id[i - 1]));
    if (leading_zero) {
      continue;
    }
    const char letter = id[i];
    if (letter >= 'A' && letter <= 'Z') {
      words += static_cast<char>(letter - 'A' + 'a');
    } else {
      words += letter == '-' ? '.' : letter;
    }
  }
  return words;
}

void judge_obligations(Findings& findings) {
  for (const auto& [id, plan] : findings.rules().plans) {
    std::map<std::string, std::string> first;
    for (const Obligation& obligation : plan.obligations) {
      const auto [known, fresh] = first.emplace(spoken(obligation.id), obligation.id);
      if (!fresh && obligation.watches.empty()) {
        findings.warn(plan.place.file,
                      obligation_path(obligation),
                      "shadowed-id",
                      "mã `" + obligation.id + "` khó phân biệt với mã `" + known->second +
                          "` của cùng kế hoạch",
                      "nhiệm vụ thứ hai của cùng một mục: `" + known->second + "-a`");
      }
    }
  }
}

/// A group's name is looked for before a unit's: the unit can then not be named by that word.
void judge_groups(Findings& findings) {
  const Directory& directory = findings.rules().directory;
  std::map<std::string, std::string> unit_of_name;
  for (const auto& [id, unit] : directory.units) {
    unit_of_name.emplace(name_key(unit.name), id);
    for (const std::string& alias : unit.aliases) {
      unit_of_name.emplace(name_key(alias), id);
    }
  }
  for (const auto& [group, units] : directory.groups) {
    const auto unit = unit_of_name.find(name_key(group));
    if (unit != unit_of_name.end()) {
      findings.warn(linted_directory,
                    {"groups", group},
                    "shadowed-id",
                    "nhóm `" + group + "` che một tên gọi của đơn vị `" + unit->second +
                        "`: trong `support`, tên đó được hiểu là nhóm",
                    "đổi tên nhóm");
    }
  }
}

}  // namespace

void judge_names(Findings& findings) {
  judge_obligations(findings);
  judge_groups(findings);
}

}  // namespace dondoc
