// SPDX-License-Identifier: Apache-2.0
// Weeks, their weekdays and parts of a month: which day is their last?
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_point_reader.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/due_words.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

constexpr int weeks_max = 4;  // the fifth week of a month is its last one
constexpr int last_week = -1;
constexpr const char* unclear = "phrase-not-understood";

constexpr int sunday = 7;
constexpr int last_numbered_weekday = 7;  // "thứ 7" is Saturday

/// 1 for "Hai" or "2" (Monday) to 6 for "Bảy"; 0 for what is no weekday.
unsigned weekday_named(const Token& token) {
  static constexpr std::array<std::string_view, 7> names{
      "hai", "ba", "tư", "năm", "sáu", "bảy", "bẩy"};
  if (token.is_number()) {
    return token.value >= 2 && token.value <= last_numbered_weekday && token.text.size() <= 2
               ? static_cast<unsigned>(token.value) - 1
               : 0;
  }
  const auto* const found = std::find(names.begin(), names.end(), token.text);
  const auto place = static_cast<unsigned>(found - names.begin());
  return found == names.end() ? 0 : std::min(place + 1, 6U);
}

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
  if (named > first && scan.at(named).is("tư")) {
    return {4, named + 1};
  }
  const bool digits = scan.at(named).is_number();
  const auto number =
      named > first || digits ? read_number(scan, named, Five::never_nam) : std::nullopt;
  const bool week = number && number->value >= 1 && number->value <= weeks_max;
  return week ? Ordinal{number->value, number->end} : Ordinal{};
}

/// The day (0: the last one) of the month that the words at `month` name, if they name one.
std::string day_in_month(const PhraseScan& scan, int day, std::size_t month, std::size_t& last) {
  const std::string by = day == 0 ? "ngày cuối cùng của tháng" : "chậm nhất ngày " + padded(day);
  last = month + 1;
  const Token& name = scan.at(last);
  if (!name.is_number() || name.value < 1 || name.value > months_per_year) {
    return day == 0 ? by : by + " hằng tháng";
  }
  ++last;
  std::string year = " hằng năm";
  const std::size_t number = scan.behind_any(last, {{"/"}, {"-"}, {"năm"}});
  if (number > last && scan.at(number).is_number()) {
    year = "/" + scan.at(number).text;
    last = number + 1;
  }
  return by + (day == 0 ? " " : "/") + std::to_string(name.value) + year;
}

/// "nửa cuối tháng 8", "giữa quý II", "những ngày đầu tháng 9": from which day to which?
bool refuses_loose_part(PhraseScan& scan, std::size_t first) {
  constexpr int half_of_month = 15;
  // "thượng tuần", "trung tuần", "hạ tuần": the thirds of a month
  constexpr int third_of_month = 10;
  const int third = scan.reads(first, {"thượng", "tuần"})  ? third_of_month
                    : scan.reads(first, {"trung", "tuần"}) ? 2 * third_of_month
                                                           : 0;
  const bool thirds = third > 0 || scan.reads(first, {"hạ", "tuần"});
  const bool half = scan.at(first).is("nửa") && scan.at(first + 1).is_any_of({"đầu", "cuối"});
  const std::size_t month = scan.behind(first + 2, {"của"});
  std::size_t last = first;
  std::string hint;
  if (thirds && scan.at(month).is("tháng")) {
    hint = day_in_month(scan, third, month, last);
  } else if (half && scan.at(month).is("tháng")) {
    hint = day_in_month(scan, scan.at(first + 1).is("cuối") ? 0 : half_of_month, month, last);
  } else if (scan.at(first).is_any_of({"những", "các"}) && scan.at(first + 1).is("ngày") &&
             scan.at(first + 2).is_any_of({"đầu", "cuối"})) {
    last = first + 3;
    hint = scan.source().with(scan.span(first, first + 2), "05 ngày");
  } else if (scan.at(first).is("giữa") && is_quarter_noun(scan.at(first + 1))) {
    const int quarter = quarter_named(scan.at(first + 2));
    last = first + (quarter > 0 ? 3U : 2U);
    const bool year = scan.at(last).is_any_of({"/", "năm"}) && scan.at(last + 1).is_number();
    hint = quarter < 1 ? std::string("ngày 15 tháng giữa quý")
                       : "chậm nhất ngày 15/" + std::to_string(quarter * 3 - 1) +
                             (year ? "/" + scan.at(last + 1).text : " hằng năm");
  }
  if (last == first) {
    return false;
  }
  const WordSpan words = scan.span(first, last);
  scan.fail(words,
            unclear,
            "Chưa rõ \"" + scan.source().words(words) + "\" là từ ngày nào đến ngày nào.",
            hint);
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
  scan.fail(words, unclear, "Chưa rõ \"" + scan.source().words(words) + "\" là thứ mấy.", day);
  return true;
}

}  // namespace

std::optional<WeekOfMonth> week_of_month(const PhraseScan& scan, std::size_t first) {
  PhraseScan looking = scan;  // a mistake in a number is for whoever reads it in earnest
  std::size_t index = scan.behind_any(first, {{"của", "tuần"}, {"tuần"}});
  WeekOfMonth week;
  const bool week_first = index > first;
  week.said_as_week = week_first;
  index = scan.behind_any(index, {{"lễ"}, {"lần"}});
  Ordinal which = read_ordinal(looking, index);
  while (which.week != 0) {
    index = scan.behind_any(which.last, {{",", "tuần"}, {"và", "tuần"}, {","}, {"và"}});
    const Ordinal next = index > which.last ? read_ordinal(looking, index) : Ordinal{};
    if (next.week == 0) {
      break;
    }
    which = next;
    week.several = true;
  }
  if (which.week == 0 || looking.failed()) {
    return std::nullopt;
  }
  std::size_t month = scan.behind_any(which.last, {{"tuần", "của"}, {"của"}, {"trong"}, {"tuần"}});
  week.said_as_week = week.said_as_week || scan.at(which.last).is("tuần");
  week.month = scan.behind(which.last, {"tuần"});
  // "thứ Hai đầu tuần của tháng" is of every week, or of the first one.
  week.several = week.several || (!week_first && week.month > which.last);
  month += is_every_word(scan.at(month)) || scan.at(month).is("các") ? 1U : 0U;
  // "thứ Sáu cuối cùng của quý": of its last month
  const bool edge = which.week == 1 || which.week == last_week;
  if (!scan.at(month).is("tháng") &&
      !(is_quarter_noun(scan.at(month)) && edge && !week.said_as_week && !week.several)) {
    return std::nullopt;
  }
  week.nth = which.week;
  const int day = which.week == last_week ? 0 : which.week * days_per_week;
  week.hint = day_in_month(scan, day, month, week.last);
  return week;
}

bool refuses_week(PhraseScan& scan, std::size_t first) {
  if (scan.at(first).is("tuần")) {
    if (const auto week = week_of_month(scan, first)) {
      scan.fail(scan.span(first, week->last),
                unclear,
                "Tuần trong tháng chưa có ngày rõ ràng; hãy ghi ngày muộn nhất của tuần đó.",
                week->hint);
      return true;
    }
  }
  return refuses_edge_of_week(scan, first) || refuses_loose_part(scan, first);
}

bool PointReader::read_weekday(std::size_t index) {
  const bool every =
      is_every_word(scan_.at(index)) && scan_.at(index + 1).is_any_of({"thứ", "chủ"});
  index += every ? 1U : 0U;
  std::size_t last = index;
  unsigned weekday = 0;
  if (scan_.reads(index, {"chủ", "nhật"})) {
    weekday = sunday;
    last = index + 2;
  } else if (scan_.at(index).is("thứ")) {
    weekday = weekday_named(scan_.at(index + 1));
    last = index + 2;
  }
  // "ngày thứ 3 của tháng", "ngày thứ 5 kể từ": the third day, not Tuesday.
  const bool of_week = scan_.reads(last, {"của", "tuần"}) && week_of_month(scan_, last);
  const bool ordinal = index > next_ && !every && !of_week &&
                       scan_.at(last).is_any_of({"của", "kể", "làm", "trong", "mươi"});
  const bool numbers =
      index > 0 && index == next_ &&
      (scan_.at(index - 1).is_any_of(
           {"lần", "hạng", "khóa", "khoá", "cấp", "nhà", "vòng", "đợt"}) ||
       (scan_.at(index - 1).is("kỳ") && !(index > 1 && scan_.at(index - 2).is("định"))) ||
       (index > 1 && scan_.reads(index - 2, {"kỳ", "họp"})) ||
       (index > 1 && scan_.reads(index - 2, {"phiên", "họp"})));
  if (weekday == 0 || ordinal || numbers) {
    return false;  // "hội nghị lần thứ ba" is not on a Tuesday
  }
  // "thứ Hai đầu tiên của tháng", "thứ Năm tuần thứ 3 hằng tháng"
  const auto week = week_of_month(scan_, last);
  if (week && week->several) {
    scan_.fail(scan_.span(next_, week->last),
               unclear,
               "Chưa rõ là lần thứ mấy trong tháng có ngày này; mỗi lần là một bước riêng.",
               scan_.words(index, last) + " đầu tiên của tháng");
    return true;
  }
  if (week) {
    point_.nth = week->nth;
    point_.nth_week = week->said_as_week;
    point_.weekday = weekday;
    scan_.role(next_, week->month, "ngày: " + scan_.words(index, week->month) + " trong tháng");
    next_ = week->month;
    return true;
  }
  point_.weekday = weekday;
  point_.week = every ? Relative::same : Relative::unsaid;
  scan_.role(next_, last, "ngày trong tuần: " + scan_.words(index, last));
  next_ = last;
  read_week();
  return true;
}

/// "… tuần sau", "… của tuần kế tiếp", "… trong tuần", "… đầu tuần".
void PointReader::read_week() {
  std::size_t index = scan_.behind_any(next_, {{"của"}, {"trong"}, {"đầu"}, {"cuối"}});
  if (!scan_.at(index).is("tuần")) {
    return;
  }
  const std::size_t count = next_words(scan_, index + 1);
  const std::size_t same = same_words(scan_, index + 1);
  const std::size_t last = index + 1 + std::max(count, same);
  point_.week = count > 0 ? Relative::next : Relative::same;
  scan_.role(next_, last, count > 0 ? "tuần: tuần liền sau" : "tuần: trong chính tuần đó");
  next_ = last;
}

}  // namespace dondoc
