// SPDX-License-Identifier: Apache-2.0
// The due rule as the formal form of `due:`, so that what `explain` prints can be put into a plan.
#include "daemon/cli/explain.h"

#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// The last day of "2026", "2026-Q3" or "2026-08".
Date last_day_of(const std::string& period) {
  const int year = std::stoi(period.substr(0, 4));
  constexpr unsigned months_a_quarter = 3;
  if (period.size() <= 5) {
    return make_date(year, 12, 31);
  }
  const bool quarter = period[5] == 'Q';
  const auto number = static_cast<unsigned>(std::stoi(period.substr(quarter ? 6 : 5)));
  return last_of_month(year, quarter ? number * months_a_quarter : number);
}

void add_once(Json& form, const OnceRule& once) {
  form["every"] = "once";
  if (once.first) {
    form["in"] = once.period;
  }
  if (!once.first || once.last != last_day_of(once.period)) {
    form["date"] = to_iso(once.last);
  }
}

void add_yearly(Json& form, const YearlyRule& yearly) {
  form["every"] = "year";
  if (yearly.first_month == yearly.last_month) {
    form["months"] = yearly.last_month;
  } else if (yearly.first_month != 1 || yearly.last_month != 12) {
    form["months"] = std::to_string(yearly.first_month) + '-' + std::to_string(yearly.last_month);
  }
  if (yearly.day) {
    form["day"] = *yearly.day;
  }
  if (yearly.years_later != 0) {
    form["later"] = yearly.years_later;
  }
}

void add_monthly(Json& form, const MonthlyRule& monthly) {
  form["every"] = "month";
  if (monthly.day) {
    form["day"] = *monthly.day;
  }
  if (monthly.months_later != 0) {
    form["later"] = monthly.months_later;
  }
}

std::string_view roll_name(Roll roll) {
  switch (roll) {
    case Roll::none:
      return "none";
    case Roll::next:
      return "next";
    case Roll::previous:
      return "previous";
  }
  return "";
}

}  // namespace

Json formal_json(const DueRule& rule) {
  Json form;
  if (const auto* once = std::get_if<OnceRule>(&rule.recurrence)) {
    add_once(form, *once);
  } else if (const auto* yearly = std::get_if<YearlyRule>(&rule.recurrence)) {
    add_yearly(form, *yearly);
  } else if (const auto* monthly = std::get_if<MonthlyRule>(&rule.recurrence)) {
    add_monthly(form, *monthly);
  } else {
    form["every"] = shape_name(rule);
  }
  if (rule.time) {
    form["time"] = to_hhmm(*rule.time);
  }
  form["limit"] = rule.limit == Limit::before ? "before" : "by";
  if (rule.roll != Roll::none) {
    form["roll"] = roll_name(rule.roll);
  }
  return form;
}

}  // namespace dondoc
