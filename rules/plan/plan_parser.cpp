// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/plan_parser.h"

#include "rules/plan/changes_reader.h"
#include "rules/plan/code_points.h"
#include "rules/plan/decoder.h"
#include "rules/plan/event_words.h"
#include "rules/plan/nearest.h"
#include "rules/plan/obligation_reader.h"
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
    plan_.trial = mapping.date("trial", Need::optional);
    if (plan_.trial) {
      file_.note(mapping.any("trial", Need::optional)->span,
                 "on-trial",
                 "đến hết ngày này mọi tin của kế hoạch chỉ gửi chức danh quản trị");
    }
    if (const Node* defaults = mapping.any("defaults", Need::optional)) {
      read_defaults(*defaults);
    }
    plan_.checkpoints = mapping.choice("checkpoints", Need::optional, {"reporting"}).has_value();
    const Node* triggers = mapping.list("triggers", Need::optional);
    if (triggers != nullptr) {
      read_triggers(*triggers);
    }
    if (const Node* list = mapping.list("obligations", Need::required)) {
      read_obligations(*list);
    }
    if (const Node* changes = mapping.list("changes", Need::optional)) {
      ChangesReader(file_, plan_).read(*changes);
    }
    mapping.not_supported_yet({"reporting"});
    mapping.finish();
    plan_.policy = default_policy_.value_or(
        plan_.obligations.empty() ? std::string{} : plan_.obligations.front().policy);
    add_watches(triggers != nullptr);
    check_asked(root);
    if (!id) {
      return std::nullopt;
    }
    return PlanFile{
        std::move(plan_), mapping.any("plan", Need::required)->span, std::move(refinements_)};
  }

 private:
  void read_document(const Node& node) {
    MappingDecoder mapping(file_, node, "`document`");
    plan_.number =
        composed(mapping.text("number", Need::required, name_code_points_max).value_or(""));
    plan_.issued = mapping.date("issued", Need::required).value_or(Date{});
    plan_.authority =
        composed(mapping.text("authority", Need::required, name_code_points_max).value_or(""));
    refuse_secret(mapping);
    mapping.finish();
  }

  /// State secrets don't belong on a machine with a network: neither when the file says so, nor
  /// when the document's number ends in the mark ("12/KH-UBND (Mật)").
  void refuse_secret(MappingDecoder& document) {
    const auto degree =
        document.choice("secrecy", Need::optional, {"thường", "mật", "tối mật", "tuyệt mật"});
    const Node* told =
        degree && *degree > 0 ? document.any("secrecy", Need::optional) : marked_secret(document);
    if (told != nullptr) {
      file_.error(head_of(*told),
                  "secret-plan",
                  "văn bản có độ mật không được đưa vào hệ thống này",
                  "chỉ theo dõi một việc không nêu nội dung, ví dụ `title: Việc số 07`, trong một "
                  "tệp không chép gì từ văn bản");
    }
  }

  [[nodiscard]] const Node* marked_secret(MappingDecoder& document) const {
    static const std::string mark = name_key("mật");
    std::string key = name_key(plan_.number);
    while (!key.empty() && (key.back() == ')' || key.back() == ']')) {
      key.pop_back();
    }
    const bool marked =
        key.size() > mark.size() && key.compare(key.size() - mark.size(), mark.size(), mark) == 0;
    return marked ? document.any("number", Need::required) : nullptr;
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
      default_policy_ = read_policy_name(file_, *policy, around_).value_or("");
    } else if (mapping.has_or_nearly("policy")) {
      default_policy_ = "";
    }
    plan_.on_time_by = read_on_time_by(mapping, plan_.on_time_by);
    mapping.finish();
  }

  void read_obligations(const Node& list) {
    if (list.items.empty() || list.items.size() > obligations_max) {
      file_.error(list.span,
                  list.items.empty() ? "no-obligations" : "list-too-long",
                  "kế hoạch phải có từ 1 đến " + std::to_string(obligations_max) + " nhiệm vụ");
      return;
    }
    ObligationReader reader(file_, around_, default_policy_, plan_.on_time_by);
    for (const Node& item : list.items) {
      plan_.obligations.push_back(reader.read(item));
    }
    explicit_triggers_ = reader.named_triggers();
    refinements_ = reader.refinements();
  }

  void read_triggers(const Node& list) {
    if (list.items.size() > triggers_max) {
      file_.error(list.span,
                  "list-too-long",
                  "kế hoạch có quá " + std::to_string(triggers_max) + " mốc tính thời hạn");
      return;
    }
    std::map<std::string, int> lines;
    for (const Node& item : list.items) {
      MappingDecoder mapping(file_, item, "mốc tính thời hạn");
      Trigger trigger;
      const auto id = mapping.id("id", Need::required, IdForm::dotted);
      trigger.id = id.value_or("");
      trigger.place = {file_.name(), item.span.begin.line};
      trigger.title =
          composed(mapping.text("title", Need::required, name_code_points_max).value_or(""));
      if (const Node* recorder = mapping.any("recorder", Need::optional)) {
        trigger.recorder = units_.unit(*recorder, "`recorder`").value_or("");
      }
      mapping.finish();
      if (!id) {
        continue;
      }
      const Span span = mapping.any("id", Need::required)->span;
      const auto [first, fresh] = lines.emplace(*id, span.begin.line);
      if (!fresh) {
        file_.error(span,
                    "duplicate-trigger",
                    "mốc `" + *id + "` đã có ở dòng " + std::to_string(first->second));
        continue;
      }
      trigger_spans_.emplace(*id, span);
      plan_.triggers.push_back(std::move(trigger));
    }
  }

  [[nodiscard]] const Trigger* find_trigger(const std::string& id) const {
    const auto found = std::find_if(plan_.triggers.begin(),
                                    plan_.triggers.end(),
                                    [&id](const Trigger& known) { return known.id == id; });
    return found == plan_.triggers.end() ? nullptr : &*found;
  }

  /// A misspelt name would wait for an event that nobody records.
  void check_named_triggers(bool has_list) {
    if (!has_list) {
      return;
    }
    std::vector<std::string> known;
    for (const Trigger& trigger : plan_.triggers) {
      known.push_back(trigger.id);
    }
    for (const auto& [id, span] : explicit_triggers_) {
      if (find_trigger(id) == nullptr) {
        const auto close = nearest(id, known);
        file_.error(span,
                    "unknown-trigger",
                    "`triggers` của kế hoạch không có mốc `" + id + "`",
                    close ? "`" + *close + "`" : "các mốc hiện có: " + quoted_list(known));
      }
    }
  }

  /// Every trigger is somebody's duty to record: it brings one of its own with it.
  void add_watches(bool has_list) {
    check_named_triggers(has_list);
    std::map<std::string, std::string> policies;
    for (const Obligation& obligation : plan_.obligations) {
      for (const Stage& stage : obligation.stages) {
        if (stage.trigger.empty()) {
          continue;
        }
        policies.emplace(stage.trigger, obligation.policy);
        if (find_trigger(stage.trigger) == nullptr) {
          const std::string event = event_words_of(stage.phrase);
          plan_.triggers.push_back({stage.trigger,
                                    event.empty() ? "việc làm phát sinh nhiệm vụ " + obligation.id +
                                                        " (" + obligation.title + ")"
                                                  : event + " (mục " + obligation.id + ")",
                                    {},
                                    stage.place});
        }
      }
    }
    for (Trigger& trigger : plan_.triggers) {
      if (trigger.recorder.empty()) {
        trigger.recorder = plan_.coordinator;
      }
      const auto policy = policies.find(trigger.id);
      if (policy == policies.end()) {
        file_.warning(trigger_spans_.at(trigger.id),
                      "unused-trigger",
                      "không có nhiệm vụ nào tính thời hạn từ mốc `" + trigger.id + "`");
        continue;
      }
      plan_.obligations.push_back(watch_of(trigger, default_policy_.value_or(policy->second)));
    }
  }

  static Obligation watch_of(const Trigger& trigger, const std::string& policy) {
    Obligation watch;
    watch.id = std::string(watch_prefix) + trigger.id;
    watch.title = "Ghi nhận mốc: " + trigger.title;
    watch.lead.units = {trigger.recorder};
    watch.product = "Ngày và văn bản làm mốc tính thời hạn";
    watch.policy = policy;
    watch.place = trigger.place;
    watch.watches = trigger.id;
    Stage stage;
    stage.product = watch.product;
    stage.rule.recurrence = StandingRule{};
    stage.place = trigger.place;
    watch.stages.push_back(std::move(stage));
    return watch;
  }

  /// Duties without a date are only ever asked about at checkpoints.
  void check_asked(const Node& root) {
    const bool undated = std::any_of(
        plan_.obligations.begin(), plan_.obligations.end(), [](const Obligation& obligation) {
          return std::any_of(obligation.stages.begin(),
                             obligation.stages.end(),
                             [](const Stage& stage) { return is_undated(stage.rule); });
        });
    if (undated && !plan_.checkpoints) {
      file_.warning(head_of(root),
                    "never-asked",
                    "kế hoạch có nhiệm vụ thường xuyên hoặc chưa xác định thời hạn nhưng không có "
                    "kỳ hỏi tiến độ nào",
                    "thêm `checkpoints: reporting` để hỏi vào mỗi kỳ báo cáo");
    }
  }

  YamlFile& file_;
  const PlanSurroundings& around_;
  UnitDecoder units_;
  Plan plan_;
  std::optional<std::string> default_policy_;
  std::vector<std::pair<std::string, Span>> explicit_triggers_;
  std::vector<Refinement> refinements_;
  std::map<std::string, Span> trigger_spans_;
};

}  // namespace

std::optional<PlanFile> parse_plan(YamlFile& file, const PlanSurroundings& around) {
  return file.root() == nullptr ? std::nullopt : PlanReader(file, around).read(*file.root());
}

}  // namespace dondoc
