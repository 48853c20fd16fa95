// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/formal_values.h"

#include "rules/phrase/thousandths.h"
#include "rules/plan/decoder.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

namespace dondoc {
namespace {

const std::vector<std::string> unit_names{
    "hours", "days", "working_days", "weeks", "months", "years"};

std::optional<int> read_number(std::string_view text) {
  int number = 0;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || failure != std::errc{} || stop != text.data() + text.size()) {
    return std::nullopt;
  }
  return number;
}

/// The index of "days", "day", "working days" among the units.
std::optional<TermUnit> unit_named(std::string name) {
  std::replace(name.begin(), name.end(), ' ', '_');
  std::replace(name.begin(), name.end(), '-', '_');
  for (std::size_t index = 0; index < unit_names.size(); ++index) {
    if (name == unit_names[index] || name + 's' == unit_names[index]) {
      return static_cast<TermUnit>(index);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<PeriodDays> days_of_period(std::string_view text) {
  constexpr std::size_t year_size = 4;
  if (text.size() < year_size || !read_number(text.substr(0, year_size))) {
    return std::nullopt;
  }
  const int year = *read_number(text.substr(0, year_size));
  const std::string_view rest = text.substr(year_size);
  int months = months_per_year;
  int number = 1;
  if (!rest.empty()) {
    if (rest.size() != 3 || rest[0] != '-') {
      return std::nullopt;
    }
    months = rest[1] == 'Q' ? 3 : rest[1] == 'H' ? 6 : 1;
    number = read_number(rest.substr(months == 1 ? 1 : 2)).value_or(0);
  }
  if (number < 1 || number * months > months_per_year || !valid_date(year, 1, 1)) {
    return std::nullopt;
  }
  const auto last = static_cast<unsigned>(number * months);
  const unsigned first = last - static_cast<unsigned>(months) + 1;
  return PeriodDays{make_date(year, first, 1), last_of_month(year, last)};
}

std::optional<std::pair<unsigned, unsigned>> months_of(std::string_view text) {
  const auto dash = text.find('-');
  const auto first = read_number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : read_number(text.substr(dash + 1));
  if (!first || !last || *first < 1 || *last > 12 || *first > *last) {
    return std::nullopt;
  }
  return std::pair{static_cast<unsigned>(*first), static_cast<unsigned>(*last)};
}

std::optional<std::pair<int, int>> years_of_period(std::string_view text) {
  const auto dash = text.find('-');
  const auto first = read_number(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : read_number(text.substr(dash + 1));
  if (!first || !last || *first < year_min || *last > year_max || *first > *last) {
    return std::nullopt;
  }
  return std::pair{*first, *last};
}

std::optional<TriggeredRule> read_term_length(YamlFile& file,
                                              const Node& node,
                                              std::string_view what) {
  std::optional<int> amount;
  std::optional<TermUnit> unit;
  if (node.kind == NodeKind::mapping) {
    MappingDecoder mapping(file, node, std::string(what));
    amount = mapping.integer("amount", Need::required, -term_amount_max, term_amount_max);
    const auto named = mapping.choice("unit", Need::required, unit_names);
    unit = named ? std::optional(static_cast<TermUnit>(*named)) : std::nullopt;
    mapping.finish();
    return amount && unit ? std::optional(TriggeredRule{*amount, *unit}) : std::nullopt;
  }
  const auto text = decode_text(file, node, what, id_code_points_max);
  if (!text) {
    return std::nullopt;
  }
  const auto blank = text->find(' ');
  if (blank != std::string::npos) {
    amount = read_number(std::string_view(*text).substr(0, blank));
    unit = unit_named(text->substr(blank + 1));
  }
  if (!amount || !unit || *amount > term_amount_max || *amount < -term_amount_max) {
    file.error(
        head_of(node),
        "bad-term",
        std::string(what) + " phải là một số và một đơn vị thời gian",
        "viết `30 days`, `5 working days`, `24 hours`, `2 weeks`, `3 months` hoặc `1 years`");
    return std::nullopt;
  }
  return TriggeredRule{*amount, *unit};
}

std::optional<Target> read_target(YamlFile& file, const Node& node) {
  static constexpr std::array<std::string_view, 4> bounds{
      "at_least", "more_than", "at_most", "less_than"};
  MappingDecoder mapping(file, node, "`target`");
  std::optional<Target> target;
  for (std::size_t index = 0; index < bounds.size(); ++index) {
    const auto text = mapping.text(bounds.at(index), Need::optional, id_code_points_max);
    const auto value = text ? parse_thousandths(*text) : std::nullopt;
    if (text && (!value || target)) {
      file.error(mapping.key_node(bounds.at(index))->span,
                 "bad-target",
                 "`target` cần đúng một ngưỡng là số, ví dụ `at_least: 95`");
      return std::nullopt;
    }
    if (value) {
      target = Target{static_cast<Bound>(index), *value, "%"};
    }
  }
  const auto unit = mapping.text("unit", Need::optional, id_code_points_max);
  mapping.finish();
  if (!target && mapping.is_mapping()) {
    file.error(head_of(node),
               "bad-target",
               "`target` chưa có ngưỡng",
               "viết `target: { at_least: 95, unit: \"%\" }`");
  }
  if (target && unit) {
    target->unit = *unit;
  }
  return target;
}

}  // namespace dondoc
