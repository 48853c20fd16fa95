// SPDX-License-Identifier: Apache-2.0
// A due rule as one stable text for comparing. Stores keep it: the text of a rule that could be
// written before must not change, so what came later is only there where it is used.
#include "rules/phrase/due_rule.h"

#include <array>
#include <string>

namespace dondoc {
namespace {

std::string number(long long value) {
  return std::to_string(value);
}

std::string optional_number(std::optional<unsigned> value) {
  return value ? std::to_string(*value) : "-";
}

std::string fields_of(const OnceRule& rule) {
  return "once first=" + (rule.first ? to_iso(*rule.first) : "-") + " last=" + to_iso(rule.last) +
         " period=" + rule.period;
}

/// Empty for what has neither, so that older rules keep their text.
std::string window_fields(unsigned first_day,
                          std::optional<int> working_day,
                          const std::optional<WeekdayOfMonth>& weekday) {
  return (first_day == 1 ? "" : " from_day=" + number(first_day)) +
         (working_day ? " working_day=" + number(*working_day) : "") +
         (weekday ? " weekday=" + number(weekday->weekday) + " nth=" + number(weekday->nth) : "");
}

std::string fields_of(const YearlyRule& rule) {
  return "yearly months=" + std::to_string(rule.first_month) + ".." +
         std::to_string(rule.last_month) + " day=" + optional_number(rule.day) +
         " later=" + std::to_string(rule.years_later) +
         window_fields(rule.first_day, rule.working_day, rule.weekday);
}

std::string fields_of(const MonthlyRule& rule) {
  return "monthly day=" + optional_number(rule.day) +
         " later=" + std::to_string(rule.months_later) +
         window_fields(rule.first_day, rule.working_day, rule.weekday);
}

std::string fields_of(const SpanRule& rule) {
  return "span months=" + number(rule.months) + " opens=" + number(rule.opens_month) +
         " due=" + number(rule.due_month) + " day=" + optional_number(rule.day) +
         window_fields(1, rule.working_day, rule.weekday);
}

std::string fields_of(const WeeklyRule& rule) {
  return "weekly day=" + optional_number(rule.weekday) +
         (rule.weeks_later == 0 ? "" : " later=" + number(rule.weeks_later));
}

std::string fields_of(const DailyRule&) {
  return "daily";
}

std::string fields_of(const ReportingRule& rule) {
  std::string fields = "reporting";
  for (const ReportKind kind : rule.kinds) {
    fields += ' ' + number(static_cast<int>(kind));
  }
  return fields;
}

std::string fields_of(const PeriodRule& rule) {
  return "period first=" + (rule.first_year ? number(*rule.first_year) : "-") +
         " last=" + (rule.last_year ? number(*rule.last_year) : "-") +
         (rule.yearly ? " yearly" : "");
}

std::string fields_of(const TriggeredRule& rule) {
  return "triggered amount=" + number(rule.amount) + " unit=" + number(static_cast<int>(rule.unit));
}

std::string fields_of(const HappeningRule&) {
  return "on_happening";
}

std::string fields_of(const StandingRule&) {
  return "standing";
}

std::string fields_of(const LunarRule& rule) {
  return "lunar month=" + number(rule.month) + " day=" + number(rule.day) +
         (rule.days_before == 0 ? "" : " before=" + number(rule.days_before));
}

std::string fields_of(const DeferredRule& rule) {
  return rule.yearly ? "deferred yearly" : "deferred";
}

std::string amounts_of(const DueRule& rule) {
  std::string amounts;
  if (rule.quota) {
    amounts += " quota=" + number(rule.quota->at_least);
  }
  if (rule.target) {
    amounts += " target=" + number(static_cast<int>(rule.target->bound)) + ':' +
               number(rule.target->thousandths) + rule.target->unit;
  }
  return amounts;
}

std::string all_fields_of(const Recurrence& recurrence) {
  return std::visit([](const auto& rule) { return fields_of(rule); }, recurrence);
}

}  // namespace

std::string fingerprint(const DueRule& rule) {
  static constexpr std::array<const char*, 3> rolls = {"none", "next", "previous"};
  const std::string common = std::string(rule.limit == Limit::by ? "limit=by" : "limit=before") +
                             " time=" + (rule.time ? to_hhmm(*rule.time) : "-") +
                             " roll=" + rolls[static_cast<std::size_t>(rule.roll)] + ' ';
  std::string text = common + all_fields_of(rule.recurrence) + amounts_of(rule);
  for (const Recurrence& part : rule.also) {
    text += " and " + all_fields_of(part);
  }
  text += rule.not_before ? " from=" + to_iso(*rule.not_before) : "";
  text += rule.not_after ? " to=" + to_iso(*rule.not_after) : "";
  text += rule.begins_from ? " begins_from=" + to_iso(*rule.begins_from) : "";
  text += rule.begins_before ? " begins_before=" + to_iso(*rule.begins_before) : "";
  return text;
}

}  // namespace dondoc
