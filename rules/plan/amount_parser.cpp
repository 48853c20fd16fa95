// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/amount_parser.h"

#include "rules/phrase/thousandths.h"
#include "rules/plan/decoder.h"
#include "rules/plan/spelling.h"

#include <array>
#include <utility>

namespace dondoc {

namespace {

constexpr std::size_t unit_code_points_max = 30;

/// What `per` may say, in the order of the choices.
Recurrence recurrence_per(std::size_t choice) {
  switch (choice) {
    case 0:
      return YearlyRule{};
    case 1:
      return SpanRule{6, 0, 5, std::nullopt};
    case 2:
      return SpanRule{};
    case 3:
      return MonthlyRule{};
    case 4:
      return WeeklyRule{};
    default:
      return PeriodRule{};
  }
}

/// The period that is counted in; a duty with a due has one already.
void read_per(MappingDecoder& mapping, const Node& node, bool has_due, DueRule& rule) {
  const auto per = mapping.choice("per",
                                  has_due ? Need::optional : Need::required,
                                  {"year", "half-year", "quarter", "month", "week", "plan"});
  if (!per) {
    return;
  }
  if (!has_due) {
    rule.recurrence = recurrence_per(*per);
  } else if (rule.recurrence.index() != recurrence_per(*per).index()) {
    mapping.file().error(head_of(node),
                         "per-and-due-differ",
                         "kỳ đếm `per` khác với chu kỳ của thời hạn `due`",
                         "bỏ `per`, hoặc sửa `due` theo cùng chu kỳ");
  }
}

}  // namespace

void read_quota(YamlFile& file, const Node& node, bool has_due, DueRule& rule) {
  MappingDecoder mapping(file, node, "`quota`");
  const auto least = mapping.integer("at_least", Need::required, 1, quota_max);
  read_per(mapping, node, has_due, rule);
  mapping.finish();
  if (least) {
    rule.quota = Quota{*least};
  }
}

void read_target(YamlFile& file, const Node& node, bool has_due, DueRule& rule) {
  static constexpr std::array<std::pair<std::string_view, Bound>, 4> bounds{{
      {"at_least", Bound::at_least},
      {"more_than", Bound::more_than},
      {"at_most", Bound::at_most},
      {"less_than", Bound::less_than},
  }};
  MappingDecoder mapping(file, node, "`target`");
  Target target;
  int said = 0;
  for (const auto& [key, bound] : bounds) {
    const auto text = mapping.text(key, Need::optional, unit_code_points_max);
    if (!text) {
      continue;
    }
    ++said;
    const auto value = parse_thousandths(*text);
    if (!value) {
      file.error(head_of(*mapping.any(key, Need::optional)),
                 "bad-number",
                 "mức phải đạt phải là một số",
                 "ví dụ: `95` hoặc `99,5`");
      continue;
    }
    target.bound = bound;
    target.thousandths = *value;
  }
  if (const auto unit = mapping.text("unit", Need::optional, unit_code_points_max)) {
    target.unit = composed(*unit);
  }
  read_per(mapping, node, has_due, rule);
  mapping.finish();
  if (mapping.is_mapping() && said != 1) {
    file.error(head_of(node),
               "one-bound",
               "`target` phải có đúng một trong các khoá `at_least`, `more_than`, `at_most`, "
               "`less_than`",
               "ví dụ: `target: { at_least: 95, unit: \"%\", per: year }`");
    return;
  }
  rule.target = target;
}

}  // namespace dondoc
