// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/unit_decoder.h"

#include "rules/plan/code_points.h"
#include "rules/plan/nearest.h"

#include <algorithm>
#include <utility>

namespace dondoc {

namespace {

constexpr std::size_t shown_word_max = 60;

void add_once(std::vector<std::string>& units, const std::string& unit) {
  if (std::find(units.begin(), units.end(), unit) == units.end()) {
    units.push_back(unit);
  }
}

}  // namespace

std::optional<std::string> UnitDecoder::unit(const Node& node, std::string_view what) const {
  const auto word = decode_text(file_, node, what, name_code_points_max);
  if (!word || names_ == nullptr) {
    return word;
  }
  const auto id = names_->unit(*word);
  if (id) {
    return id;
  }
  if (names_->group(*word) != nullptr) {
    file_.error(head_of(node),
                "group-not-unit",
                std::string(what) + " phải là một đơn vị, `" + *word + "` là một nhóm đơn vị",
                what == "`lead`" ? "`{ each: " + *word + " }` nếu mỗi đơn vị phải tự làm phần mình"
                                 : "ghi tên một đơn vị");
    return std::nullopt;
  }
  tell_unknown(node, *word, names_->unit_words());
  return std::nullopt;
}

std::vector<std::string> UnitDecoder::units(const Node& node, std::string_view what) const {
  std::vector<std::string> units;
  if (node.kind == NodeKind::scalar) {
    add_word(node, what, units);
    return units;
  }
  if (const Node* list = decode_list(file_, node, what)) {
    for (const Node& item : list->items) {
      add_word(item, what, units);
    }
  }
  return units;
}

void UnitDecoder::add_word(const Node& node,
                           std::string_view what,
                           std::vector<std::string>& units) const {
  const auto word = decode_text(file_, node, what, name_code_points_max);
  if (!word) {
    return;
  }
  if (names_ == nullptr) {
    add_once(units, *word);
    return;
  }
  if (const auto* members = names_->group(*word)) {
    for (const std::string& member : *members) {
      add_once(units, member);
    }
  } else if (const auto id = names_->unit(*word)) {
    add_once(units, *id);
  } else {
    tell_unknown(node, *word, names_->all_words());
  }
}

void UnitDecoder::tell_unknown(const Node& node,
                               const std::string& word,
                               const std::vector<std::string>& known) const {
  const auto close = nearest(word, known);
  if (word.find(", ") != std::string::npos && word.size() <= shown_word_max) {
    file_.error(
        head_of(node),
        "unknown-unit",
        "danh bạ không có đơn vị `" + printable(word, shown_word_max) + "`",
        "nhiều đơn vị thì đặt trong ngoặc vuông: `[" + printable(word, shown_word_max) + "]`");
    return;
  }
  file_.error(
      head_of(node),
      "unknown-unit",
      "danh bạ không có đơn vị `" + printable(word, shown_word_max) + "`",
      close ? "`" + *close + "`" : "thêm đơn vị hoặc tên gọi (`aliases`) vào directory.yaml");
}

void UnitDecoder::tell_bare_list(const Node& node) const {
  std::string list;
  for (const Node& item : node.items) {
    list += (list.empty() ? "" : ", ") + printable(item.text, shown_word_max);
  }
  const std::string shown = list.size() > 200 ? "…" : list;
  file_.error(head_of(node),
              "bare-list-as-lead",
              "nhiều đơn vị chủ trì: phải nói rõ mỗi đơn vị tự làm phần mình hay cùng làm một việc",
              "`lead: { each: [" + shown +
                  "] }` (mỗi đơn vị một đầu việc), hoặc `lead: { joint: [" + shown +
                  "] }` (chung một đầu việc, đơn vị đầu chịu trách nhiệm)");
}

std::optional<Lead> UnitDecoder::lead(const Node& node) const {
  Lead lead;
  if (node.kind == NodeKind::sequence) {
    tell_bare_list(node);
    return std::nullopt;
  }
  if (node.kind == NodeKind::scalar) {
    auto id = unit(node, "`lead`");
    if (!id) {
      return std::nullopt;
    }
    lead.units = {*std::move(id)};
    return lead;
  }
  MappingDecoder mapping(file_, node, "`lead`");
  const Node* each = mapping.any("each", Need::optional);
  const Node* joint = mapping.any("joint", Need::optional);
  mapping.finish();
  if ((each == nullptr) == (joint == nullptr)) {
    file_.error(head_of(node),
                "each-or-joint",
                "`lead` phải có đúng một trong hai khoá `each` (mỗi đơn vị) và `joint` (cùng làm)",
                "ví dụ: `lead: { each: all-units }`");
    return std::nullopt;
  }
  const Node& named = each != nullptr ? *each : *joint;
  lead.kind = each != nullptr ? LeadKind::each : LeadKind::joint;
  const std::size_t told_before = file_.diagnostics().size();
  lead.units = units(named, each != nullptr ? "`each`" : "`joint`");
  if (lead.kind == LeadKind::joint && lead.units.size() < 2 &&
      file_.diagnostics().size() == told_before) {
    file_.error(head_of(named), "too-few-units", "`joint` phải có từ hai đơn vị trở lên");
    return std::nullopt;
  }
  return lead.units.empty() ? std::nullopt : std::optional(std::move(lead));
}

}  // namespace dondoc
