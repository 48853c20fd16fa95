// SPDX-License-Identifier: Apache-2.0
// A due rule in words: one Vietnamese sentence for people, one stable text for comparing.
// Days below 10 and months 01 and 02 carry a leading zero, as Nghị định 30/2020/NĐ-CP prints dates.
#include "rules/phrase/due_rule.h"

#include <algorithm>
#include <array>
#include <string>

namespace dondoc {
namespace {

using std::chrono::days;

constexpr unsigned months_per_quarter = 3;
constexpr unsigned longest_month = 31;
constexpr unsigned shortest_month = 28;
constexpr int leap_year = 2024;  // any one: it tells which days a month can have

std::string number(long long value) {
  return std::to_string(value);
}

std::string day_words(unsigned day) {
  return (day < 10 ? "0" : "") + number(day);
}

std::string month_words(unsigned month) {
  return (month < 3 ? "0" : "") + number(month);
}

std::string date_words(unsigned day, unsigned month) {
  return "ngày " + day_words(day) + '/' + month_words(month);
}

std::string date_words(Date date) {
  const Ymd civil = ymd(date);
  return date_words(civil.day, civil.month) + '/' + number(civil.year);
}

std::string time_words(TimeOfDay time) {
  const int hours = time.minutes / 60;
  const int minutes = time.minutes % 60;
  return number(hours) + " giờ " + (minutes < 10 ? "0" : "") + number(minutes) + " phút";
}

/// "tháng 6", "quý I", "6 tháng đầu năm"; empty when the months make up no such span.
std::string span_words(unsigned first_month, unsigned last_month) {
  static constexpr std::array<const char*, 4> quarters = {"quý I", "quý II", "quý III", "quý IV"};
  if (first_month == last_month) {
    return "tháng " + number(first_month);
  }
  if (first_month % months_per_quarter == 1 && last_month == first_month + 2) {
    return quarters[first_month / months_per_quarter];
  }
  if (first_month == 1 && last_month == 6) {
    return "6 tháng đầu năm";
  }
  if (first_month == 7 && last_month == 12) {
    return "6 tháng cuối năm";
  }
  return {};
}

std::string roll_words(Roll roll) {
  switch (roll) {
    case Roll::none:
      return {};
    case Roll::next:
      return "; trùng ngày nghỉ thì chuyển sang ngày làm việc kế tiếp";
    case Roll::previous:
      return "; trùng ngày nghỉ thì chuyển về ngày làm việc liền trước";
  }
  return {};
}

std::string with_end(const std::string& head, const std::string& end, const DueRule& rule) {
  return head + " (hạn cuối: " + end + roll_words(rule.roll) + ')';
}

/// "trước 11 giờ 30 phút ngày 25", "trước ngày 25", "chậm nhất ngày 25".
std::string limit_words(const DueRule& rule, const std::string& day) {
  if (rule.time) {
    return "trước " + time_words(*rule.time) + ' ' + day;
  }
  return (rule.limit == Limit::before ? "trước " : "chậm nhất ") + day;
}

/// The end of a day named without its year: "hết ngày 30/01", "11 giờ 30 phút ngày 25".
std::string end_words(const DueRule& rule, const std::string& day, const std::string& day_before) {
  if (rule.time) {
    return time_words(*rule.time) + ' ' + day;
  }
  return "hết " + (rule.limit == Limit::before ? day_before : day);
}

unsigned longest(unsigned month) {
  return ymd(last_of_month(leap_year, month)).day;
}

bool moves_with_year(unsigned month, std::optional<unsigned> day) {
  return month == 2 && (!day || *day > shortest_month);
}

std::string words_of(const OnceRule& once, const DueRule& rule) {
  const std::string day = date_words(once.last);
  const std::string end = end_words(rule, day, date_words(once.last - days{1}));
  if (!once.first) {
    return with_end("Một lần, " + limit_words(rule, day), end, rule);
  }
  const Ymd first = ymd(*once.first);
  const Ymd last = ymd(once.last);
  const bool whole_months = first.day == 1 && first.year == last.year &&
                            once.last == last_of_month(last.year, last.month);
  if (whole_months && rule.limit == Limit::by && !rule.time) {
    const std::string year = "năm " + number(first.year);
    const std::string span = span_words(first.month, last.month);
    if (first.month == 1 && last.month == 12) {
      return with_end("Một lần, trong " + year, end, rule);
    }
    if (!span.empty()) {
      return with_end("Một lần, trong " + span + ' ' + year, end, rule);
    }
  }
  return with_end(
      "Một lần, từ " + date_words(*once.first) + ", " + limit_words(rule, day), end, rule);
}

std::string window_words(const YearlyRule& yearly) {
  const std::string span = span_words(yearly.first_month, yearly.last_month);
  if (yearly.first_month == 1 && yearly.last_month == 12) {
    return {};
  }
  const bool half_or_quarter_or_month = !span.empty();
  if (half_or_quarter_or_month) {
    return ", trong " + span;
  }
  if (yearly.first_month == 1) {
    return ", chậm nhất trong tháng " + number(yearly.last_month);
  }
  return ", từ tháng " + number(yearly.first_month) + " đến hết tháng " + number(yearly.last_month);
}

std::string words_of(const YearlyRule& yearly, const DueRule& rule) {
  const bool following = yearly.years_later > 0;
  const unsigned named_day =
      std::min(yearly.day.value_or(longest(yearly.last_month)), longest(yearly.last_month));
  const std::string suffix = following ? " năm sau" : "";
  std::string day = date_words(named_day, yearly.last_month);
  std::string day_before =
      named_day > 1 ? date_words(named_day - 1, yearly.last_month) : "ngày liền trước " + day;
  if (moves_with_year(yearly.last_month, yearly.day)) {
    day = yearly.day ? day + " (năm không nhuận: ngày 28/02)" : "ngày cuối tháng 02";
    day_before = "ngày liền trước " + day;
  }
  const std::string end = end_words(rule, day + suffix, day_before + suffix);
  const bool whole_months = !yearly.day && !following && rule.limit == Limit::by && !rule.time;
  if (whole_months) {
    return with_end("Hằng năm" + window_words(yearly), end, rule);
  }
  std::string opening;
  if (yearly.first_month != 1) {
    opening = ", từ " + date_words(1, yearly.first_month);
  }
  return with_end(
      "Hằng năm" + opening + ", " + limit_words(rule, day) + (following ? " năm liền kề" : ""),
      end,
      rule);
}

std::string words_of(const MonthlyRule& monthly, const DueRule& rule) {
  const bool following = monthly.months_later > 0;
  const std::string suffix = following ? " tháng sau" : "";
  std::string day = "ngày cuối tháng";
  std::string day_before = "ngày liền trước ngày cuối tháng";
  if (monthly.day && *monthly.day < longest_month) {
    day = "ngày " + day_words(*monthly.day);
    day_before =
        *monthly.day > 1 ? "ngày " + day_words(*monthly.day - 1) : "ngày liền trước ngày 01";
  }
  std::string end = end_words(rule, day + suffix, day_before + suffix);
  if (monthly.day && *monthly.day > shortest_month && *monthly.day < longest_month) {
    end += "; tháng không có ngày này thì tính theo ngày cuối tháng";
  }
  if (!monthly.day && !following && rule.limit == Limit::by && !rule.time) {
    return with_end("Hằng tháng", end, rule);
  }
  return with_end(
      "Hằng tháng, " + limit_words(rule, day) + (following ? " của tháng liền kề" : ""), end, rule);
}

std::string optional_number(std::optional<unsigned> value) {
  return value ? std::to_string(*value) : "-";
}

std::string fields_of(const OnceRule& rule) {
  return "once first=" + (rule.first ? to_iso(*rule.first) : "-") + " last=" + to_iso(rule.last) +
         " period=" + rule.period;
}

std::string fields_of(const YearlyRule& rule) {
  return "yearly months=" + std::to_string(rule.first_month) + ".." +
         std::to_string(rule.last_month) + " day=" + optional_number(rule.day) +
         " later=" + std::to_string(rule.years_later);
}

std::string fields_of(const MonthlyRule& rule) {
  return "monthly day=" + optional_number(rule.day) + " later=" + std::to_string(rule.months_later);
}

}  // namespace

std::string sentence(const DueRule& rule) {
  return std::visit([&rule](const auto& recurrence) { return words_of(recurrence, rule); },
                    rule.recurrence);
}

std::string fingerprint(const DueRule& rule) {
  static constexpr std::array<const char*, 3> rolls = {"none", "next", "previous"};
  const std::string common = std::string(rule.limit == Limit::by ? "limit=by" : "limit=before") +
                             " time=" + (rule.time ? to_hhmm(*rule.time) : "-") +
                             " roll=" + rolls[static_cast<std::size_t>(rule.roll)] + ' ';
  return common +
         std::visit([](const auto& recurrence) { return fields_of(recurrence); }, rule.recurrence);
}

}  // namespace dondoc
