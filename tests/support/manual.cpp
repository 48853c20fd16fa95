// SPDX-License-Identifier: Apache-2.0
#include "tests/support/manual.h"

#include "tests/support/config_folder.h"
#include "tests/support/source_folder.h"

#include <filesystem>
#include <map>
#include <string>

namespace dondoc::testing {

std::vector<SourceFile> files_in_manual() {
  const std::map<std::string, std::string> name_of{{"plan", "plans/mau.yaml"},
                                                   {"standard", "policies.yaml"},
                                                   {"office", "directory.yaml"},
                                                   {"year", "calendars/2026.yaml"},
                                                   {"asked_before", "calendars/reporting.yaml"},
                                                   {"from", "calendars/holidays.yaml"}};
  const std::string manual =
      read_bytes(std::filesystem::path(source_folder()) / "docs/PLAN_FILES.md");
  const std::string fence = "```yaml\n";
  std::vector<SourceFile> files;
  for (auto at = manual.find(fence); at != std::string::npos; at = manual.find(fence, at)) {
    at += fence.size();
    const std::string text = manual.substr(at, manual.find("```", at) - at);
    const bool tests = text.find("\ntests:\n") != std::string::npos;
    files.push_back(
        {tests ? "plans/mau.test.yaml" : name_of.at(text.substr(0, text.find(':'))), text});
  }
  return files;
}

}  // namespace dondoc::testing
