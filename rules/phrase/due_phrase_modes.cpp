// SPDX-License-Identifier: Apache-2.0
// Duties that no calendar dates, and documents that are only named.
#include "rules/phrase/due_phrase_cases.h"
#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_mode_clauses.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_term_parts.h"
#include "rules/phrase/due_phrase_terms.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

#include <array>

namespace dondoc {
namespace {

constexpr std::size_t giver_words_max = 12;

/// What "thường xuyên" belongs to when it says no time: "chi thường xuyên", "nhiệm vụ thường
/// xuyên".
bool is_figure_of_speech(const PhraseScan& scan, std::size_t index) {
  const bool budget = index > 1 && scan.reads(index - 2, {"ngân", "sách"});
  return index > 0 && (budget || scan.at(index - 1).is_any_of({"chi",
                                                               "vụ",
                                                               "làm",
                                                               "phí",
                                                               "toán",
                                                               "vốn",
                                                               "tư",
                                                               "không",
                                                               "nguồn",
                                                               "tiền",
                                                               "việc",
                                                               "trực",
                                                               "khoản",
                                                               "mức",
                                                               "dục",
                                                               "cấp",
                                                               "giúp",
                                                               "phục",
                                                               "thuật"}));
}

std::optional<Read<ModePart>> taken(PhraseScan& scan,
                                    ModePart part,
                                    std::size_t first,
                                    std::size_t last) {
  static constexpr std::array<const char*, 3> roles{"mở nhiệm vụ: mỗi khi có phát sinh",
                                                    "thường xuyên: không có thời hạn riêng",
                                                    "thời hạn: do văn bản, kế hoạch khác định"};
  part.words = scan.span(first, last);
  scan.role(first, last, roles.at(static_cast<std::size_t>(part.mode)));
  return Read<ModePart>{part, last};
}

/// A mode with its words; fails over "trong 02 giờ" in them.
std::optional<Read<ModePart>> taken_with(PhraseScan& scan,
                                         const ModePart& part,
                                         std::size_t first,
                                         TokenRange clause) {
  const auto length = length_in_clause(scan, clause);
  // "theo lộ trình trong 05 năm": the plan's own
  const bool of_plan = length && part.mode == Mode::deferred &&
                       scan.at(length->last - 1).is_any_of({"tháng", "năm", "tuần"});
  if (!length || of_plan) {
    return taken(scan, part, first, clause.last);
  }
  const std::string words = scan.words(length->first, length->last);
  scan.fail(scan.span(length->first, length->last),
            "phrase-two-readings",
            "Cụm từ có hai cách hiểu: (1) phải xong " + words + "; (2) \"" + words +
                "\" thuộc nội dung của \"" + scan.words(first, length->first) +
                "\". Nếu là (1): ghi \"" + words + " kể từ …\"; nếu là (2): bỏ \"" + words + "\".",
            scan.words(first, length->first));
  return std::nullopt;
}

/// "Theo đề nghị của Sở Nội vụ tại Công văn số 15/SNV …": which request, not each one.
bool cites_request(const PhraseScan& scan, std::size_t first) {
  bool cited = false;
  for (std::size_t at = first; !is_separator(scan.at(at)) && !scan.at(at).is_end(); ++at) {
    cited = cited || (scan.at(at).is("tại") && behind_citation(scan, at + 1) > at + 1);
  }
  return cited;
}

/// "Theo đề nghị của Cục trưởng Cục …": on whose proposal something was issued.
bool is_proposed_by_post(const PhraseScan& scan, std::size_t index) {
  const std::size_t post = scan.behind(index, {"của"});
  return post > index && scan.behind_any(post,
                                         {{"bộ", "trưởng"},
                                          {"cục", "trưởng"},
                                          {"vụ", "trưởng"},
                                          {"tổng", "cục", "trưởng"},
                                          {"viện", "trưởng"},
                                          {"chánh", "văn"},
                                          {"chánh", "thanh"},
                                          {"giám", "đốc", "sở"},
                                          {"giám", "đốc", "công"},
                                          {"trưởng", "ban"},
                                          {"trưởng", "phòng"}}) > post;
}

/// "khi có ít nhất 2/3 tổng số thành viên tham dự": how many it takes, and nothing that happens.
bool is_quorum(const PhraseScan& scan, std::size_t first, std::size_t last) {
  bool share = false;
  for (std::size_t at = first; at < last; ++at) {
    share = share ||
            (scan.at(at).is_number() && scan.at(at + 1).is("/") && scan.at(at + 2).is_number());
    if (share && (scan.reads(at, {"tham", "dự"}) || scan.reads(at, {"dự", "họp"}) ||
                  scan.reads(at, {"đồng", "ý"}) || scan.reads(at, {"tán", "thành"}) ||
                  scan.reads(at, {"phiếu"}))) {
      return true;
    }
  }
  return false;
}

/// "đột xuất", "báo cáo đột xuất theo yêu cầu …", "đột xuất (khi có …)"; else `first`.
std::size_t behind_sudden(const PhraseScan& scan, std::size_t first) {
  const std::size_t last = scan.behind_any(first,
                                           {{"báo", "cáo", "đột", "xuất"},
                                            {"báo", "cáo", "phát", "sinh"},
                                            {"đột", "xuất"},
                                            {"hoặc", "đột", "xuất"}});
  // "báo cáo phát sinh trong kỳ trước ngày 25": of what has arisen
  const Token& next = scan.at(last);
  const bool of_what = scan.reads(first, {"báo", "cáo", "phát"}) && next.is_word() &&
                       !next.is_any_of({"theo", "khi", "hoặc", "và"});
  if (last == first || of_what) {
    return first;
  }
  if (joins_due(scan, last) || brackets_time(scan, last)) {
    return last;  // "đột xuất (hằng quý đối với cấp xã)"
  }
  const std::size_t more = scan.behind_any(last,
                                           {{"("},
                                            {",", "khi"},
                                            {"khi"},
                                            {"theo", "yêu", "cầu"},
                                            {"theo", "đề", "nghị"},
                                            {"hoặc", "theo", "yêu", "cầu"}});
  std::size_t behind = more > last ? behind_mode_clause(scan, last + 1, false) : last;
  behind += scan.at(last).is("(") && scan.at(behind).is(")") ? 1U : 0U;
  return behind;
}

std::optional<Read<ModePart>> read_happening(PhraseScan& scan, std::size_t first) {
  ModePart part;
  part.mode = Mode::happening;
  std::size_t last = scan.behind_any(first,
                                     {{"theo", "yêu", "cầu"},
                                      {"hoặc", "theo", "yêu", "cầu"},
                                      {"hoặc", "khi", "có", "yêu", "cầu"},
                                      {"hoặc", "khi", "cần", "thiết"},
                                      {"theo", "đề", "nghị"},
                                      {"theo", "từng", "vụ", "việc"},
                                      {"theo", "vụ", "việc"},
                                      {"theo", "phát", "sinh"},
                                      {"theo", "thực", "tế", "phát", "sinh"},
                                      {"theo", "tình", "hình", "thực", "tế"}});
  if (last > first && scan.reads(first, {"theo", "đề", "nghị"}) &&
      (cites_request(scan, first) || is_proposed_by_post(scan, last))) {
    return std::nullopt;
  }
  // "định kỳ hằng tháng hoặc khi có yêu cầu": the one and the other
  const bool alone = first == 0 && scan.at(0).is("hoặc");
  // "… hoặc khi chuyển sinh hoạt đảng": any other event
  if (last == first && scan.reads(first, {"hoặc", "khi"}) && is_work_word(scan.at(first + 2))) {
    last = first + 3;
  }
  if (last > first && !alone) {
    return taken_with(scan, part, first, {last, behind_mode_clause(scan, last, false)});
  }
  if (const std::size_t difficult = behind_difficulty(scan, first); difficult > first) {
    return taken(scan, part, first, difficult);
  }
  if (const std::size_t arises = behind_case_arising(scan, first); arises > first) {
    return taken_with(scan, part, first, {arises, behind_mode_clause(scan, arises, false)});
  }
  if (const std::size_t sudden = alone ? first : behind_sudden(scan, first); sudden > first) {
    return taken_with(scan, part, first, {first, sudden});
  }
  const std::size_t possible = scan.behind_any(first, {{"ngay", "khi"}, {"khi"}});
  if (possible > first && scan.reads(possible, {"có", "thể"})) {
    return std::nullopt;
  }
  const bool after = scan.reads(first, {"sau", "khi"}) || scan.reads(first, {"sau", "mỗi"});
  const bool prompt = scan.reads(first, {"kịp", "thời"});
  std::size_t begin = prompt ? first + 2 : first;
  begin = scan.behind_any(begin, {{"ngay", "lập", "tức"}, {"ngay"}});
  const bool when = scan.at(begin).is("khi") || scan.reads(begin, {"mỗi", "khi"});
  if (after || when) {
    const std::size_t noun = begin + (after || scan.at(begin).is("mỗi") ? 2U : 1U);
    const Token& what = scan.at(noun);
    const bool any = after && what.is_word() && !is_time_noun(what) && !is_hedge(what);
    const bool idiom = what.is("đó") || (after && scan.reads(noun, {"xem", "xét"}) &&
                                         behind_citation(scan, noun + 2) > noun + 2);
    if (idiom || (when && is_quorum(scan, noun, behind_mode_clause(scan, noun, false)))) {
      return std::nullopt;
    }
    if (!any && !is_work_word(what) && !is_acronym(scan, noun) &&
        !what.is_any_of({"phát", "xảy", "đủ", "gặp", "xuất", "nhận", "bắt", "bị", "nghi"})) {
      return std::nullopt;
    }
    part.after = after;
    return taken_with(scan, part, first, {noun, behind_mode_clause(scan, noun, false)});
  }
  // "bảo đảm công khai, minh bạch, kịp thời": how, not when
  bool assured = false;
  for (std::size_t at = 0; prompt && at + 1 < first; ++at) {
    assured = assured || scan.reads(at, {"bảo", "đảm"}) || scan.reads(at, {"đảm", "bảo"});
  }
  if (assured && scan.at(first - 1).is_any_of({",", "và"})) {
    return std::nullopt;
  }
  const bool arises = first == 0 && scan.reads(first, {"phát", "sinh"}) &&
                      !scan.at(first + 2).is("của");  // "Phát sinh của kỳ tháng 8: …"
  if (prompt || arises) {
    part.mild = prompt;
    return taken(scan, part, first, first + 2);
  }
  return std::nullopt;
}

std::optional<Read<ModePart>> read_standing(PhraseScan& scan, std::size_t first) {
  ModePart part;
  part.mode = Mode::standing;
  const std::size_t last = scan.behind_any(first,
                                           {{"thường", "xuyên", ",", "liên", "tục"},
                                            {"thường", "xuyên", "liên", "tục"},
                                            {"thường", "xuyên", "và", "liên", "tục"},
                                            {"liên", "tục", ",", "thường", "xuyên"},
                                            {"thường", "xuyên", ",", "kịp", "thời"},
                                            {"thường", "xuyên"},
                                            {"liên", "tục"},
                                            {"quanh", "năm"},
                                            {"xuyên", "suốt"}});
  const bool noun = first == 0 && scan.at(last).is("của");  // "thường xuyên của cơ sở y tế: …"
  if (last == first || noun || is_figure_of_speech(scan, first)) {
    return std::nullopt;
  }
  return taken(scan, part, first, last);
}

/// "đúng thời hạn quy định", "bảo đảm tiến độ": in time, whenever that is.
std::size_t behind_on_time(const PhraseScan& scan, std::size_t first) {
  const std::size_t last = scan.behind_any(first,
                                           {{"đúng", "thời", "gian", "quy", "định"},
                                            {"đúng", "thời", "hạn", "quy", "định"},
                                            {"đúng", "thời", "gian", "theo", "quy", "định"},
                                            {"đúng", "thời", "hạn", "theo", "quy", "định"},
                                            {"đúng", "thời", "hạn"},
                                            {"đúng", "thời", "gian"},
                                            {"sẽ", "thông", "báo", "sau"},
                                            {"có", "thông", "báo", "sau"},
                                            {"đúng", "tiến", "độ"},
                                            {"đúng", "quy", "định"},
                                            {"đảm", "bảo", "tiến", "độ"},
                                            {"bảo", "đảm", "tiến", "độ"}});
  return last > first ? scan.behind_any(last,
                                        {{",", "thời", "gian", "quy", "định"},
                                         {"và", "thời", "gian", "quy", "định"},
                                         {",", "thời", "hạn", "quy", "định"}})
                      : scan.behind_any(first,
                                        {{"đảm", "bảo", "thời", "gian", "quy", "định"},
                                         {"bảo", "đảm", "thời", "gian", "quy", "định"},
                                         {"đảm", "bảo", "thời", "hạn", "quy", "định"},
                                         {"bảo", "đảm", "thời", "hạn", "quy", "định"}});
}

/// "quy định", "kế hoạch của tỉnh": what else says by when.
bool names_what_sets_dates(const PhraseScan& scan, std::size_t begin) {
  return names_document(scan, begin) || scan.behind_any(begin,
                                                        {{"quy", "định"},
                                                         {"quy", "trình"},
                                                         {"kế", "hoạch"},
                                                         {"hướng", "dẫn"},
                                                         {"tiến", "độ"},
                                                         {"lộ", "trình"},
                                                         {"thời", "gian"},
                                                         {"thời", "hạn"},
                                                         {"thời", "điểm"},
                                                         {"chỉ", "đạo"},
                                                         {"sự", "chỉ", "đạo"},
                                                         {"ý", "kiến"},
                                                         {"phân", "công"},
                                                         {"lịch"},
                                                         {"điều"},
                                                         {"khoản"},
                                                         {"hợp", "đồng"},
                                                         {"dự", "án"},
                                                         {"mùa", "vụ"},
                                                         {"đợt"},
                                                         {"từng", "đợt"},
                                                         {"phụ", "lục"},
                                                         {"yêu", "cầu"},
                                                         {"kỳ", "họp"},
                                                         {"nội", "dung"},
                                                         {"thông", "lệ"},
                                                         {"chương", "trình"},
                                                         {"các", "văn", "bản"},
                                                         {"các", "quy", "định"},
                                                         {"từng", "nhiệm", "vụ"},
                                                         {"từng", "kế", "hoạch"},
                                                         {"từng", "nội", "dung"},
                                                         {"các", "kế", "hoạch"},
                                                         {"khung", "kế", "hoạch"},
                                                         {"giao"}}) > begin;
}

std::optional<Read<ModePart>> read_deferred(PhraseScan& scan, std::size_t first) {
  ModePart part;
  part.mode = Mode::deferred;
  std::size_t last = behind_on_time(scan, first);
  if (last > first) {
    part.mild = true;
    return taken(scan, part, first, last);
  }
  // Alone in a cell; in a sentence they say how something is done.
  const std::size_t given = scan.behind_any(first,
                                            {{"theo", "nhiệm", "vụ", "được", "giao"},
                                             {"theo", "nhiệm", "vụ", "được", "phân", "công"},
                                             {"theo", "chế", "độ", "báo", "cáo", "định", "kỳ"},
                                             {"theo", "chế", "độ", "báo", "cáo", "quy", "định"},
                                             {"theo", "chế", "độ", "báo", "cáo"},
                                             {"theo", "chế", "độ", "quy", "định"},
                                             {"theo", "thời", "vụ"}});
  if (first == 0 && given > first && scan.at(scan.behind(given, {"."})).is_end()) {
    return taken(scan, part, first, given);
  }
  // "do Hội đồng nhân dân xã giao hằng năm": whoever gives it says by when.
  for (std::size_t at = first + 1; scan.at(first).is("do") && at < first + giver_words_max; ++at) {
    if (scan.at(at).is_any_of({"giao", "phân"}) &&
        scan.at(at + 1).is_any_of({"hằng", "hàng", "bổ"})) {
      const std::size_t every = scan.behind(at + 1, {"bổ"});
      if (is_every_word(scan.at(every)) && scan.at(every + 1).is("năm")) {
        part.yearly = true;
        return taken(scan, part, first, every + 2);
      }
    }
  }
  const std::size_t begin = scan.behind_any(
      first,
      {{"thực", "hiện", "theo"}, {"tùy", "theo"}, {"tuỳ", "theo"}, {"theo", "đúng"}, {"theo"}});
  if (begin == first || (first > 0 && scan.at(first - 1).is_any_of({"tiếp", "kèm", "dựa"}))) {
    return std::nullopt;
  }
  // "Theo báo cáo của UBND xã, …": who says so
  if (scan.reads(begin, {"báo", "cáo"}) && !scan.reads(begin + 2, {"định", "kỳ"})) {
    return std::nullopt;
  }
  // "theo thời điểm có nhu cầu": each time, and no other document's day.
  if (scan.reads(begin, {"thời", "điểm", "có"}) || scan.reads(begin, {"thời", "điểm", "phát"})) {
    return std::nullopt;
  }
  if (!names_what_sets_dates(scan, begin)) {
    return std::nullopt;
  }
  last = behind_mode_clause(scan, begin, true);
  for (std::size_t index = begin; index + 1 < last; ++index) {
    part.yearly = part.yearly || (is_every_word(scan.at(index)) && scan.at(index + 1).is("năm"));
  }
  return taken_with(scan, part, first, {begin, last});
}

}  // namespace

std::optional<Read<ModePart>> read_mode(PhraseScan& scan, std::size_t first) {
  if (auto happening = read_happening(scan, first)) {
    return happening;
  }
  if (auto standing = read_standing(scan, first)) {
    return standing;
  }
  return read_deferred(scan, first);
}

}  // namespace dondoc
