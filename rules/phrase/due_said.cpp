// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_said.h"

#include "rules/phrase/due_words.h"

#include <string_view>

namespace dondoc {
namespace {

using std::chrono::days;

constexpr unsigned shortest_month = 28;
constexpr int leap_year = 2024;  // any one: it tells which days a month can have

/// "trước 11 giờ 30 phút ngày 25", "trước ngày 25", "chậm nhất ngày 25".
std::string limit_words(const DueRule& rule, const std::string& day) {
  if (rule.time) {
    return "trước " + spoken_time(*rule.time) + ' ' + day;
  }
  return (rule.limit == Limit::before ? "trước " : "chậm nhất ") + day;
}

/// The end of a day named without its year: "hết ngày 30/01", "11 giờ 30 phút ngày 25".
std::string end_words(const DueRule& rule, const std::string& day, const std::string& day_before) {
  if (rule.time) {
    return spoken_time(*rule.time) + ' ' + day;
  }
  return "hết " + (rule.limit == Limit::before ? day_before : day);
}

/// The window is the whole sentence: no day, no clock, and its last day counts.
bool ends_with_its_window(const DueRule& rule) {
  return rule.limit == Limit::by && !rule.time;
}

/// The months of a yearly rule that is due at the end of one of them.
std::string window_words(const YearlyRule& yearly) {
  static constexpr unsigned first_quarter_end = 3;
  const unsigned first = yearly.first_month;
  const unsigned last = yearly.last_month;
  const std::string last_words = "tháng " + std::to_string(last);
  if (first == january && last == december) {
    return {};
  }
  if (first == last) {
    return "trong " + last_words;
  }
  if (first == january && last != first_quarter_end) {
    return "chậm nhất trong " + last_words;
  }
  const std::string span = named_span(first, last);
  if (span.empty()) {
    return "từ tháng " + std::to_string(first) + " đến hết " + last_words;
  }
  const bool quarter = last - first == 2;
  return "trong " + (quarter ? span.substr(0, span.rfind(" năm")) : span);
}

/// "ngày làm việc thứ 3", "thứ Năm lần thứ 2".
std::string nth_day(std::optional<int> working_day, const std::optional<WeekdayOfMonth>& weekday) {
  if (!weekday) {
    return nth_working_day(working_day.value_or(1));
  }
  const std::string day = spoken_weekday(weekday->weekday);
  return day + (weekday->nth < 0    ? " cuối cùng"
                : weekday->nth == 1 ? " đầu tiên"
                                    : " lần thứ " + std::to_string(weekday->nth));
}

/// A named day and the day before it, as they are in every year.
struct NamedDay {
  std::string day;
  std::string day_before;
};

NamedDay yearly_day(const YearlyRule& yearly) {
  const unsigned month = yearly.last_month;
  if (yearly.working_day || yearly.weekday) {
    const std::string day =
        nth_day(yearly.working_day, yearly.weekday) + " của tháng " + std::to_string(month);
    return {day, "ngày liền trước " + day};
  }
  const unsigned longest = ymd(last_of_month(leap_year, month)).day;
  const bool is_last = !yearly.day || *yearly.day >= longest;
  if (month == february && (is_last || *yearly.day > shortest_month)) {
    const std::string last = "ngày cuối cùng của tháng 02";
    return {last, "ngày liền trước " + last};
  }
  const unsigned day = is_last ? longest : *yearly.day;
  if (day > 1) {
    return {named_day(day, month), named_day(day - 1, month)};
  }
  if (month == february + 1) {
    return {named_day(day, month), "ngày cuối cùng của tháng 02"};
  }
  if (month == january) {
    return {named_day(day, month), named_day(longest_month, december)};
  }
  return {named_day(day, month),
          named_day(ymd(last_of_month(leap_year, month - 1)).day, month - 1)};
}

/// "", " năm liền kề", " năm trước liền kề": which year the due lies in.
std::string which_one(std::string_view noun, int later) {
  if (later == 0) {
    return {};
  }
  if (later == 1 || later == -1) {
    return ' ' + std::string(noun) + (later > 0 ? " liền kề" : " trước liền kề");
  }
  return ", " + std::to_string(later > 0 ? later : -later) + ' ' + std::string(noun) +
         (later > 0 ? " sau" : " trước");
}

/// "", " năm sau", " năm trước", behind a day of the due.
std::string seen_from(std::string_view noun, int later) {
  if (later == 0) {
    return {};
  }
  const bool next = later == 1 || later == -1;
  return ' ' + (next ? "" : std::to_string(later > 0 ? later : -later) + ' ') + std::string(noun) +
         (later > 0 ? " sau" : " trước");
}

/// "tháng cuối quý", "tháng đầu quý sau", "tháng thứ 2 của kỳ 6 tháng".
std::string month_of_span(const SpanRule& span, int month) {
  const bool quarter = span.months == 3;
  const int nth = month % span.months + 1;
  const std::string whose = std::string(quarter ? "quý" : "kỳ 6 tháng") +
                            (month >= span.months ? (quarter ? " sau" : " sau đó") : "");
  if (nth == 1 || nth == span.months) {
    return (nth == 1 ? "tháng đầu " : "tháng cuối ") + whose;
  }
  return "tháng thứ " + std::to_string(nth) + " của " + whose;
}

}  // namespace

Said said(const OnceRule& once, const DueRule& rule) {
  const std::string day = named_date(once.last);
  const std::string end = end_words(rule, day, named_date(once.last - days{1}));
  if (!once.first) {
    return {"Một lần", limit_words(rule, day), end};
  }
  const Ymd first = ymd(*once.first);
  const Ymd last = ymd(once.last);
  const bool whole_months = first.day == 1 && first.year == last.year &&
                            once.last == last_of_month(last.year, last.month);
  const std::string span = named_span(first.month, last.month);
  if (whole_months && ends_with_its_window(rule) && !span.empty()) {
    return {"Một lần", "trong " + span + ' ' + std::to_string(first.year), end};
  }
  return {"Một lần", "từ " + named_date(*once.first) + ", " + limit_words(rule, day), end};
}

Said said(const YearlyRule& yearly, const DueRule& rule) {
  const bool new_year =
      yearly.last_month == january && yearly.day == 1U && !yearly.working_day && !yearly.weekday;
  const NamedDay words = yearly_day(yearly);
  const std::string end =
      end_words(rule,
                words.day + seen_from("năm", yearly.years_later),
                words.day_before + seen_from("năm", yearly.years_later - (new_year ? 1 : 0)));
  const bool dayless =
      !yearly.day && !yearly.working_day && !yearly.weekday && yearly.first_day == 1;
  if (dayless && yearly.years_later == 0 && ends_with_its_window(rule)) {
    return {"Hằng năm", window_words(yearly), end};
  }
  const bool from_new_year = yearly.first_month == january && yearly.first_day == 1;
  const std::string opening =
      from_new_year ? "" : "từ " + named_day(yearly.first_day, yearly.first_month) + ", ";
  return {"Hằng năm",
          opening + limit_words(rule, words.day) + which_one("năm", yearly.years_later),
          end};
}

Said said(const MonthlyRule& monthly, const DueRule& rule) {
  const int later = monthly.months_later;
  const auto of_month = [](int months) {
    return " của" + (months == 0 ? std::string(" tháng") : seen_from("tháng", months));
  };
  const bool counted = monthly.working_day || monthly.weekday;
  const bool is_last = !counted && (!monthly.day || *monthly.day >= longest_month);
  const bool worded = is_last || counted;
  std::string day = is_last ? "ngày cuối cùng" : "ngày " + padded(monthly.day.value_or(1));
  day = counted ? nth_day(monthly.working_day, monthly.weekday) : day;
  std::string end_day = day + (worded ? of_month(later) : seen_from("tháng", later));
  std::string day_before = "ngày liền trước " + end_day;
  if (!worded) {
    day_before = *monthly.day > 1 ? "ngày " + padded(*monthly.day - 1) + seen_from("tháng", later)
                                  : "ngày cuối cùng" + of_month(later - 1);
    if (*monthly.day > shortest_month) {
      end_day += "; tháng không có ngày này thì tính theo ngày cuối cùng của tháng";
    }
  }
  const std::string end = end_words(rule, end_day, day_before);
  const bool whole = !monthly.day && !counted && monthly.first_day == 1;
  if (whole && later == 0 && ends_with_its_window(rule)) {
    return {"Hằng tháng", "", end};
  }
  const std::string opening =
      monthly.first_day == 1 ? "" : "từ ngày " + padded(monthly.first_day) + ", ";
  std::string which = worded && later == 0 ? " của tháng" : which_one("tháng", later);
  if (later == 1 || later == -1) {
    which = " của" + which;
  }
  return {"Hằng tháng", opening + limit_words(rule, day) + which, end};
}

Said said(const SpanRule& span, const DueRule& rule) {
  const std::string cadence = span.months == 3 ? "Hằng quý" : "6 tháng một lần";
  const std::string month = month_of_span(span, span.due_month);
  const bool counted = span.working_day || span.weekday;
  const bool dayless = !span.day && !counted;
  if (dayless && span.opens_month == 0 && span.due_month == span.months - 1 &&
      ends_with_its_window(rule)) {
    return {cadence,
            "",
            std::string("hết ngày cuối cùng của ") + (span.months == 3 ? "quý" : "kỳ 6 tháng")};
  }
  if (dayless && span.opens_month == span.due_month && ends_with_its_window(rule)) {
    return {cadence, "trong " + month, "hết ngày cuối cùng của " + month};
  }
  std::string day = span.day ? "ngày " + padded(*span.day) : std::string("ngày cuối cùng");
  day = (counted ? nth_day(span.working_day, span.weekday) : day) + " của " + month;
  const std::string day_before = span.day && *span.day > 1 && !counted
                                     ? "ngày " + padded(*span.day - 1) + " của " + month
                                     : "ngày liền trước " + day;
  const std::string opening =
      span.opens_month == 0 ? "" : "từ đầu " + month_of_span(span, span.opens_month) + ", ";
  return {cadence, opening + limit_words(rule, day), end_words(rule, day, day_before)};
}

Said said(const WeeklyRule& weekly, const DueRule& rule) {
  const std::string day = (weekly.weekday ? spoken_weekday(*weekly.weekday)
                                          : "ngày trong tuần theo quy trình đôn đốc") +
                          seen_from("tuần", weekly.weeks_later);
  const std::string end = end_words(rule, day, "ngày liền trước " + day);
  if (!weekly.weekday && weekly.weeks_later == 0 && ends_with_its_window(rule)) {
    return {"Hằng tuần", "", end};
  }
  return {"Hằng tuần", limit_words(rule, day), end};
}

Said said(const LunarRule& lunar, const DueRule& rule) {
  const std::string month = lunar.month == 1    ? "tháng Giêng"
                            : lunar.month == 12 ? "tháng Chạp"
                                                : "tháng " + std::to_string(lunar.month);
  const std::string back = lunar.days_before == 0
                               ? std::string()
                               : "ngày thứ " + std::to_string(lunar.days_before) + " trước ";
  const std::string day = back + (lunar.day <= 10 ? "mùng " : "ngày ") + std::to_string(lunar.day) +
                          ' ' + month + " âm lịch";
  return {"Hằng năm", limit_words(rule, day), end_words(rule, day, "ngày liền trước " + day)};
}

}  // namespace dondoc
