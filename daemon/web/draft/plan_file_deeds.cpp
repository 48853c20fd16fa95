// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/draft/plan_file_deeds.h"

#include "daemon/web/draft/draft_limits.h"
#include "daemon/web/draft/draft_parts.h"
#include "rules/plan/plan_items.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace dondoc {
namespace {

/// Of the edits, the one that puts this obligation in.
std::vector<ValueEdit>::iterator added_item(std::vector<ValueEdit>& edits, const std::string& id) {
  return std::find_if(edits.begin(), edits.end(), [&id](const ValueEdit& one) {
    return one.place.key == whole_obligation && one.place.obligation == id && one.was.empty();
  });
}

std::string value_field(std::size_t index) {
  return "gia_tri." + std::to_string(index);
}

/// The same by the names of the file's values; the second of one name keeps the form's.
std::string too_long_values(const PlanFileReading& read, const Form& form) {
  Form named = form;
  for (const WrittenObligation& shown : read.written) {
    for (std::size_t i = 0; shown.id == field_of(form, "muc") && i < shown.values.size(); ++i) {
      auto value = named.extract(value_field(i));
      if (!value.empty()) {
        value.key() = value_words(shown.values[i].place);
        if (auto placed = named.insert(std::move(value)); !placed.inserted) {
          placed.node.key() = value_field(i);
          named.insert(std::move(placed.node));
        }
      }
    }
  }
  return too_long_words(named);
}

/// What the form says of the obligation otherwise than the page showed it.
std::vector<ValueEdit> typed_values(const PlanFileReading& read,
                                    const std::string& id,
                                    const Form& form) {
  std::vector<ValueEdit> typed;
  for (const WrittenObligation& shown : read.written) {
    for (std::size_t i = 0; shown.id == id && i < shown.values.size(); ++i) {
      const PlanValue& value = shown.values[i];
      std::string words = field_of(form, value_field(i));
      if (!words.empty() && words != value.text) {
        typed.push_back({value.place, value.text, std::move(words)});
      }
    }
  }
  return typed;
}

/// What isn't in the file yet becomes another item.
void reword_added(const SourceFile& file, const std::vector<ValueEdit>& typed, ValueEdit& added) {
  const std::string head = std::string(obligations_list) + ":\n";
  const EditedPlan item = edited_plan({file.name, head + added.becomes}, typed);
  added.becomes = item.text.substr(head.size());
}

/// Puts what the form says of the obligation among the edits: what is as in the file is none.
void take_values(const SourceFile& file,
                 const PlanFileReading& read,
                 const Form& form,
                 std::vector<ValueEdit>& edits) {
  const std::string id = field_of(form, "muc");
  const std::vector<ValueEdit> typed = typed_values(read, id, form);
  if (const auto added = added_item(edits, id); added != edits.end()) {
    reword_added(file, typed, *added);
    return;
  }
  for (const WrittenObligation& original : written_obligations(file)) {
    for (const PlanValue& value : original.values) {
      const auto at_place = [&value](const ValueEdit& edit) { return edit.place == value.place; };
      const auto edit = std::find_if(typed.begin(), typed.end(), at_place);
      if (edit == typed.end()) {
        continue;
      }
      edits.erase(std::remove_if(edits.begin(), edits.end(), at_place), edits.end());
      if (edit->becomes != value.text && edits.size() < value_edits_max) {
        edits.push_back({value.place, value.text, edit->becomes});
      }
    }
  }
}

/// Takes the edits over when the file can be written with all of them.
bool take_over(const SourceFile& file, std::vector<ValueEdit> next, std::vector<ValueEdit>& edits) {
  if (!edited_plan(file, next).lost.empty()) {
    return false;
  }
  edits = std::move(next);
  return true;
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
std::string add_item(const SourceFile& file,
                     const PlanFileReading& read,
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
  std::vector<ValueEdit> next = edits;
  for (const DraftItem::Trigger& trigger : item.triggers) {
    next.push_back({{trigger.id, {}, std::string(whole_trigger)}, {}, trigger.text});
  }
  next.push_back({{row.id, {}, std::string(whole_obligation)}, {}, item.text});
  return take_over(file, std::move(next), edits)
             ? std::string{}
             : "mục " + row.id + " chỉ thêm được trong tệp, vì tệp viết danh sách theo cách khác";
}

/// With what came in, the triggers that only it waits for; with what went out, what came in its
/// place.
void drop_edit(std::vector<ValueEdit>& edits, std::size_t index) {
  const ValueEdit dropped = edits.at(index);
  edits.erase(std::remove_if(edits.begin(),
                             edits.end(),
                             [&dropped](const ValueEdit& one) {
                               return one == dropped ||
                                      (one.place == dropped.place && dropped.becomes.empty()) ||
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
  if (const auto added = added_item(edits, id); added != edits.end()) {
    drop_edit(edits, static_cast<std::size_t>(added - edits.begin()));
    return {};
  }
  std::vector<ValueEdit> next;
  std::copy_if(edits.begin(), edits.end(), std::back_inserter(next), [&id](const ValueEdit& one) {
    return one.place.obligation != id;
  });
  if (next.size() >= value_edits_max) {
    return "đã sửa quá nhiều chỗ, xin ghi trước đã";
  }
  const auto lines = written_item(file, obligations_list, id);
  next.push_back({{id, {}, std::string(whole_obligation)}, lines.value_or(""), {}});
  return lines && take_over(file, std::move(next), edits) ? std::string{}
                                                          : "mục " + id + " chỉ bỏ được trong tệp";
}

}  // namespace

std::string take_deed(const SourceFile& file,
                      const PlanFileReading& read,
                      const RuleSet& in_use,
                      const Form& form,
                      std::vector<ValueEdit>& edits) {
  const std::string deed = field_of(form, "viec");
  if (std::string problem = too_long_values(read, form); !problem.empty()) {
    return problem;
  }
  if (deed == "bo") {
    edits.clear();
  } else if (deed == "them") {
    const auto plan = in_use.plans.find(plan_id_of(file));
    return add_item(file, read, plan == in_use.plans.end() ? nullptr : &plan->second, form, edits);
  } else if (deed == "bo-muc") {
    return remove_item(file, field_of(form, "muc"), edits);
  } else if (deed == "thoi") {
    const std::string name = field_of(form, "cho");
    for (std::size_t i = 0; i < edits.size(); ++i) {
      if (edit_name(i, edits[i]) == name) {
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
