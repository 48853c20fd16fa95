// SPDX-License-Identifier: Apache-2.0
// How often something is owed.
#include "rules/phrase/due_phrase_frames.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>

namespace dondoc {
namespace {

std::optional<CadenceUnit> unit_of_months(int months) {
  switch (months) {
    case 1:
      return CadenceUnit::month;
    case 3:
      return CadenceUnit::quarter;
    case 6:
      return CadenceUnit::half_year;
    case 9:
      return CadenceUnit::nine_months;
    case 12:
      return CadenceUnit::year;
    default:
      return std::nullopt;
  }
}

std::string cadence_role(const std::vector<CadenceUnit>& units) {
  if (units.size() > 1) {
    return "kỳ: các kỳ báo cáo";
  }
  switch (units.front()) {
    case CadenceUnit::year:
      return "kỳ: hằng năm";
    case CadenceUnit::nine_months:
      return "kỳ: 9 tháng";
    case CadenceUnit::half_year:
      return "kỳ: 6 tháng một lần";
    case CadenceUnit::quarter:
      return "kỳ: hằng quý";
    case CadenceUnit::month:
      return "kỳ: hằng tháng";
    case CadenceUnit::week:
      return "kỳ: hằng tuần";
    case CadenceUnit::day:
      return "kỳ: hằng ngày làm việc";
  }
  return {};
}

/// Behind "/lần", "một lần", and behind the few words of what is done so often: "họp một lần".
std::size_t behind_once(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t done_words_max = 4;
  for (std::size_t at = index; at <= index + done_words_max; ++at) {
    const std::size_t last = scan.behind_any(
        at, {{"một", "lần"}, {"1", "lần"}, {"01", "lần"}, {"/", "1", "lần"}, {"/", "01", "lần"}});
    if (last > at) {
      return last;
    }
    if (!is_work_word(scan.at(at)) || is_every_word(scan.at(at)) || is_separator(scan.at(at))) {
      break;
    }
  }
  return scan.behind(index, {"/", "lần"});
}

/// "6 tháng/lần", "03 tháng một lần", "1 quý 1 lần": how long one period is. Behind "định kỳ" the
/// number says it alone ("định kỳ 5 năm").
std::optional<Read<CadenceUnit>> read_once_per(PhraseScan& scan, std::size_t first, bool periodic) {
  const auto number = read_number(scan, first, Five::may_be_nam);
  if (!number) {
    return std::nullopt;
  }
  const Token& noun = scan.at(number->end);
  const std::size_t behind = number->end + 1;
  const std::size_t last = behind_once(scan, behind);
  const bool timed = noun.is_any_of({"ngày", "tuần", "tháng", "năm"}) || is_quarter_noun(noun);
  const bool named = scan.at(behind).is_number() || scan.at(behind).is_any_of({"đầu", "cuối"});
  if (!timed || (last == behind && (!periodic || named || noun.is("ngày")))) {
    return std::nullopt;
  }
  std::optional<CadenceUnit> unit;
  if (noun.is("tháng")) {
    unit = unit_of_months(number->value);
  } else if (number->value == 1) {
    unit = noun.is("ngày")   ? CadenceUnit::day
           : noun.is("tuần") ? CadenceUnit::week
           : noun.is("năm")  ? CadenceUnit::year
                             : CadenceUnit::quarter;
  }
  if (last == behind && unit) {
    return std::nullopt;  // a kind of report, perhaps one of several
  }
  if (!unit || *unit == CadenceUnit::nine_months) {
    fail_over_cycle(scan, first, last, number->value, noun);
    return std::nullopt;
  }
  return Read<CadenceUnit>{*unit, last};
}

/// One kind of report in a list: "quý", "báo cáo 6 tháng", "hằng năm", "cả năm".
std::optional<Read<CadenceUnit>> read_kind(PhraseScan& scan, std::size_t first) {
  std::size_t index = scan.behind_any(
      first, {{"báo", "cáo"}, {"bc"}, {"sơ", "kết"}, {"tổng", "kết"}, {"định", "kỳ"}, {"kỳ"}});
  index += is_every_word(scan.at(index)) || scan.at(index).is("cả") ? 1U : 0U;
  // "tổng kết cuối năm"
  const bool summed = index > first + 1 && scan.reads(first, {"tổng", "kết"});
  index = summed && scan.reads(index, {"cuối", "năm"}) ? index + 1 : index;
  // "6 tháng, 1 năm"
  const bool one = scan.at(index).is_any_of({"1", "01", "một"}) && scan.at(index + 1).is("năm") &&
                   index > 0 && (is_separator(scan.at(index - 1)) || scan.at(index - 1).is(")"));
  index += one ? 1U : 0U;
  auto unit = read_cadence_unit(scan, index);
  if (!unit) {
    return std::nullopt;
  }
  // "quý II", "tháng 6", "năm 2026" have a name and are no kinds.
  const Token& next = scan.at(unit->last);
  const bool named =
      next.is_number() || (is_quarter_noun(scan.at(index)) && quarter_named(next) != 0);
  const bool relative = next_words(scan, unit->last) > 0 || previous_words(scan, unit->last) > 0;
  return named || relative ? std::nullopt : unit;
}

bool is_report_unit(CadenceUnit unit) {
  return unit != CadenceUnit::week && unit != CadenceUnit::day;
}

/// The further kinds of "quý, 6 tháng và năm"; `last` moves behind them.
void read_more_kinds(PhraseScan& scan,
                     std::size_t first,
                     std::vector<CadenceUnit>& units,
                     std::size_t& last) {
  // "trước ngày 20 hằng tháng; báo cáo quý trước …": the day is said of the months alone.
  const bool dated = first > 0 && scan.at(first - 1).is_number();
  while (true) {
    const std::size_t next = scan.behind_any(
        last, {{",", "và"}, {","}, {"và"}, {"/"}, {"&"}, {"+"}, {";"}, {"-"}, {"hoặc"}});
    // "báo cáo năm và báo cáo định kỳ 6 tháng"
    const bool periodic = scan.reads(next, {"báo", "cáo", "định", "kỳ"});
    const auto kind = next > last ? read_kind(scan, periodic ? next + 2 : next) : std::nullopt;
    // "Hằng năm, mỗi quý …": of every year
    const bool of_years = units.front() == CadenceUnit::year && scan.at(next).is("mỗi");
    if (!kind || of_years || scan.at(kind->last).is("lần") || scan.reads(last, {"hoặc"}) ||
        (dated && scan.reads(next, {"báo", "cáo"}))) {
      return;
    }
    // "hằng tuần, hằng tháng": no report calendar has weeks and days; each is a series of its own.
    const bool apart = !is_report_unit(kind->part) || !is_report_unit(units.front());
    if (apart || std::find(units.begin(), units.end(), kind->part) != units.end()) {
      return;
    }
    units.push_back(kind->part);
    last = kind->last;
  }
}

/// "6 tháng (trước ngày 10/6), năm (trước ngày 10/12)": a bare period names what its limit is for.
bool labels_limit(const PhraseScan& scan, std::size_t first, std::size_t index) {
  // "…; năm trước 17/12", "… đầu tư 6 tháng trước ngày 10/7"
  const bool in_list = first > 0 &&
                       (scan.at(first - 1).is_any_of({";", ","}) ||
                        (scan.at(first).is_number() && is_work_word(scan.at(first - 1)))) &&
                       scan.at(index).is("trước") &&
                       (scan.at(index + 1).is_number() || scan.at(index + 1).is("ngày"));
  // "nộp tờ khai thuế quý chậm nhất …", "báo cáo quyết toán năm trước ngày 31/3 năm sau"
  const std::size_t limit = scan.behind_any(index, {{"nộp"}, {"gửi"}});
  const bool of_paper =
      first > 1 &&
      scan.at(first - 1).is_any_of(
          {"toán", "thuế", "hoạch", "chính", "kê", "loại", "phí", "gtgt", "tncn", "tndn"}) &&
      (scan.reads(limit, {"trước", "ngày"}) || scan.reads(limit, {"chậm", "nhất"}) ||
       scan.reads(limit, {"muộn", "nhất"}));
  return in_list || of_paper ||
         (scan.at(index).is_any_of({"(", ":"}) &&
          (scan.at(index + 1).is_any_of({"trước", "chậm", "muộn", "ngày", "xong"}) ||
           scan.reads(index + 1, {"gửi", "trước"}) || scan.reads(index + 1, {"hoàn", "thành"})));
}

Read<CadencePart> cadence(PhraseScan& scan,
                          std::size_t first,
                          std::size_t last,
                          std::vector<CadenceUnit> units) {
  std::sort(units.begin(), units.end());
  CadencePart part;
  part.words = scan.span(first, last);
  scan.role(first, last, cadence_role(units));
  part.units = std::move(units);
  return {std::move(part), last};
}

}  // namespace

std::optional<Read<CadenceUnit>> read_cadence_unit(PhraseScan& scan, std::size_t first) {
  const Token& noun = scan.at(first);
  if (is_quarter_noun(noun)) {
    return Read<CadenceUnit>{CadenceUnit::quarter, first + 1};
  }
  if (noun.is("năm")) {
    if (scan.at(first + 1).is("học")) {
      return std::nullopt;  // no year of the calendar
    }
    return Read<CadenceUnit>{CadenceUnit::year, first + 1};
  }
  if (noun.is("tháng")) {
    return Read<CadenceUnit>{CadenceUnit::month, first + 1};
  }
  if (noun.is("tuần")) {
    return Read<CadenceUnit>{CadenceUnit::week, first + 1};
  }
  if (noun.is("ngày")) {
    if (scan.at(first + 1).is_any_of({"thứ", "chủ"})) {
      return std::nullopt;  // "vào ngày thứ Tư hằng tuần"
    }
    return Read<CadenceUnit>{CadenceUnit::day, scan.behind(first + 1, {"làm", "việc"})};
  }
  if (scan.reads(first, {"nửa", "năm"})) {
    return Read<CadenceUnit>{CadenceUnit::half_year, first + 2};
  }
  const bool amount = noun.is_number() || noun.is_any_of({"sáu", "chín", "ba"});
  const auto number = amount ? read_number(scan, first) : std::nullopt;
  if (!number || !scan.at(number->end).is("tháng")) {
    return std::nullopt;
  }
  const auto unit = unit_of_months(number->value);
  if (!unit || *unit == CadenceUnit::month || *unit == CadenceUnit::year) {
    return std::nullopt;
  }
  return Read<CadenceUnit>{*unit, number->end + 1};
}

namespace {

/// "các quý trong năm", "cả 4 quý", "cuối mỗi ngày làm việc": each of them.
std::optional<Read<CadencePart>> read_all_of_year(PhraseScan& scan, std::size_t first) {
  if (scan.reads(first, {"cuối", "mỗi", "ngày"})) {
    return cadence(scan, first, scan.behind(first + 3, {"làm", "việc"}), {CadenceUnit::day});
  }
  const std::size_t all = scan.behind_any(first, {{"các"}, {"cả"}, {"tất", "cả", "các"}});
  const std::size_t number =
      scan.behind_any(all, {{"4"}, {"04"}, {"12"}, {"bốn"}, {"mười", "hai"}});
  const Token& noun = scan.at(number);
  const bool quarters = is_quarter_noun(noun) && !(number > all && scan.at(all).value == 12);
  const bool months = noun.is("tháng") && !(number > all && scan.at(all).value == 4);
  const std::size_t of_year = scan.behind(number + 1, {"trong", "năm"});
  const bool whole = of_year > number + 1 || (number > all && scan.at(number + 1).is_end());
  if ((!quarters && !months) || all == first || !whole) {
    return std::nullopt;
  }
  const std::size_t last = scan.at(of_year).is_number() ? number + 1 : of_year;
  return cadence(scan, first, last, {quarters ? CadenceUnit::quarter : CadenceUnit::month});
}

/// "báo cáo theo quý"
std::optional<Read<CadencePart>> read_by_unit(PhraseScan& scan, std::size_t first) {
  const auto unit =
      scan.at(first + 1).is_number() ? std::nullopt : read_cadence_unit(scan, first + 1);
  if (!unit || unit->part == CadenceUnit::day) {
    return std::nullopt;
  }
  std::size_t last = unit->last;
  std::vector<CadenceUnit> units{unit->part};
  read_more_kinds(scan, first, units, last);
  const Token& behind = scan.at(last);
  // "Báo cáo theo quý sẽ được nộp vào …": which report
  const bool subject = units.size() == 1 && first > 1 && scan.reads(first - 2, {"báo", "cáo"}) &&
                       behind.is_any_of({"sẽ", "được", "phải", "nộp", "gửi"});
  if (!subject && !behind.is_end() && !is_separator(behind) && !behind.is_any_of({")", "."})) {
    return std::nullopt;
  }
  auto read = cadence(scan, first, last, std::move(units));
  read.part.said_by_report = subject;
  return read;
}

/// "50% đơn vị/năm": from the sign on.
std::optional<Read<CadencePart>> read_per_thing(PhraseScan& scan, std::size_t first) {
  const auto per = read_cadence_unit(scan, first + 1);
  const Token& behind = scan.at(per ? per->last : first);
  if (per && per->part != CadenceUnit::day &&
      (behind.is_end() || is_separator(behind) || behind.is_any_of({")", "."}))) {
    return cadence(scan, first, per->last, {per->part});
  }
  return std::nullopt;
}

/// "định kỳ quý, năm", "báo cáo tháng", "sơ kết 6 tháng": kinds without "hằng".
std::optional<Read<CadencePart>> read_kinds(PhraseScan& scan,
                                            std::size_t first,
                                            std::size_t index,
                                            bool periodic) {
  const auto kind = read_kind(scan, index);
  if (!kind) {
    return std::nullopt;
  }
  std::vector<CadenceUnit> units{kind->part};
  std::size_t last = kind->last;
  // "sơ kết 6 tháng đầu năm, tổng kết năm"
  const std::size_t half =
      scan.reads(index, {"sơ", "kết"}) ? scan.behind(last, {"đầu", "năm"}) : last;
  std::size_t more_last = half;
  read_more_kinds(scan, first, units, more_last);
  last = more_last > half ? more_last : last;
  // "báo cáo tuần, tháng", "hằng tuần, tháng": behind a week or day a single kind stands alone
  const bool behind_short = first >= 3 && is_separator(scan.at(first - 1)) &&
                            scan.at(first - 2).is_any_of({"tuần", "ngày"});
  const bool listed =
      behind_short && (scan.at(first - 3).is_any_of({"cáo", ",", "/", "và"}) ||
                       (is_every_word(scan.at(first - 3)) &&
                        (scan.at(first).is("tháng") || is_quarter_noun(scan.at(first)))));
  const bool reported = listed || scan.reads(index, {"báo", "cáo"}) || scan.at(index).is("bc") ||
                        scan.reads(index, {"sơ", "kết"}) || scan.reads(index, {"tổng", "kết"});
  // "03 tháng, 06 tháng, 12 tháng một lần": which of them is for somebody to choose
  const std::size_t more = scan.behind_any(last, {{","}, {"hoặc"}, {"và"}});
  const bool choice =
      units.size() > 1 && !periodic && !reported && more > last && scan.at(index).is_number();
  if (const auto once = choice ? read_once_per(scan, more, false) : std::nullopt) {
    scan.fail(scan.span(first, once->last),
              "phrase-not-understood",
              "Chưa rõ chọn chu kỳ nào trong các chu kỳ được nêu; hãy ghi một chu kỳ.",
              "6 tháng một lần");
    return std::nullopt;
  }
  const bool span_follows = scan.at(last).is_any_of({"đầu", "cuối", "lần"}) && units.size() == 1;
  const bool labelled = units.size() == 1 && labels_limit(scan, first, last);
  if ((units.size() < 2 && !periodic && !reported && !labelled) || span_follows) {
    return std::nullopt;
  }
  auto read = cadence(scan, first, last, std::move(units));
  read.part.said_by_report = (reported || labelled) && !periodic;
  return read;
}

}  // namespace

std::optional<Read<CadencePart>> read_cadence(PhraseScan& scan, std::size_t first) {
  if (auto all = read_all_of_year(scan, first)) {
    return all;
  }
  std::size_t index = scan.behind_any(first, {{"định", "kỳ"}, {"định", "kì"}, {"cứ"}});
  const bool periodic = index > first;
  index = scan.behind_any(index, {{"theo"}, {"vào"}, {":"}, {"là"}, {"("}});
  if (!periodic) {
    index = scan.behind_any(first, {{"theo"}});
    index = is_every_word(scan.at(index)) ? index : first;
  } else if (scan.at(index - 1).is("(")) {
    --index;
  }
  // "định kỳ (06 tháng) báo cáo …"
  if (periodic && scan.at(index).is("(")) {
    const auto kind = read_kind(scan, index + 1);
    if (kind && scan.at(kind->last).is(")")) {
      return cadence(scan, first, kind->last + 1, {kind->part});
    }
  }
  if (const auto once = read_once_per(scan, index, periodic)) {
    std::vector<CadenceUnit> units{once->part};
    std::size_t last = once->last;
    read_more_kinds(scan, first, units, last);
    return cadence(scan, first, last, std::move(units));
  }
  if (scan.failed()) {
    return std::nullopt;
  }
  if (scan.at(first).is("theo") && index == first) {
    return read_by_unit(scan, first);
  }
  // "Quý/lần", "tháng/lần"
  const bool lone_noun = !scan.at(index).is_number() && scan.at(index + 1).is("/") &&
                         scan.at(index + 2).is("lần") &&
                         (index == 0 || !scan.at(index - 1).is_number());
  if (const auto unit = lone_noun ? read_cadence_unit(scan, index) : std::nullopt) {
    return cadence(scan, first, index + 3, {unit->part});
  }
  const bool every = is_every_word(scan.at(index));
  if (every) {
    const auto unit = read_cadence_unit(scan, index + 1);
    if (!unit) {
      return std::nullopt;
    }
    std::size_t last = unit->last;
    std::vector<CadenceUnit> units{unit->part};
    if (unit->part == CadenceUnit::half_year || unit->part == CadenceUnit::quarter ||
        unit->part == CadenceUnit::month || unit->part == CadenceUnit::year ||
        unit->part == CadenceUnit::week) {
      read_more_kinds(scan, first, units, last);
    }
    return cadence(scan, first, last, std::move(units));
  }
  if (scan.at(first).is("/") && first > 0 && !is_time_noun(scan.at(first - 1)) &&
      scan.at(first - 1).is_word()) {
    return read_per_thing(scan, first);
  }
  return read_kinds(scan, first, index, periodic);
}

}  // namespace dondoc
