// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan_parser.h"

#include "rules/plan/code_points.h"
#include "rules/plan/decoder.h"
#include "rules/plan/due_parser.h"
#include "rules/plan/nearest.h"
#include "rules/plan/spelling.h"
#include "rules/plan/unit_decoder.h"

#include <algorithm>
#include <map>
#include <utility>

namespace dondoc {

namespace {

class PlanReader {
 public:
  PlanReader(YamlFile& file, const PlanSurroundings& around)
      : file_(file), around_(around), units_(file, around.units) {}

  std::optional<PlanFile> read(const Node& root) {
    MappingDecoder mapping(file_, root, "kế hoạch");
    if (!mapping.is_mapping()) {
      return std::nullopt;
    }
    const auto id = mapping.id("plan", Need::required, IdForm::kebab);
    plan_.id = id.value_or("");
    plan_.place = {file_.name(), root.span.begin.line};
    plan_.title =
        composed(mapping.text("title", Need::required, name_code_points_max).value_or(""));
    if (const Node* document = mapping.any("document", Need::required)) {
      read_document(*document);
    }
    if (const Node* effective = mapping.any("effective", Need::required)) {
      read_effective(*effective);
    }
    if (const Node* coordinator = mapping.any("coordinator", Need::required)) {
      plan_.coordinator = units_.unit(*coordinator, "`coordinator`").value_or("");
    }
    plan_.watch_from = mapping.date("watch_from", Need::optional);
    if (const Node* defaults = mapping.any("defaults", Need::optional)) {
      read_defaults(*defaults);
    }
    if (const Node* list = mapping.list("obligations", Need::required)) {
      read_obligations(*list);
    }
    mapping.not_supported_yet({"checkpoints", "trial", "reporting"});
    mapping.finish();
    if (!id) {
      return std::nullopt;
    }
    return PlanFile{std::move(plan_), mapping.any("plan", Need::required)->span};
  }

 private:
  void read_document(const Node& node) {
    MappingDecoder mapping(file_, node, "`document`");
    plan_.number =
        composed(mapping.text("number", Need::required, name_code_points_max).value_or(""));
    plan_.issued = mapping.date("issued", Need::required).value_or(Date{});
    plan_.authority =
        composed(mapping.text("authority", Need::required, name_code_points_max).value_or(""));
    mapping.finish();
  }

  void read_effective(const Node& node) {
    MappingDecoder mapping(file_, node, "`effective`");
    const auto from = mapping.date("from", Need::required);
    const auto to = mapping.date("to", Need::required);
    mapping.finish();
    if (from && to && *to < *from) {
      file_.error(mapping.key_node("to")->span,
                  "ends-before-start",
                  "ngày hết hiệu lực `to` đứng trước ngày có hiệu lực `from`");
    }
    plan_.effective_from = from.value_or(Date{});
    plan_.effective_to = to.value_or(Date{});
  }

  void read_defaults(const Node& node) {
    MappingDecoder mapping(file_, node, "`defaults`");
    if (const Node* policy = mapping.any("policy", Need::optional)) {
      // A wrong default is told once, here; the obligations that take it over say nothing.
      default_policy_ = read_policy(*policy).value_or("");
    } else if (mapping.has_or_nearly("policy")) {
      default_policy_ = "";
    }
    mapping.finish();
  }

  std::optional<std::string> read_policy(const Node& node) {
    auto id = decode_id(file_, node, "`policy`", IdForm::kebab);
    if (!id || around_.policies == nullptr) {
      return id;
    }
    const auto& known = *around_.policies;
    if (std::find(known.begin(), known.end(), *id) != known.end()) {
      return id;
    }
    const auto close = nearest(*id, known);
    file_.error(head_of(node),
                "unknown-policy",
                "policies.yaml không có quy trình đôn đốc `" + *id + "`",
                close ? "`" + *close + "`" : "các quy trình hiện có: " + quoted_list(known));
    return std::nullopt;
  }

  void read_obligations(const Node& list) {
    if (list.items.empty() || list.items.size() > obligations_max) {
      file_.error(list.span,
                  list.items.empty() ? "no-obligations" : "list-too-long",
                  "kế hoạch phải có từ 1 đến " + std::to_string(obligations_max) + " nhiệm vụ");
      return;
    }
    for (const Node& item : list.items) {
      read_obligation(item);
    }
  }

  void read_obligation(const Node& item) {
    MappingDecoder mapping(file_, item, "nhiệm vụ");
    Obligation obligation;
    const auto id = mapping.id("id", Need::required, IdForm::dotted);
    if (id) {
      obligation.id = *id;
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
    read_obligation_policy(mapping, item, obligation);
    read_dues(mapping, item, obligation);
    mapping.not_supported_yet({"trigger",
                               "quota",
                               "target",
                               "checkpoints",
                               "refines",
                               "fixed_by",
                               "measure",
                               "reporting"});
    mapping.finish();
    check_products(mapping, item, obligation);
    plan_.obligations.push_back(std::move(obligation));
  }

  void check_new_id(const std::string& id, const Node& node) {
    const auto [first, fresh] = lines_.emplace(id, node.span.begin.line);
    if (!fresh) {
      file_.error(node.span,
                  "duplicate-obligation",
                  "nhiệm vụ `" + id + "` đã có ở dòng " + std::to_string(first->second),
                  "nhiệm vụ thứ hai của cùng một mục: `" + id + "-a`");
    }
  }

  void read_units(MappingDecoder& mapping, Obligation& obligation) {
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

  void read_obligation_policy(MappingDecoder& mapping, const Node& item, Obligation& obligation) {
    if (const Node* policy = mapping.any("policy", Need::optional)) {
      obligation.policy = read_policy(*policy).value_or("");
    } else if (default_policy_) {
      obligation.policy = *default_policy_;
    } else if (!mapping.has_or_nearly("policy")) {
      file_.error(head_of(item),
                  "missing-policy",
                  "nhiệm vụ này chưa có quy trình đôn đốc",
                  "thêm `policy: standard`, hoặc `defaults: { policy: standard }` ở đầu kế hoạch");
    }
  }

  void read_dues(MappingDecoder& mapping, const Node& item, Obligation& obligation) {
    const Node* due = mapping.any("due", Need::optional);
    const Node* stages = mapping.list("stages", Need::optional);
    const bool has_due = mapping.key_node("due") != nullptr;
    const bool has_stages = mapping.key_node("stages") != nullptr;
    if (mapping.is_mapping() && has_due == has_stages) {
      file_.error(head_of(item),
                  "due-or-stages",
                  has_due
                      ? "nhiệm vụ có cả `due` lẫn `stages`; chỉ giữ một trong hai"
                      : "nhiệm vụ chưa có thời hạn: thiếu `due` (hoặc `stages` nếu có nhiều bước)",
                  has_due ? "đưa thời hạn vào từng bước rồi xoá `due`"
                          : "ví dụ: `due: chậm nhất trong tháng 6 hằng năm`");
    }
    if (due != nullptr) {
      Stage stage;
      stage.product = obligation.product;
      read_due(*due, mapping.key_node("due")->span, stage);
      obligation.stages.push_back(std::move(stage));
    }
    if (stages != nullptr) {
      read_stages(*stages, obligation);
    }
  }

  void read_due(const Node& node, const Span& key, Stage& stage) {
    stage.place = {file_.name(), key.begin.line};
    if (auto due = parse_due(file_, node)) {
      stage.rule = std::move(due->rule);
      stage.phrase = std::move(due->phrase);
    }
  }

  void read_stages(const Node& list, Obligation& obligation) {
    if (list.items.empty() || list.items.size() > stages_max) {
      file_.error(list.span,
                  "bad-stages",
                  "`stages` phải có từ 1 đến " + std::to_string(stages_max) + " bước");
      return;
    }
    std::map<std::string, int> lines;
    for (const Node& item : list.items) {
      MappingDecoder mapping(file_, item, "bước");
      Stage stage;
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
      if (const Node* due = mapping.any("due", Need::required)) {
        read_due(*due, mapping.key_node("due")->span, stage);
      }
      mapping.not_supported_yet({"trigger", "quota", "target"});
      mapping.finish();
      obligation.stages.push_back(std::move(stage));
    }
  }

  /// "Rõ sản phẩm", one of the six clarities that plans demand.
  void check_products(const MappingDecoder& mapping,
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

  YamlFile& file_;
  const PlanSurroundings& around_;
  UnitDecoder units_;
  Plan plan_;
  std::optional<std::string> default_policy_;
  std::map<std::string, int> lines_;
};

}  // namespace

std::optional<PlanFile> parse_plan(YamlFile& file, const PlanSurroundings& around) {
  return file.root() == nullptr ? std::nullopt : PlanReader(file, around).read(*file.root());
}

}  // namespace dondoc
