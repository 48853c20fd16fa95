// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan_edit.h"

#include "rules/plan/code_points.h"
#include "rules/plan/plan_items.h"
#include "rules/plan/plan_nodes.h"
#include "rules/plan/yaml_reader.h"
#include "rules/plan/yaml_syntax.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace dondoc {
namespace {

constexpr std::array<std::string_view, 8> keys_of_obligation{
    "title", "source", "lead", "support", "oversight", "product", "policy", "due"};
constexpr std::array<std::string_view, 2> keys_of_stage{"product", "due"};

bool is_text(const Node& node) {
  return node.kind == NodeKind::scalar && !node.refused;
}

/// As one line: where it breaks the lines is the file's affair.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

bool is_short_list(const Node& node, const YamlFile& file) {
  const Span& span = node.span;
  const std::string_view line = file.line(span.begin.line);
  return node.kind == NodeKind::sequence && span.begin.line == span.end.line &&
         !node.items.empty() && std::all_of(node.items.begin(), node.items.end(), is_text) &&
         line.substr(byte_of_code_point(line, static_cast<std::size_t>(span.begin.column - 1)),
                     1) == "[";
}

std::string list_text(const Node& list) {
  std::string text;
  for (const Node& item : list.items) {
    text += (text.empty() ? "" : "; ") + item.text;
  }
  return text;
}

/// A value, and the node whose bytes it is.
struct FoundValue {
  PlanValue value;
  const Node* node;
};

class FoundValues {
 public:
  explicit FoundValues(const SourceFile& file) : yaml_(read_yaml(file)) {
    const Node* root = yaml_.root();
    const Node* list = root == nullptr ? nullptr : node_at_key(*root, "obligations");
    if (list == nullptr || list->kind != NodeKind::sequence) {
      return;
    }
    for (const Node& item : list->items) {
      add_obligation(item);
    }
  }

  std::vector<WrittenObligation> obligations;  ///< without their values
  std::vector<FoundValue> found;               ///< in the order of the obligations

 private:
  void add_obligation(const Node& item) {
    const std::string id = written_id(item);
    if (id.empty()) {
      return;
    }
    obligations.push_back({id, item.span.begin.line, {}});
    for (const std::string_view key : keys_of_obligation) {
      add(item, {id, {}, std::string(key)});
    }
    if (const Node* lead = node_at_key(item, "lead"); lead != nullptr) {
      add(*lead, {id, {}, "each"});
      add(*lead, {id, {}, "joint"});
    }
    const Node* stages = node_at_key(item, "stages");
    if (stages == nullptr) {
      return;
    }
    for (const Node& stage : stages->items) {
      const std::string stage_id = written_id(stage);
      for (const std::string_view key : keys_of_stage) {
        if (!stage_id.empty()) {
          add(stage, {id, stage_id, std::string(key)});
        }
      }
    }
  }

  void add(const Node& mapping, ValuePlace place) {
    const Node* node = node_at_key(mapping, place.key);
    if (node == nullptr) {
      return;
    }
    if (is_text(*node)) {
      found.push_back({{std::move(place), one_line(node->text)}, node});
    } else if (is_short_list(*node, yaml_)) {
      found.push_back({{std::move(place), list_text(*node)}, node});
    }
  }

  YamlFile yaml_;
};

/// Letters, digits and what means nothing to YAML, also between brackets.
bool may_stand_plain(std::string_view words) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return !words.empty() && fits(words.front()) && fits(words.back()) &&
         std::all_of(words.begin(), words.end(), [&fits](char c) {
           return fits(c) || c == ' ' || c == '.' || c == '-' || c == '/';
         });
}

/// As its place had it before, if it can.
std::string text_as_written(std::string_view words, ScalarStyle before) {
  if (before == ScalarStyle::plain && may_stand_plain(words)) {
    return std::string(words);
  }
  std::string out = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return out + '"';
}

std::string list_as_written(std::string_view words, ScalarStyle before) {
  std::string out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(';'), words.size());
    std::string_view item = words.substr(0, end);
    item.remove_prefix(std::min(item.find_first_not_of(' '), item.size()));
    item = item.substr(0, item.find_last_not_of(' ') + 1);
    if (!item.empty()) {
      out += (out.empty() ? "" : ", ") + text_as_written(item, before);
    }
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return '[' + out + ']';
}

std::string as_written(const Node& before, std::string_view words) {
  return before.kind == NodeKind::sequence ? list_as_written(words, before.items.front().style)
                                           : text_as_written(words, before.style);
}

constexpr std::string_view mark_of_utf8 = "\xEF\xBB\xBF";

std::size_t size_of_mark(std::string_view text) {
  return text.rfind(mark_of_utf8, 0) == 0 ? mark_of_utf8.size() : 0;
}

/// Bytes of the file, and what stands there instead.
struct ValueReplacement {
  std::size_t begin;
  std::size_t end;
  std::string text;
};

class BytePlaces {
 public:
  explicit BytePlaces(std::string_view text)
      : skipped_(size_of_mark(text)), text_(text.substr(skipped_)), starts_(line_starts(text_)) {}

  [[nodiscard]] ValueReplacement at(const Node& node, std::string_view words) const {
    const std::size_t begin = byte_of(node.span.begin);
    std::size_t end = byte_of(node.span.end);
    // A text in block style ends where the next thing begins; the empty lines between stay.
    while (node.style == ScalarStyle::block && end > begin && is_blank(end - 1)) {
      --end;
    }
    return {begin, end, as_written(node, words)};
  }

 private:
  [[nodiscard]] bool is_blank(std::size_t at) const {
    return std::string_view(" \t\r\n").find(text_[at - skipped_]) != std::string_view::npos;
  }

  [[nodiscard]] std::size_t byte_of(const Mark& mark) const {
    const std::size_t start = starts_.at(static_cast<std::size_t>(mark.line) - 1);
    return skipped_ + start +
           byte_of_code_point(text_.substr(start), static_cast<std::size_t>(mark.column - 1));
  }

  std::size_t skipped_;
  std::string_view text_;
  std::vector<std::size_t> starts_;
};

/// Whether the file says all that it said before, but for those values.
bool says_the_rest(const FoundValues& before,
                   const FoundValues& after,
                   const std::set<ValuePlace>& edited) {
  return std::equal(
      before.found.begin(),
      before.found.end(),
      after.found.begin(),
      after.found.end(),
      [&edited](const FoundValue& one, const FoundValue& other) {
        return one.value.place == other.value.place &&
               (one.value.text == other.value.text || edited.count(one.value.place) > 0);
      });
}

/// Of an edit that takes out or puts in a whole item: the list; empty of any other.
std::string_view list_of_edit(const ValueEdit& edit) {
  if (edit.place.key == whole_obligation) {
    return obligations_list;
  }
  return edit.place.key == whole_trigger ? triggers_list : std::string_view{};
}

/// The file with the item in it, or without it; nothing when the file says something else by now.
std::optional<std::string> with_item_edited(const SourceFile& file, const ValueEdit& edit) {
  const std::string_view list = list_of_edit(edit);
  const auto stands = written_item(file, list, edit.place.obligation);
  if (stands.value_or("") != edit.was) {
    return std::nullopt;
  }
  auto text = edit.was.empty() ? with_item(file, list, edit.becomes)
                               : without_item(file, list, edit.place.obligation);
  if (!text) {
    return std::nullopt;
  }
  const auto now = written_item({file.name, *text}, list, edit.place.obligation);
  return now.has_value() == edit.was.empty() ? text : std::nullopt;
}

/// Items after values, so that these are where they were when the file was read.
void edit_items(const std::string& name, const std::vector<ValueEdit>& edits, EditedPlan& edited) {
  for (const ValueEdit& edit : edits) {
    if (list_of_edit(edit).empty()) {
      continue;
    }
    if (auto text = with_item_edited({name, edited.text}, edit)) {
      edited.text = std::move(*text);
    } else {
      edited.lost.push_back(edit);
    }
  }
}

}  // namespace

std::string plan_id_of(const SourceFile& file) {
  const YamlFile yaml = read_yaml(file);
  const Node* plan = yaml.root() == nullptr ? nullptr : node_at_key(*yaml.root(), "plan");
  return plan != nullptr && plan->kind == NodeKind::scalar ? plan->text : std::string{};
}

std::vector<WrittenObligation> written_obligations(const SourceFile& file) {
  FoundValues values(file);
  std::vector<WrittenObligation> written = std::move(values.obligations);
  for (FoundValue& one : values.found) {
    const auto of = std::find_if(written.begin(), written.end(), [&one](const auto& obligation) {
      return obligation.id == one.value.place.obligation;
    });
    of->values.push_back(std::move(one.value));
  }
  return written;
}

EditedPlan edited_plan(const SourceFile& file, const std::vector<ValueEdit>& edits) {
  const FoundValues before(file);
  const BytePlaces places(file.text);
  EditedPlan edited{file.text, {}};
  std::vector<ValueReplacement> replacements;
  std::set<ValuePlace> done;
  for (const ValueEdit& edit : edits) {
    if (!list_of_edit(edit).empty()) {
      continue;
    }
    const auto found =
        std::find_if(before.found.begin(), before.found.end(), [&edit](const FoundValue& one) {
          return one.value.place == edit.place && one.value.text == edit.was;
        });
    if (found == before.found.end() || !done.insert(edit.place).second) {
      edited.lost.push_back(edit);
    } else {
      replacements.push_back(places.at(*found->node, edit.becomes));
    }
  }
  // From the end, so that what is still to be replaced stays where it is.
  std::sort(replacements.begin(), replacements.end(), [](const auto& one, const auto& other) {
    return one.begin > other.begin;
  });
  for (const ValueReplacement& one : replacements) {
    edited.text.replace(one.begin, one.end - one.begin, one.text);
  }
  if (!says_the_rest(before, FoundValues({file.name, edited.text}), done)) {
    return {file.text, edits};
  }
  edit_items(file.name, edits, edited);
  return edited;
}

}  // namespace dondoc
