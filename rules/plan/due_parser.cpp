// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/due_parser.h"

#include "rules/phrase/due_phrase.h"
#include "rules/plan/code_points.h"
#include "rules/plan/decoder.h"
#include "rules/plan/formal_due.h"
#include "rules/plan/spelling.h"

#include <utility>

namespace dondoc {

namespace {

/// Where the code points `begin` to `end` of the scalar stand in the file. Only a scalar on one
/// line that is written as it is read can be counted in; else the whole scalar is meant.
Span words_of(const Node& node, std::size_t begin, std::size_t end) {
  const bool one_line = node.span.begin.line == node.span.end.line;
  const bool quoted =
      node.style == ScalarStyle::single_quoted || node.style == ScalarStyle::double_quoted;
  const int quotes = quoted ? 1 : 0;
  const int written = node.span.end.column - node.span.begin.column - 2 * quotes;
  const int read = static_cast<int>(count_code_points(node.text));
  if (!one_line || node.style == ScalarStyle::block || written != read || end < begin) {
    return node.span;
  }
  const int start = node.span.begin.column + quotes;
  const Mark first{node.span.begin.line, start + static_cast<int>(begin)};
  const Mark last{node.span.begin.line, start + static_cast<int>(end)};
  return {first, last};
}

/// A remark is a sentence of its own; in a diagnostic it goes on after a colon.
std::string as_clause(std::string sentence) {
  if (!sentence.empty() && sentence.back() == '.') {
    sentence.pop_back();
  }
  if (!sentence.empty() && sentence.front() >= 'A' && sentence.front() <= 'Z') {
    sentence.front() = static_cast<char>(sentence.front() - 'A' + 'a');
  }
  return sentence;
}

std::optional<ReadDue> read_phrase(YamlFile& file, const Node& node) {
  if (node.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    file.error(node.span, "empty-value", "thời hạn chưa có nội dung");
    return std::nullopt;
  }
  PhraseReading reading = read_due_phrase(node.text);
  bool refused = false;
  for (Remark& remark : reading.remarks) {
    const Span span = words_of(node, remark.begin, remark.end);
    if (remark.kind == RemarkKind::error) {
      refused = true;
      file.error(span, remark.code, as_clause(remark.message), remark.hint);
    } else if (remark.code != "phrase-has-stages") {
      file.note(span, remark.code, as_clause(remark.message), remark.hint);
    }
  }
  if (!reading.parts.empty() && !refused) {
    std::string hint = "chia thành các bước trong `stages`, mỗi bước một `due`:";
    for (const Reading& part : reading.parts) {
      hint += " " + part.sentence + ";";
    }
    hint.pop_back();
    file.error(node.span, "phrase-has-stages", "cụm từ nêu nhiều thời hạn", std::move(hint));
    return std::nullopt;
  }
  if (!reading.rule && !refused) {
    file.error(node.span,
               "phrase-without-due",
               "cụm từ này không cho một thời hạn tính được thành ngày",
               "viết thời hạn cụ thể, ví dụ `chậm nhất trong tháng 6 hằng năm`");
  }
  if (!reading.rule || refused) {
    return std::nullopt;
  }
  return ReadDue{*std::move(reading.rule), composed(node.text), {}};
}

}  // namespace

std::optional<ReadDue> parse_due(YamlFile& file, const Node& node) {
  if (node.kind == NodeKind::scalar) {
    return read_phrase(file, node);
  }
  if (node.kind == NodeKind::sequence) {
    file.error(head_of(node),
               "wrong-type",
               "`due` chỉ nhận một thời hạn",
               "nhiệm vụ có nhiều thời hạn: chia thành các bước trong `stages`");
    return std::nullopt;
  }
  auto formal = read_formal_due(file, node);
  return formal ? std::optional(ReadDue{std::move(formal->rule), {}, std::move(formal->trigger)})
                : std::nullopt;
}

}  // namespace dondoc
