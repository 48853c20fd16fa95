// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/plan_file_deeds.h"

#include "daemon/web/draft/draft_parts.h"
#include "rules/plan/plan_items.h"

#include <algorithm>
#include <utility>

namespace dondoc {
namespace {

/// Puts what the form says of the obligation among the edits: what is as in the file is none.
void take_values(const SourceFile& file,
                 const PlanFileReading& read,
                 const Form& form,
                 std::vector<ValueEdit>& edits) {
  const std::string id = field_of(form, "muc");
  const auto written = std::find_if(
      read.written.begin(), read.written.end(), [&id](const auto& one) { return one.id == id; });
  if (written == read.written.end()) {
    return;
  }
  for (const WrittenObligation& original : written_obligations(file)) {
    for (const PlanValue& value : original.values) {
      const auto shown = std::find_if(
          written->values.begin(), written->values.end(), [&value](const PlanValue& one) {
            return one.place == value.place;
          });
      if (original.id != id || shown == written->values.end()) {
        continue;
      }
      const std::string typed =
          field_of(form, "gia_tri." + std::to_string(shown - written->values.begin()))
              .substr(0, draft_field_bytes_max);
      if (typed.empty() || typed == shown->text) {
        continue;
      }
      edits.erase(
          std::remove_if(edits.begin(),
                         edits.end(),
                         [&value](const ValueEdit& edit) { return edit.place == value.place; }),
          edits.end());
      if (typed != value.text && edits.size() < value_edits_max) {
        edits.push_back({value.place, value.text, typed});
      }
    }
  }
}

/// The first number from `from` on that no trigger of the plan is named by: "moc-7", "moc-7-2".
int free_trigger_number(const Plan& plan, const std::vector<ValueEdit>& edits, int from) {
  const auto has = [](const std::string& id, const std::string& name) {
    return id == name || id.rfind(name + '-', 0) == 0;
  };
  for (int number = from;; ++number) {
    const std::string name = "moc-" + std::to_string(number);
    const bool of_plan = std::any_of(plan.triggers.begin(),
                                     plan.triggers.end(),
                                     [&](const auto& one) { return has(one.id, name); });
    const bool of_edits = std::any_of(edits.begin(), edits.end(), [&](const ValueEdit& one) {
      return one.place.key == whole_trigger && has(one.place.obligation, name);
    });
    if (!of_plan && !of_edits) {
      return number;
    }
  }
}

/// The words of what stands in the way; empty when it was done. So in those that follow.
std::string add_item(const PlanFileReading& read,
                     const Plan* plan,
                     const Form& form,
                     std::vector<ValueEdit>& edits) {
  DraftRow row;
  take_row(form, row);
  if (row.id.empty() || row.title.empty() || plan == nullptr) {
    return "mục mới phải có số mục và nội dung nhiệm vụ";
  }
  if (std::any_of(read.written.begin(), read.written.end(), [&row](const auto& one) {
        return one.id == row.id;
      })) {
    return "kế hoạch đã có mục " + row.id;
  }
  const int number = free_trigger_number(*plan, edits, static_cast<int>(read.written.size()) + 1);
  const DraftItem item = draft_item(row, number, plan->coordinator);
  if (edits.size() + item.triggers.size() >= value_edits_max) {
    return "đã sửa quá nhiều chỗ, xin ghi trước đã";
  }
  for (const DraftItem::Trigger& trigger : item.triggers) {
    edits.push_back({{trigger.id, {}, std::string(whole_trigger)}, {}, trigger.text});
  }
  edits.push_back({{row.id, {}, std::string(whole_obligation)}, {}, item.text});
  return {};
}

/// With what came in, the triggers that only it waits for.
void drop_edit(std::vector<ValueEdit>& edits, std::size_t index) {
  const ValueEdit dropped = edits.at(index);
  edits.erase(std::remove_if(edits.begin(),
                             edits.end(),
                             [&dropped](const ValueEdit& one) {
                               return one == dropped ||
                                      (one.place.key == whole_trigger &&
                                       dropped.place.key == whole_obligation &&
                                       dropped.becomes.find("trigger: " + one.place.obligation +
                                                            '\n') != std::string::npos);
                             }),
              edits.end());
}

std::string remove_item(const SourceFile& file,
                        const std::string& id,
                        std::vector<ValueEdit>& edits) {
  const auto added = std::find_if(edits.begin(), edits.end(), [&id](const ValueEdit& one) {
    return one.place.key == whole_obligation && one.place.obligation == id;
  });
  if (added != edits.end()) {
    drop_edit(edits, static_cast<std::size_t>(added - edits.begin()));
    return {};
  }
  const auto lines = written_item(file, obligations_list, id);
  if (!lines || !without_item(file, obligations_list, id)) {
    return "mục " + id + " chỉ bỏ được trong tệp";
  }
  edits.erase(std::remove_if(edits.begin(),
                             edits.end(),
                             [&id](const ValueEdit& one) { return one.place.obligation == id; }),
              edits.end());
  if (edits.size() >= value_edits_max) {
    return "đã sửa quá nhiều chỗ, xin ghi trước đã";
  }
  edits.push_back({{id, {}, std::string(whole_obligation)}, *lines, {}});
  return {};
}

}  // namespace

std::string take_deed(const SourceFile& file,
                      const PlanFileReading& read,
                      const RuleSet& in_use,
                      const Form& form,
                      std::vector<ValueEdit>& edits) {
  const std::string deed = field_of(form, "viec");
  if (deed == "bo") {
    edits.clear();
  } else if (deed == "them") {
    const auto plan = in_use.plans.find(plan_id_of(file));
    return add_item(read, plan == in_use.plans.end() ? nullptr : &plan->second, form, edits);
  } else if (deed == "bo-muc") {
    return remove_item(file, field_of(form, "muc"), edits);
  } else if (deed == "thoi") {
    const std::string number = field_of(form, "so");
    for (std::size_t i = 0; i < edits.size(); ++i) {
      if (std::to_string(i) == number) {
        drop_edit(edits, i);
        break;
      }
    }
  } else {
    take_values(file, read, form, edits);
  }
  return {};
}

}  // namespace dondoc
