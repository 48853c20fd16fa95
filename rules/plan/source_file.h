// SPDX-License-Identifier: Apache-2.0
// A file that people write, as the shell read it: its name and its bytes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dondoc {

/// A file as read from disk. `name` is relative to the configuration folder and decides what is in
/// it: "directory.yaml", "policies.yaml", "calendars/*.yaml", "plans/*.yaml".
struct SourceFile {
  std::string name;
  std::string text;
};

/// Whether the file tests a plan and is no part of the rules: "plans/<name>.test.yaml".
[[nodiscard]] inline bool is_plan_test(std::string_view name) {
  constexpr std::string_view end = ".test.yaml";
  return name.size() > end.size() && name.substr(name.size() - end.size()) == end;
}

inline constexpr std::size_t file_bytes_max = std::size_t{4} * 1024 * 1024;

}  // namespace dondoc
