// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/decoder.h"

#include "rules/plan/code_points.h"
#include "rules/plan/date_hint.h"
#include "rules/plan/nearest.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace dondoc {

namespace {

constexpr std::size_t shown_value_max = 60;

std::string kind_word(NodeKind kind) {
  switch (kind) {
    case NodeKind::scalar:
      return "một giá trị";
    case NodeKind::sequence:
      return "một danh sách";
    case NodeKind::mapping:
      return "một nhóm khoá";
  }
  return {};
}

void tell_wrong_kind(YamlFile& file,
                     const Node& node,
                     std::string_view what,
                     const std::string& wanted,
                     std::string hint = {}) {
  file.error(head_of(node),
             "wrong-type",
             std::string(what) + " phải là " + wanted + ", không phải " + kind_word(node.kind),
             std::move(hint));
}

std::string shown(const Node& node) {
  return "`" + printable(node.text, shown_value_max) + "`";
}

/// The scalar's text without blanks around it, or nothing (told) when the node is no scalar.
std::optional<std::string> scalar_text(YamlFile& file,
                                       const Node& node,
                                       std::string_view what,
                                       const std::string& wanted) {
  if (node.refused) {
    return std::nullopt;
  }
  if (node.kind != NodeKind::scalar) {
    tell_wrong_kind(file, node, what, wanted);
    return std::nullopt;
  }
  const std::string_view blanks = " \t\r\n";
  const auto first = node.text.find_first_not_of(blanks);
  if (first == std::string::npos) {
    file.error(head_of(node), "empty-value", std::string(what) + " chưa có giá trị");
    return std::nullopt;
  }
  return node.text.substr(first, node.text.find_last_not_of(blanks) - first + 1);
}

bool has_unprintable(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point_at(text, at);
    at += point.bytes;
    if (is_unprintable(point.value)) {
      return true;
    }
  }
  return false;
}

bool is_small_or_digit(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
}

bool fits(std::string_view id, IdForm form) {
  if (form == IdForm::dotted) {
    return std::all_of(id.begin(), id.end(), [](char letter) {
      return is_small_or_digit(letter) || (letter >= 'A' && letter <= 'Z') || letter == '.' ||
             letter == '-';
    });
  }
  bool after_hyphen = true;  // so that none may start with one
  for (const char letter : id) {
    if (letter == '-' ? after_hyphen : !is_small_or_digit(letter)) {
      return false;
    }
    after_hyphen = letter == '-';
  }
  return !after_hyphen;
}

}  // namespace

Span head_of(const Node& node) {
  if (node.kind == NodeKind::mapping && !node.entries.empty()) {
    return node.entries.front().key.span;
  }
  if (node.kind == NodeKind::sequence && !node.items.empty() &&
      node.items.front().span.begin.line == node.span.end.line) {
    return node.span;
  }
  if (node.kind == NodeKind::sequence && !node.items.empty()) {
    return head_of(node.items.front());
  }
  return node.span;
}

std::optional<std::string> decode_text(YamlFile& file,
                                       const Node& node,
                                       std::string_view what,
                                       std::size_t code_points_max) {
  std::optional<std::string> text = scalar_text(file, node, what, "chữ");
  if (!text) {
    return std::nullopt;
  }
  if (count_code_points(*text) > code_points_max) {
    file.error(head_of(node),
               "text-too-long",
               std::string(what) + " dài quá " + std::to_string(code_points_max) + " ký tự");
    return std::nullopt;
  }
  if (has_unprintable(*text)) {
    file.error(head_of(node),
               "control-character",
               std::string(what) + " chứa ký tự xuống dòng hoặc ký tự không in được",
               "viết thành một dòng; có thể dùng `>-` rồi viết ở các dòng dưới");
    return std::nullopt;
  }
  return text;
}

std::optional<std::string> decode_id(YamlFile& file,
                                     const Node& node,
                                     std::string_view what,
                                     IdForm form) {
  std::optional<std::string> id = decode_text(file, node, what, id_code_points_max);
  if (!id || fits(*id, form)) {
    return id;
  }
  if (form == IdForm::kebab) {
    file.error(head_of(node),
               "bad-id",
               "mã " + shown(node) + " chỉ được gồm chữ thường không dấu, chữ số và dấu `-` ở giữa",
               "ví dụ: `vh-xh`, `truong-phong-1`");
  } else {
    file.error(head_of(node),
               "bad-id",
               "mã " + shown(node) + " chỉ được gồm chữ không dấu, chữ số, dấu `.` và dấu `-`",
               "ví dụ: `VII.2`, `VII.4-a`");
  }
  return std::nullopt;
}

std::optional<Date> decode_date(YamlFile& file, const Node& node, std::string_view what) {
  const std::optional<std::string> text = scalar_text(file, node, what, "một ngày");
  if (!text) {
    return std::nullopt;
  }
  std::optional<Date> date = parse_iso_date(*text);
  if (!date) {
    const DateHint hint = date_hint(*text);
    file.error(head_of(node),
               hint.not_in_calendar ? "date-not-in-calendar" : "bad-date",
               hint.not_in_calendar ? "không có ngày " + shown(node) + " trong lịch"
                                    : std::string(what) + " phải là ngày viết dạng NĂM-THÁNG-NGÀY",
               hint.typed.empty() ? "ví dụ: `2026-04-20`" : "`" + hint.typed + "`");
  }
  return date;
}

std::optional<TimeOfDay> decode_time(YamlFile& file, const Node& node, std::string_view what) {
  const std::optional<std::string> text = scalar_text(file, node, what, "giờ trong ngày");
  if (!text) {
    return std::nullopt;
  }
  std::optional<TimeOfDay> time = parse_hhmm(*text);
  if (!time) {
    const std::string typed = time_hint(*text);
    file.error(
        head_of(node),
        "bad-time",
        std::string(what) + " phải là giờ viết dạng \"GIỜ:PHÚT\", từ \"00:00\" đến \"24:00\"",
        typed.empty() ? "ví dụ: `\"07:30\"`" : "`\"" + typed + "\"`");
  }
  return time;
}

std::optional<int> decode_integer(
    YamlFile& file, const Node& node, std::string_view what, int least, int most) {
  const std::optional<std::string> text = scalar_text(file, node, what, "một số");
  if (!text) {
    return std::nullopt;
  }
  int number = 0;
  const char* end = text->data() + text->size();
  const auto [stop, failure] = std::from_chars(text->data(), end, number);
  if (failure != std::errc{} || stop != end || number < least || number > most) {
    file.error(head_of(node),
               "bad-number",
               std::string(what) + " phải là số nguyên từ " + std::to_string(least) + " đến " +
                   std::to_string(most));
    return std::nullopt;
  }
  return number;
}

std::optional<bool> decode_boolean(YamlFile& file, const Node& node, std::string_view what) {
  const auto index = decode_choice(file, node, what, {"true", "false"});
  if (!index) {
    return std::nullopt;
  }
  return *index == 0;
}

std::optional<std::size_t> decode_choice(YamlFile& file,
                                         const Node& node,
                                         std::string_view what,
                                         const std::vector<std::string>& words) {
  const std::optional<std::string> text = scalar_text(file, node, what, "một từ");
  if (!text) {
    return std::nullopt;
  }
  const auto found = std::find(words.begin(), words.end(), *text);
  if (found != words.end()) {
    return static_cast<std::size_t>(found - words.begin());
  }
  const std::optional<std::string> close = nearest(*text, words);
  file.error(head_of(node),
             "unknown-word",
             std::string(what) + " chỉ nhận một trong các từ " + quoted_list(words),
             close ? "`" + *close + "`" : "");
  return std::nullopt;
}

const Node* decode_list(YamlFile& file, const Node& node, std::string_view what) {
  if (node.refused) {
    return nullptr;
  }
  if (node.kind != NodeKind::sequence) {
    std::string hint = "viết các mục ở các dòng dưới, mỗi mục bắt đầu bằng `- `";
    const bool word = node.text.find(' ') == std::string::npos;
    if (node.kind == NodeKind::scalar && word && !node.text.empty()) {
      hint = "`[" + printable(node.text, shown_value_max) + "]`";
    }
    tell_wrong_kind(file, node, what, "một danh sách", hint);
    return nullptr;
  }
  if (node.items.size() > list_items_max) {
    file.error(head_of(node),
               "list-too-long",
               std::string(what) + " có quá " + std::to_string(list_items_max) + " mục");
    return nullptr;
  }
  return &node;
}

std::vector<std::string> decode_texts(YamlFile& file,
                                      const Node& node,
                                      std::string_view what,
                                      std::size_t code_points_max) {
  std::vector<std::string> texts;
  if (const Node* items = decode_list(file, node, what)) {
    for (const Node& item : items->items) {
      if (auto text =
              decode_text(file, item, "mỗi mục của " + std::string(what), code_points_max)) {
        texts.push_back(*std::move(text));
      }
    }
  }
  return texts;
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) {
    list += (list.empty() ? "`" : ", `") + word + "`";
  }
  return list;
}

}  // namespace dondoc
