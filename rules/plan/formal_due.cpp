// SPDX-License-Identifier: Apache-2.0
#include "rules/plan/formal_due.h"

#include "rules/plan/decoder.h"
#include "rules/plan/formal_values.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace dondoc {
namespace {

constexpr int later_max = 10;
constexpr int quota_max = 100'000;

/// What `every` or `per` names, in the order of `cadences`.
enum class Cadence { once, year, half_year, quarter, month, week, day, lunar_year, happening };
const std::vector<std::string> cadences{
    "once", "year", "half-year", "quarter", "month", "week", "day", "lunar-year", "happening"};

class FormalDueReader {
 public:
  FormalDueReader(YamlFile& file, const Node& node)
      : file_(file), node_(node), mapping_(file, node, "thời hạn") {}

  std::optional<FormalDue> read() {
    const std::size_t errors_before = file_.diagnostics().size();
    if (!read_recurrence()) {
      // Which keys belong here can't be known; only what is none of all keys is told.
      for (const std::string_view key :
           {"in",         "date",        "months", "month",    "day",  "working_day", "later",
            "from_month", "limit",       "time",   "from_day", "roll", "from",        "weekday",
            "nth",        "days_before", "to",     "also",     "of",   "yearly"}) {
        static_cast<void>(mapping_.any(key, Need::optional));
      }
      mapping_.finish();
      return std::nullopt;
    }
    read_common();
    mapping_.finish();
    const bool right = file_.diagnostics().size() == errors_before;
    return right ? std::optional(std::move(due_)) : std::nullopt;
  }

 private:
  [[nodiscard]] bool has(std::string_view key) const { return mapping_.key_node(key) != nullptr; }

  bool read_recurrence() {
    if (has("reports")) {
      read_reports();
    } else if (has("period")) {
      read_period_rule();
    } else if (has("after") || has("before")) {
      read_term();
    } else if (has("standing")) {
      static_cast<void>(mapping_.choice("standing", Need::required, {"true"}));
      due_.rule.recurrence = StandingRule{};
    } else if (has("deferred")) {
      const auto yearly = mapping_.choice("deferred", Need::required, {"true", "yearly"});
      due_.rule.recurrence = DeferredRule{yearly == 1U};
    } else {
      const bool per = !has("every") && (has("per") || has("at_least"));
      const auto every = mapping_.choice(per ? "per" : "every", Need::required, cadences);
      if (!every) {
        static_cast<void>(mapping_.any("at_least", Need::optional));
        static_cast<void>(mapping_.any("target", Need::optional));
        return false;
      }
      read_cadence(static_cast<Cadence>(*every));
      return true;
    }
    static_cast<void>(mapping_.choice("per", Need::optional, {"period"}));
    return true;
  }

  void read_cadence(Cadence cadence) {
    switch (cadence) {
      case Cadence::once:
        due_.rule.recurrence = read_once();
        return;
      case Cadence::happening:
        due_.rule.recurrence = HappeningRule{};
        due_.trigger = mapping_.id("of", Need::optional, IdForm::kebab).value_or("");
        return;
      default:
        break;
    }
    due_.rule.recurrence = read_recurring(mapping_, cadence);
    if (const Node* also = mapping_.list("also", Need::optional)) {
      for (const Node& item : also->items) {
        MappingDecoder part(file_, item, "thời hạn");
        due_.rule.also.push_back(read_recurring(part, cadence));
        part.finish();
      }
      if (also->items.size() >= dues_per_period_max) {
        file_.error(head_of(*also), "too-many-items", "một kỳ không thể có nhiều thời hạn như vậy");
      }
    }
  }

  Recurrence read_recurring(MappingDecoder& mapping, Cadence cadence) {
    switch (cadence) {
      case Cadence::year:
        return read_yearly(mapping);
      case Cadence::half_year:
      case Cadence::quarter:
        return read_span(mapping, cadence == Cadence::quarter ? 3 : 6);
      case Cadence::month:
        return read_monthly(mapping);
      case Cadence::week:
        return WeeklyRule{read_weekday(mapping), read_later(mapping)};
      case Cadence::lunar_year:
        return LunarRule{
            mapping.integer("month", Need::required, 1, 12).value_or(1),
            mapping.integer("day", Need::required, 1, 30).value_or(1),
            mapping.integer("days_before", Need::optional, 1, days_before_max).value_or(0)};
      default:
        return DailyRule{};
    }
  }

  /// Beside the recurrence: what any rule can have.
  void read_common() {
    DueRule& rule = due_.rule;
    const auto limit = mapping_.choice("limit", Need::optional, {"by", "before"});
    rule.limit = static_cast<Limit>(limit.value_or(0));
    rule.time = mapping_.time("time", Need::optional);
    const auto roll = mapping_.choice("roll", Need::optional, {"none", "next", "previous"});
    rule.roll = static_cast<Roll>(roll.value_or(0));
    if (const auto quota = mapping_.integer("at_least", Need::optional, 1, quota_max)) {
      rule.quota = Quota{*quota};
    }
    if (const Node* target = mapping_.any("target", Need::optional)) {
      rule.target = read_target(file_, *target);
    }
    if (!std::holds_alternative<OnceRule>(rule.recurrence)) {
      rule.not_before = mapping_.date("from", Need::optional);
      rule.not_after = mapping_.date("to", Need::optional);
      if (rule.not_before && rule.not_after && *rule.not_after < *rule.not_before) {
        file_.error(mapping_.key_node("to")->span, "ends-before-start", "`to` đứng trước `from`");
      }
    }
  }

  OnceRule read_once() {
    OnceRule once;
    const Node* in = mapping_.any("in", Need::optional);
    once.first = mapping_.date("from", Need::optional);
    const auto date = mapping_.date("date", Need::optional);
    std::optional<PeriodDays> window;
    if (in != nullptr) {
      const auto text = decode_text(file_, *in, "`in`", id_code_points_max);
      window = text ? days_of_period(*text) : std::nullopt;
      once.period = text.value_or("");
      if (text && !window) {
        file_.error(head_of(*in),
                    "bad-period",
                    "`in` phải là một năm, nửa năm, quý hoặc tháng",
                    "viết `2026`, `2026-H1`, `2026-Q3` hoặc `2026-08`");
      }
    } else if (!has("date")) {
      file_.error(head_of(node_),
                  "missing-key",
                  "thời hạn một lần phải có `date` (ngày) hoặc `in` (năm, quý, tháng)",
                  "ví dụ: `{ every: once, date: 2026-04-28 }`");
    }
    if (window) {
      once.first = once.first.value_or(window->first);
      once.last = date.value_or(window->last);
    } else if (date) {
      once.last = *date;
    }
    if (once.first && (window || date) && once.last < *once.first) {
      file_.error(head_of(node_), "ends-before-start", "`date` đứng trước ngày đầu của khoảng");
    }
    return once;
  }

  YearlyRule read_yearly(MappingDecoder& mapping) {
    YearlyRule yearly;
    if (const Node* months = mapping.any("months", Need::optional)) {
      const auto text = decode_text(file_, *months, "`months`", id_code_points_max);
      const auto range = text ? months_of(*text) : std::nullopt;
      if (range) {
        yearly.first_month = range->first;
        yearly.last_month = range->second;
      } else if (text) {
        file_.error(head_of(*months),
                    "bad-months",
                    "`months` phải là một tháng hoặc một khoảng tháng trong năm",
                    "viết `6` (tháng 6) hoặc `1-3` (quý I)");
      }
    }
    yearly.day = read_day(mapping, "day");
    yearly.working_day = read_working_day(mapping);
    yearly.weekday = read_weekday_of_month(mapping);
    yearly.first_day = read_day(mapping, "from_day").value_or(1);
    yearly.years_later = read_later(mapping);
    // A leap year is asked: 29 February is a day, clamped in the other years.
    constexpr int leap_year = 2028;
    if (yearly.day && !valid_date(leap_year, yearly.last_month, *yearly.day)) {
      file_.error(mapping.key_node("day")->span,
                  "date-not-in-calendar",
                  "tháng " + std::to_string(yearly.last_month) + " không có ngày " +
                      std::to_string(*yearly.day),
                  "bỏ khoá `day` nếu muốn nói ngày cuối tháng");
    }
    return yearly;
  }

  MonthlyRule read_monthly(MappingDecoder& mapping) {
    MonthlyRule monthly;
    monthly.day = read_day(mapping, "day");
    monthly.working_day = read_working_day(mapping);
    monthly.weekday = read_weekday_of_month(mapping);
    monthly.first_day = read_day(mapping, "from_day").value_or(1);
    monthly.months_later = read_later(mapping);
    return monthly;
  }

  SpanRule read_span(MappingDecoder& mapping, int months) {
    SpanRule span;
    span.months = months;
    span.due_month = mapping.integer("month", Need::optional, 1, 2 * months).value_or(months) - 1;
    span.opens_month = mapping.integer("from_month", Need::optional, 1, 2 * months).value_or(1) - 1;
    span.day = read_day(mapping, "day");
    span.working_day = read_working_day(mapping);
    span.weekday = read_weekday_of_month(mapping);
    if (span.opens_month > span.due_month) {
      file_.error(mapping.key_node("from_month")->span,
                  "ends-before-start",
                  "`from_month` đứng sau tháng đến hạn");
    }
    return span;
  }

  void read_reports() {
    ReportingRule rule;
    const Node* list = mapping_.list("reports", Need::required);
    for (const Node& item : list != nullptr ? list->items : std::vector<Node>{}) {
      const auto kind = decode_choice(
          file_, item, "`reports`", {"month", "quarter", "half-year", "nine-months", "year"});
      if (kind) {
        rule.kinds.push_back(static_cast<ReportKind>(*kind));
      }
    }
    std::sort(rule.kinds.begin(), rule.kinds.end());
    rule.kinds.erase(std::unique(rule.kinds.begin(), rule.kinds.end()), rule.kinds.end());
    if (list != nullptr && list->items.empty()) {
      file_.error(list->span, "empty-value", "`reports` chưa nêu kỳ báo cáo nào");
    }
    due_.rule.recurrence = std::move(rule);
  }

  void read_period_rule() {
    PeriodRule period;
    const auto text = mapping_.text("period", Need::required, id_code_points_max);
    if (text && *text != "plan") {
      const auto years = years_of_period(*text);
      if (years) {
        period.first_year = years->first;
        period.last_year = years->second;
      } else {
        file_.error(mapping_.key_node("period")->span,
                    "bad-period",
                    "`period` phải là `plan` hoặc hai năm",
                    "viết `2026-2030`");
      }
    }
    period.yearly = mapping_.boolean("yearly", Need::optional).value_or(false);
    due_.rule.recurrence = period;
  }

  void read_term() {
    TriggeredRule term;
    const bool back = !has("after");
    const std::string_view key = back ? "before" : "after";
    if (const Node* node = mapping_.any(key, Need::required)) {
      if (const auto read = read_term_length(file_, *node, back ? "`before`" : "`after`")) {
        term = *read;
        term.amount = back ? -term.amount : term.amount;
      }
    }
    if (back && term.amount >= 0) {
      file_.error(mapping_.key_node(key)->span,
                  "bad-term",
                  "`before` phải có số dương",
                  "ví dụ: `before: 10 days`");
    }
    due_.trigger = mapping_.id("of", Need::optional, IdForm::kebab).value_or("");
    due_.rule.recurrence = term;
  }

  static std::optional<unsigned> read_day(MappingDecoder& mapping, std::string_view key) {
    const auto day = mapping.integer(key, Need::optional, 1, 31);
    return day ? std::optional(static_cast<unsigned>(*day)) : std::nullopt;
  }

  std::optional<int> read_working_day(MappingDecoder& mapping) {
    const auto nth =
        mapping.integer("working_day", Need::optional, -nth_working_day_max, nth_working_day_max);
    if (nth == 0 || (nth && mapping.key_node("day") != nullptr)) {
      file_.error(
          mapping.key_node("working_day")->span,
          "bad-working-day",
          "`working_day` tính từ 1 (đầu tháng) hoặc -1 (cuối tháng) và không đi cùng `day`");
    }
    return nth;
  }

  /// `{ weekday: thursday, nth: 2 }`: the second Thursday of the month.
  std::optional<WeekdayOfMonth> read_weekday_of_month(MappingDecoder& mapping) {
    const auto weekday = read_weekday(mapping);
    const auto nth = mapping.integer("nth", Need::optional, -1, nth_weekday_max);
    const bool both = mapping.key_node("weekday") != nullptr && mapping.key_node("nth") != nullptr;
    if (both && (!weekday || !nth)) {
      return std::nullopt;  // told as a mistake of its own
    }
    const bool other =
        mapping.key_node("day") != nullptr || mapping.key_node("working_day") != nullptr;
    if (weekday.has_value() != nth.has_value() || nth == 0 || (weekday && other)) {
      const Node* key = mapping.key_node("nth");
      file_.error(
          (key != nullptr ? key : mapping.key_node("weekday"))->span,
          "bad-weekday",
          "`weekday` của một tháng phải đi cùng `nth` (1 đến 4, hoặc -1 là lần cuối cùng) và "
          "không đi cùng `day`, `working_day`",
          "ví dụ: `{ every: month, weekday: thursday, nth: 2 }`");
      return std::nullopt;
    }
    return weekday ? std::optional(WeekdayOfMonth{*weekday, *nth}) : std::nullopt;
  }

  static int read_later(MappingDecoder& mapping) {
    return mapping.integer("later", Need::optional, -1, later_max).value_or(0);
  }

  static std::optional<unsigned> read_weekday(MappingDecoder& mapping) {
    const auto day = mapping.choice(
        "weekday",
        Need::optional,
        {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"});
    return day ? std::optional(static_cast<unsigned>(*day) + 1) : std::nullopt;
  }

  YamlFile& file_;
  const Node& node_;
  MappingDecoder mapping_;
  FormalDue due_;
};

}  // namespace

std::optional<FormalDue> read_formal_due(YamlFile& file, const Node& node) {
  return FormalDueReader(file, node).read();
}

}  // namespace dondoc
