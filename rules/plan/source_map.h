// SPDX-License-Identifier: Apache-2.0
// Where in the files a thing is written. Rules keep the line that `why` shows; whoever compares or
// judges rules needs the very key, and the text to put a caret under.
#pragma once

#include "rules/plan/source_file.h"
#include "rules/plan/yaml_reader.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

/// A way into a file: keys of mappings, and "#con-3" for the list's item whose `id`, `rung`,
/// `date` or `person` that is. {"obligations", "#VII.2", "stages", "#kiem-tra", "due"}
using SourcePath = std::vector<std::string>;

class SourceMap {
 public:
  explicit SourceMap(const std::vector<SourceFile>& files);

  /// In their order.
  [[nodiscard]] std::vector<std::string> names() const;
  /// The file, or nullptr when there is none of this name.
  [[nodiscard]] YamlFile* file(std::string_view name);
  [[nodiscard]] const YamlFile* file(std::string_view name) const;

  /// What stands at the path's end: a key, or an item's id. Where the path leads further than the
  /// file goes, the last thing on it that is there; without the file its first line.
  [[nodiscard]] Span at(std::string_view name, const SourcePath& path) const;
  /// The value at the path's end, or nullptr when the file hasn't it.
  [[nodiscard]] const Node* value(std::string_view name, const SourcePath& path) const;

 private:
  std::map<std::string, YamlFile, std::less<>> files_;
};

}  // namespace dondoc
