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

constexpr unsigned january = 1;
constexpr unsigned february = 2;
constexpr unsigned december = 12;
constexpr unsigned half_year_end = 6;
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

/// "tháng 6 năm", "quý I năm", "6 tháng đầu năm", "năm": ready for a year to follow; empty when the
/// months make up no such span.
std::string span_words(unsigned first_month, unsigned last_month) {
  static constexpr std::array<const char*, 4> quarters = {"I", "II", "III", "IV"};
  if (first_month == january && last_month == december) {
    return "năm";
  }
  if (first_month == last_month) {
    return "tháng " + number(first_month) + " năm";
  }
  if (first_month % months_per_quarter == 1 && last_month == first_month + 2) {
    return std::string("quý ") + quarters[first_month / months_per_quarter] + " năm";
  }
  if (first_month == january && last_month == half_year_end) {
    return "6 tháng đầu năm";
  }
  if (first_month == half_year_end + 1 && last_month == december) {
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
  const std::string span = span_words(first.month, last.month);
  if (whole_months && rule.limit == Limit::by && !rule.time && !span.empty()) {
    return with_end("Một lần, trong " + span + ' ' + number(first.year), end, rule);
  }
  return with_end(
      "Một lần, từ " + date_words(*once.first) + ", " + limit_words(rule, day), end, rule);
}

/// The months of a yearly rule that is due at the end of one of them.
std::string window_words(const YearlyRule& yearly) {
  static constexpr unsigned first_quarter_end = 3;
  const unsigned first = yearly.first_month;
  const unsigned last = yearly.last_month;
  const std::string last_words = "tháng " + number(last);
  if (first == january && last == december) {
    return {};
  }
  if (first == last) {
    return ", trong " + last_words;
  }
  if (first == january && last != first_quarter_end) {
    return ", chậm nhất trong " + last_words;
  }
  std::string span = span_words(first, last);
  if (span.empty()) {
    return ", từ tháng " + number(first) + " đến hết " + last_words;
  }
  const bool quarter = last - first + 1 == months_per_quarter;
  return ", trong " + (quarter ? span.substr(0, span.rfind(" năm")) : span);
}

/// The named day of a yearly rule and the day before it, as they are in every year.
struct YearlyDay {
  std::string day;
  std::string day_before;
};

YearlyDay yearly_day(const YearlyRule& yearly) {
  const unsigned month = yearly.last_month;
  const unsigned longest = ymd(last_of_month(leap_year, month)).day;
  const bool is_last = !yearly.day || *yearly.day >= longest;
  if (month == february && (is_last || *yearly.day > shortest_month)) {
    const std::string last = "ngày cuối cùng của tháng 02";
    return {last, "ngày liền trước " + last};
  }
  const unsigned day = is_last ? longest : *yearly.day;
  if (day > 1) {
    return {date_words(day, month), date_words(day - 1, month)};
  }
  if (month == february + 1) {
    return {date_words(day, month), "ngày cuối cùng của tháng 02"};
  }
  if (month == january) {
    const std::string whose = yearly.years_later > 0 ? "" : " năm trước";
    return {date_words(day, month), date_words(longest_month, december) + whose};
  }
  return {date_words(day, month),
          date_words(ymd(last_of_month(leap_year, month - 1)).day, month - 1)};
}

std::string words_of(const YearlyRule& yearly, const DueRule& rule) {
  const bool following = yearly.years_later > 0;
  const bool new_year = yearly.last_month == january && yearly.day == 1U;
  const YearlyDay words = yearly_day(yearly);
  const std::string suffix = following ? " năm sau" : "";
  const std::string end =
      end_words(rule, words.day + suffix, words.day_before + (new_year ? "" : suffix));
  const bool whole_months = !yearly.day && !following && rule.limit == Limit::by && !rule.time;
  if (whole_months) {
    return with_end("Hằng năm" + window_words(yearly), end, rule);
  }
  const std::string opening =
      yearly.first_month == january ? "" : ", từ " + date_words(1, yearly.first_month);
  return with_end("Hằng năm" + opening + ", " + limit_words(rule, words.day) +
                      (following ? " năm liền kề" : ""),
                  end,
                  rule);
}

std::string words_of(const MonthlyRule& monthly, const DueRule& rule) {
  const bool following = monthly.months_later > 0;
  const bool is_last = !monthly.day || *monthly.day >= longest_month;
  const std::string month = following ? " tháng sau" : "";
  const std::string day = is_last ? "ngày cuối cùng của tháng" : "ngày " + day_words(*monthly.day);
  std::string day_before = "ngày liền trước " + day + (following ? " sau" : "");
  if (!is_last) {
    day_before = *monthly.day > 1
                     ? "ngày " + day_words(*monthly.day - 1) + month
                     : std::string("ngày cuối cùng của tháng") + (following ? "" : " trước");
  }
  std::string end = end_words(rule, is_last && following ? day + " sau" : day + month, day_before);
  if (!is_last && *monthly.day > shortest_month) {
    end += "; tháng không có ngày này thì tính theo ngày cuối cùng của tháng";
  }
  if (!monthly.day && !following && rule.limit == Limit::by && !rule.time) {
    return with_end("Hằng tháng", end, rule);
  }
  const std::string which = is_last ? " liền kề" : " của tháng liền kề";
  return with_end("Hằng tháng, " + limit_words(rule, day) + (following ? which : ""), end, rule);
}

std::string words_of(const SpanRule& span, const DueRule& rule) {
  const std::string whole = span.months == 3 ? "quý" : "nửa năm";
  const bool following = span.due_month >= span.months;
  const int nth = span.due_month % span.months + 1;
  const std::string month =
      "tháng thứ " + number(nth) + " của " + whole + (following ? " sau" : "");
  const std::string day =
      (span.day ? "ngày " + day_words(*span.day) : std::string("ngày cuối cùng")) + ' ' + month;
  const std::string head = span.months == 3 ? "Hằng quý" : "6 tháng một lần";
  return with_end(
      head + ", " + limit_words(rule, day), end_words(rule, day, "ngày liền trước " + day), rule);
}

std::string words_of(const WeeklyRule& weekly, const DueRule& rule) {
  static constexpr std::array<const char*, 7> names{
      "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"};
  if (!weekly.weekday) {
    return "Hằng tuần (hạn cuối: hết ngày làm việc cuối tuần theo quy trình đôn đốc" +
           roll_words(rule.roll) + ')';
  }
  const std::string day = names.at(*weekly.weekday - 1);
  return with_end(
      "Hằng tuần, " + limit_words(rule, day), end_words(rule, day, "ngày liền trước " + day), rule);
}

std::string words_of(const DailyRule&, const DueRule& rule) {
  return with_end("Hằng ngày làm việc", rule.time ? time_words(*rule.time) : "hết ngày", rule);
}

std::string words_of(const ReportingRule& reporting, const DueRule&) {
  static constexpr std::array<const char*, 5> names{"tháng", "quý", "6 tháng", "9 tháng", "năm"};
  std::string kinds;
  for (const ReportKind kind : reporting.kinds) {
    kinds += (kinds.empty() ? "" : ", ") + std::string(names.at(static_cast<std::size_t>(kind)));
  }
  return "Theo kỳ báo cáo " + kinds + " (hạn cuối: theo lịch báo cáo)";
}

std::string words_of(const PeriodRule& period, const DueRule&) {
  if (period.first_year && period.last_year) {
    return "Một lần cho giai đoạn " + number(*period.first_year) + " - " +
           number(*period.last_year) + " (hạn cuối: hết ngày 31/12/" + number(*period.last_year) +
           ')';
  }
  return "Một lần cho cả giai đoạn của kế hoạch (hạn cuối: hết giai đoạn)";
}

std::string term_words(const TriggeredRule& term) {
  static constexpr std::array<const char*, 6> units{
      "giờ", "ngày", "ngày làm việc", "tuần", "tháng", "năm"};
  const int amount = term.amount < 0 ? -term.amount : term.amount;
  return (amount < 10 ? "0" : "") + number(amount) + ' ' +
         units.at(static_cast<std::size_t>(term.unit));
}

std::string words_of(const TriggeredRule& term, const DueRule& rule) {
  if (term.amount == 0) {
    return "Ngay khi có sự kiện (hạn cuối: hết ngày xảy ra" + roll_words(rule.roll) + ')';
  }
  return term.amount < 0
             ? "Chậm nhất " + term_words(term) + " trước sự kiện"
             : "Trong " + term_words(term) + " kể từ ngày có sự kiện, không tính ngày đó";
}

std::string words_of(const HappeningRule&, const DueRule&) {
  return "Mỗi khi có phát sinh, theo thời hạn của từng việc";
}

std::string words_of(const StandingRule&, const DueRule&) {
  return "Thường xuyên, không có thời hạn riêng";
}

std::string words_of(const DeferredRule& deferred, const DueRule&) {
  return deferred.yearly ? "Hằng năm, thời hạn do văn bản khác quy định"
                         : "Thời hạn do văn bản khác quy định, chưa xác định";
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

std::string fields_of(const SpanRule& rule) {
  return "span months=" + number(rule.months) + " opens=" + number(rule.opens_month) +
         " due=" + number(rule.due_month) + " day=" + optional_number(rule.day);
}

std::string fields_of(const WeeklyRule& rule) {
  return "weekly day=" + optional_number(rule.weekday);
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
         " last=" + (rule.last_year ? number(*rule.last_year) : "-");
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

std::string fields_of(const DeferredRule& rule) {
  return rule.yearly ? "deferred yearly" : "deferred";
}

/// Empty for what has neither, so that older rules keep their text.
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
         std::visit([](const auto& recurrence) { return fields_of(recurrence); }, rule.recurrence) +
         amounts_of(rule);
}

}  // namespace dondoc
