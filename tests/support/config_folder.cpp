// SPDX-License-Identifier: Apache-2.0
#include "tests/support/config_folder.h"

#include "tests/support/source_folder.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace dondoc::testing {

std::string read_bytes(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

std::vector<SourceFile> rule_files_in(const std::filesystem::path& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const bool rules =
        entry.is_regular_file() &&
        (entry.path().extension() == ".yaml" || entry.path().extension() == ".mustache") &&
        entry.path().filename() != "dondoc.yaml" && !is_plan_test(entry.path().filename().string());
    if (rules) {
      files.push_back(
          {entry.path().lexically_relative(folder).generic_string(), read_bytes(entry.path())});
    }
  }
  std::sort(files.begin(), files.end(), [](const SourceFile& one, const SourceFile& other) {
    return one.name < other.name;
  });
  return files;
}

std::vector<SourceFile> shipped_rule_files() {
  return rule_files_in(std::filesystem::path(source_folder()) / "config");
}

}  // namespace dondoc::testing
