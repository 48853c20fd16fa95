// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/yaml_reader.h"

#include "rules/plan/code_points.h"
#include "rules/plan/yaml_syntax.h"

#include <cstdlib>
#include <map>
#include <utility>

#include <yaml.h>

namespace dondoc {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Mark to_mark(const yaml_mark_t& mark) {
  return {static_cast<int>(mark.line) + 1, static_cast<int>(mark.column) + 1};
}

/// Owns the library's parser for one text.
class EventSource {
 public:
  explicit EventSource(std::string_view text) {
    if (yaml_parser_initialize(&parser_) == 0) {
      std::abort();  // Out of memory: nothing can be told any more.
    }
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(
        &parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  EventSource(const EventSource&) = delete;
  EventSource& operator=(const EventSource&) = delete;
  ~EventSource() {
    drop();
    yaml_parser_delete(&parser_);
  }

  /// The next event, valid until the following call; nullptr at a syntax error.
  const yaml_event_t* next() {
    drop();
    if (yaml_parser_parse(&parser_, &event_) == 0) {
      return nullptr;
    }
    held_ = true;
    return &event_;
  }

  [[nodiscard]] SyntaxProblem problem() const {
    SyntaxProblem problem;
    problem.context = parser_.context == nullptr ? "" : parser_.context;
    problem.context_mark = to_mark(parser_.context_mark);
    problem.problem = parser_.problem == nullptr ? "" : parser_.problem;
    problem.problem_mark = to_mark(parser_.problem_mark);
    return problem;
  }

 private:
  void drop() {
    if (held_) {
      yaml_event_delete(&event_);
      held_ = false;
    }
  }

  yaml_parser_t parser_{};
  yaml_event_t event_{};
  bool held_{false};
};

/// Composes the tree and notes what our YAML doesn't allow. Every function returns false when
/// reading can't go on; the reason is then among the file's diagnostics.
class Composer {
 public:
  Composer(YamlFile& file, std::string_view text) : file_(file), source_(text) {}

  void compose_file() {
    Node root;
    if (!advance() || !advance()) {  // stream start, then a document or the end
      return;
    }
    if (event_->type == YAML_STREAM_END_EVENT) {
      tell_empty();
      return;
    }
    check_directives();
    if (!advance() || !compose(root, 1) || !advance() || !advance()) {
      return;  // the last two: document end, then the end of the stream or another document
    }
    if (event_->type == YAML_DOCUMENT_START_EVENT) {
      file_.error(event_span(),
                  "several-documents",
                  "tệp chỉ được chứa một tài liệu YAML, dấu `---` này mở tài liệu thứ hai",
                  "xoá dòng `---`, hoặc tách phần sau thành một tệp khác");
    }
    if (root.kind == NodeKind::scalar && root.text.empty() && !root.refused) {
      tell_empty();
      return;
    }
    file_.set_root(std::move(root));
  }

 private:
  bool advance() {
    event_ = source_.next();
    if (event_ == nullptr) {
      tell_syntax_problem(file_, source_.problem(), last_quoted_);
      return false;
    }
    return true;
  }

  [[nodiscard]] Span event_span() const {
    return {to_mark(event_->start_mark), to_mark(event_->end_mark)};
  }

  void tell_empty() {
    file_.error({}, "empty-file", "tệp không có nội dung nào ngoài dòng trống và chú thích");
  }

  void check_directives() {
    const auto& start = event_->data.document_start;
    if (start.version_directive != nullptr ||
        start.tag_directives.start != start.tag_directives.end) {
      file_.error({to_mark(event_->start_mark), to_mark(event_->start_mark)},
                  "directive-not-allowed",
                  "không dùng dòng chỉ dẫn bắt đầu bằng `%`",
                  "xoá dòng này");
    }
  }

  bool compose(Node& node, int depth) {
    if (depth > yaml_depth_max) {
      file_.error(event_span(),
                  "too-deep",
                  "nội dung lồng nhau quá " + std::to_string(yaml_depth_max) + " cấp");
      return false;
    }
    if (++nodes_ > yaml_nodes_max) {
      file_.error(event_span(),
                  "too-many-nodes",
                  "tệp có quá " + std::to_string(yaml_nodes_max) + " giá trị",
                  "tách thành nhiều tệp kế hoạch");
      return false;
    }
    switch (event_->type) {
      case YAML_SCALAR_EVENT:
        compose_scalar(node);
        return true;
      case YAML_SEQUENCE_START_EVENT:
        return compose_sequence(node, depth);
      case YAML_MAPPING_START_EVENT:
        return compose_mapping(node, depth);
      case YAML_ALIAS_EVENT:
        file_.error(event_span(),
                    "alias-not-allowed",
                    "không dùng bí danh YAML (dấu `*` ở đầu giá trị)",
                    "viết lại đủ nội dung; nếu `*` là chữ của văn bản, đặt cả giá trị trong dấu "
                    "ngoặc kép");
        node.span = event_span();
        node.refused = true;
        return true;
      default:
        std::abort();  // The library's grammar puts no other event here.
    }
  }

  void check_properties(const yaml_char_t* anchor, const yaml_char_t* tag) {
    const Mark at = to_mark(event_->start_mark);
    if (anchor != nullptr) {
      const int length = static_cast<int>(count_code_points(reinterpret_cast<const char*>(anchor)));
      file_.error({at, {at.line, at.column + 1 + length}},
                  "anchor-not-allowed",
                  "không dùng neo YAML (dấu `&` ở đầu giá trị)",
                  "xoá phần bắt đầu bằng `&`; nếu đó là chữ của văn bản, đặt cả giá trị trong dấu "
                  "ngoặc kép");
    }
    if (tag != nullptr) {
      file_.error({at, at},
                  "tag-not-allowed",
                  "không dùng nhãn kiểu YAML (dấu `!` ở đầu giá trị)",
                  "xoá phần bắt đầu bằng `!`; nếu đó là chữ của văn bản, đặt cả giá trị trong dấu "
                  "ngoặc kép");
    }
  }

  void compose_scalar(Node& node) {
    const auto& scalar = event_->data.scalar;
    check_properties(scalar.anchor, scalar.tag);
    node.kind = NodeKind::scalar;
    node.span = event_span();
    node.text.assign(reinterpret_cast<const char*>(scalar.value), scalar.length);
    switch (scalar.style) {
      case YAML_SINGLE_QUOTED_SCALAR_STYLE:
        node.style = ScalarStyle::single_quoted;
        break;
      case YAML_DOUBLE_QUOTED_SCALAR_STYLE:
        node.style = ScalarStyle::double_quoted;
        break;
      case YAML_LITERAL_SCALAR_STYLE:
      case YAML_FOLDED_SCALAR_STYLE:
        node.style = ScalarStyle::block;
        break;
      default:
        node.style = ScalarStyle::plain;
        break;
    }
    const bool quoted =
        node.style == ScalarStyle::single_quoted || node.style == ScalarStyle::double_quoted;
    if (quoted && node.span.end.line != node.span.begin.line) {
      last_quoted_ = {node.span, true};
    }
  }

  bool compose_sequence(Node& node, int depth) {
    const auto& start = event_->data.sequence_start;
    check_properties(start.anchor, start.tag);
    const bool flow = start.style == YAML_FLOW_SEQUENCE_STYLE;
    node.kind = NodeKind::sequence;
    node.span = event_span();
    while (true) {
      if (!advance()) {
        return false;
      }
      if (event_->type == YAML_SEQUENCE_END_EVENT) {
        break;
      }
      if (!compose(node.items.emplace_back(), depth + 1)) {
        return false;
      }
    }
    // The end of a block collection is where the next thing starts; its last child's end is what
    // people mean.
    if (flow) {
      node.span.end = to_mark(event_->end_mark);
    } else if (!node.items.empty()) {
      node.span.end = node.items.back().span.end;
    }
    return true;
  }

  bool compose_mapping(Node& node, int depth) {
    const auto& start = event_->data.mapping_start;
    check_properties(start.anchor, start.tag);
    const bool flow = start.style == YAML_FLOW_MAPPING_STYLE;
    node.kind = NodeKind::mapping;
    node.span = event_span();
    std::map<std::string, int> first_lines;
    while (true) {
      if (!advance()) {
        return false;
      }
      if (event_->type == YAML_MAPPING_END_EVENT) {
        break;
      }
      MappingEntry entry;
      if (!compose(entry.key, depth + 1) || !advance() || !compose(entry.value, depth + 1)) {
        return false;
      }
      node.span.end = entry.value.span.end;
      if (accept_key(entry.key, first_lines)) {
        node.entries.push_back(std::move(entry));
      }
    }
    if (flow) {
      node.span.end = to_mark(event_->end_mark);
    }
    return true;
  }

  bool accept_key(const Node& key, std::map<std::string, int>& first_lines) {
    if (key.refused) {
      return false;
    }
    if (key.kind != NodeKind::scalar || key.text.empty()) {
      file_.error(key.span, "key-not-text", "tên khoá (phần trước dấu `:`) phải là một từ");
      return false;
    }
    if (key.text == "<<" && key.style == ScalarStyle::plain) {
      file_.error(key.span,
                  "merge-key-not-allowed",
                  "không dùng khoá gộp `<<` của YAML",
                  "viết lại đủ các khoá cần dùng");
      return false;
    }
    const auto [first, fresh] = first_lines.emplace(key.text, key.span.begin.line);
    if (!fresh) {
      file_.error(
          key.span,
          "duplicate-key",
          "khoá `" + printable(key.text, 40) + "` đã có ở dòng " + std::to_string(first->second),
          "giữ lại một trong hai dòng");
      return false;
    }
    return true;
  }

  YamlFile& file_;
  EventSource source_;
  const yaml_event_t* event_{nullptr};
  std::size_t nodes_{0};
  QuotedOverLines last_quoted_;
};

}  // namespace

YamlFile read_yaml(const SourceFile& source) {
  std::string_view text = source.text;
  if (text.size() > file_bytes_max) {
    YamlFile file(source.name, {});
    file.error({},
               "file-too-large",
               "tệp lớn hơn " + std::to_string(file_bytes_max / (1024 * 1024)) + " MiB",
               "tách thành nhiều tệp kế hoạch");
    return file;
  }
  if (text.substr(0, byte_order_mark.size()) == byte_order_mark) {
    text.remove_prefix(byte_order_mark.size());
  }
  YamlFile file(source.name, split_lines(text));
  if (!tell_bad_bytes(file, text)) {
    Composer(file, text).compose_file();
  }
  return file;
}

}  // namespace dondoc
