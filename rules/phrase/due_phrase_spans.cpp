// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_spans.h"

#include "rules/calendar/lunar.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {
namespace {

constexpr const char* not_understood = "phrase-not-understood";
constexpr int weeks_max = 4;  // the fifth week of a month is its last one
constexpr int last_week = -1;
constexpr const char* twice_a_month = "ngày 15 và ngày 30 hằng tháng";
constexpr const char* twice_a_year = "trước ngày 15/6 và 15/12 hằng năm";

struct Ordinal {
  int week{0};  ///< 1 to 4, `last_week`, or 0 when there is none
  std::size_t last{0};
};

/// "đầu tiên", "cuối cùng", "thứ 2", "thứ ba", "2".
Ordinal read_ordinal(PhraseScan& scan, std::size_t first) {
  if (const std::size_t last = scan.behind_any(first, {{"đầu", "tiên"}, {"đầu"}}); last > first) {
    return {1, last};
  }
  if (const std::size_t last = scan.behind_any(first, {{"cuối", "cùng"}, {"cuối"}}); last > first) {
    return {last_week, last};
  }
  if (scan.at(first).is("giữa")) {
    return {2, first + 1};
  }
  const std::size_t named = scan.behind(first, {"thứ"});
  if (named > first && scan.at(named).is_any_of({"nhất", "nhì"})) {
    return {scan.at(named).is("nhất") ? 1 : 2, named + 1};
  }
  const bool digits = scan.at(named).is_number();
  const auto number =
      named > first || digits ? read_number(scan, named, Five::never_nam) : std::nullopt;
  const bool week = number && number->value >= 1 && number->value <= weeks_max;
  return week ? Ordinal{number->value, number->end} : Ordinal{};
}

std::string two_digits(int number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

/// The latest day of the week, in the month that the words at `month` name, if they name one.
std::string latest_day(const PhraseScan& scan, int week, std::size_t month, std::size_t& last) {
  const std::string day = week == last_week ? "ngày cuối cùng của tháng"
                                            : "chậm nhất ngày " + two_digits(week * days_per_week);
  last = month + 1;
  const Token& name = scan.at(last);
  if (!name.is_number() || name.value < 1 || name.value > months_per_year) {
    return week == last_week ? day : day + " hằng tháng";
  }
  ++last;
  std::string year = " hằng năm";
  const std::size_t number = scan.behind_any(last, {{"/"}, {"-"}, {"năm"}});
  if (number > last && scan.at(number).is_number()) {
    year = "/" + scan.at(number).text;
    last = number + 1;
  }
  return day + (week == last_week ? " " : "/") + std::to_string(name.value) + year;
}

/// "từ 02 đến 05 năm một lần": how often it is at most, and at least.
bool refuses_cycle_range(PhraseScan& scan, std::size_t first) {
  const std::size_t periodic = scan.behind_any(first, {{"định", "kỳ"}, {"cứ"}});
  const std::size_t from = scan.behind_any(periodic, {{"từ", "đủ"}, {"từ"}});
  if (!scan.at(from).is_number() || (from == periodic && periodic == first)) {
    return false;
  }
  std::size_t at = from + 1;
  at += scan.at(at).is_any_of({"năm", "tháng"}) ? 1U : 0U;
  at = scan.behind_any(at, {{"đến", "dưới"}, {"đến"}, {"-"}});
  const Token& noun = scan.at(at + 1);
  if (!scan.at(at).is_number() || !noun.is_any_of({"năm", "tháng", "tuần"}) ||
      !scan.at(at - 1).is_any_of({"đến", "dưới", "-"})) {
    return false;
  }
  const std::size_t last = scan.behind_any(at + 2, {{"một", "lần"}, {"1", "lần"}, {"01", "lần"}});
  if (periodic == first && last == at + 2) {
    return false;
  }
  fail_over_cycle(scan, first, last, scan.at(from).value, noun);
  return true;
}

/// "đầu tuần", "cuối mỗi tuần", "ngày làm việc đầu tiên của tuần".
bool refuses_edge_of_week(PhraseScan& scan, std::size_t first) {
  const std::size_t edge = scan.behind_any(first, {{"ngày", "làm", "việc"}, {"ngày"}});
  const std::size_t behind =
      scan.behind_any(edge, {{"đầu", "tiên"}, {"cuối", "cùng"}, {"đầu"}, {"cuối"}, {"giữa"}});
  std::size_t week = scan.behind_any(behind, {{"của"}, {"trong"}, {"các"}});
  week += is_every_word(scan.at(week)) ? 1U : 0U;
  if (behind == edge || !scan.at(week).is("tuần") || scan.at(week + 1).is("lễ")) {
    return false;
  }
  const WordSpan words = scan.span(first, week + 1);
  const char* day = scan.at(edge).is("cuối")   ? "thứ Sáu hằng tuần"
                    : scan.at(edge).is("giữa") ? "thứ Tư hằng tuần"
                                               : "thứ Hai hằng tuần";
  scan.fail(
      words, not_understood, "Chưa rõ \"" + scan.source().words(words) + "\" là thứ mấy.", day);
  return true;
}

/// "nhân dịp 19/5", "trong dịp Tết": by the day, or on it.
bool refuses_feast(PhraseScan& scan, std::size_t first) {
  const std::size_t led =
      scan.behind_any(first, {{"trong", "các"}, {"vào", "các"}, {"trong"}, {"vào"}, {"nhân"}});
  const std::size_t feast = scan.behind_any(led, {{"dịp"}, {"ngày", "lễ"}, {"lễ"}});
  const bool begins = led > first || (first == 0 && scan.at(first).is("dịp"));
  const Token& which = scan.at(feast);
  const bool dated = which.is_number() || which.is_any_of({"tết", "lễ", "mùng"}) ||
                     (which.is("ngày") && scan.at(feast + 1).is_number());
  if (!begins || feast == led || !dated) {
    return false;
  }
  const WordSpan words = scan.span(first, feast);
  scan.fail(words,
            not_understood,
            "Chưa rõ việc phải xong trước dịp này hay được làm trong dịp này; hãy ghi ngày phải "
            "xong.",
            which.is("tết") && !scan.at(feast + 1).is("nguyên")
                ? "trước Tết Nguyên đán"
                : scan.source().with(words, which.is_number() ? "trước ngày" : "trước"));
  return true;
}

/// "và duy trì các năm tiếp theo", "các tháng tiếp theo": until when?
bool refuses_open_end(PhraseScan& scan, std::size_t first) {
  const bool many = scan.at(first).is_any_of({"các", "những"});
  const Token& span = scan.at(first + 1);
  const std::size_t later =
      many && span.is_any_of({"năm", "tháng"}) ? next_words(scan, first + 2) : 0;
  if (later == 0) {
    return false;
  }
  const WordSpan words = scan.span(first, first + 2 + later);
  scan.fail(words,
            not_understood,
            "\"" + scan.source().words(words) + "\" chưa nêu từ lúc nào và đến lúc nào.",
            span.is("năm") ? "từ năm 2026 trở đi" : "hằng tháng, từ tháng 6/2026");
  return true;
}

/// Terms of office, seasons of crops and sessions: each has days of its own.
bool refuses_named_span(PhraseScan& scan, std::size_t first) {
  const bool each = is_every_word(scan.at(first)) || scan.at(first).is_any_of({"/", "cả", "một"});
  if (each && scan.reads(first + 1, {"nhiệm", "kỳ"})) {
    scan.fail(scan.span(first, first + 3),
              not_understood,
              "Nhiệm kỳ không trùng năm dương lịch; hãy ghi các năm của nhiệm kỳ.",
              "giai đoạn 2026 - 2031");
    return true;
  }
  const std::size_t crop = scan.behind_any(first, {{"vụ"}, {"mùa", "vụ"}});
  const std::size_t season = scan.behind_any(crop,
                                             {{"đông", "xuân"},
                                              {"hè", "thu"},
                                              {"thu", "đông"},
                                              {"xuân", "hè"},
                                              {"xuân"},
                                              {"mùa"},
                                              {"đông"}});
  if (crop > first && season > crop) {
    scan.fail(scan.span(first, season),
              not_understood,
              "Mùa vụ chưa có ngày rõ ràng; hãy ghi từ ngày nào đến ngày nào.",
              "từ ngày 01/11/2026 đến ngày 31/3/2027");
    return true;
  }
  const std::size_t session = scan.behind_any(first, {{"kỳ", "họp"}, {"phiên", "họp"}});
  if (session > first && scan.at(session).is_any_of({"giữa", "cuối", "đầu"}) &&
      scan.at(session + 1).is("năm") && !(first > 0 && scan.at(first - 1).is("trước"))) {
    scan.fail(scan.span(first, session + 2),
              not_understood,
              "Kỳ họp chưa có ngày rõ ràng; hãy ghi ngày, hoặc số ngày trước ngày khai mạc.",
              "chậm nhất 07 ngày làm việc trước ngày khai mạc kỳ họp");
    return true;
  }
  return false;
}

}  // namespace

std::optional<WeekOfMonth> week_of_month(const PhraseScan& scan, std::size_t first) {
  PhraseScan looking = scan;  // a mistake in a number is for whoever reads it in earnest
  std::size_t index = scan.behind_any(first, {{"của", "tuần"}, {"tuần"}});
  Ordinal which = read_ordinal(looking, index);
  while (which.week != 0) {
    index = scan.behind_any(which.last, {{",", "tuần"}, {"và", "tuần"}, {","}, {"và"}});
    const Ordinal next = index > which.last ? read_ordinal(looking, index) : Ordinal{};
    if (next.week == 0) {
      break;
    }
    which = next;
  }
  if (which.week == 0 || looking.failed()) {
    return std::nullopt;
  }
  std::size_t month = scan.behind_any(which.last, {{"tuần", "của"}, {"của"}, {"trong"}, {"tuần"}});
  month += is_every_word(scan.at(month)) || scan.at(month).is("các") ? 1U : 0U;
  if (!scan.at(month).is("tháng")) {
    return std::nullopt;
  }
  WeekOfMonth week;
  week.hint = latest_day(scan, which.week, month, week.last);
  return week;
}

bool refuses_span(PhraseScan& scan, std::size_t first) {
  if (scan.at(first).is("tuần")) {
    if (const auto week = week_of_month(scan, first)) {
      scan.fail(scan.span(first, week->last),
                not_understood,
                "Tuần trong tháng chưa có ngày rõ ràng; hãy ghi ngày muộn nhất của tuần đó.",
                week->hint);
      return true;
    }
  }
  return refuses_cycle_range(scan, first) || refuses_edge_of_week(scan, first) ||
         refuses_feast(scan, first) || refuses_named_span(scan, first) ||
         refuses_open_end(scan, first);
}

void fail_over_cycle(
    PhraseScan& scan, std::size_t first, std::size_t last, int amount, const Token& noun) {
  constexpr int first_year = 2026;
  constexpr int period_years = 5;
  std::string hint = twice_a_year;
  if (noun.is("năm")) {
    hint = amount == period_years ? "giai đoạn 2026 - 2030"
                                  : "chậm nhất ngày 31/12/" + std::to_string(first_year) +
                                        " và ngày 31/12/" + std::to_string(first_year + amount);
  } else if (noun.is("tháng") && (amount == 2 || amount == 4)) {
    hint = amount == 2 ? "tháng 2, 4, 6, 8, 10, 12 hằng năm" : "tháng 4, 8, 12 hằng năm";
  } else if (noun.is("tuần") || noun.is("ngày")) {
    const int days = amount * (noun.is("tuần") ? days_per_week : 1);
    hint = days < 10    ? weekly_hint
           : days == 10 ? "ngày 10, ngày 20 và ngày 30 hằng tháng"
           : days < 20  ? twice_a_month
                        : monthly_hint;
  } else if (is_quarter_noun(noun)) {
    hint = amount == 2 ? "6 tháng một lần" : "hằng năm";
  }
  scan.fail(scan.span(first, last),
            "cadence-not-supported",
            "Chu kỳ \"" + scan.words(first, last) +
                "\" không trùng tuần, tháng, quý, 6 tháng hay năm nên chưa lập lịch được; hãy ghi "
                "từng thời hạn.",
            hint);
}

std::string day_before(const Point& point, const TermPart& term) {
  const bool day = point.day && point.has_months();
  if (!day || term.unit != TermUnit::days) {
    return once_hint;
  }
  const int amount = term.amount;
  const int last_day = 30;  // of the month before: a day earlier in a short one
  if (point.lunar && !point.year_number) {
    const bool new_year = *point.day == 1 && *point.last_month == 1;
    return new_year && amount < last_day
               ? "chậm nhất ngày " + two_digits(last_day - amount) + " tháng Chạp âm lịch"
               : std::string(once_hint);
  }
  if (!point.year_number) {
    return once_hint;
  }
  const int month = static_cast<int>(*point.last_month);
  const auto date =
      point.lunar ? from_lunar({*point.year_number, month, false, static_cast<int>(*point.day)})
                  : valid_date(*point.year_number, *point.last_month, *point.day);
  if (!date) {
    return once_hint;
  }
  const Ymd due = ymd(*date - std::chrono::days(amount));
  return "chậm nhất ngày " + two_digits(static_cast<int>(due.day)) + "/" +
         std::to_string(due.month) + "/" + std::to_string(due.year);
}

std::size_t behind_occasion(const PhraseScan& scan, std::size_t first) {
  const std::size_t led = scan.behind_any(first,
                                          {{"và", "vào", "các"},
                                           {"trong", "các"},
                                           {"vào", "các"},
                                           {"trong", "mỗi"},
                                           {"vào", "mỗi"},
                                           {"trong", "những"},
                                           {"vào", "những"},
                                           {"nhân", "các"},
                                           {"trong"},
                                           {"vào"},
                                           {"nhân"}});
  if (led == first) {
    return first;
  }
  const std::size_t last = scan.behind_any(led,
                                           {{"đợt", "cao", "điểm"},
                                            {"thời", "gian", "cao", "điểm"},
                                            {"thời", "điểm", "cao", "điểm"},
                                            {"tháng", "cao", "điểm"},
                                            {"ngày", "cao", "điểm"},
                                            {"ngày", "lễ"},
                                            {"dịp"},
                                            {"đợt"},
                                            {"mùa"},
                                            {"vụ"}});
  return last > led && !scan.at(last).is_number() ? last : first;
}

std::size_t behind_figures(PhraseScan& scan, std::size_t first) {
  const std::size_t figures = scan.behind_any(first, {{"số", "liệu"}, {"dữ", "liệu"}});
  std::size_t until = scan.behind_any(figures,
                                      {{"được", "tính", "đến"},
                                       {"được", "lấy", "đến"},
                                       {"cập", "nhật", "đến"},
                                       {"tính", "đến"},
                                       {"lấy", "đến"},
                                       {"chốt", "đến"}});
  if (until == figures && figures > first) {
    until = scan.behind(figures, {"đến"});
  }
  if (until == figures || (first > 0 && scan.at(first - 1).is_any_of({"nhất", "ngày"}))) {
    return first;
  }
  until = scan.behind_any(until, {{"hết"}, {"thời", "điểm"}});
  const std::size_t roles = scan.role_count();
  const auto point = read_point(scan, until, PointPlace::behind_limit);
  scan.drop_roles_from(roles);
  if (!point) {
    return first;
  }
  const bool each = is_every_word(scan.at(point->last)) && is_time_noun(scan.at(point->last + 1));
  return point->last + (each ? 2U : 0U);
}

std::size_t behind_round_the_clock(const PhraseScan& scan, std::size_t first) {
  return scan.reads(first, {"24", "/", "24"}) ? scan.behind_any(first + 3, {{"giờ"}, {"h"}})
                                              : first;
}

}  // namespace dondoc
