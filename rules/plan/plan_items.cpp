// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan_items.h"

#include "rules/plan/plan_nodes.h"
#include "rules/plan/yaml_reader.h"
#include "rules/plan/yaml_syntax.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace dondoc {
namespace {

/// Of a file, each with its line end; the first is number 0. They end where the reader of YAML ends
/// them: of an old file or a pasted text that isn't only at a '\n'.
using FileLines = std::vector<std::string>;

FileLines file_lines(std::string_view text) {
  FileLines lines;
  std::vector<std::size_t> starts = line_starts(text);
  starts.push_back(text.size());
  for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
    if (starts[i] < starts[i + 1]) {
      lines.emplace_back(text.substr(starts[i], starts[i + 1] - starts[i]));
    }
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

/// Its lines end in '\n'.
std::string indented(std::string_view item, const std::string& indent, const std::string& end) {
  std::string text;
  while (!item.empty()) {
    const std::size_t size = std::min(item.find('\n'), item.size());
    text += indent;
    text += item.substr(0, size);
    text += end;
    item.remove_prefix(std::min(size + 1, item.size()));
  }
  return text;
}

}  // namespace

std::string line_end_of(std::string_view text) {
  return text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n";
}

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
  const std::string end = line_end_of(file.text);
  const Node* items = list_of_file(yaml, list);
  if (items == nullptr && list != obligations_list) {
    const std::string head = std::string(obligations_list) + ':';
    const auto place = std::find_if(lines.begin(), lines.end(), [&head](const std::string& line) {
      return line.rfind(head, 0) == 0;
    });
    if (place == lines.end()) {
      return std::nullopt;
    }
    lines.insert(place, std::string(list) + ':' + end + indented(item, "  ", end));
    return joined(lines, 0, lines.size());
  }
  const auto range = items == nullptr || items->items.empty()
                         ? std::nullopt
                         : lines_of(items->items.back(), lines);
  if (!range) {
    return std::nullopt;
  }
  std::string& last = lines[range->to - 1];
  last += last.back() == '\n' ? "" : end;
  const std::string& first = lines[range->from];
  last += indented(item, first.substr(0, first.find_first_not_of(' ')), end);
  return joined(lines, 0, lines.size());
}

}  // namespace dondoc
