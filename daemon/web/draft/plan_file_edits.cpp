// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/plan_file_edits.h"

#include "daemon/http/views.h"
#include "rules/phrase/thousandths.h"
#include "rules/plan/plan_items.h"
#include "rules/plan/stage_dues.h"
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <utility>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// In the line that tells of them.
constexpr std::size_t places_told_max = 8;
constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

struct ValueName {
  std::string_view key;
  std::string_view words;
  std::string DraftRow::*member;
};

constexpr std::array<ValueName, 10> value_names{{
    {"title", "nhiệm vụ", &DraftRow::title},
    {"source", "nguồn", &DraftRow::source},
    {"lead", "chủ trì", &DraftRow::lead},
    {"each", "chủ trì (giao từng đơn vị)", &DraftRow::lead},
    {"joint", "chủ trì (cùng làm)", &DraftRow::lead},
    {"support", "phối hợp", &DraftRow::support},
    {"oversight", "theo dõi, đôn đốc", &DraftRow::oversight},
    {"product", "sản phẩm", &DraftRow::product},
    {"policy", "quy trình đôn đốc", &DraftRow::policy},
    {"due", "thời gian thực hiện", &DraftRow::due},
}};

const ValueName* value_name(const std::string& key) {
  const auto found = std::find_if(
      value_names.begin(), value_names.end(), [&key](const auto& one) { return one.key == key; });
  return found == value_names.end() ? nullptr : &*found;
}

/// Of "vh-xh; kinh-te" the names; what the directory doesn't have stays as it is written.
std::string named_units(const std::string& units, const RuleSet& rules) {
  std::string named;
  for (std::size_t from = 0; from < units.size();) {
    const std::size_t end = std::min(units.find("; ", from), units.size());
    named += (named.empty() ? "" : "; ") + unit_name(units.substr(from, end - from), rules);
    from = end + 2;
  }
  return named;
}

/// To be shown.
DraftRow row_of(const WrittenObligation& written, const RuleSet& rules) {
  DraftRow row;
  row.id = written.id;
  row.lead_kind = "one";
  row.reviewed = true;
  for (const PlanValue& value : written.values) {
    const ValueName* name = value_name(value.place.key);
    if (name == nullptr || !value.place.stage.empty()) {
      continue;
    }
    row.*(name->member) = value.text;
    if (value.place.key == "each" || value.place.key == "joint") {
      row.lead_kind = value.place.key;
    }
  }
  for (std::string* units : {&row.lead, &row.support, &row.oversight}) {
    *units = named_units(*units, rules);
  }
  return row;
}

std::vector<std::string> next_days(const Stage& stage,
                                   const Plan& plan,
                                   const RuleSet& rules,
                                   Date today) {
  if (waits_for_event(stage.rule) || is_undated(stage.rule)) {
    return {};
  }
  DueContext context;
  context.effective_from = plan.effective_from;
  context.effective_to = plan.effective_to;
  context.issued = plan.issued;
  context.calendar = &rules.calendar;
  context.zone = rules.zone;
  context.reporting = &rules.reporting;
  std::vector<std::string> next;
  for (const Due& due :
       dues_opening(stage, context, std::nullopt, end_of(plan.effective_to, rules.zone))) {
    if (due.dated && due.last_day >= today && next.size() < draft_dues_shown) {
      next.push_back(due_words(due.due, due.last_day, rules.zone));
    }
  }
  return next;
}

/// How the row is understood, from the rules that the file makes; its stages with their names.
void understand(const Obligation& obligation,
                const Plan& plan,
                const RuleSet& rules,
                Date today,
                DraftRow& row,
                RowReading& reading) {
  std::vector<DueReading> dues;
  for (const Stage& stage : obligation.stages) {
    dues.push_back({sentence(stage.rule), next_days(stage, plan, rules, today)});
  }
  if (dues.size() == 1 && obligation.stages.front().id.empty()) {
    const DueRule& rule = obligation.stages.front().rule;
    reading.due = dues.front();
    row.due = row.due.empty() ? obligation.stages.front().phrase : row.due;
    row.quota = rule.quota ? std::to_string(rule.quota->at_least) : std::string{};
    if (rule.target) {
      row.target = thousandths_words(rule.target->thousandths);
      row.bound = bound_names.at(static_cast<std::size_t>(rule.target->bound));
      row.unit = rule.target->unit;
    }
    return;
  }
  for (const Stage& stage : obligation.stages) {
    row.stages.push_back({stage.id, stage.product, stage.phrase});
  }
  reading.stages = std::move(dues);
}

std::string stamp_of(const std::vector<ValueEdit>& edits, const Publishing& publishing) {
  std::string stamp =
      "# " + publishing.at + ": " + publishing.by + " sửa trên trang Sửa kế hoạch: ";
  for (std::size_t i = 0; i < std::min(edits.size(), places_told_max); ++i) {
    stamp += (i == 0 ? "" : "; ") + edit_words(edits[i]);
  }
  if (edits.size() > places_told_max) {
    stamp += "; và " + std::to_string(edits.size() - places_told_max) + " chỗ khác";
  }
  stamp += publishing.basis.empty() ? "" : "; căn cứ " + publishing.basis;
  return stamp;
}

}  // namespace

std::optional<SourceFile> file_of_plan(const std::string& plan,
                                       const std::vector<SourceFile>& files) {
  const auto found = std::find_if(files.begin(), files.end(), [&plan](const SourceFile& file) {
    return file.name.rfind("plans/", 0) == 0 && !is_plan_test(file.name) &&
           plan_id_of(file) == plan;
  });
  return found == files.end() ? std::nullopt : std::optional(*found);
}

std::string edits_json(const std::vector<ValueEdit>& edits) {
  Json list = Json::array();
  for (const ValueEdit& edit : edits) {
    list.push_back(Json{{"obligation", edit.place.obligation},
                        {"stage", edit.place.stage},
                        {"key", edit.place.key},
                        {"was", edit.was},
                        {"becomes", edit.becomes}});
  }
  return Json{{"edits", std::move(list)}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::vector<ValueEdit> parse_edits(const std::string& json) {
  std::vector<ValueEdit> edits;
  const Json document = Json::parse(json, nullptr, false);
  if (!document.is_object() || !document.contains("edits") || !document.at("edits").is_array()) {
    return edits;
  }
  for (const Json& one : document.at("edits")) {
    if (one.is_object()) {
      edits.push_back({{one.value("obligation", std::string{}),
                        one.value("stage", std::string{}),
                        one.value("key", std::string{})},
                       one.value("was", std::string{}),
                       one.value("becomes", std::string{})});
    }
  }
  return edits;
}

std::string value_words(const ValuePlace& place) {
  const ValueName* name = value_name(place.key);
  return (place.stage.empty() ? "" : "bước " + place.stage + ", ") +
         (name == nullptr ? place.key : std::string(name->words));
}

std::string edit_words(const ValueEdit& edit) {
  const ValuePlace& place = edit.place;
  const std::string_view deed = edit.was.empty() ? "thêm " : "bỏ ";
  if (place.key == whole_obligation) {
    return std::string(deed) + "mục " + place.obligation;
  }
  if (place.key == whole_trigger) {
    return std::string(deed) + "mốc " + place.obligation;
  }
  return "mục " + place.obligation + ", " + value_words(place);
}

std::string edit_name(std::size_t index, const ValueEdit& edit) {
  return std::to_string(index) + ' ' + edit_words(edit);
}

bool is_whole(const ValueEdit& edit) {
  return edit.place.key == whole_obligation || edit.place.key == whole_trigger;
}

PlanFileReading read_plan_file(const SourceFile& file,
                               const std::vector<ValueEdit>& edits,
                               const Publishing& publishing,
                               const std::vector<SourceFile>& others,
                               const RuleSet& in_use,
                               Date today) {
  EditedPlan edited = edited_plan(file, edits);
  PlanFileReading read;
  read.lost = std::move(edited.lost);
  if (read.lost.size() < edits.size()) {
    std::vector<ValueEdit> done;
    std::copy_if(
        edits.begin(), edits.end(), std::back_inserter(done), [&read](const ValueEdit& edit) {
          return std::find(read.lost.begin(), read.lost.end(), edit) == read.lost.end();
        });
    const std::size_t at = edited.text.rfind(utf8_mark, 0) == 0 ? utf8_mark.size() : 0;
    edited.text.insert(at, stamp_of(done, publishing) + line_end_of(file.text));
  }
  read.written = written_obligations({file.name, edited.text});
  DraftReading& reading = read.reading;
  reading.file_name = file.name;
  reading.file.text = std::move(edited.text);
  for (const WrittenObligation& written : read.written) {
    reading.file.first_lines.push_back(written.line);
    reading.rows.emplace_back();
    read.rows.push_back(row_of(written, in_use));
  }
  judge(reading, others, in_use, today);
  const RuleSet& rules = reading.rules ? *reading.rules : in_use;
  const auto plan = rules.plans.find(plan_id_of(file));
  for (std::size_t i = 0; plan != rules.plans.end() && i < read.rows.size(); ++i) {
    const auto& obligations = plan->second.obligations;
    const auto found =
        std::find_if(obligations.begin(), obligations.end(), [&read, i](const Obligation& one) {
          return one.id == read.written[i].id;
        });
    if (found != obligations.end()) {
      understand(*found, plan->second, rules, today, read.rows[i], reading.rows[i]);
    }
  }
  return read;
}

}  // namespace dondoc
