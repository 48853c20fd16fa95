// SPDX-License-Identifier: Apache-2.0
// Where the words of an event end, from which a term runs.
#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_term_parts.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

namespace dondoc {
namespace {

/// "…, mười lăm ngày đối với nhóm B": the next length, in words.
bool joins_length(const PhraseScan& scan, std::size_t sign) {
  if (!scan.at(sign).is_any_of({",", "và", "hoặc"})) {
    return false;
  }
  const auto words = read_number_words(scan, sign + 1, Five::may_be_nam);
  return words && scan.at(words->end).is_any_of({"ngày", "giờ", "tháng"});
}

/// "…, cuối năm tổng hợp": a deed of that time, and no further event.
bool does_something(const PhraseScan& scan, std::size_t index) {
  const std::size_t deed = behind_lead_in(scan, index);
  return scan.at(index).is_end() || behind_deed(scan, deed) > deed ||
         behind_unit(scan, index) > index;
}

/// "năm một lần", "một năm hai lần"
bool counts_times(const PhraseScan& scan, std::size_t index) {
  const std::size_t noun = scan.behind_any(index, {{"một"}, {"mỗi"}});
  const bool span = is_quarter_noun(scan.at(noun)) || is_time_noun(scan.at(noun));
  const auto count =
      span ? read_number_words(scan, noun + 1, Five::may_be_nam) : std::optional<PhraseNumber>();
  return count && scan.at(count->end).is("lần");
}

/// "trong quý II/2026", "ít nhất 02 lần", "hằng tháng": another due, not words of an event.
bool says_other_due(const PhraseScan& scan, std::size_t index, bool led) {
  // "kiểm tra đầu năm, cuối năm", "đột xuất, thường xuyên hoặc định kỳ": what kind of event
  const bool joins_list =
      index > 3 &&
      (scan.at(index - 3).is_any_of({"đầu", "giữa", "cuối", "kỳ"}) ||
       scan.reads(index - 3, {"đột", "xuất"}) || scan.reads(index - 3, {"định", "kỳ"}));
  const std::size_t within = scan.behind_any(index, {{"trong"}, {"vào"}});
  const Token& noun = scan.at(within);
  const Token& which = scan.at(within + 1);
  const bool quarter = is_quarter_noun(noun) && quarter_named(which) > 0;
  constexpr int year_least = 1900;
  const bool year = noun.is("năm") && which.is_number() && which.value >= year_least;
  const bool month = within > index && noun.is("tháng") && which.is_number();
  const std::size_t least = scan.behind_any(index,
                                            {{"ít", "nhất"},
                                             {"tối", "thiểu"},
                                             {"đạt", "từ"},
                                             {"đạt", "trên"},
                                             {"đạt"},
                                             {"bảo", "đảm"},
                                             {"đảm", "bảo"}});
  const bool amount =
      (scan.at(least).is_number() && (least > index || scan.at(least + 1).is("lần"))) ||
      counts_times(scan, index) || scan.reads(index, {"gấp", "đôi"});
  const bool years = scan.reads(index, {"giai", "đoạn"}) && scan.at(index + 2).is_number();
  const std::size_t standing = scan.behind(index, {"thường", "xuyên"});
  const bool stands = standing > index && (!scan.at(standing).is_word() || (led && !joins_list));
  const std::size_t every = scan.behind(index, {"định", "kỳ"});
  const bool often = scan.behind_any(every, {{"ít", "nhất"}, {"tối", "thiểu"}}) > every;
  const bool series = (is_every_word(scan.at(every)) && is_time_noun(scan.at(every + 1))) ||
                      (every > index && often);
  const bool happens = scan.reads(index, {"đột", "xuất"}) || scan.reads(index, {"ngay", "khi"}) ||
                       scan.reads(index, {"khi", "có"}) ||
                       scan.reads(index, {"khi", "phát", "sinh"});
  const bool part_of_span = led && noun.is_any_of({"cuối", "đầu", "giữa"}) &&
                            (is_quarter_noun(which) || which.is_any_of({"tháng", "năm", "tuần"})) &&
                            !joins_list;
  const bool weekday =
      scan.at(index).is("thứ") &&
      scan.at(index + 1).is_any_of({"hai", "ba", "tư", "năm", "sáu", "bảy"}) &&
      ((led && does_something(scan, index + 2)) || is_every_word(scan.at(index + 2)));
  return weekday || part_of_span || ((led || within > index) && (quarter || year)) || month ||
         amount || years || stands || series || happens || scan.reads(index, {"trước", "tết"}) ||
         scan.reads(index, {"sau", "tết"});
}

}  // namespace

bool joins_due(const PhraseScan& scan, std::size_t sign) {
  const Token& token = scan.at(sign);
  if (!token.is_any_of({",", "và", ";", "-", "(", "/"})) {
    return false;
  }
  if (says_other_due(scan, sign + 1, !token.is("và"))) {
    return true;
  }
  // "…, riêng cấp xã trong quý II/2026", "… (cấp xã: hằng tháng)": another case, and its due
  constexpr std::size_t case_words_max = 6;
  const bool other = scan.at(sign + 1).is_any_of({"riêng", "cấp", "ở", "tại"}) ||
                     scan.reads(sign + 1, {"đối", "với"}) || scan.reads(sign + 1, {"còn", "lại"}) ||
                     scan.reads(sign + 1, {"các", "đơn"}) ||
                     scan.reads(sign + 1, {"trường", "hợp"}) ||
                     scan.reads(sign + 1, {"gửi", "báo"}) || scan.reads(sign + 1, {"báo", "cáo"});
  if (!other) {
    return false;
  }
  for (std::size_t at = sign + 1; at <= sign + case_words_max; ++at) {
    if (at > sign + 1 && says_other_due(scan, at, true)) {
      return true;
    }
    if (!scan.at(at).is_word() && !scan.at(at).is(":")) {
      return false;
    }
  }
  return false;
}

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
  const bool until = token.is("đến") && next.is("hết");
  return every || dated || month || latest || within || until;
}

std::size_t behind_event(const PhraseScan& scan, std::size_t first) {
  std::size_t index = behind_clause_words(scan, first, [&scan, first](std::size_t at) {
    const bool that_is = scan.at(at).is("(") && scan.at(at + 1).is("tức");
    // "… ngày nhận hồ sơ hoàn thành trong quý II/2026"
    const bool done = at > first && scan.reads(at, {"hoàn", "thành"}) &&
                      (begins_time(scan, at + 2) || says_other_due(scan, at + 2, true));
    return that_is || done ||
           (at > first && (joins_length(scan, at - 1) || joins_due(scan, at - 1) ||
                           (begins_time(scan, at) && !scan.at(at - 1).is("thúc"))));
  });
  // What joins it to the next part isn't the event's.
  while (index > first &&
         scan.at(index - 1).is_any_of({",", "và", "trước", "trong", "đến", "vào", "hoặc"})) {
    --index;
  }
  return index;
}

EventKind period_end(const PhraseScan& scan, std::size_t index, std::size_t& last) {
  std::size_t at = scan.behind_any(index, {{"ngày"}, {"khi"}, {"thời", "điểm"}});
  const std::size_t ended = scan.behind_any(
      at, {{"kết", "thúc"}, {"hết"}, {"cuối", "cùng", "của"}, {"cuối", "cùng"}, {"cuối"}});
  if (ended == at) {
    return EventKind::outside;
  }
  at = scan.behind_any(ended, {{"mỗi"}, {"hằng"}, {"hàng"}, {"từng"}});
  if (const std::size_t reported = scan.behind(at, {"kỳ", "báo", "cáo"}); reported > at) {
    const bool ends = !scan.at(reported).is_word() ||
                      scan.at(reported).is_any_of({"và", "phải", "để", "gửi", "báo"});
    last = ends ? reported : last;
    return ends ? EventKind::period_end : EventKind::outside;
  }
  const Token& span = scan.at(at);
  at += 1 + same_words(scan, at + 1);
  at = span.is("năm") ? scan.behind(at, {"dương", "lịch"}) : at;
  const Token& next = scan.at(at);
  if (next.is_word() && !next.is_any_of({"và", "phải", "các", "để", "gửi", "báo", "đối"})) {
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

}  // namespace dondoc
