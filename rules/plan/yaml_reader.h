// SPDX-License-Identifier: Apache-2.0
// Reads a file that people write into a tree that still knows where everything stood. Strict YAML:
// no anchors, aliases, tags, merge keys, directives or second documents. Scalars stay text; whoever
// decodes them knows the type, so `no`, `010` and `12:30` hold no surprise.
#pragma once

#include "rules/plan/diagnostic.h"
#include "rules/plan/source_file.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dondoc {

inline constexpr int yaml_depth_max = 32;
inline constexpr std::size_t yaml_nodes_max = 100'000;

/// Beyond this many findings a file is too broken for the rest to help anybody.
inline constexpr std::size_t diagnostics_per_file_max = 200;

/// A longer line is not kept in a diagnostic when the mark lies beyond this many bytes.
inline constexpr std::size_t source_line_bytes_max = std::size_t{16} * 1024;

/// Line and column in code points, both from 1.
struct Mark {
  int line{1};
  int column{1};
};

struct Span {
  Mark begin;
  Mark end;  ///< just behind the last code point
};

enum class NodeKind { scalar, sequence, mapping };
enum class ScalarStyle { plain, single_quoted, double_quoted, block };

struct MappingEntry;

struct Node {
  NodeKind kind{NodeKind::scalar};
  Span span;
  std::string text;  ///< of a scalar
  ScalarStyle style{ScalarStyle::plain};
  bool refused{false};      ///< an alias: already told, decoders say nothing more about it
  std::vector<Node> items;  ///< of a sequence
  std::vector<MappingEntry> entries;  ///< of a mapping, in the file's order, keys unique
};

struct MappingEntry {
  Node key;  ///< a scalar
  Node value;
};

/// One file with its lines, its tree and everything found wrong with it so far; decoders add what
/// they find.
class YamlFile {
 public:
  YamlFile(std::string name, std::vector<std::string> lines);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// The line without its end, from 1; empty when there is no such line.
  [[nodiscard]] std::string_view line(int number) const;
  [[nodiscard]] int line_count() const { return static_cast<int>(lines_.size()); }

  /// Absent when the text is no YAML at all. Present, it may still have had mistakes (a key given
  /// twice): decode it all the same, so that all mistakes are told at once.
  [[nodiscard]] const Node* root() const { return root_ ? &*root_ : nullptr; }
  void set_root(Node root) { root_ = std::move(root); }

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }

  void error(const Span& span, std::string code, std::string message, std::string hint = {});
  void warning(const Span& span, std::string code, std::string message, std::string hint = {});
  void note(const Span& span, std::string code, std::string message, std::string hint = {});

 private:
  [[nodiscard]] Span within(const Span& span) const;
  void add(
      Severity severity, const Span& span, std::string code, std::string message, std::string hint);

  std::string name_;
  std::vector<std::string> lines_;
  std::optional<Node> root_;
  std::vector<Diagnostic> diagnostics_;
};

[[nodiscard]] YamlFile read_yaml(const SourceFile& file);

}  // namespace dondoc
