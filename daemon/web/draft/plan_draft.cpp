// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/plan_draft.h"

#include "daemon/web/draft/draft_stages.h"
#include "rules/plan/event_words.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

using RowMember = std::string DraftRow::*;
using PlanMember = std::string PlanDraft::*;

constexpr std::array<std::pair<const char*, RowMember>, 15> row_members{
    {{"id", &DraftRow::id},
     {"title", &DraftRow::title},
     {"source", &DraftRow::source},
     {"lead", &DraftRow::lead},
     {"lead_kind", &DraftRow::lead_kind},
     {"support", &DraftRow::support},
     {"oversight", &DraftRow::oversight},
     {"product", &DraftRow::product},
     {"due", &DraftRow::due},
     {"policy", &DraftRow::policy},
     {"quota", &DraftRow::quota},
     {"per", &DraftRow::per},
     {"target", &DraftRow::target},
     {"bound", &DraftRow::bound},
     {"unit", &DraftRow::unit}}};

constexpr std::array<std::pair<const char*, PlanMember>, 12> plan_members{
    {{"plan", &PlanDraft::plan},
     {"title", &PlanDraft::title},
     {"number", &PlanDraft::number},
     {"issued", &PlanDraft::issued},
     {"authority", &PlanDraft::authority},
     {"from", &PlanDraft::from},
     {"to", &PlanDraft::to},
     {"coordinator", &PlanDraft::coordinator},
     {"policy", &PlanDraft::policy},
     {"watch_from", &PlanDraft::watch_from},
     {"checkpoints", &PlanDraft::checkpoints},
     {"trial", &PlanDraft::trial}}};

/// In double quotation marks nothing of what people type means anything to YAML.
std::string quoted(const std::string& words) {
  std::string out = "\"";
  for (const char c : words) {
    if (c == '"' || c == '\\') {
      out += '\\';
    }
    out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return out + '"';
}

std::vector<std::string> parts_of(const std::string& words) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (from <= words.size()) {
    const std::size_t end = std::min(words.find(';', from), words.size());
    const std::size_t first = words.find_first_not_of(' ', from);
    if (first < end) {
      const std::size_t last = words.find_last_not_of(' ', end - 1);
      parts.push_back(words.substr(first, last - first + 1));
    }
    from = end + 1;
  }
  return parts;
}

std::string list_of(const std::string& words) {
  std::string list = "[";
  for (const std::string& part : parts_of(words)) {
    list += (list.size() > 1 ? ", " : "") + quoted(part);
  }
  return list + ']';
}

class Lines {
 public:
  void add(const std::string& line) {
    text_ += line + '\n';
    ++count_;
  }
  void add_if(const std::string& value, const std::string& key, bool written_as_is = false) {
    if (!value.empty()) {
      add(key + ": " + (written_as_is ? value : quoted(value)));
    }
  }
  /// Lines as a list's items, two blanks before each.
  void add_indented(const std::string& lines) {
    for (std::size_t from = 0; from < lines.size();) {
      const std::size_t end = lines.find('\n', from);
      add("  " + lines.substr(from, end - from));
      from = end + 1;
    }
  }
  [[nodiscard]] int next() const { return count_ + 1; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  int count_{0};
};

/// A due that is counted from an event, and the trigger that it gets.
struct Waiting {
  std::size_t stage;  ///< of the row's; 0 also of a row without any
  std::string due;
  std::string trigger;
};

std::string trigger_id(int number) {
  return "moc-" + std::to_string(number);
}

std::vector<Waiting> waiting_dues(const DraftRow& row, int number) {
  const auto waits = [](const std::string& due) {
    const auto rule = read_draft_due(due);
    return rule && waits_for_event(*rule);
  };
  const std::string trigger = trigger_id(number);
  std::vector<Waiting> waiting;
  for (std::size_t i = 0; i < row.stages.size(); ++i) {
    if (waits(row.stages[i].due)) {
      waiting.push_back({i, row.stages[i].due, trigger + '-' + std::to_string(i + 1)});
    }
  }
  if (row.stages.empty() && waits(row.due)) {
    waiting.push_back({0, row.due, trigger});
  }
  return waiting;
}

void add_head(Lines& lines, const PlanDraft& draft, const Publishing& publishing) {
  lines.add(std::string(draft_mark) + ", " + publishing.at + ", " + publishing.by +
            (publishing.basis.empty() ? "" : ", căn cứ " + publishing.basis));
  lines.add("plan: " + quoted(draft.plan));
  lines.add("title: " + quoted(draft.title));
  lines.add("document: { number: " + quoted(draft.number) + ", issued: " + quoted(draft.issued) +
            ", authority: " + quoted(draft.authority) + " }");
  lines.add("effective: { from: " + quoted(draft.from) + ", to: " + quoted(draft.to) + " }");
  lines.add("coordinator: " + quoted(draft.coordinator));
  lines.add_if(draft.watch_from, "watch_from");
  lines.add_if(draft.trial, "trial");
  lines.add_if(draft.checkpoints == "1" ? "reporting" : "", "checkpoints", true);
  lines.add("defaults: { policy: " + quoted(draft.policy) + " }");
}

std::string trigger_item(const Waiting& one, const DraftRow& row, const std::string& recorder) {
  const std::string& words = row.due.empty() ? one.due : row.due;
  const std::string event = event_words_of(words);
  return "- { id: " + one.trigger +
         ", title: " + quoted(event.empty() ? "Mốc tính thời hạn: " + words : event) +
         ", recorder: " + quoted(row.oversight.empty() ? recorder : row.oversight) + " }";
}

void add_triggers(Lines& lines, const PlanDraft& draft) {
  bool begun = false;
  int number = 0;
  for (const DraftRow& row : draft.rows) {
    for (const Waiting& one : waiting_dues(row, ++number)) {
      if (!begun) {
        lines.add("triggers:");
        begun = true;
      }
      lines.add("  " + trigger_item(one, row, draft.coordinator));
    }
  }
}

/// Words between quotation marks; the formal form is YAML already.
std::string due_value(const std::string& due) {
  return !due.empty() && due.front() == '{' && read_draft_due(due) ? due : quoted(due);
}

void add_trigger(Lines& lines,
                 const std::string& key,
                 const std::vector<Waiting>& waiting,
                 std::size_t stage) {
  for (const Waiting& one : waiting) {
    if (one.stage == stage) {
      lines.add(key + ": " + one.trigger);
    }
  }
}

void add_dues(Lines& lines, const DraftRow& row, int number) {
  const std::vector<Waiting> waiting = waiting_dues(row, number);
  if (!row.stages.empty()) {
    lines.add("  stages:");
    for (std::size_t i = 0; i < row.stages.size(); ++i) {
      const DraftStage& stage = row.stages[i];
      lines.add("    - id: " + quoted(stage.id));
      lines.add_if(stage.product, "      product");
      lines.add("      due: " + due_value(stage.due));
      add_trigger(lines, "      trigger", waiting, i);
    }
    return;
  }
  const bool has_amount = !row.quota.empty() || !row.target.empty();
  if (!row.due.empty() || !has_amount) {
    lines.add("  due: " + due_value(row.due));
  }
  add_trigger(lines, "  trigger", waiting, 0);
  const std::string per = row.due.empty() ? ", per: " + quoted(row.per) : std::string{};
  if (!row.quota.empty()) {
    lines.add("  quota: { at_least: " + quoted(row.quota) + per + " }");
  }
  if (!row.target.empty()) {
    const bool known =
        std::find(bound_names.begin(), bound_names.end(), row.bound) != bound_names.end();
    lines.add("  target: { " + (known ? row.bound : std::string(bound_names[0])) + ": " +
              quoted(row.target) + ", unit: " + quoted(row.unit.empty() ? "%" : row.unit) + per +
              " }");
  }
}

/// Its lines begin in the first column.
void add_row(Lines& lines, const DraftRow& row, int number) {
  lines.add("- id: " + quoted(row.id));
  lines.add("  title: " + quoted(row.title));
  lines.add_if(row.source, "  source");
  const bool several = parts_of(row.lead).size() > 1;
  if (row.lead_kind == "each") {
    lines.add("  lead: { each: " + (several ? list_of(row.lead) : quoted(row.lead)) + " }");
  } else if (row.lead_kind == "joint") {
    lines.add("  lead: { joint: " + list_of(row.lead) + " }");
  } else {
    lines.add("  lead: " + (several ? list_of(row.lead) : quoted(row.lead)));
  }
  if (!parts_of(row.support).empty()) {
    lines.add("  support: " + list_of(row.support));
  }
  lines.add_if(row.oversight, "  oversight");
  lines.add_if(row.product, "  product");
  lines.add_if(row.policy, "  policy");
  add_dues(lines, row, number);
}

std::string text_at(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

std::string draft_json(const PlanDraft& draft) {
  Json document = Json::object();
  for (const auto& [name, member] : plan_members) {
    document[name] = draft.*member;
  }
  document["rows"] = Json::array();
  for (const DraftRow& row : draft.rows) {
    Json one = Json::object();
    for (const auto& [name, member] : row_members) {
      one[name] = row.*member;
    }
    one["reviewed"] = row.reviewed;
    one["stages"] = Json::array();
    for (const DraftStage& stage : row.stages) {
      one["stages"].push_back(
          Json{{"id", stage.id}, {"product", stage.product}, {"due", stage.due}});
    }
    document["rows"].push_back(std::move(one));
  }
  return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::optional<PlanDraft> parse_draft(const std::string& json) {
  const Json document = Json::parse(json, nullptr, false);
  if (!document.is_object() || !document.contains("rows") || !document.at("rows").is_array()) {
    return std::nullopt;
  }
  PlanDraft draft;
  for (const auto& [name, member] : plan_members) {
    draft.*member = text_at(document, name);
  }
  for (const Json& one : document.at("rows")) {
    DraftRow row;
    for (const auto& [name, member] : row_members) {
      row.*member = text_at(one, name);
    }
    row.reviewed = one.value("reviewed", false);
    for (const Json& stage : one.value("stages", Json::array())) {
      row.stages.push_back(
          {text_at(stage, "id"), text_at(stage, "product"), text_at(stage, "due")});
    }
    draft.rows.push_back(std::move(row));
  }
  return draft;
}

DraftItem draft_item(const DraftRow& row, int number, const std::string& recorder) {
  DraftItem item;
  Lines lines;
  add_row(lines, row, number);
  item.text = lines.take();
  for (const Waiting& one : waiting_dues(row, number)) {
    item.triggers.push_back({one.trigger, trigger_item(one, row, recorder) + '\n'});
  }
  return item;
}

DraftFile draft_file(const PlanDraft& draft, const Publishing& publishing) {
  DraftFile file;
  Lines lines;
  add_head(lines, draft, publishing);
  add_triggers(lines, draft);
  lines.add(draft.rows.empty() ? "obligations: []" : "obligations:");
  for (std::size_t i = 0; i < draft.rows.size(); ++i) {
    file.first_lines.push_back(lines.next());
    Lines row;
    add_row(row, draft.rows[i], static_cast<int>(i) + 1);
    lines.add_indented(row.take());
  }
  file.text = lines.take();
  return file;
}

}  // namespace dondoc
