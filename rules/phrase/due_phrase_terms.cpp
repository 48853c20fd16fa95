// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_terms.h"

#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_points.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {
namespace {

constexpr int half_a_month = 15;  // BLDS 2015, art. 146
constexpr int half_a_year = 6;

/// What stands in front of a term's length.
struct Lead {
  std::size_t last{0};
  bool within{false};    ///< "trong", "không quá": makes hours a term and no clock
  bool latest{false};    ///< "chậm nhất", "tối đa"
  bool after{false};     ///< "sau"
  bool before{false};    ///< "trước"
  bool at_least{false};  ///< "ít nhất": only before an event

  [[nodiscard]] bool said() const { return within || latest || after || before || at_least; }
};

Lead read_lead(const PhraseScan& scan, std::size_t first) {
  Lead lead;
  lead.last = first;
  const auto take = [&](bool Lead::*what, std::initializer_list<Words> alternatives) {
    const std::size_t next = scan.behind_any(lead.last, alternatives);
    if (next == lead.last) {
      return false;
    }
    lead.*what = true;
    lead.last = next;
    return true;
  };
  while (take(&Lead::within,
              {{"trong", "khoảng", "thời", "gian"},
               {"trong", "thời", "gian"},
               {"trong", "thời", "hạn"},
               {"trong", "vòng"},
               {"thời", "hạn"},
               {"thời", "gian"},
               {"không", "vượt", "quá"},
               {"không", "quá"},
               {"ngay", "trong"},
               {"trong"}}) ||
         take(&Lead::latest,
              {{"chậm", "nhất"},
               {"muộn", "nhất"},
               {"trễ", "nhất"},
               {"không", "chậm", "quá"},
               {"không", "muộn", "quá"},
               {"không", "chậm", "hơn"},
               {"không", "muộn", "hơn"},
               {"tối", "đa"}}) ||
         take(&Lead::at_least, {{"ít", "nhất"}, {"tối", "thiểu"}}) ||
         take(&Lead::after, {{"sau"}}) || take(&Lead::before, {{"trước"}}) ||
         (lead.said() && take(&Lead::within, {{"là"}, {":"}}))) {
  }
  return lead;
}

struct Length {
  int amount{0};
  TermUnit unit{TermUnit::days};
  std::size_t last{0};
};

/// "05 ngày làm việc", "03 (ba) tháng", "nửa tháng". Behind "năm" as five only where a lead stands.
std::optional<Length> read_length(PhraseScan& scan, std::size_t first, bool led) {
  if (scan.reads(first, {"nửa", "tháng"})) {
    return Length{half_a_month, TermUnit::days, first + 2};
  }
  if (scan.reads(first, {"nửa", "năm"}) && !scan.at(first + 2).is_any_of({"đầu", "cuối"})) {
    return Length{half_a_year, TermUnit::months, first + 2};
  }
  const auto number = read_number(scan, first, led ? Five::may_be_nam : Five::never_nam);
  if (!number || number->value > term_amount_max) {
    return std::nullopt;
  }
  const std::size_t unit_at = number->end;
  const Token& unit = scan.at(unit_at);
  const Token& next = scan.at(unit_at + 1);
  Length length{number->value, TermUnit::days, unit_at + 1};
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

/// Whether words about another time begin here, so that an event's words end.
bool begins_time(const PhraseScan& scan, std::size_t index) {
  const Token& token = scan.at(index);
  const Token& next = scan.at(index + 1);
  if (token.is_number()) {
    return is_time_noun(next) || next.is_any_of({"/", "giờ", "h"});
  }
  const bool every = is_every_word(token) && (is_time_noun(next) || next.is_number());
  const bool dated = token.is("ngày") && next.is_number();
  const bool month = token.is("tháng") && next.is_number();
  const bool latest = token.is_any_of({"chậm", "muộn"}) && next.is("nhất");
  const bool within =
      token.is("trong") && (next.is_any_of({"vòng"}) || scan.reads(index + 1, {"thời", "hạn"}));
  return every || dated || month || latest || within;
}

/// Behind an event's words: they run to the end of their sentence or to another time.
std::size_t behind_event(const PhraseScan& scan, std::size_t first) {
  std::size_t index = first;
  int open = 0;
  while (!scan.at(index).is_end()) {
    if (const std::size_t cited = behind_citation(scan, index); cited > index) {
      index = cited;
      continue;
    }
    const Token& token = scan.at(index);
    open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    if (token.is(";") || token.is(".") || open < 0 || (index > first && begins_time(scan, index))) {
      break;
    }
    ++index;
  }
  // What joins it to the next part isn't the event's.
  while (index > first &&
         scan.at(index - 1).is_any_of({",", "và", "trước", "trong", "đến", "vào", "hoặc"})) {
    --index;
  }
  return index;
}

struct Event {
  EventKind kind{EventKind::unsaid};
  bool before{false};
  std::optional<Date> date;
  std::size_t last{0};
};

/// "kết thúc quý", "hết tháng": the calendar's own events.
EventKind period_end(const PhraseScan& scan, std::size_t index, std::size_t& last) {
  std::size_t at = scan.behind_any(index, {{"ngày"}, {"khi"}, {"thời", "điểm"}});
  const std::size_t ended = scan.behind_any(
      at, {{"kết", "thúc"}, {"hết"}, {"cuối", "cùng", "của"}, {"cuối", "cùng"}, {"cuối"}});
  if (ended == at) {
    return EventKind::outside;
  }
  at = scan.behind_any(ended, {{"mỗi"}, {"hằng"}, {"hàng"}, {"từng"}});
  const Token& span = scan.at(at);
  at += 1 + same_words(scan, at + 1);
  const Token& next = scan.at(at);
  if (next.is_word() && !next.is_any_of({"và", "phải", "các", "để", "gửi", "báo"})) {
    return EventKind::outside;
  }
  last = at;
  if (span.is("tháng") && !next.is_number()) {
    return EventKind::month_end;
  }
  if (is_quarter_noun(span) && !next.is_number()) {
    return EventKind::quarter_end;
  }
  return span.is("năm") && !next.is_number() ? EventKind::year_end : EventKind::outside;
}

std::optional<Event> read_event(PhraseScan& scan, std::size_t first, const Lead& lead) {
  std::size_t index = scan.behind_any(first, {{","}, {"("}, {",", "("}});
  const bool bracket = index > first && scan.at(index - 1).is("(");
  Event event;
  std::size_t begin = scan.behind_any(index,
                                      {{"tính", "kể", "từ"},
                                       {"kể", "từ"},
                                       {"tính", "từ"},
                                       {"từ", "ngày"},
                                       {"từ", "khi"},
                                       {"từ", "thời", "điểm"},
                                       {"từ", "lúc"},
                                       {"sau"},
                                       {"khi"}});
  if (begin == index) {
    begin = scan.behind_any(index, {{"trước"}, {"so", "với"}, {"tính", "đến"}});
    event.before = begin > index;
    if (event.before && !scan.at(index).is("trước") && !lead.before) {
      return std::nullopt;
    }
  }
  if (begin == index && lead.before && scan.at(index).is_any_of({"khi", "ngày", "kỳ", "phiên"})) {
    begin = index;
    event.before = true;
  } else if (begin == index) {
    return std::nullopt;
  }
  event.before = event.before || lead.before;
  const bool names_day = scan.at(begin - 1).is("ngày") || scan.at(begin).is("ngày");
  const std::size_t day_at = scan.at(begin).is("ngày") ? begin : begin - 1;
  if (names_day && scan.at(day_at + 1).is_number()) {
    const auto point = read_point(scan, day_at, PointPlace::anywhere);
    const auto date = point && point->day && point->has_months() && point->year_number
                          ? valid_date(*point->year_number, *point->first_month, *point->day)
                          : std::nullopt;
    if (!date) {
      scan.fail(scan.span(index, day_at + 2),
                "phrase-not-understood",
                "Mốc tính thời hạn là một ngày thì phải ghi đủ ngày, tháng, năm.",
                term_hint);
      return std::nullopt;
    }
    event.kind = EventKind::date;
    event.date = date;
    event.last = point->last;
  } else {
    event.last = behind_event(scan, begin);
    std::size_t ended = event.last;
    event.kind = event.last > begin ? period_end(scan, begin, ended) : EventKind::unsaid;
    event.last = event.kind == EventKind::outside ? event.last : ended;
    if (event.kind == EventKind::unsaid) {
      return std::nullopt;
    }
  }
  event.last += bracket && scan.at(event.last).is(")") ? 1U : 0U;
  return event;
}

std::string term_role(const TermPart& term) {
  if (term.amount == 0) {
    return "thời hạn: ngay trong ngày xảy ra sự kiện";
  }
  if (term.before) {
    return "thời hạn: tính lùi từ ngày của sự kiện";
  }
  if (term.unit == TermUnit::hours) {
    return "thời hạn: tính từ thời điểm của sự kiện (BLDS 2015, Điều 147 khoản 1)";
  }
  return term.unit == TermUnit::working_days
             ? "thời hạn: không tính ngày xảy ra sự kiện và các ngày nghỉ (BLDS 2015, Điều 147)"
             : "thời hạn: không tính ngày xảy ra sự kiện; ngày cuối trùng ngày nghỉ thì đến hết "
               "ngày làm việc tiếp theo (BLDS 2015, Điều 147, 148)";
}

Read<TermPart> finished(PhraseScan& scan, TermPart term, std::size_t first, std::size_t last) {
  term.words = scan.span(first, last);
  scan.role(first, last, term_role(term));
  return {term, last};
}

/// What one can be before: "trước khi họp", "trước kỳ họp", "trước ngày khai mạc".
bool names_happening(const Token& token) {
  return token.is_any_of(
      {"khi", "ngày", "kỳ", "phiên", "thời", "hội", "cuộc", "đại", "lễ", "buổi"});
}

/// "Sau khi có kết quả, trong 05 ngày làm việc": the event stands first.
std::optional<Read<TermPart>> read_event_first(PhraseScan& scan, std::size_t first) {
  const bool at_once = scan.at(first).is("ngay");
  std::size_t begin = scan.behind_any(first, {{"ngay"}});
  const bool before = scan.at(begin).is("trước");
  const std::size_t event = scan.behind_any(
      begin,
      {{"kể", "từ"}, {"tính", "từ"}, {"từ", "khi"}, {"từ", "ngày"}, {"sau"}, {"khi"}, {"trước"}});
  if (event == begin || scan.at(event).is_number() || scan.at(event + 1).is_number()) {
    return std::nullopt;
  }
  const bool when = scan.at(event - 1).is("khi");
  const bool after = scan.at(event - 1).is("sau");
  const bool names_event = at_once  ? when || after
                           : before ? names_happening(scan.at(event))
                                    : !when || event > begin + 1;
  if (!names_event) {
    return std::nullopt;
  }
  for (std::size_t index = event + 1; !scan.at(index).is_end(); ++index) {
    if (scan.at(index).is_any_of({";", "."})) {
      break;
    }
    const Lead lead = read_lead(scan, index);
    const auto length = read_length(scan, lead.last, lead.said());
    if (scan.failed()) {
      return std::nullopt;
    }
    const bool clock = length && length->unit == TermUnit::hours && !lead.within && !lead.after;
    if (!length || clock || (length->unit == TermUnit::years && !lead.said())) {
      if (begins_time(scan, index)) {
        break;
      }
      continue;
    }
    TermPart term{length->amount, length->unit, before, false, false, EventKind::outside, {}, {}};
    std::size_t ended = 0;
    const EventKind kind = period_end(scan, event, ended);
    const bool whole = kind != EventKind::outside && ended + 1 >= index;
    term.event = whole ? kind : EventKind::outside;
    return finished(scan, term, first, length->last);
  }
  if (!at_once) {
    return std::nullopt;
  }
  TermPart term;
  term.event = EventKind::outside;
  return finished(scan, term, first, behind_event(scan, event));
}

/// "trong ngày", "ngay trong ngày làm việc", "ngày làm việc tiếp theo".
std::optional<Read<TermPart>> read_same_day(PhraseScan& scan, std::size_t first) {
  TermPart term;
  term.event = EventKind::outside;
  std::size_t index = scan.behind_any(first,
                                      {{"chậm", "nhất", "vào"},
                                       {"chậm", "nhất", "là"},
                                       {"chậm", "nhất"},
                                       {"ngay", "trong"},
                                       {"trong"},
                                       {"vào"}});
  index = scan.behind(index, {"cùng"});
  if (index == first || !scan.at(index).is("ngày")) {
    return std::nullopt;
  }
  const std::size_t worked = scan.behind(index + 1, {"làm", "việc"});
  const std::size_t next = next_words(scan, worked);
  if (next > 0 && worked > index + 1) {
    term.amount = 1;
    term.unit = TermUnit::working_days;
    return finished(scan, term, first, worked + next);
  }
  const Token& after = scan.at(worked);
  const bool within = scan.at(index - 1).is_any_of({"trong", "cùng"});
  const bool ends = after.is_end() || is_separator(after) ||
                    after.is_any_of({")", ".", "nhận", "tiếp", "phát", "xảy", "có", "đối", "khi"});
  if (!within || !ends) {
    return std::nullopt;
  }
  const std::size_t last = after.is_any_of({"nhận", "tiếp", "phát", "xảy", "có", "khi"})
                               ? behind_event(scan, worked)
                               : worked;
  return finished(scan, term, first, last);
}

}  // namespace

std::optional<Read<TermPart>> read_term(PhraseScan& scan, std::size_t first) {
  if (auto event_first = read_event_first(scan, first); event_first || scan.failed()) {
    return event_first;
  }
  if (auto same_day = read_same_day(scan, first)) {
    return same_day;
  }
  const Lead lead = read_lead(scan, first);
  const auto length = read_length(scan, lead.last, lead.said());
  if (!length) {
    if (!scan.failed() && lead.within && scan.at(lead.last).is_number()) {
      static_cast<void>(refuses_unit(scan, lead.last, lead.last + 1));
    }
    return std::nullopt;
  }
  // "trước 11 giờ ngày 25": a clock.
  const bool names_day = scan.at(length->last).is("ngày") && scan.at(length->last + 1).is_number();
  if (length->unit == TermUnit::hours && names_day) {
    return std::nullopt;
  }
  const std::size_t roles = scan.role_count();
  const auto event = read_event(scan, length->last, lead);
  scan.drop_roles_from(roles);
  if (scan.failed()) {
    return std::nullopt;
  }
  const bool back = lead.before || (event && event->before);
  const bool clock = length->unit == TermUnit::hours && !lead.within && !lead.after && !event;
  const bool unclear = (lead.before && !event) || (lead.at_least && !back) ||
                       (back && length->unit == TermUnit::hours && !event);
  const bool long_unit = length->unit == TermUnit::years || length->unit == TermUnit::months;
  if (clock || unclear || (long_unit && !event && !lead.said())) {
    return std::nullopt;
  }
  TermPart term;
  term.amount = length->amount;
  term.unit = length->unit;
  term.before = back;
  term.said_after = lead.after && !lead.latest && !lead.within;
  term.weak = !lead.said() && !event;
  if (event) {
    term.event = event->kind;
    term.event_date = event->date;
  }
  return finished(scan, term, first, event ? event->last : length->last);
}

}  // namespace dondoc
