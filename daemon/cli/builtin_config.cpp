// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/builtin_config.h"

#include "rules/plan/calendar_parser.h"
#include "rules/plan/yaml_reader.h"

#include <bitset>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace dondoc {

WorkingDays builtin_calendar() {
  constexpr std::string_view folder = "calendars/";
  std::bitset<7> weekend{0b1000001};
  std::vector<CalendarYear> years;
  for (const SourceFile& source : builtin_files()) {
    if (source.name.compare(0, folder.size(), folder) != 0) {
      continue;
    }
    YamlFile file = read_yaml(source);
    std::optional<CalendarFile> calendar = parse_calendar(file);
    if (!calendar || has_errors(file.diagnostics())) {
      throw std::logic_error("a calendar built into the binary is broken: " + source.name);
    }
    weekend = calendar->weekend.value_or(weekend);
    years.push_back(std::move(calendar->year));
  }
  return WorkingDays{weekend, std::move(years)};
}

}  // namespace dondoc
