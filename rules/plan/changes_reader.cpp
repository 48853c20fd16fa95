// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/changes_reader.h"

#include "rules/phrase/due_rule.h"
#include "rules/plan/decoder.h"
#include "rules/plan/nearest.h"
#include "rules/plan/spelling.h"

#include <algorithm>
#include <string_view>

namespace dondoc {

namespace {

/// How the periods of a rule are cut and named; empty when it has none that a change could begin
/// with. Two rules of one family have the same periods.
struct PeriodFamily {
  std::string operator()(const YearlyRule&) const { return "year"; }
  std::string operator()(const LunarRule&) const { return "year"; }
  std::string operator()(const DeferredRule& rule) const { return rule.yearly ? "year" : ""; }
  std::string operator()(const MonthlyRule&) const { return "month"; }
  std::string operator()(const SpanRule& rule) const {
    return "span" + std::to_string(rule.months);
  }
  std::string operator()(const WeeklyRule&) const { return "week"; }
  std::string operator()(const DailyRule&) const { return "day"; }
  std::string operator()(const TriggeredRule&) const { return "event"; }
  std::string operator()(const ReportingRule& rule) const {
    std::string family = "reports";
    for (const ReportKind kind : rule.kinds) {
      family += ' ' + std::to_string(static_cast<int>(kind));
    }
    return family;
  }
  template <typename Other>
  std::string operator()(const Other&) const {
    return {};
  }
};

/// Also how many dues a period has: they are numbered.
std::string family_of(const DueRule& rule) {
  const std::string family = std::visit(PeriodFamily{}, rule.recurrence);
  return family.empty() || rule.also.empty() ? family
                                             : family + '*' + std::to_string(rule.also.size());
}

/// Of a due that could not be read its own mistake is told, and nothing more.
bool was_read(const Stage& stage) {
  return stage.rule != DueRule{};
}

const DueRule& last_rule(const Stage& stage, Date before) {
  const DueRule* last = &stage.rule;
  Date day{};
  for (const RuleChange& change : stage.changes) {
    if (change.from < before && change.from >= day) {
      last = &change.rule;
      day = change.from;
    }
  }
  return *last;
}

/// Each rule ends where the next one begins.
void cut(Stage& stage) {
  std::sort(stage.changes.begin(),
            stage.changes.end(),
            [](const RuleChange& a, const RuleChange& b) { return a.from < b.from; });
  if (waits_for_event(stage.rule)) {
    return;
  }
  DueRule* earlier = &stage.rule;
  for (RuleChange& change : stage.changes) {
    earlier->begins_before = change.from;
    change.rule.begins_from = change.from;
    earlier = &change.rule;
  }
}

}  // namespace

ChangesReader::ChangesReader(YamlFile& file, Plan& plan) : file_(file), plan_(plan) {}

void ChangesReader::read(const Node& list) {
  if (list.items.size() > changes_max) {
    file_.error(
        list.span, "list-too-long", "kế hoạch có quá " + std::to_string(changes_max) + " thay đổi");
    return;
  }
  for (const Node& item : list.items) {
    read_change(item);
  }
  for (Obligation& obligation : plan_.obligations) {
    for (Stage& stage : obligation.stages) {
      if (!stage.changes.empty()) {
        cut(stage);
      }
    }
  }
}

void ChangesReader::read_change(const Node& item) {
  MappingDecoder mapping(file_, item, "thay đổi");
  const Node* of = mapping.any("of", Need::required);
  const Node* from = mapping.any("from", Need::required);
  const Node* due = mapping.any("due", Need::required);
  const auto basis = mapping.text("basis", Need::required, name_code_points_max);
  mapping.finish();
  Stage* stage = of == nullptr ? nullptr : find_stage(*of);
  const std::optional<Date> day = from == nullptr ? std::nullopt : read_from(*from);
  std::optional<ReadDue> read = due == nullptr ? std::nullopt : parse_due(file_, *due);
  if (stage == nullptr || !was_read(*stage) || !read || !is_changeable(*of, *stage)) {
    return;
  }
  std::optional<RuleChange> change = change_by(*std::move(read), *due, *stage);
  if (!change || !day || !is_only_change(*from, *stage, *day)) {
    return;
  }
  change->from = *day;
  change->basis = composed(basis.value_or(""));
  change->place = {file_.name(), mapping.key_node("due")->span.begin.line};
  if (change->rule == last_rule(*stage, *day)) {
    tell_without_effect(*due, change->rule);
  }
  tell_first_period(*from, *change);
  stage->changes.push_back(*std::move(change));
}

std::vector<std::string> ChangesReader::stage_names() const {
  std::vector<std::string> names;
  for (const Obligation& obligation : plan_.obligations) {
    for (const Stage& stage : obligation.stages) {
      names.push_back(obligation.id + (stage.id.empty() ? stage.id : ':' + stage.id));
    }
  }
  return names;
}

Stage* ChangesReader::find_stage(const Node& node) {
  const auto name = decode_text(file_, node, "`of`", name_code_points_max);
  if (!name) {
    return nullptr;
  }
  for (Obligation& obligation : plan_.obligations) {
    for (Stage& stage : obligation.stages) {
      if (*name == obligation.id + (stage.id.empty() ? stage.id : ':' + stage.id)) {
        return &stage;
      }
    }
  }
  const std::vector<std::string> known = stage_names();
  std::vector<std::string> steps;
  std::copy_if(
      known.begin(), known.end(), std::back_inserter(steps), [&name](const std::string& one) {
        return one.rfind(*name + ':', 0) == 0;
      });
  const auto close = nearest(*name, known);
  if (!steps.empty()) {
    file_.error(node.span,
                "unknown-obligation",
                "nhiệm vụ `" + *name + "` có nhiều bước; thay đổi phải nêu bước nào",
                quoted_list(steps));
  } else {
    file_.error(node.span,
                "unknown-obligation",
                "kế hoạch không có nhiệm vụ hoặc bước `" + *name + "`",
                close ? "`" + *close + "`" : "viết mã nhiệm vụ, hoặc `mã-nhiệm-vụ:mã-bước`");
  }
  return nullptr;
}

std::optional<Date> ChangesReader::read_from(const Node& node) {
  const auto text = decode_text(file_, node, "`from`", name_code_points_max);
  const std::optional<Date> day = text ? start_of_period(*text) : std::nullopt;
  if (text && !day) {
    file_.error(node.span,
                "bad-period",
                "`from` phải là kỳ đầu tiên hoặc ngày đầu tiên của thay đổi",
                "viết `2027`, `2026-H2`, `2026-Q3`, `2026-07`, `2026-W30` hoặc `2026-07-01`");
  }
  const bool has_effect = plan_.effective_from < plan_.effective_to;
  if (day && has_effect && (*day <= plan_.effective_from || *day > plan_.effective_to)) {
    file_.error(node.span,
                "change-outside-plan",
                "thay đổi phải bắt đầu trong thời gian kế hoạch có hiệu lực, sau ngày đầu tiên (" +
                    to_iso(plan_.effective_from) + " đến " + to_iso(plan_.effective_to) + ")",
                *day <= plan_.effective_from ? "nếu áp dụng ngay từ đầu thì sửa `due` của nhiệm vụ"
                                             : "nếu kế hoạch được kéo dài thì sửa `effective`");
    return std::nullopt;
  }
  return day;
}

bool ChangesReader::is_changeable(const Node& of, const Stage& stage) {
  if (!family_of(stage.rule).empty()) {
    return true;
  }
  file_.error(of.span,
              "change-without-periods",
              "thời hạn của nhiệm vụ này không lặp lại nên không có kỳ nào để thay đổi từ đó",
              "đổi thời hạn của đầu việc bằng `dondoc adjust`, hoặc sửa `due` của nhiệm vụ");
  return false;
}

std::optional<RuleChange> ChangesReader::change_by(ReadDue due,
                                                   const Node& node,
                                                   const Stage& stage) {
  if (due.rule.quota || due.rule.target) {
    file_.error(head_of(node),
                "change-of-shape",
                "thay đổi chỉ dời thời hạn, không đổi số lượng tối thiểu hay chỉ tiêu",
                "chỉ viết thời hạn; số lượng hoặc chỉ tiêu mới là một nhiệm vụ mới");
    return std::nullopt;
  }
  if (family_of(due.rule) != family_of(stage.rule)) {
    file_.error(head_of(node),
                "change-of-shape",
                "thời hạn mới không cùng kỳ với thời hạn cũ: " + sentence(stage.rule),
                "nếu chính kỳ thay đổi thì lập một nhiệm vụ mới, ví dụ mã `VII.6-a`, và thôi nhiệm "
                "vụ cũ");
    return std::nullopt;
  }
  RuleChange change;
  change.rule = std::move(due.rule);
  change.rule.quota = stage.rule.quota;
  change.rule.target = stage.rule.target;
  change.phrase = std::move(due.phrase);
  return change;
}

bool ChangesReader::is_only_change(const Node& from, const Stage& stage, Date day) {
  const auto [first, fresh] = lines_.emplace(std::pair(&stage, day), from.span.begin.line);
  if (!fresh) {
    file_.error(from.span,
                "changes-overlap",
                "ở dòng " + std::to_string(first->second) +
                    " đã có thay đổi của nhiệm vụ này bắt đầu từ cùng một ngày",
                "giữ lại một thay đổi, theo văn bản ban hành sau");
  }
  return fresh;
}

void ChangesReader::tell_without_effect(const Node& due, const DueRule& rule) {
  file_.warning(head_of(due),
                "change-without-effect",
                "thay đổi này không dời thời hạn nào: trước đó đã là " + sentence(rule));
}

void ChangesReader::tell_first_period(const Node& from, const RuleChange& change) {
  if (waits_for_event(change.rule)) {
    return;
  }
  const DueContext context{.effective_from = plan_.effective_from,
                           .effective_to = plan_.effective_to,
                           .issued = plan_.issued,
                           .calendar = nullptr,
                           .zone = {},
                           .reporting = nullptr};
  const std::optional<std::string> first = first_period_from(change.rule, context, change.from);
  if (!first) {
    file_.warning(from.span,
                  "change-without-effect",
                  "từ ngày này đến hết kế hoạch không có kỳ nào của nhiệm vụ bắt đầu",
                  "kỳ đang diễn ra giữ thời hạn cũ; đổi riêng một đầu việc bằng `dondoc adjust`");
  } else if (start_of_period(*first) != change.from) {
    file_.note(from.span,
               "change-from-next-period",
               "kỳ đầu tiên theo thời hạn mới là " + *first + "; kỳ đang diễn ra giữ thời hạn cũ");
  }
}

}  // namespace dondoc
