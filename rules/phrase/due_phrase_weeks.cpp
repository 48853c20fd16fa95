// SPDX-License-Identifier: Apache-2.0
// Weeks, their weekdays and parts of a month: which day is their last?
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/due_words.h"

namespace dondoc {
namespace {

constexpr int weeks_max = 4;  // the fifth week of a month is its last one
constexpr int last_week = -1;
constexpr const char* unclear = "phrase-not-understood";

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
  const bool half = scan.at(first).is("nửa") && scan.at(first + 1).is_any_of({"đầu", "cuối"});
  const std::size_t month = scan.behind(first + 2, {"của"});
  std::size_t last = first;
  std::string hint;
  if (half && scan.at(month).is("tháng")) {
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

}  // namespace dondoc
