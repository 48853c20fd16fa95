// SPDX-License-Identifier: Apache-2.0
// A file that people write, as the shell read it: its name and its bytes.
#pragma once

#include <cstddef>
#include <string>

namespace dondoc {

/// A file as read from disk. `name` is relative to the configuration folder and decides what is in
/// it: "directory.yaml", "policies.yaml", "calendars/*.yaml", "plans/*.yaml".
struct SourceFile {
  std::string name;
  std::string text;
};

inline constexpr std::size_t file_bytes_max = std::size_t{4} * 1024 * 1024;

}  // namespace dondoc
