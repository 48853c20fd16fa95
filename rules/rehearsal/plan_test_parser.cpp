// SPDX-License-Identifier: Apache-2.0
#include "rules/rehearsal/plan_test_parser.h"

#include "rules/plan/nearest.h"
#include "rules/rehearsal/test_fact_reader.h"
#include "rules/rehearsal/test_names.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace dondoc {

namespace {

const std::vector<std::string>& state_words() {
  static const std::vector<std::string> words{
      "unopened", "open", "review", "done", "withdrawn", "missed", "failed", "waived"};
  return words;
}

class CaseReader {
 public:
  CaseReader(YamlFile& file, const TestNames& names, const Node& item)
      : file_(file), names_(names), item_(item), mapping_(file, item, "ca thử") {}

  std::optional<PlanTestCase> read() {
    if (!mapping_.is_mapping()) {
      return std::nullopt;
    }
    const auto name = mapping_.text("test", Need::required, name_code_points_max);
    test_.name = name.value_or("");
    test_.span = name ? mapping_.any("test", Need::required)->span : head_of(item_);
    if (const Node* about = mapping_.any("about", Need::optional)) {
      read_about(*about);
    }
    test_.loaded = mapping_.date("loaded", Need::optional);
    read_span();
    if (const Node* facts = mapping_.list("facts", Need::optional)) {
      read_facts(*facts);
    }
    if (const Node* messages = mapping_.list("messages", Need::optional)) {
      test_.messages_span = mapping_.key_node("messages")->span;
      read_messages(*messages);
    }
    if (const Node* states = mapping_.list("states", Need::optional)) {
      for (const Node& state : states->items) {
        read_state(state);
      }
    }
    if (!mapping_.has_or_nearly("messages") && !mapping_.has_or_nearly("states")) {
      file_.error(test_.span,
                  "nothing-expected",
                  "ca thử không nêu kết quả phải có nên không bao giờ hỏng",
                  "thêm `messages: []` nếu không được có tin nào, hoặc `states`");
    }
    mapping_.finish();
    return std::move(test_);
  }

 private:
  void read_about(const Node& node) {
    if (node.kind == NodeKind::scalar) {
      add_aim(node);
      return;
    }
    if (const Node* list = decode_list(file_, node, "`about`")) {
      for (const Node& item : list->items) {
        add_aim(item);
      }
    }
  }

  void add_aim(const Node& node) {
    if (auto aim = names_.aim(node)) {
      test_.about.push_back(*std::move(aim));
    }
  }

  void read_span() {
    const auto from = mapping_.date("from", Need::required);
    const auto to = mapping_.date("to", Need::required);
    if (from && to && *to < *from) {
      file_.error(mapping_.key_node("to")->span,
                  "ends-before-start",
                  "ngày cuối `to` đứng trước ngày đầu `from`");
    }
    test_.from = from.value_or(Date{});
    test_.to = to.value_or(Date{});
  }

  void read_facts(const Node& list) {
    for (const Node& item : list.items) {
      if (auto fact = read_test_fact(file_, item, names_)) {
        tell_outside(fact->span, date_of(fact->at, names_.rules().zone));
        test_.facts.push_back(*std::move(fact));
      }
    }
    std::stable_sort(test_.facts.begin(),
                     test_.facts.end(),
                     [](const TestFact& a, const TestFact& b) { return a.at < b.at; });
  }

  /// The one occurrence that the case is about: it need not be named again and again.
  [[nodiscard]] std::optional<std::string> only_occurrence() const {
    if (test_.about.size() != 1 || !test_.about.front().period) {
      return std::nullopt;
    }
    return occurrence_key(test_.about.front().series, *test_.about.front().period);
  }

  std::string read_of(MappingDecoder& mapping) {
    const std::optional<std::string> only = only_occurrence();
    const Node* of = mapping.any("of", only ? Need::optional : Need::required);
    return of == nullptr ? only.value_or("") : names_.occurrence(*of).value_or("");
  }

  /// What lies outside of the span would never be compared.
  void tell_outside(const Span& span, Date day) {
    if (day > test_.to) {
      file_.error(
          span, "outside-span", "ngày này sau ngày cuối `to` của ca thử nên không được xét");
    }
  }

  void read_messages(const Node& list) {
    test_.messages.emplace();
    for (const Node& item : list.items) {
      MappingDecoder mapping(file_, item, "tin");
      ExpectedMessage message;
      message.span = head_of(item);
      const Node* at = mapping.any("at", Need::required);
      const auto moment = at == nullptr ? std::nullopt : names_.moment(*at);
      message.occurrence = read_of(mapping);
      const Node* rung = mapping.any("rung", Need::required);
      message.rung = rung == nullptr ? "" : names_.rung(*rung).value_or("");
      const Node* to = mapping.any("to", Need::required);
      message.post = to == nullptr ? "" : names_.post(*to, "`to`").value_or("");
      mapping.finish();
      if (!moment) {
        continue;
      }
      message.span = at->span;
      message.day = moment->day;
      message.time = moment->time;
      if (message.day < test_.from || message.day > test_.to) {
        file_.error(at->span, "outside-span", "ngày này nằm ngoài khoảng `from`, `to` của ca thử");
      }
      test_.messages->push_back(std::move(message));
    }
  }

  void read_state(const Node& item) {
    MappingDecoder mapping(file_, item, "trạng thái");
    ExpectedState state;
    state.span = head_of(item);
    const Node* at = mapping.any("at", Need::required);
    const auto moment = at == nullptr ? std::nullopt : names_.moment(*at);
    state.occurrence = read_of(mapping);
    const auto kind = mapping.choice("state", Need::optional, state_words());
    if (kind) {
      state.state = static_cast<ExpectedKind>(*kind);
    }
    state.last_day = mapping.date("due", Need::optional);
    state.counted = mapping.integer("counted", Need::optional, 0, act_count_max);
    const bool says = mapping.has_or_nearly("state") || mapping.has_or_nearly("due") ||
                      mapping.has_or_nearly("counted");
    mapping.finish();
    if (mapping.is_mapping() && !says) {
      file_.error(state.span,
                  "nothing-expected",
                  "thiếu `state`, `due` hoặc `counted`",
                  "ví dụ: `state: done`");
    }
    if (!moment) {
      return;
    }
    state.span = at->span;
    // Without a time it is the day's end.
    const Zone zone = names_.rules().zone;
    state.at = moment->time ? instant_at(moment->day, *moment->time, zone)
                            : end_of(moment->day, zone) - std::chrono::seconds{1};
    tell_outside(state.span, moment->day);
    test_.states.push_back(std::move(state));
  }

  YamlFile& file_;
  const TestNames& names_;
  const Node& item_;
  MappingDecoder mapping_;
  PlanTestCase test_;
};

class PlanTestReader {
 public:
  PlanTestReader(YamlFile& file, const RuleSet& rules) : file_(file), rules_(rules) {}

  std::optional<PlanTest> read(const Node& root) {
    MappingDecoder mapping(file_, root, "tệp ca thử");
    if (!mapping.is_mapping()) {
      return std::nullopt;
    }
    PlanTest test;
    const auto plan = mapping.id("plan", Need::required, IdForm::kebab);
    const bool known = plan && check_plan(*plan, *mapping.any("plan", Need::required));
    test.plan = plan.value_or("");
    const Node* list = mapping.list("tests", Need::required);
    mapping.finish();
    if (!known || list == nullptr) {
      return std::nullopt;
    }
    if (list->items.empty() || list->items.size() > test_cases_max) {
      file_.error(list->span,
                  "list-too-long",
                  "`tests` phải có từ 1 đến " + std::to_string(test_cases_max) + " ca thử");
      return std::nullopt;
    }
    const TestNames names(file_, rules_, test.plan);
    std::map<std::string, int> lines;
    for (const Node& item : list->items) {
      if (auto read = CaseReader(file_, names, item).read()) {
        const auto [first, fresh] = lines.emplace(read->name, read->span.begin.line);
        if (!fresh) {
          file_.error(read->span,
                      "duplicate-test",
                      "ca thử cùng tên đã có ở dòng " + std::to_string(first->second));
        }
        test.cases.push_back(*std::move(read));
      }
    }
    return test;
  }

 private:
  bool check_plan(const std::string& id, const Node& node) {
    if (rules_.plans.count(id) != 0) {
      return true;
    }
    std::vector<std::string> known;
    for (const auto& [plan, unused] : rules_.plans) {
      known.push_back(plan);
    }
    const auto near = nearest(id, known);
    file_.error(node.span,
                "unknown-name",
                "không có kế hoạch `" + id + "`",
                near ? "`" + *near + "`" : "các kế hoạch hiện có: " + quoted_list(known));
    return false;
  }

  YamlFile& file_;
  const RuleSet& rules_;
};

}  // namespace

std::optional<PlanTest> parse_plan_test(YamlFile& file, const RuleSet& rules) {
  return file.root() == nullptr ? std::nullopt : PlanTestReader(file, rules).read(*file.root());
}

}  // namespace dondoc
