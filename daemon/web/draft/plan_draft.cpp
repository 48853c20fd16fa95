// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/plan_draft.h"

#include "rules/phrase/due_phrase.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

using RowMember = std::string DraftRow::*;
using PlanMember = std::string PlanDraft::*;

constexpr std::array<std::pair<const char*, RowMember>, 10> row_members{
    {{"id", &DraftRow::id},
     {"title", &DraftRow::title},
     {"source", &DraftRow::source},
     {"lead", &DraftRow::lead},
     {"lead_kind", &DraftRow::lead_kind},
     {"support", &DraftRow::support},
     {"oversight", &DraftRow::oversight},
     {"product", &DraftRow::product},
     {"due", &DraftRow::due},
     {"policy", &DraftRow::policy}}};

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
  [[nodiscard]] int next() const { return count_ + 1; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  int count_{0};
};

bool waits(const DraftRow& row) {
  const PhraseReading reading = read_due_phrase(row.due);
  return reading.rule && waits_for_event(*reading.rule);
}

std::string trigger_id(std::size_t row) {
  return "moc-" + std::to_string(row + 1);
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

void add_triggers(Lines& lines, const PlanDraft& draft) {
  bool begun = false;
  for (std::size_t i = 0; i < draft.rows.size(); ++i) {
    const DraftRow& row = draft.rows[i];
    if (!waits(row)) {
      continue;
    }
    if (!begun) {
      lines.add("triggers:");
      begun = true;
    }
    const std::string& recorder = row.oversight.empty() ? draft.coordinator : row.oversight;
    lines.add("  - { id: " + trigger_id(i) + ", title: " + quoted("Mốc tính thời hạn: " + row.due) +
              ", recorder: " + quoted(recorder) + " }");
  }
}

void add_row(Lines& lines, const DraftRow& row, std::size_t index) {
  lines.add("  - id: " + quoted(row.id));
  lines.add("    title: " + quoted(row.title));
  lines.add_if(row.source, "    source");
  const bool several = parts_of(row.lead).size() > 1;
  if (row.lead_kind == "each") {
    lines.add("    lead: { each: " + (several ? list_of(row.lead) : quoted(row.lead)) + " }");
  } else if (row.lead_kind == "joint") {
    lines.add("    lead: { joint: " + list_of(row.lead) + " }");
  } else {
    lines.add("    lead: " + (several ? list_of(row.lead) : quoted(row.lead)));
  }
  if (!parts_of(row.support).empty()) {
    lines.add("    support: " + list_of(row.support));
  }
  lines.add_if(row.oversight, "    oversight");
  lines.add_if(row.product, "    product");
  lines.add_if(row.policy, "    policy");
  lines.add("    due: " + quoted(row.due));
  if (waits(row)) {
    lines.add("    trigger: " + trigger_id(index));
  }
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
    draft.rows.push_back(std::move(row));
  }
  return draft;
}

DraftFile draft_file(const PlanDraft& draft, const Publishing& publishing) {
  DraftFile file;
  Lines lines;
  add_head(lines, draft, publishing);
  add_triggers(lines, draft);
  lines.add(draft.rows.empty() ? "obligations: []" : "obligations:");
  for (std::size_t i = 0; i < draft.rows.size(); ++i) {
    file.first_lines.push_back(lines.next());
    add_row(lines, draft.rows[i], i);
  }
  file.text = lines.take();
  return file;
}

}  // namespace dondoc
