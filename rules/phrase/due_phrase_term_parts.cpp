// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_term_parts.h"

#include "rules/calendar/lunar.h"
#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_spans.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {
namespace {

constexpr int half_a_month = 15;  // BLDS 2015, art. 146
constexpr int half_a_year = 6;

}  // namespace

std::optional<Date> tet_of(int year) {
  return from_lunar({year, 1, false, 1});
}

TermLead read_lead(const PhraseScan& scan, std::size_t first) {
  TermLead lead;
  lead.last = first;
  const auto take = [&](bool TermLead::*what, std::initializer_list<Words> alternatives) {
    const std::size_t next = scan.behind_any(lead.last, alternatives);
    if (next == lead.last) {
      return false;
    }
    lead.*what = true;
    lead.last = next;
    return true;
  };
  while (take(&TermLead::within,
              {{"trong", "khoảng", "thời", "gian"},
               {"trong", "thời", "gian"},
               {"trong", "thời", "hạn"},
               {"trong", "vòng"},
               {"thời", "hạn", "xử", "lý"},
               {"thời", "hạn", "giải", "quyết"},
               {"thời", "gian", "xử", "lý"},
               {"thời", "gian", "giải", "quyết"},
               {"thời", "hạn"},
               {"thời", "gian"},
               {"không", "vượt", "quá"},
               {"không", "được", "quá"},
               {"không", "được", "vượt", "quá"},
               {"không", "quá"},
               {"ngay", "trong"},
               {"trong"}}) ||
         take(&TermLead::latest,
              {{"chậm", "nhất"},
               {"muộn", "nhất"},
               {"trễ", "nhất"},
               {"không", "chậm", "quá"},
               {"không", "muộn", "quá"},
               {"không", "chậm", "hơn"},
               {"không", "muộn", "hơn"},
               {"tối", "đa"}}) ||
         take(&TermLead::at_least, {{"ít", "nhất"}, {"tối", "thiểu"}}) ||
         take(&TermLead::after, {{"sau"}}) || take(&TermLead::before, {{"trước"}}) ||
         (lead.said() && take(&TermLead::within, {{"là"}, {":"}})) ||
         (lead.latest && scan.reads(lead.last, {"vào", "ngày", "thứ"}) &&
          take(&TermLead::latest, {{"vào"}}))) {
  }
  return lead;
}

std::optional<TermLength> read_length(PhraseScan& scan, std::size_t first, bool led) {
  if (scan.reads(first, {"nửa", "tháng"})) {
    return TermLength{half_a_month, TermUnit::days, first + 2};
  }
  if (scan.reads(first, {"nửa", "năm"}) && !scan.at(first + 2).is_any_of({"đầu", "cuối"})) {
    return TermLength{half_a_year, TermUnit::months, first + 2};
  }
  if (led && scan.reads(first, {"ngày", "thứ"})) {
    // "chậm nhất là ngày thứ mười, kể từ ngày …": the first day isn't counted, as in "10 ngày"
    const auto nth = read_number(scan, first + 2);
    const std::size_t from = nth ? scan.behind(nth->end, {","}) : first;
    const bool counted = nth && nth->value <= term_amount_max &&
                         (scan.reads(from, {"kể", "từ"}) || scan.reads(from, {"tính", "từ"}));
    return counted ? std::optional(TermLength{nth->value, TermUnit::days, nth->end}) : std::nullopt;
  }
  // "năm ngày làm việc kể từ …": no year has that behind it
  const bool five = led || scan.reads(first, {"năm", "ngày", "làm", "việc"});
  const auto number = read_number(scan, first, five ? Five::may_be_nam : Five::never_nam);
  if (!number || number->value > term_amount_max) {
    return std::nullopt;
  }
  const std::size_t unit_at = number->end;
  const bool decimals = first >= 2 && scan.at(first).glued && scan.at(first).is_number() &&
                        scan.at(first - 1).glued && scan.at(first - 1).is_any_of({",", "."}) &&
                        scan.at(first - 2).is_number();
  if (decimals && scan.at(unit_at).is_any_of({"ngày", "tháng", "giờ", "năm", "tuần"})) {
    scan.fail(scan.span(first - 2, unit_at + 1),
              "unit-not-supported",
              "Thời hạn lẻ nửa ngày, nửa giờ thì chưa theo dõi được.",
              "trong 02 ngày làm việc kể từ ngày nhận được văn bản");
    return std::nullopt;
  }
  if (scan.reads(unit_at, {"giờ", "làm", "việc"})) {
    return std::nullopt;
  }
  const Token& unit = scan.at(unit_at);
  const Token& next = scan.at(unit_at + 1);
  // "trong 03 năm tiếp theo kể từ ngày thành lập"
  const std::size_t running =
      scan.behind_any(unit_at + 1, {{"tiếp", "theo"}, {"liên", "tiếp"}, {"liên", "tục"}});
  TermLength length{number->value,
                    TermUnit::days,
                    scan.at(running).is_any_of({"kể", "từ"}) ? running : unit_at + 1};
  // "6 tháng đầu năm", "15 tháng 12", "05 ngày đầu tháng" are spans and days, no lengths.
  if (next.is_any_of({"đầu", "cuối"}) || (next.is_number() && !unit.is("ngày")) || next.is("/")) {
    return std::nullopt;
  }
  if (unit.is("ngày")) {
    const std::size_t worked =
        scan.behind_any(unit_at + 1, {{"làm", "việc"}, {"(", "làm", "việc", ")"}});
    if (scan.at(worked).is_any_of({"đầu", "cuối"}) || next.is_number()) {
      return std::nullopt;
    }
    length.unit = worked > unit_at + 1 ? TermUnit::working_days : TermUnit::days;
    length.last = worked;
  } else if (unit.is("tuần")) {
    length.unit = TermUnit::weeks;
    length.last = scan.behind(unit_at + 1, {"lễ"});
  } else if (unit.is("tháng")) {
    if (next.is_any_of({"giêng", "hai", "ba", "tư", "sáu", "bảy", "tám", "chín", "mười", "chạp"})) {
      return std::nullopt;  // "mùng 10 tháng Giêng"
    }
    length.unit = TermUnit::months;
  } else if (unit.is("năm")) {
    length.unit = TermUnit::years;
  } else if (unit.is_any_of({"giờ", "h", "tiếng"})) {
    length.unit = TermUnit::hours;
    length.last = scan.behind(length.last, {"đồng", "hồ"});
  } else {
    return std::nullopt;
  }
  return length;
}

bool refuses_unit(PhraseScan& scan, std::size_t first, std::size_t number_end) {
  const bool minutes = scan.at(number_end).is_any_of({"phút", "giây"});
  const bool office_hours = scan.reads(number_end, {"giờ", "làm", "việc"});
  if (minutes || office_hours) {
    scan.fail(scan.span(first, number_end + 1),
              "unit-not-supported",
              "Thời hạn tính bằng phút hoặc giờ làm việc thì chưa theo dõi được.",
              "trong 01 ngày làm việc kể từ ngày nhận được văn bản");
  }
  return minutes || office_hours;
}

namespace {

/// "04 tháng đối với dự án nhóm C kể từ ngày nghiệm thu": behind whom or what it holds for.
std::size_t behind_whom(const PhraseScan& scan, std::size_t first) {
  if (!scan.reads(first, {"đối", "với"})) {
    return first;
  }
  for (std::size_t at = first + 2;
       !scan.at(at).is_end() && !is_separator(scan.at(at)) &&
       !scan.at(at).is_any_of({"(", ")", "."}) && !begins_time(scan, at);
       ++at) {
    if (scan.reads(at, {"kể", "từ"}) || scan.reads(at, {"tính", "từ"})) {
      return at;
    }
  }
  return first;
}

std::size_t behind_from_words(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(index,
                         {{"tính", "kể", "từ"},
                          {"kể", "từ"},
                          {"tính", "từ"},
                          {"từ", "ngày"},
                          {"từ", "khi"},
                          {"từ", "thời", "điểm"},
                          {"từ", "lúc"},
                          {"sau"},
                          {"khi"}});
}

/// "30 ngày, từ ngày 07/11/2025 đến hết ngày 06/12/2025": no event but the days themselves.
bool is_window_of_days(const PhraseScan& scan, std::size_t index) {
  std::size_t at = scan.behind(index, {"từ", "ngày"});
  while (at > index &&
         (scan.at(at).is_number() || scan.at(at).is_any_of({"/", ".", "tháng", "năm"}))) {
    ++at;
  }
  return at > index + 2 && scan.at(at).is_any_of({"đến", "tới", "-"});
}

/// "chậm nhất 15 ngày trước Tết (Nguyên đán năm 2027)".
std::optional<TermEvent> event_of_tet(
    PhraseScan& scan, WordSpan words, std::size_t begin, const TermLength& length, bool bracket) {
  Point tet;
  tet.day = tet.first_month = tet.last_month = 1;
  tet.lunar = true;
  TermPart term;
  term.amount = length.amount;
  term.unit = length.unit;
  const auto point =
      counts_back_from_tet(term) ? read_point(scan, begin, PointPlace::behind_limit) : std::nullopt;
  const auto date = point && point->year_number ? tet_of(*point->year_number) : std::nullopt;
  if (!point || scan.failed() || (point->year_number && !date)) {
    scan.fail(words,
              "term-from-date",
              "Thời hạn tính lùi hoặc tính thêm từ một ngày của lịch: hãy ghi thẳng ngày đến hạn.",
              day_before(tet, term));
    return std::nullopt;
  }
  TermEvent event;
  event.before = true;
  event.kind = EventKind::new_year;
  event.date = date;
  event.last = point->last + (bracket && scan.at(point->last).is(")") ? 1U : 0U);
  return event;
}

/// Whether the days may say how long something lasts: no "chậm nhất", "sau", "trước" before them.
bool lasts(const TermLead& lead) {
  return !lead.latest && !lead.after && !lead.before && !lead.at_least;
}

/// "Trước 17 giờ, khi có sự cố": five in the afternoon of that day, or so many hours before it.
bool refuses_clock_or_hours(PhraseScan& scan,
                            std::size_t first,
                            std::size_t event,
                            const TermLead& lead,
                            const TermLength& length) {
  constexpr int clock_max = 23;
  if (!lead.before || lead.within || lead.at_least || length.unit != TermUnit::hours ||
      length.amount > clock_max) {
    return false;
  }
  const std::string hours = std::to_string(length.amount) + " giờ";
  scan.fail(scan.span(first - 2, event),
            "phrase-two-readings",
            "Cụm từ có hai cách hiểu: (1) trước " + hours + " của ngày có sự kiện; (2) " + hours +
                " trước khi có sự kiện. Nếu là (2): ghi \"chậm nhất " + hours + " trước khi …\".",
            "chậm nhất " + hours + " trước khi họp");
  return true;
}

/// "trước 10 ngày kể từ ngày …": so many days before it, or within them.
bool refuses_from_before(PhraseScan& scan, TokenRange from, const TermLead& lead) {
  if (!lead.before || !scan.at(from.last - 1).is("từ")) {
    return false;
  }
  scan.fail(scan.span(from.first, from.last),
            "phrase-two-readings",
            "Cụm từ có hai cách hiểu: (1) trong số ngày đó kể từ sự kiện; (2) số ngày đó trước sự "
            "kiện. Nếu là (2): ghi \"trước ngày …\".",
            "trong 10 ngày kể từ ngày nhận được văn bản");
  return true;
}

/// "ngày nhận đủ hồ sơ", "ngày kết thúc quý"
bool read_event_in_words(const PhraseScan& scan, std::size_t begin, TermEvent& event) {
  event.last = behind_event(scan, begin);
  std::size_t ended = event.last;
  event.kind = event.last > begin ? period_end(scan, begin, ended) : EventKind::unsaid;
  event.last = event.kind == EventKind::outside ? event.last : ended;
  if (event.kind != EventKind::outside && event.kind != EventKind::unsaid) {
    const std::size_t next = scan.behind_any(event.last, {{"và"}, {","}});
    const std::size_t half = scan.behind_any(next, {{"6", "tháng"}, {"06", "tháng"}});
    const std::size_t year = scan.behind_any(next, {{"năm"}});
    const bool ends =
        !scan.at(std::max(half, year)).is_word() && !scan.at(std::max(half, year)).is_number();
    if (next > event.last && ends && (half > next || year > next)) {
      event.other = half > next ? end_of(CadenceUnit::half_year) : EventKind::year_end;
      event.last = std::max(half, year);
    }
  }
  return event.kind != EventKind::unsaid;
}

bool begins_date(const PhraseScan& scan, std::size_t index) {
  const std::size_t day = scan.behind(index, {"ngày"});
  return scan.at(day).is_number() && (day > index || scan.at(day + 1).is_any_of({"/", ".", "-"}));
}

}  // namespace

std::optional<TermEvent> read_event(PhraseScan& scan,
                                    std::size_t first,
                                    const TermLead& lead,
                                    const TermLength& length) {
  std::size_t index = scan.behind_any(first, {{","}, {"("}, {",", "("}});
  const bool bracket = index > first && scan.at(index - 1).is("(");
  index = index == first ? behind_whom(scan, first) : index;
  // "02 ngày làm việc tiếp theo ngay sau ngày …"
  const std::size_t next = scan.behind_any(index, {{"tiếp", "theo"}, {"kế", "tiếp"}});
  const std::size_t at_once = scan.behind(next, {"ngay"});
  index = scan.at(at_once).is("sau") || scan.reads(at_once, {"kể", "từ"}) ? at_once : index;
  TermEvent event;
  if (is_window_of_days(scan, index)) {
    return std::nullopt;
  }
  std::size_t begin = behind_from_words(scan, index);
  if (begin > index && (refuses_from_before(scan, {index, begin}, lead) ||
                        refuses_clock_or_hours(scan, first, begin, lead, length))) {
    return std::nullopt;
  }
  if (begin == index) {
    begin = scan.behind_any(index, {{"trước"}, {"so", "với"}, {"tính", "đến"}});
    event.before = begin > index;
    if (event.before && !scan.at(index).is("trước") && !lead.before) {
      return std::nullopt;
    }
  }
  // "sau 05 ngày kết thúc quý"
  const bool ends = begin == index && lead.after && scan.reads(index, {"kết", "thúc"});
  if (begin == index && lead.before && length.unit == TermUnit::hours &&
      scan.at(index).is("ngày") && scan.at(index + 1).is_number()) {
    return std::nullopt;  // "trước 17 giờ, ngày 10/9/2026": a clock
  }
  if (begin == index && lead.before &&
      scan.at(index).is_any_of({"khi", "ngày", "kỳ", "phiên", "diễn", "khai", "tổ", "họp"})) {
    begin = index;
    event.before = true;
  } else if (begin == index && !ends) {
    return std::nullopt;
  }
  if (event.before && index > first && lasts(lead) && begins_date(scan, begin)) {
    return std::nullopt;  // "02 ngày, trước (ngày) 15/6/2026": how long, and by when
  }
  event.before = event.before || lead.before;
  if (event.before && scan.at(begin).is("tết")) {
    return event_of_tet(scan, scan.span(index, begin + 1), begin, length, bracket);
  }
  const bool names_day = scan.at(begin - 1).is("ngày") || scan.at(begin).is("ngày");
  const std::size_t day_at = scan.at(begin).is("ngày") ? begin : begin - 1;
  if (names_day && index > first && scan.reads(index, {"từ", "ngày"}) &&
      scan.at(day_at + 2).is_any_of({"đến", "-"})) {
    return std::nullopt;  // "03 ngày, từ ngày 19 đến 21/11/2026": how long, and which days
  }
  if (names_day && scan.at(day_at + 1).is_number()) {
    const auto point = read_point(scan, day_at, PointPlace::anywhere);
    const auto date = point && point->day && point->has_months() && point->year_number
                          ? valid_date(*point->year_number, *point->first_month, *point->day)
                          : std::nullopt;
    // "báo cáo 6 tháng trước ngày 10/7": which report; "trước 16 giờ, từ ngày 10/3 …": a clock
    const bool months = length.unit == TermUnit::months || length.unit == TermUnit::years;
    if (event.before && length.unit == TermUnit::years && !lead.said()) {
      return std::nullopt;  // "kế hoạch 5 năm trước ngày 31/12/2026"
    }
    const bool other = (event.before && months && !lead.said()) ||
                       (index > first && length.unit == TermUnit::hours);
    if (!date && !other) {
      scan.fail(scan.span(index, day_at + 2),
                "phrase-not-understood",
                "Mốc tính thời hạn là một ngày thì phải ghi đủ ngày, tháng, năm.",
                term_hint);
    }
    if (!date) {
      return std::nullopt;
    }
    event.kind = EventKind::date;
    event.date = date;
    event.last = point->last;
  } else if (!read_event_in_words(scan, begin, event)) {
    return std::nullopt;
  }
  event.last += bracket && scan.at(event.last).is(")") ? 1U : 0U;
  return event;
}

}  // namespace dondoc
