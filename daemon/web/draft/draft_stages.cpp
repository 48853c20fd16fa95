// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/draft_stages.h"

#include "daemon/formal_rule.h"
#include "rules/phrase/due_phrase.h"
#include "rules/phrase/normal_form.h"
#include "rules/phrase/thousandths.h"
#include "rules/plan/due_parser.h"
#include "rules/plan/formal_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

constexpr std::size_t stage_id_bytes_max = 24;

bool is_formal(const std::string& text) {
  return !text.empty() && text.front() == '{';
}

std::optional<DueRule> read_formal_text(const std::string& text) {
  YamlFile file = read_yaml({"due", text + '\n'});
  if (file.root() == nullptr || file.root()->kind != NodeKind::mapping) {
    return std::nullopt;
  }
  auto due = parse_due(file, *file.root());
  return due && file.diagnostics().empty() ? std::optional(std::move(due->rule)) : std::nullopt;
}

/// The text cut at one of the marks, blanks around the pieces left out.
std::vector<std::string> pieces_of(const std::string& text, std::string_view mark) {
  std::vector<std::string> pieces;
  std::size_t from = 0;
  while (from <= text.size()) {
    const std::size_t end = std::min(text.find(mark, from), text.size());
    const std::size_t first = text.find_first_not_of(' ', from);
    if (first < end) {
      pieces.push_back(text.substr(first, text.find_last_not_of(' ', end - 1) - first + 1));
    }
    from = end + mark.size();
  }
  return pieces;
}

/// The words of each part, where they can be cut so that each piece alone says the same.
std::optional<std::vector<std::string>> words_of_parts(const std::string& due,
                                                       const std::vector<Reading>& parts) {
  for (const std::string_view mark : {";", ",", " và ", "/"}) {
    std::vector<std::string> pieces = pieces_of(due, mark);
    const bool fit =
        pieces.size() == parts.size() &&
        std::equal(
            pieces.begin(), pieces.end(), parts.begin(), [](const auto& piece, const auto& part) {
              return read_due_phrase(piece).rule == part.rule;
            });
    if (fit) {
      return pieces;
    }
  }
  return std::nullopt;
}

/// "bao-cao-nam" of "Báo cáo năm".
std::string kebab_of(const std::string& words) {
  std::string id;
  for (const NormalLetter& letter : normal_form(words).letters) {
    const char32_t plain = without_marks(letter.value);
    const bool fits = (plain >= U'a' && plain <= U'z') || (plain >= U'0' && plain <= U'9');
    if (fits) {
      id += static_cast<char>(plain);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  if (id.size() > stage_id_bytes_max) {
    const std::size_t word = id.rfind('-', stage_id_bytes_max);
    id.resize(word == std::string::npos ? stage_id_bytes_max : word);
  }
  while (!id.empty() && id.back() == '-') {
    id.pop_back();
  }
  return id;
}

std::string stage_id(const std::string& product, std::size_t index, const DraftRow& row) {
  const std::string id = kebab_of(product);
  const bool taken = std::any_of(
      row.stages.begin(), row.stages.end(), [&id](const auto& stage) { return stage.id == id; });
  return id.empty() || taken ? "buoc-" + std::to_string(index + 1) : id;
}

void take_stages(DraftRow& row, const std::vector<Reading>& parts) {
  const auto words = words_of_parts(row.due, parts);
  const std::vector<std::string> products = pieces_of(row.product, ";");
  const bool named = products.size() == parts.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const std::string product = named ? products[i] : row.product;
    DraftStage stage{stage_id(named ? product : std::string{}, i, row), product, {}};
    stage.due = words ? (*words)[i] : formal_json(parts[i].rule).dump();
    row.stages.push_back(std::move(stage));
  }
}

std::optional<int> number_in(const std::string& text) {
  int number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc{} && stop == text.data() + text.size() && number > 0
             ? std::optional(number)
             : std::nullopt;
}

Bound bound_named(const std::string& name) {
  const auto found = std::find(bound_names.begin(), bound_names.end(), name);
  return found == bound_names.end() ? Bound::at_least
                                    : static_cast<Bound>(found - bound_names.begin());
}

}  // namespace

std::optional<DueRule> read_draft_due(const std::string& text) {
  return is_formal(text) ? read_formal_text(text) : read_due_phrase(text).rule;
}

std::optional<DueRule> rule_of_row(const DraftRow& row) {
  const auto quota = number_in(row.quota);
  const auto target = parse_thousandths(row.target);
  std::optional<DueRule> rule;
  if (!row.due.empty()) {
    rule = read_draft_due(row.due);
  } else if ((quota || target) && !row.per.empty()) {
    rule = read_formal_text(row.per == "plan" ? "{ period: plan }" : "{ every: " + row.per + " }");
  }
  if (rule && quota) {
    rule->quota = Quota{*quota};
  }
  if (rule && target) {
    rule->target = Target{bound_named(row.bound), *target, row.unit.empty() ? "%" : row.unit};
  }
  return rule;
}

void take_from_words(DraftRow& row) {
  if (is_formal(row.due)) {
    return;
  }
  const PhraseReading reading = read_due_phrase(row.due);
  const bool refused =
      std::any_of(reading.remarks.begin(), reading.remarks.end(), [](const Remark& remark) {
        return remark.kind == RemarkKind::error;
      });
  if (!refused && reading.parts.size() > 1 && row.stages.empty() && row.quota.empty() &&
      row.target.empty()) {
    take_stages(row, reading.parts);
  }
  if (!reading.rule) {
    return;
  }
  if (reading.rule->quota && row.quota.empty()) {
    row.quota = std::to_string(reading.rule->quota->at_least);
  }
  if (reading.rule->target && row.target.empty()) {
    row.target = thousandths_words(reading.rule->target->thousandths);
    row.bound = bound_names.at(static_cast<std::size_t>(reading.rule->target->bound));
    row.unit = reading.rule->target->unit;
  }
}

void reword(DraftRow& row, const DraftRow& before) {
  if (row.due == before.due) {
    return;
  }
  if (row.quota == before.quota) {
    row.quota.clear();
  }
  if (row.target == before.target) {
    row.target.clear();
  }
  if (row.stages == before.stages) {
    row.stages.clear();
  }
  take_from_words(row);
}

}  // namespace dondoc
