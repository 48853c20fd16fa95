// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan_items.h"

#include "rules/plan/plan_nodes.h"
#include "rules/plan/yaml_reader.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dondoc {
namespace {

/// Of a file, each with its line end; the first is number 0.
using FileLines = std::vector<std::string>;

FileLines file_lines(std::string_view text) {
  FileLines lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

std::string joined(const FileLines& lines, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < to; ++i) {
    text += lines[i];
  }
  return text;
}

bool is_blank_line(const std::string& line) {
  return line.find_first_not_of(" \t\r\n") == std::string::npos;
}

/// Lines from `from` up to and without `to`, counted from 0.
struct LineRange {
  std::size_t from;
  std::size_t to;
};

/// The lines of an item that has all of them for itself; what ends in the first column ends with
/// the line before.
std::optional<LineRange> lines_of(const Node& item, const FileLines& lines) {
  const Mark& end = item.span.end;
  const auto from = static_cast<std::size_t>(item.span.begin.line) - 1;
  auto to =
      std::min(static_cast<std::size_t>(end.column == 1 ? end.line - 1 : end.line), lines.size());
  if (from >= to) {
    return std::nullopt;
  }
  const std::string& first = lines[from];
  const std::size_t dash = std::min(first.find_first_not_of(' '), first.size());
  if (first.substr(dash, 2) != "- ") {
    return std::nullopt;
  }
  while (to > from + 1 && is_blank_line(lines[to - 1])) {
    --to;
  }
  return LineRange{from, to};
}

const Node* list_of_file(const YamlFile& yaml, std::string_view list) {
  const Node* node = yaml.root() == nullptr ? nullptr : node_at_key(*yaml.root(), list);
  return node != nullptr && node->kind == NodeKind::sequence ? node : nullptr;
}

struct FoundItem {
  FileLines file;
  LineRange lines;
  std::size_t of;  ///< so many items
};

std::optional<FoundItem> found_item(const SourceFile& file,
                                    std::string_view list,
                                    std::string_view id) {
  const YamlFile yaml = read_yaml(file);
  const Node* items = list_of_file(yaml, list);
  if (items == nullptr) {
    return std::nullopt;
  }
  const auto item = std::find_if(items->items.begin(), items->items.end(), [id](const Node& one) {
    return written_id(one) == id;
  });
  FileLines lines = file_lines(file.text);
  const auto range = item == items->items.end() ? std::nullopt : lines_of(*item, lines);
  return range ? std::optional(FoundItem{std::move(lines), *range, items->items.size()})
               : std::nullopt;
}

/// With the line ends of the file.
std::string indented(std::string_view item, const std::string& indent, const FileLines& file) {
  const std::string& first = file.front();
  const bool windows = first.size() > 1 && first.substr(first.size() - 2) == "\r\n";
  std::string text;
  for (const std::string& line : file_lines(item)) {
    text += indent + line.substr(0, line.find_last_not_of("\r\n") + 1);
    text += windows ? "\r\n" : "\n";
  }
  return text;
}

}  // namespace

std::optional<std::string> written_item(const SourceFile& file,
                                        std::string_view list,
                                        std::string_view id) {
  const auto found = found_item(file, list, id);
  return found ? std::optional(joined(found->file, found->lines.from, found->lines.to))
               : std::nullopt;
}

std::optional<std::string> without_item(const SourceFile& file,
                                        std::string_view list,
                                        std::string_view id) {
  const auto found = found_item(file, list, id);
  if (!found || found->of < 2) {
    return std::nullopt;
  }
  return joined(found->file, 0, found->lines.from) +
         joined(found->file, found->lines.to, found->file.size());
}

std::optional<std::string> with_item(const SourceFile& file,
                                     std::string_view list,
                                     std::string_view item) {
  const YamlFile yaml = read_yaml(file);
  FileLines lines = file_lines(file.text);
  const Node* items = list_of_file(yaml, list);
  if (items == nullptr && list != obligations_list) {
    const std::string head = std::string(obligations_list) + ':';
    const auto place = std::find_if(lines.begin(), lines.end(), [&head](const std::string& line) {
      return line.rfind(head, 0) == 0;
    });
    if (place == lines.end()) {
      return std::nullopt;
    }
    lines.insert(place, std::string(list) + ":\n" + indented(item, "  ", lines));
    return joined(lines, 0, lines.size());
  }
  const auto range = items == nullptr || items->items.empty()
                         ? std::nullopt
                         : lines_of(items->items.back(), lines);
  if (!range) {
    return std::nullopt;
  }
  std::string& last = lines[range->to - 1];
  last += last.back() == '\n' ? "" : "\n";
  const std::string& first = lines[range->from];
  last += indented(item, first.substr(0, first.find_first_not_of(' ')), lines);
  return joined(lines, 0, lines.size());
}

}  // namespace dondoc
