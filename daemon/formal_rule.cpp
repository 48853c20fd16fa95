// SPDX-License-Identifier: Apache-2.0
#include "daemon/formal_rule.h"

#include "rules/phrase/thousandths.h"
#include "rules/plan/formal_values.h"

#include <array>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

constexpr unsigned december = 12;

constexpr std::array<const char*, 7> weekday_names{
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

void add_day(Json& form,
             std::optional<unsigned> day,
             std::optional<int> working_day,
             const std::optional<WeekdayOfMonth>& weekday) {
  if (weekday) {
    form["weekday"] = weekday_names.at(weekday->weekday - 1);
    form["nth"] = weekday->nth;
  }
  if (day) {
    form["day"] = *day;
  }
  if (working_day) {
    form["working_day"] = *working_day;
  }
}

void add_unless(Json& form, const char* key, int value, int usual) {
  if (value != usual) {
    form[key] = value;
  }
}

// Each gives the name of the cadence and adds what else the shape has; an empty name means that a
// key of its own names it.

std::string add(Json& form, const OnceRule& once) {
  const auto period = days_of_period(once.period);
  if (once.first && period) {
    form["in"] = once.period;
  }
  if (once.first && (!period || period->first != *once.first)) {
    form["from"] = to_iso(*once.first);
  }
  if (!once.first || !period || period->last != once.last) {
    form["date"] = to_iso(once.last);
  }
  return "once";
}

std::string add(Json& form, const YearlyRule& yearly) {
  if (yearly.first_month == yearly.last_month) {
    form["months"] = yearly.first_month;
  } else if (yearly.first_month != 1 || yearly.last_month != december) {
    form["months"] = std::to_string(yearly.first_month) + '-' + std::to_string(yearly.last_month);
  }
  add_day(form, yearly.day, yearly.working_day, yearly.weekday);
  add_unless(form, "from_day", static_cast<int>(yearly.first_day), 1);
  add_unless(form, "later", yearly.years_later, 0);
  return "year";
}

std::string add(Json& form, const MonthlyRule& monthly) {
  add_day(form, monthly.day, monthly.working_day, monthly.weekday);
  add_unless(form, "from_day", static_cast<int>(monthly.first_day), 1);
  add_unless(form, "later", monthly.months_later, 0);
  return "month";
}

std::string add(Json& form, const SpanRule& span) {
  add_unless(form, "month", span.due_month + 1, span.months);
  add_day(form, span.day, span.working_day, span.weekday);
  add_unless(form, "from_month", span.opens_month + 1, 1);
  return span.months == 3 ? "quarter" : "half-year";
}

std::string add(Json& form, const WeeklyRule& weekly) {
  if (weekly.weekday) {
    form["weekday"] = weekday_names.at(*weekly.weekday - 1);
  }
  add_unless(form, "later", weekly.weeks_later, 0);
  return "week";
}

std::string add(Json&, const DailyRule&) {
  return "day";
}

std::string add(Json& form, const ReportingRule& reporting) {
  static constexpr std::array<const char*, 5> names{
      "month", "quarter", "half-year", "nine-months", "year"};
  form["reports"] = Json::array();
  for (const ReportKind kind : reporting.kinds) {
    form["reports"].push_back(names.at(static_cast<std::size_t>(kind)));
  }
  return "";
}

std::string add(Json& form, const PeriodRule& period) {
  form["period"] =
      period.first_year && period.last_year
          ? std::to_string(*period.first_year) + '-' + std::to_string(*period.last_year)
          : "plan";
  if (period.yearly) {
    form["yearly"] = true;
  }
  return "";
}

std::string add(Json& form, const TriggeredRule& term) {
  static constexpr std::array<const char*, 6> units{
      "hours", "days", "working_days", "weeks", "months", "years"};
  form["after"] = {{"amount", term.amount},
                   {"unit", units.at(static_cast<std::size_t>(term.unit))}};
  return "";
}

std::string add(Json&, const HappeningRule&) {
  return "happening";
}

std::string add(Json& form, const StandingRule&) {
  form["standing"] = true;
  return "";
}

std::string add(Json& form, const DeferredRule& deferred) {
  form["deferred"] = deferred.yearly ? Json("yearly") : Json(true);
  return "";
}

std::string add(Json& form, const LunarRule& lunar) {
  form["month"] = lunar.month;
  form["day"] = lunar.day;
  add_unless(form, "days_before", lunar.days_before, 0);
  return "lunar-year";
}

Json target_json(const Target& target) {
  static constexpr std::array<const char*, 4> bounds{
      "at_least", "more_than", "at_most", "less_than"};
  std::string value = thousandths_words(target.thousandths);
  if (const auto comma = value.find(','); comma != std::string::npos) {
    value[comma] = '.';
  }
  const bool whole = target.thousandths % 1000 == 0;
  Json json;
  json[bounds.at(static_cast<std::size_t>(target.bound))] =
      whole ? Json(target.thousandths / 1000) : Json::parse(value);
  json["unit"] = target.unit;
  return json;
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
  const auto add_to = [](Json& form, const Recurrence& recurrence) {
    return std::visit([&form](const auto& one) { return add(form, one); }, recurrence);
  };
  Json rest = Json::object();
  const std::string cadence = add_to(rest, rule.recurrence);
  Json form;
  if (rule.quota) {
    form["at_least"] = rule.quota->at_least;
    form["per"] = cadence.empty() ? "period" : cadence;
  } else if (!cadence.empty()) {
    form["every"] = cadence;
  }
  form.update(rest);
  for (const Recurrence& part : rule.also) {
    Json further = Json::object();
    static_cast<void>(add_to(further, part));
    form["also"].push_back(std::move(further));
  }
  if (rule.target) {
    form["target"] = target_json(*rule.target);
  }
  if (rule.time) {
    form["time"] = to_hhmm(*rule.time);
  }
  if (!is_undated(rule)) {
    form["limit"] = rule.limit == Limit::before ? "before" : "by";
  }
  if (rule.roll != Roll::none) {
    form["roll"] = roll_name(rule.roll);
  }
  if (rule.not_before) {
    form["from"] = to_iso(*rule.not_before);
  }
  if (rule.not_after) {
    form["to"] = to_iso(*rule.not_after);
  }
  return form;
}

}  // namespace dondoc
