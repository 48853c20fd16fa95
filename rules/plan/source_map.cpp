// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/source_map.h"

#include <algorithm>
#include <array>
#include <optional>

namespace dondoc {

namespace {

constexpr std::array<std::string_view, 4> naming_keys{"id", "rung", "date", "person"};

const MappingEntry* entry_of(const Node& node, std::string_view key) {
  const auto found =
      std::find_if(node.entries.begin(), node.entries.end(), [key](const MappingEntry& entry) {
        return entry.key.text == key;
      });
  return found == node.entries.end() ? nullptr : &*found;
}

/// The value that names a list's item.
const Node* name_of(const Node& item) {
  for (const std::string_view key : naming_keys) {
    if (const MappingEntry* entry = entry_of(item, key)) {
      return &entry->value;
    }
  }
  return item.kind == NodeKind::scalar ? &item : nullptr;
}

struct Found {
  Span span;
  const Node* value{nullptr};  ///< nullptr when the path leads further than the file
};

Found walk(const Node& root, const SourcePath& path) {
  Found found{Span{root.span.begin, root.span.begin}, nullptr};
  const Node* node = &root;
  for (const std::string& step : path) {
    const Node* next = nullptr;
    if (step.front() == '#') {
      for (const Node& item : node->items) {
        const Node* name = name_of(item);
        if (name != nullptr && name->text == step.substr(1)) {
          found.span = name->span;
          next = &item;
          break;
        }
      }
    } else if (const MappingEntry* entry = entry_of(*node, step)) {
      found.span = entry->key.span;
      next = &entry->value;
    }
    if (next == nullptr) {
      return found;
    }
    node = next;
  }
  found.value = node;
  return found;
}

}  // namespace

SourceMap::SourceMap(const std::vector<SourceFile>& files) {
  for (const SourceFile& file : files) {
    files_.emplace(file.name, read_yaml(file));
  }
}

std::vector<std::string> SourceMap::names() const {
  std::vector<std::string> names;
  names.reserve(files_.size());
  for (const auto& [name, file] : files_) {
    names.push_back(name);
  }
  return names;
}

YamlFile* SourceMap::file(std::string_view name) {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

const YamlFile* SourceMap::file(std::string_view name) const {
  const auto found = files_.find(name);
  return found == files_.end() ? nullptr : &found->second;
}

Span SourceMap::at(std::string_view name, const SourcePath& path) const {
  const YamlFile* source = file(name);
  return source == nullptr || source->root() == nullptr ? Span{} : walk(*source->root(), path).span;
}

const Node* SourceMap::value(std::string_view name, const SourcePath& path) const {
  const YamlFile* source = file(name);
  return source == nullptr || source->root() == nullptr ? nullptr
                                                        : walk(*source->root(), path).value;
}

}  // namespace dondoc
