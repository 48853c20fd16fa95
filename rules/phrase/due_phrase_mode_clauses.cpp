// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_mode_clauses.h"

#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_term_parts.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// "…, hoàn thành trong tháng 6/2026", "… và báo cáo trước quý III": the next clause has a time.
bool says_due(const PhraseScan& scan, std::size_t first) {
  for (std::size_t at = first; !scan.at(at).is_end(); ++at) {
    const Token& token = scan.at(at);
    if (token.is_any_of({",", ";", ".", "(", ")"})) {
      return false;
    }
    if (const std::size_t cited = behind_citation(scan, at); cited > at) {
      return false;
    }
    const Token& next = scan.at(at + 1);
    const bool named = is_time_noun(next) || is_quarter_noun(next) || next.is("cuối");
    if (token.is_any_of({"trong", "vào", "trước", "hết", "từ"}) && named &&
        (scan.at(at + 2).is_number() ||
         (is_quarter_noun(next) && quarter_named(scan.at(at + 2)) > 0))) {
      return true;
    }
  }
  return false;
}

/// "trong tháng 11/2025", "trong (thời) hạn 15 ngày kể từ …": a time of its own behind "theo quy
/// định".
bool says_span(const PhraseScan& scan, std::size_t noun) {
  const bool month = scan.at(noun).is("tháng") && scan.at(noun + 1).is_number();
  const bool quarter = is_quarter_noun(scan.at(noun)) && quarter_named(scan.at(noun + 1)) > 0;
  const std::size_t term = scan.behind_any(noun, {{"thời", "hạn"}, {"thời", "gian"}, {"vòng"}});
  const std::size_t amount =
      scan.behind_any(term, {{"không", "quá"}, {"tối", "đa", "là"}, {"tối", "đa"}});
  return month || quarter || (term > noun && scan.at(amount).is_number());
}

/// Behind "03 ngày làm việc", "một tuần"; else `index`.
std::size_t behind_amount_of_time(const PhraseScan& scan, std::size_t index) {
  const auto words = read_number_words(scan, index, Five::may_be_nam);
  const std::size_t unit = scan.at(index).is_number() ? index + 1 : words ? words->end : index;
  const bool counted =
      unit > index &&
      scan.at(unit).is_any_of({"giờ", "ngày", "phút", "tuần", "tháng", "tiếng", "năm"});
  return counted ? scan.behind(unit + 1, {"làm", "việc"}) : index;
}

/// Behind "trong 24 giờ", "trong một tuần", "trong ngày"; else `index`, as for "trong 24 giờ tới".
std::size_t behind_so_long(const PhraseScan& scan, std::size_t index) {
  const std::size_t within = scan.behind_any(index, {{"ngay", "trong"}, {"trong"}});
  if (within == index) {
    return index;
  }
  if (scan.at(within).is("ngày") && !scan.at(within + 1).is_word()) {
    return within + 1;
  }
  const std::size_t amount =
      scan.behind_any(within, {{"không", "quá"}, {"tối", "đa"}, {"khoảng"}, {"vòng"}});
  const std::size_t last = behind_amount_of_time(scan, amount);
  const bool of_event = scan.at(last).is_any_of({"tới", "liên", "qua", "gần"}) ||
                        (index > 1 && scan.reads(index - 2, {"liên", "tục"}));
  return last > amount && !of_event ? last : index;
}

/// "trong 12 tháng kể từ ngày …": a term, whatever stands before it.
bool is_counted_from(const PhraseScan& scan, std::size_t index) {
  const std::size_t last = behind_so_long(scan, index);
  const std::size_t from = scan.behind(last, {","});
  return last > index && (scan.reads(from, {"kể", "từ"}) || scan.reads(from, {"tính", "từ"}) ||
                          scan.reads(from, {"từ", "ngày"}));
}

/// Behind "báo cáo", "xử lý": what is done about something that happens; else `index`.
std::size_t behind_answer(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(index,
                         {{"phải"},
                          {"báo", "cáo"},
                          {"thông", "báo"},
                          {"xử", "lý"},
                          {"trả", "lời"},
                          {"giải", "quyết"},
                          {"khắc", "phục"},
                          {"cung", "cấp"},
                          {"phản", "hồi"},
                          {"gửi"},
                          {"nộp"}});
}

enum class SoLong {
  how_soon,   ///< "khi có sự cố phải báo cáo trong 24 giờ"
  of_event,   ///< "khi có doanh nghiệp không nộp thuế trong 90 ngày"
  not_clear,  ///< "khi có yêu cầu trong 03 ngày"
};

/// What "trong 24 giờ" at `index` says in a clause that begins at `first`.
SoLong meaning_of_length(const PhraseScan& scan, std::size_t first, std::size_t index) {
  constexpr std::size_t deed_words_max = 6;
  if (scan.at(index - 1).is_any_of({"(", ",", "ngay"}) || scan.at(index).is("ngay")) {
    return SoLong::how_soon;
  }
  const std::size_t near = std::max(first, index - std::min(index, deed_words_max));
  std::size_t answer = index;
  for (std::size_t at = near; at < index; ++at) {
    // "khi nhận được báo cáo của 03 đơn vị": what has come
    const bool thing = at > 0 && (scan.at(at - 1).is_any_of({"có", "bị"}) ||
                                  (at > 1 && scan.reads(at - 2, {"nhận", "được"})));
    answer = behind_answer(scan, at) > at && !thing ? at : answer;
  }
  if (answer < index && scan.at(answer - 1).is_any_of({"không", "chưa"})) {
    return SoLong::of_event;
  }
  bool counted = false;  // "có từ 02 ca mắc", but not "khoản 2 Điều 5"
  for (std::size_t at = first; at < std::min(answer, index); ++at) {
    counted = counted || (scan.at(at).is_number() && scan.at(at + 1).is_word() &&
                          !is_numbering(scan.at(at > 0 ? at - 1 : scan.size())) &&
                          !scan.at(at - 1).is_any_of({"đoạn", "cấp", "nhóm", "số"}));
  }
  if (answer == index) {
    return counted ? SoLong::of_event : SoLong::not_clear;
  }
  const bool hours = scan.at(behind_so_long(scan, index) - 1).is("giờ");
  return counted && !hours ? SoLong::not_clear : SoLong::how_soon;
}

/// "khi có sự cố phải báo cáo trong 24 giờ": how soon, not part of what happens ("có 03 ca mắc
/// trong 07 ngày").
bool says_how_soon(const PhraseScan& scan, std::size_t first, std::size_t index) {
  return behind_so_long(scan, index) > index &&
         meaning_of_length(scan, first, index) == SoLong::how_soon;
}

/// "khi có dịch báo cáo hằng ngày": how often, and no "khi có thay đổi hằng năm".
bool says_how_often(const PhraseScan& scan, std::size_t index) {
  return is_every_word(scan.at(index)) && is_time_noun(scan.at(index + 1)) && index > 2 &&
         !scan.at(index - 3).is("có") &&  // "khi có thông báo hằng năm của Bộ"
         (scan.reads(index - 2, {"báo", "cáo"}) || scan.reads(index - 2, {"cập", "nhật"}) ||
          scan.reads(index - 2, {"thông", "báo"}));
}

/// Whether a limit of its own, or another way of saying when, begins in a clause's words.
bool ends_clause(const PhraseScan& scan,
                 std::size_t first,
                 std::size_t index,
                 bool through_commas) {
  const Token& token = scan.at(index);
  const Token& next = scan.at(index + 1);
  const bool limit = (token.is_any_of({"chậm", "muộn"}) && next.is("nhất")) ||
                     (token.is_any_of({"trước", "xong"}) &&
                      (next.is_number() || next.is_any_of({"ngày", "trước"}))) ||
                     (token.is("đến") && next.is_any_of({"hết", "ngày"})) ||
                     (token.is("từ") && next.is("ngày") && scan.at(index + 2).is_number()) ||
                     (token.is("trong") && says_span(scan, index + 1)) ||
                     is_counted_from(scan, index) ||
                     (index > first && says_how_soon(scan, first, index)) ||
                     (token.is("hạn") && next.is("cuối")) ||
                     (token.is("hoàn") && next.is("thành") && says_due(scan, index));
  const bool carried_out =
      token.is("và") &&
      (is_every_word(next) || scan.reads(index + 1, {"tổ", "chức"}) ||
       scan.reads(index + 1, {"triển", "khai"}) || scan.reads(index + 1, {"đột", "xuất"}) ||
       scan.reads(index + 3, {"đột", "xuất"}) || scan.reads(index + 1, {"khi", "có"}));
  const bool besides =
      token.is("hoặc") && (next.is("đột") || scan.reads(index + 1, {"khi", "có"}) ||
                           scan.reads(index + 1, {"theo", "yêu"}));
  const bool day_follows = token.is_any_of({",", "và", "-"}) && next.is_any_of({"ngày", "tháng"}) &&
                           scan.at(index + 2).is_number();
  const bool due_follows = (token.is_any_of({",", "và"}) && says_due(scan, index + 1)) ||
                           (index > first && joins_due(scan, index)) || day_follows;
  const bool comma = (token.is(",") && !through_commas) || due_follows ||
                     (token.is(",") && scan.reads(index + 1, {"đột", "xuất"}));
  const bool bracketed = (token.is("(") && scan.reads(index + 1, {"khi", "có"})) ||
                         brackets_time(scan, index) ||
                         (index > first && !through_commas && says_how_often(scan, index));
  const bool but =
      token.is("nhưng") && !next.is_any_of({"chậm", "muộn", "không", "phải", "trước", "hoàn"});
  return bracketed || limit || carried_out || but || comma || besides;
}

}  // namespace

bool brackets_time(const PhraseScan& scan, std::size_t index) {
  if (!scan.at(index).is("(")) {
    return false;
  }
  const std::size_t limit = scan.behind_any(
      index + 1, {{"không", "quá"}, {"tối", "đa"}, {"trong", "vòng"}, {"trong"}, {"trước"}});
  // "(03 ngày)" may be how long something lasts
  const bool bare = limit == index + 1 && scan.at(limit).is_number();
  return !bare && (begins_time(scan, limit) || behind_so_long(scan, index + 1) > index + 1);
}

std::optional<TokenRange> length_in_clause(const PhraseScan& scan, TokenRange clause) {
  for (std::size_t at = clause.first + 1; at < clause.last; ++at) {
    // "khi có yêu cầu (03 ngày)"
    if (scan.at(at).is("(") && behind_amount_of_time(scan, at + 1) > at + 1) {
      return TokenRange{at + 1, behind_amount_of_time(scan, at + 1)};
    }
    const std::size_t end = behind_so_long(scan, at);
    if (end > at && !scan.at(at - 1).is("lần") &&
        meaning_of_length(scan, clause.first, at) != SoLong::of_event) {
      return TokenRange{at, end};
    }
  }
  return std::nullopt;
}

std::size_t behind_mode_clause(const PhraseScan& scan, std::size_t first, bool through_commas) {
  std::size_t index = behind_clause_words(
      scan, first, [&](std::size_t at) { return ends_clause(scan, first, at, through_commas); });
  // "đột xuất (báo cáo trong ngày)": a bracket stays whole
  std::optional<std::size_t> open;
  for (std::size_t at = first; at < index; ++at) {
    open = scan.at(at).is("(") ? std::optional(at) : scan.at(at).is(")") ? std::nullopt : open;
  }
  index = scan.at(index).is_end() ? index : open.value_or(index);
  while (index > first && scan.at(index - 1).is_any_of({",", "và", "("})) {
    --index;
  }
  return index;
}

}  // namespace dondoc
