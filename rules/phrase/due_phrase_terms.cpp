// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_terms.h"

#include "rules/phrase/due_phrase_term_parts.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

namespace dondoc {
namespace {

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
      {"khi", "ngày", "kỳ", "phiên", "thời", "hội", "cuộc", "đại", "lễ", "buổi", "đợt"});
}

/// Behind "kể từ khi tiếp nhận" in "Sau khi tiếp nhận …, phải phân loại trong 24 giờ kể từ khi tiếp
/// nhận": the event said once more; else `index`.
std::size_t behind_event_again(const PhraseScan& scan, std::size_t index) {
  const std::size_t from = scan.behind(index, {","});
  const std::size_t event = scan.behind_any(from, {{"kể", "từ"}, {"tính", "từ"}, {"từ", "khi"}});
  return event > from ? behind_event(scan, event) : index;
}

/// Whether the term at `length` is one for whoever the event leads to do something, and not "…
/// không nhận được thông báo trong 09 tháng kể từ …", "… với thời hạn 180 ngày kể từ …".
bool leads_to(const PhraseScan& scan, std::size_t event, std::size_t length) {
  bool denied = scan.at(length - 1).is_any_of({"với", "là"});
  // "… được miễn thuế trong 04 năm kể từ …"
  for (std::size_t at = event; at < length; ++at) {
    denied = denied || (scan.at(at).is("được") && holds_lasting(scan, at, length));
  }
  for (std::size_t at = event; at < length; ++at) {
    denied = denied || scan.at(at).is_any_of({"không", "chưa"});
  }
  return !denied;
}

/// "Ngay khi có kết luận, riêng cấp xã không quá 45 ngày": the days are another case's.
bool begins_other_case(const PhraseScan& scan, std::size_t index) {
  return scan.at(index).is("riêng") || scan.reads(index, {"đối", "với"}) ||
         scan.reads(index, {"còn", "lại"}) ||
         (scan.at(index).is("cấp") && scan.at(index - 1).is(","));
}

/// "Sau khi kiểm tra, … định kỳ 6 tháng một lần": how often, and no term.
bool is_cadence(const PhraseScan& scan, std::size_t first, std::size_t last) {
  return scan.at(last + 1).is("lần") || scan.at(last).is("/") ||
         (first > 1 && scan.reads(first - 2, {"định", "kỳ"}));
}

/// "Sau khi có kết quả, trong 05 ngày làm việc": the event stands first.
std::optional<Read<TermPart>> read_event_first(PhraseScan& scan, std::size_t first) {
  const bool at_once = scan.at(first).is("ngay");
  std::size_t begin = scan.behind_any(first, {{"ngay"}});
  const bool before = scan.at(begin).is("trước");
  const std::size_t event = scan.behind_any(begin,
                                            {{"kể", "từ"},
                                             {"tính", "từ"},
                                             {"từ", "khi"},
                                             {"từ", "ngày"},
                                             {"sau"},
                                             {"khi"},
                                             {"trước", "mỗi"},
                                             {"trước"}});
  if (event > begin && scan.at(event - 1).is("sau") && refuses_days_after_tet(scan, event)) {
    return std::nullopt;
  }
  // "ngay khi có thể": soon, and no event
  if (event == begin || scan.at(event).is_number() || scan.at(event + 1).is_number() ||
      scan.at(event + 1).is_any_of({"mùng", "mồng", "rằm"}) || scan.reads(event, {"có", "thể"})) {
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
    if (scan.at(index).is_any_of({";", "."}) || (at_once && begins_other_case(scan, index))) {
      break;
    }
    const TermLead lead = read_lead(scan, index);
    const auto length = read_length(scan, lead.last, lead.said());
    if (scan.failed()) {
      return std::nullopt;
    }
    if (length && is_cadence(scan, index, length->last)) {
      break;
    }
    // "ngay sau khi phát hiện, không muộn hơn 24 giờ kể từ khi …"
    const bool clock = length && length->unit == TermUnit::hours && !lead.within && !lead.after &&
                       !scan.at(index).is("không");
    if (!length || clock || (length->unit == TermUnit::years && !lead.said())) {
      if (begins_time(scan, index)) {
        break;
      }
      continue;
    }
    TermPart term;
    term.amount = length->amount;
    term.unit = length->unit;
    term.before = before;
    term.event = EventKind::outside;
    const std::size_t said_again = behind_event_again(scan, length->last);
    if (said_again > length->last) {
      if (!(when || scan.at(event).is_any_of({"khi", "ngày"})) || !leads_to(scan, event, index)) {
        return std::nullopt;
      }
      term.before = false;
      return finished(scan, term, first, said_again);
    }
    std::size_t ended = 0;
    const EventKind kind = period_end(scan, event, ended);
    const bool whole = kind != EventKind::outside && ended + 1 >= index;
    term.event = whole ? kind : EventKind::outside;
    // "Ngay khi xảy ra (trong vòng 24 giờ)"
    const bool bracketed = scan.at(index - 1).is("(") && scan.at(length->last).is(")");
    return finished(scan, term, first, length->last + (bracketed ? 1U : 0U));
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
                                      {{"chậm", "nhất", "trong"},
                                       {"chậm", "nhất", "vào"},
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
    // "… ngày làm việc tiếp theo kể từ ngày nhận hồ sơ", "… tiếp theo ngày nhận hồ sơ"
    const std::size_t from =
        scan.behind_any(worked + next, {{"kể", "từ"}, {"tính", "từ"}, {"của"}});
    const bool event = scan.at(from).is_any_of({"ngày", "lúc", "khi", "thời"}) &&
                       scan.at(from + 1).is_word() && !is_every_word(scan.at(from + 1));
    return finished(scan, term, first, event ? behind_event(scan, from) : worked + next);
  }
  // "trong ngày (nhận đủ hồ sơ), chậm nhất là ngày làm việc tiếp theo": the later one is the due.
  const std::size_t named =
      scan.at(worked).is_any_of({"nhận", "tiếp"}) ? behind_event(scan, worked) : worked;
  if (scan.at(named).is_any_of({",", "hoặc"}) && scan.reads(named + 1, {"chậm", "nhất"})) {
    if (auto later = read_same_day(scan, named + 1)) {
      scan.drop_roles_from(scan.role_count() - 1);
      return finished(scan, later->part, first, later->last);
    }
  }
  const Token& after = scan.at(worked);
  const bool within = scan.at(index - 1).is_any_of({"trong", "cùng"});
  const bool ends =
      after.is_end() || is_separator(after) ||
      after.is_any_of({")", ".", ":", "nhận", "tiếp", "phát", "xảy", "có", "đối", "khi"});
  if (!within || !ends) {
    return std::nullopt;
  }
  const std::size_t last = after.is_any_of({"nhận", "tiếp", "phát", "xảy", "có", "khi"})
                               ? behind_event(scan, worked)
                               : worked;
  return finished(scan, term, first, last);
}

/// "trước ngày khai giảng năm học mới": "trước" leaves the day itself out, so by the end of the day
/// before it.
std::optional<Read<TermPart>> read_before_event(PhraseScan& scan,
                                                std::size_t first,
                                                std::size_t day) {
  const bool names_event =
      (scan.at(day).is("ngày") &&
       scan.at(day + 1).is_any_of({"khai", "bầu", "họp", "diễn", "tổ", "tựu", "bế", "nhập"})) ||
      scan.reads(day, {"khai", "giảng"}) || scan.reads(day, {"khai", "mạc"});
  const std::size_t last = names_event ? behind_event(scan, day) : day;
  const Token& behind = scan.at(last);
  if (!names_event || !(behind.is_end() || is_separator(behind) || behind.is_any_of({".", ")"}))) {
    return std::nullopt;
  }
  TermPart term;
  term.amount = 1;
  term.before = true;
  term.event = EventKind::outside;
  scan.note(scan.span(first, last),
            "before-day-is-day-before",
            "\"Trước ngày …\" không gồm ngày đó, nên hạn là hết ngày liền trước.");
  return finished(scan, term, first, last);
}

Lasting lasting_of(const PhraseScan& scan, std::size_t first, const TermLead& lead, TermUnit unit) {
  const std::size_t labelled = scan.behind(first, {"thời", "gian"});
  const bool handled =
      scan.reads(labelled, {"xử", "lý"}) || scan.reads(labelled, {"giải", "quyết"});
  if (!lead.said() || (labelled > first && !handled)) {
    return Lasting::yes;
  }
  const bool limited = scan.reads(first, {"thời", "hạn"}) ||
                       scan.reads(first, {"trong", "thời", "hạn"}) ||
                       scan.reads(first, {"trong", "vòng"});
  const bool other = lead.latest || lead.after || lead.before || lead.at_least;
  return limited || other || handled || unit == TermUnit::working_days ? Lasting::no
                                                                       : Lasting::perhaps;
}

/// "Tập huấn 03 ngày trước ngày 15/6/2026": how long and by when, or so many days before it.
bool refuses_days_before_date(PhraseScan& scan,
                              std::size_t first,
                              const TermLead& lead,
                              const TermLength& length,
                              const TermEvent& event) {
  if (event.kind != EventKind::date || !event.before || lead.said() || first == 0 ||
      !scan.at(first - 1).is_word()) {
    return false;
  }
  const std::string days = scan.words(first, length.last);
  const std::string by = scan.words(length.last, event.last);
  scan.fail(scan.span(first, event.last),
            "phrase-two-readings",
            "Cụm từ có hai cách hiểu: (1) kéo dài " + days + ", thời hạn là " + by +
                "; (2) thời hạn là " + days +
                " trước ngày đó. Nếu là (1): ghi dấu phẩy trước \"trước\"; nếu là (2): "
                "thêm \"chậm nhất\".",
            scan.source().with(scan.span(first, event.last), days + ", " + by));
  return true;
}

}  // namespace

std::optional<Read<TermPart>> read_term(PhraseScan& scan, std::size_t first) {
  // "hoàn thành trước thời hạn 15 ngày": so much sooner than another due
  if (first >= 2 && scan.reads(first - 2, {"trước", "hạn"}) && scan.at(first).is_number()) {
    return std::nullopt;
  }
  if (scan.at(first).is("trước") &&
      scan.at(scan.behind_any(first + 1, {{"thời", "hạn"}, {"hạn"}})).is_number() &&
      !scan.at(first + 1).is_number()) {
    return std::nullopt;
  }
  if (refuses_not_before(scan, first)) {
    return std::nullopt;
  }
  if (auto event_first = read_event_first(scan, first); event_first || scan.failed()) {
    return event_first;
  }
  if (auto same_day = read_same_day(scan, first)) {
    return same_day;
  }
  const TermLead lead = read_lead(scan, first);
  const auto length = read_length(scan, lead.last, lead.said());
  if (!length && !scan.failed() && lead.before && !lead.within && !lead.after) {
    if (auto day_before_event = read_before_event(scan, first, lead.last)) {
      return day_before_event;
    }
  }
  if (!length) {
    if (!scan.failed() && lead.within && scan.at(lead.last).is_number()) {
      static_cast<void>(refuses_unit(scan, lead.last, lead.last + 1));
    }
    return std::nullopt;
  }
  // "Thời hạn: 6 tháng một lần": how often
  if (scan.at(length->last + 1).is("lần")) {
    return std::nullopt;
  }
  // "trước 11 giờ ngày 25", "trước 17 giờ ngày làm việc cuối cùng": a clock.
  if (length->unit == TermUnit::hours && scan.at(length->last).is("ngày")) {
    return std::nullopt;
  }
  const std::size_t roles = scan.role_count();
  const auto event = read_event(scan, length->last, lead, *length);
  scan.drop_roles_from(roles);
  if (scan.failed()) {
    return std::nullopt;
  }
  if (event && refuses_days_before_date(scan, first, lead, *length, *event)) {
    return std::nullopt;
  }
  const bool back = lead.before || (event && event->before);
  constexpr int hours_of_day = 24;
  const bool clock = length->unit == TermUnit::hours && !lead.within && !lead.after && !event &&
                     (length->amount <= hours_of_day || lead.said());
  if (refuses_amount(scan, first, lead, *length, event, back)) {
    return std::nullopt;
  }
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
  term.lasting = event ? Lasting::no : lasting_of(scan, first, lead, length->unit);
  if (event) {
    term.event = event->kind;
    term.other_event = event->other;
    term.event_date = event->date;
  }
  return finished(scan, term, first, event ? event->last : length->last);
}

}  // namespace dondoc
