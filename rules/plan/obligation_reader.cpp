// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/obligation_reader.h"

#include "rules/plan/amount_parser.h"
#include "rules/plan/code_points.h"
#include "rules/plan/due_parser.h"
#include "rules/plan/nearest.h"
#include "rules/plan/spelling.h"

#include <algorithm>

namespace dondoc {

std::optional<std::string> read_policy_name(YamlFile& file,
                                            const Node& node,
                                            const PlanSurroundings& around) {
  auto id = decode_id(file, node, "`policy`", IdForm::kebab);
  if (!id || around.policies == nullptr) {
    return id;
  }
  const auto& known = *around.policies;
  if (std::find(known.begin(), known.end(), *id) != known.end()) {
    return id;
  }
  const auto close = nearest(*id, known);
  file.error(head_of(node),
             "unknown-policy",
             "policies.yaml không có quy trình đôn đốc `" + *id + "`",
             close ? "`" + *close + "`" : "các quy trình hiện có: " + quoted_list(known));
  return std::nullopt;
}

ObligationReader::ObligationReader(YamlFile& file,
                                   const PlanSurroundings& around,
                                   const std::optional<std::string>& default_policy,
                                   OnTimeBy default_on_time_by)
    : file_(file),
      around_(around),
      default_policy_(default_policy),
      default_on_time_by_(default_on_time_by),
      units_(file, around.units) {}

OnTimeBy read_on_time_by(MappingDecoder& mapping, OnTimeBy otherwise) {
  const auto written =
      mapping.choice("on_time_by", Need::optional, {"sent", "document", "recorded"});
  return written ? static_cast<OnTimeBy>(*written) : otherwise;
}

Obligation ObligationReader::read(const Node& item) {
  MappingDecoder mapping(file_, item, "nhiệm vụ");
  Obligation obligation;
  const auto id = mapping.id("id", Need::required, IdForm::dotted);
  if (id) {
    obligation.id = *id;
    if (id->rfind(watch_prefix, 0) == 0) {
      file_.error(mapping.any("id", Need::required)->span,
                  "reserved-id",
                  "mã bắt đầu bằng `moc.` dành cho việc ghi nhận mốc tính thời hạn");
    }
    if (*id == task_obligation) {
      file_.error(mapping.any("id", Need::required)->span,
                  "reserved-id",
                  "mã `" + *id + "` dành cho việc giao đột xuất, ngoài kế hoạch");
    }
    mapping.set_what("nhiệm vụ `" + *id + "`");
    check_new_id(*id, *mapping.any("id", Need::required));
  }
  obligation.place = {file_.name(), item.span.begin.line};
  obligation.title =
      composed(mapping.text("title", Need::required, name_code_points_max).value_or(""));
  obligation.source =
      composed(mapping.text("source", Need::optional, name_code_points_max).value_or(""));
  read_units(mapping, obligation);
  obligation.product =
      composed(mapping.text("product", Need::optional, text_code_points_max).value_or(""));
  read_policy(mapping, item, obligation);
  obligation.on_time_by = read_on_time_by(mapping, default_on_time_by_);
  read_dues(mapping, item, obligation);
  read_refines(mapping, obligation);
  obligation.fixed_by =
      composed(mapping.text("fixed_by", Need::optional, name_code_points_max).value_or(""));
  mapping.not_supported_yet({"checkpoints", "measure", "reporting"});
  mapping.finish();
  check_products(mapping, item, obligation);
  return obligation;
}

void ObligationReader::read_refines(MappingDecoder& mapping, Obligation& obligation) {
  const Node* node = mapping.any("refines", Need::optional);
  const auto of =
      node == nullptr ? std::nullopt : decode_text(file_, *node, "`refines`", name_code_points_max);
  if (of && !obligation.id.empty()) {
    obligation.refines = *of;
    refinements_.push_back({obligation.id, *of, node->span});
  }
}

void ObligationReader::check_new_id(const std::string& id, const Node& node) {
  const auto [first, fresh] = lines_.emplace(id, node.span.begin.line);
  if (!fresh) {
    file_.error(node.span,
                "duplicate-obligation",
                "nhiệm vụ `" + id + "` đã có ở dòng " + std::to_string(first->second),
                "nhiệm vụ thứ hai của cùng một mục: `" + id + "-a`");
  }
}

void ObligationReader::read_units(MappingDecoder& mapping, Obligation& obligation) {
  if (const Node* lead = mapping.any("lead", Need::required)) {
    obligation.lead = units_.lead(*lead).value_or(Lead{});
  }
  if (const Node* support = mapping.any("support", Need::optional)) {
    obligation.support = units_.units(*support, "`support`");
  }
  if (const Node* oversight = mapping.any("oversight", Need::optional)) {
    obligation.oversight = units_.unit(*oversight, "`oversight`");
  }
  // "Phối hợp: các cơ quan, đơn vị" means the others.
  if (obligation.lead.kind != LeadKind::each) {
    auto& support = obligation.support;
    const auto& leads = obligation.lead.units;
    support.erase(std::remove_if(support.begin(),
                                 support.end(),
                                 [&leads](const std::string& unit) {
                                   return std::find(leads.begin(), leads.end(), unit) !=
                                          leads.end();
                                 }),
                  support.end());
  }
}

void ObligationReader::read_policy(MappingDecoder& mapping,
                                   const Node& item,
                                   Obligation& obligation) {
  if (const Node* policy = mapping.any("policy", Need::optional)) {
    obligation.policy = read_policy_name(file_, *policy, around_).value_or("");
  } else if (default_policy_) {
    obligation.policy = *default_policy_;
  } else if (!mapping.has_or_nearly("policy")) {
    file_.error(head_of(item),
                "missing-policy",
                "nhiệm vụ này chưa có quy trình đôn đốc",
                "thêm `policy: standard`, hoặc `defaults: { policy: standard }` ở đầu kế hoạch");
  }
}

void ObligationReader::read_dues(MappingDecoder& mapping,
                                 const Node& item,
                                 Obligation& obligation) {
  const Node* due = mapping.any("due", Need::optional);
  const Node* stages = mapping.list("stages", Need::optional);
  const bool has_due = mapping.key_node("due") != nullptr;
  const bool has_stages = mapping.key_node("stages") != nullptr;
  const bool has_amount =
      mapping.key_node("quota") != nullptr || mapping.key_node("target") != nullptr;
  const bool has_nothing = !has_due && !has_stages && !has_amount;
  if (mapping.is_mapping() && ((has_due && has_stages) || has_nothing)) {
    file_.error(head_of(item),
                "due-or-stages",
                has_due
                    ? "nhiệm vụ có cả `due` lẫn `stages`; chỉ giữ một trong hai"
                    : "nhiệm vụ chưa có thời hạn: thiếu `due` (hoặc `stages` nếu có nhiều bước)",
                has_due ? "đưa thời hạn vào từng bước rồi xoá `due`"
                        : "ví dụ: `due: chậm nhất trong tháng 6 hằng năm`");
  }
  const std::optional<std::string> trigger = read_trigger(mapping);
  if (due != nullptr || (has_amount && !has_stages)) {
    Stage stage;
    stage.product = obligation.product;
    stage.place = obligation.place;
    if (due != nullptr) {
      read_due(*due, mapping.key_node("due")->span, stage);
    }
    read_amounts(mapping, stage, has_due);
    wait_for(trigger, mapping, obligation.id, stage);
    obligation.stages.push_back(std::move(stage));
  }
  if (stages != nullptr) {
    if (has_amount) {
      file_.error(head_of(item),
                  "amount-of-stages",
                  "`quota` và `target` của nhiệm vụ nhiều bước phải nằm trong bước của nó",
                  "đưa vào `stages`: `- { id: so-luong, quota: { at_least: 1, per: year } }`");
      static_cast<void>(mapping.any("quota", Need::optional));
      static_cast<void>(mapping.any("target", Need::optional));
    }
    read_stages(*stages, obligation);
    for (Stage& stage : obligation.stages) {
      if (stage.trigger.empty()) {
        wait_for(trigger, mapping, obligation.id, stage);
      }
    }
  }
}

void ObligationReader::read_due(const Node& node, const Span& key, Stage& stage) {
  stage.place = {file_.name(), key.begin.line};
  if (auto due = parse_due(file_, node)) {
    stage.rule = std::move(due->rule);
    stage.phrase = std::move(due->phrase);
    stage.trigger = std::move(due->trigger);
  }
}

void ObligationReader::read_stages(const Node& list, Obligation& obligation) {
  if (list.items.empty() || list.items.size() > stages_max) {
    file_.error(list.span,
                "bad-stages",
                "`stages` phải có từ 1 đến " + std::to_string(stages_max) + " bước");
    return;
  }
  std::map<std::string, int> lines;
  for (const Node& item : list.items) {
    read_stage(item, lines, obligation);
  }
}

void ObligationReader::read_stage(const Node& item,
                                  std::map<std::string, int>& lines,
                                  Obligation& obligation) {
  MappingDecoder mapping(file_, item, "bước");
  Stage stage;
  stage.place = {file_.name(), item.span.begin.line};
  const auto id = mapping.id("id", Need::required, IdForm::kebab);
  if (id) {
    stage.id = *id;
    mapping.set_what("bước `" + *id + "`");
    const Span span = mapping.any("id", Need::required)->span;
    const auto [first, fresh] = lines.emplace(*id, span.begin.line);
    if (!fresh) {
      file_.error(span,
                  "duplicate-stage",
                  "bước `" + *id + "` đã có ở dòng " + std::to_string(first->second));
    }
  }
  const auto product = mapping.text("product", Need::optional, text_code_points_max);
  stage.product = composed(product.value_or(obligation.product));
  const bool has_amount =
      mapping.key_node("quota") != nullptr || mapping.key_node("target") != nullptr;
  const Node* due = mapping.any("due", has_amount ? Need::optional : Need::required);
  if (due != nullptr) {
    read_due(*due, mapping.key_node("due")->span, stage);
  }
  read_amounts(mapping, stage, due != nullptr);
  if (const auto trigger = read_trigger(mapping)) {
    wait_for(trigger, mapping, obligation.id, stage);
  }
  mapping.finish();
  obligation.stages.push_back(std::move(stage));
}

std::optional<std::string> ObligationReader::read_trigger(MappingDecoder& mapping) {
  auto id = mapping.id("trigger", Need::optional, IdForm::dotted);
  if (id) {
    named_triggers_.emplace_back(*id, mapping.any("trigger", Need::optional)->span);
  }
  return id;
}

/// A stage that waits for an event gets its trigger: the one that is named, or one of the duty's
/// own.
void ObligationReader::wait_for(const std::optional<std::string>& trigger,
                                MappingDecoder& mapping,
                                const std::string& obligation,
                                Stage& stage) {
  if (waits_for_event(stage.rule)) {
    if (trigger || stage.trigger.empty()) {
      stage.trigger = trigger.value_or(obligation);
    }
    return;
  }
  stage.trigger.clear();
  if (trigger && stage.id.empty()) {
    file_.warning(mapping.any("trigger", Need::optional)->span,
                  "trigger-unused",
                  "thời hạn này không tính từ mốc nào nên `trigger` không có tác dụng");
  }
}

void ObligationReader::read_amounts(MappingDecoder& mapping, Stage& stage, bool has_due) {
  if (const Node* node = mapping.any("quota", Need::optional)) {
    read_quota(file_, *node, has_due, stage.rule);
  }
  if (const Node* node = mapping.any("target", Need::optional)) {
    read_target(file_, *node, has_due, stage.rule);
  }
}

/// "Rõ sản phẩm", one of the six clarities that plans demand.
void ObligationReader::check_products(const MappingDecoder& mapping,
                                      const Node& item,
                                      const Obligation& obligation) {
  const bool complete = std::all_of(obligation.stages.begin(),
                                    obligation.stages.end(),
                                    [](const Stage& stage) { return !stage.product.empty(); });
  if (!complete && !mapping.has_or_nearly("product")) {
    file_.warning(head_of(item),
                  "no-product",
                  "nhiệm vụ `" + obligation.id + "` chưa nêu sản phẩm phải có",
                  "ví dụ: `product: Báo cáo của UBND xã`");
  }
}

}  // namespace dondoc
