// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_amounts.h"
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"
#include "rules/phrase/work_words.h"

#include <algorithm>

namespace dondoc {
namespace {

constexpr int quota_max = 100'000;
/// A counted thing has no longer name: "sáng kiến, giải pháp về cải cách hành chính".
constexpr std::size_t counted_words_max = 14;

bool is_counted(const Token& token) {
  const bool measure = is_time_noun(token) || token.is_any_of({"phút",
                                                               "giây",
                                                               "điểm",
                                                               "h",
                                                               "triệu",
                                                               "tỷ",
                                                               "nghìn",
                                                               "đồng",
                                                               "ha",
                                                               "km",
                                                               "m",
                                                               "phần",
                                                               "kg",
                                                               "tấn",
                                                               "buổi/",
                                                               "tuổi",
                                                               "lý"});
  return token.is_word() && !measure;
}

/// What is counted by the year or month even without "ít nhất": "02 lớp", "04 tin bài".
bool is_occasion(const Token& token) {
  return token.is_any_of({"cuộc",
                          "lớp",
                          "buổi",
                          "đợt",
                          "phiên",
                          "bài",
                          "tin",
                          "chuyên",
                          "hội",
                          "lượt",
                          "sáng",
                          "mô",
                          "kỳ"});
}

/// What there must be so many of: "báo giá", "bộ hồ sơ", "nhà thầu", "thành viên".
bool is_thing(const Token& token) {
  return token.is_any_of({"báo", "bộ", "nhà", "thành", "ủy", "uỷ", "camera", "máy", "bản", "ký"});
}

/// "/năm", "trong 01 năm", "mỗi quý", "một tháng": the period that a count is for.
std::optional<Read<CadenceUnit>> read_per(PhraseScan& scan, std::size_t first) {
  std::size_t index = scan.behind_any(first,
                                      {{"trong", "mỗi"},
                                       {"trong", "một"},
                                       {"trong", "1"},
                                       {"trong", "01"},
                                       {"trong"},
                                       {"/", "1"},
                                       {"/", "01"},
                                       {"/", "một"},
                                       {"/"},
                                       {"một"},
                                       {"mỗi"},
                                       {"hằng"},
                                       {"hàng"},
                                       {"trên"}});
  if (index == first) {
    return std::nullopt;
  }
  auto unit = read_cadence_unit(scan, index);
  const bool named = unit && (scan.at(unit->last).is_number() || next_words(scan, unit->last) > 0 ||
                              quarter_named(scan.at(unit->last)) != 0);
  const bool day = unit && unit->part == CadenceUnit::day && !scan.at(first).is("/");
  // "trong 9 tháng đầu năm"
  const bool part = unit && scan.at(unit->last).is_any_of({"đầu", "cuối"});
  return named || day || part ? std::nullopt : unit;
}

void fail_over_at_most(PhraseScan& scan, WordSpan words, const std::string& number) {
  scan.fail(words,
            "amount-only-at-most",
            "Chỉ nêu số lượng tối đa nên không có việc nào phải nhắc; hãy ghi số tối thiểu.",
            "ít nhất " + number + " lần/năm");
}

/// "Số lần hỗ trợ tối đa … là hai lần"
bool is_at_most(const PhraseScan& scan, std::size_t first) {
  constexpr std::size_t near_words_max = 12;
  bool most = false;
  for (std::size_t at = first - std::min(first, near_words_max); at < first; ++at) {
    most = most || scan.reads(at, {"tối", "đa"});
  }
  return most;
}

/// "không quá 02 lần/năm", "từ 2 đến 3 lần/năm": how many at most says nothing of a duty.
bool refuses_count(PhraseScan& scan, std::size_t first) {
  const std::size_t most = scan.behind_any(
      first, {{"không", "quá"}, {"không", "vượt", "quá"}, {"tối", "đa", "là"}, {"tối", "đa"}});
  const bool limited =
      most > first && scan.at(most).is_number() && scan.at(most + 1).is_any_of({"lần", "cuộc"});
  if (limited) {
    fail_over_at_most(scan, scan.span(first, most + 2), scan.at(most).text);
    return true;
  }
  const std::size_t from = scan.behind_any(first, {{"từ"}});
  const bool ranged = scan.at(from).is_number() && scan.at(from + 1).is_any_of({"-", "đến"}) &&
                      scan.at(from + 2).is_number() &&
                      scan.at(from + 3).is_any_of({"lần", "cuộc", "lớp", "buổi", "đợt"});
  if (ranged) {
    scan.fail(
        scan.span(first, from + 4),
        "amount-is-a-range",
        "Số lượng ghi thành một khoảng; hãy ghi số tối thiểu.",
        "ít nhất " + scan.at(from).text + " lần/" +
            (scan.at(from + 4).is("/") && is_time_noun(scan.at(from + 5)) ? scan.at(from + 5).text
                                                                          : "năm"));
  }
  return ranged;
}

/// "3 tháng 2 lần": so often in another time than a week, month, quarter or year.
bool refuses_several(PhraseScan& scan, std::size_t first) {
  const Token& count = scan.at(first + 2);
  const bool several = scan.at(first).is_number() && scan.at(first).value > 1 &&
                       scan.at(first + 1).is_any_of({"tháng", "năm", "tuần"}) &&
                       count.is_number() && count.value > 1 && scan.at(first + 3).is("lần");
  if (several) {
    scan.fail(scan.span(first, first + 4),
              "cadence-not-supported",
              "Số lần của \"" + scan.words(first, first + 2) +
                  "\" chưa lập lịch được; hãy ghi số lần mỗi tuần, tháng, quý hay năm.",
              "ít nhất " + count.text + " lần/quý");
  }
  return several;
}

/// Behind the further words of what is counted: "01 mô" … "hình", "sáng" … "kiến".
std::size_t behind_counted(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t more_max = 2;
  std::size_t last = index;
  for (std::size_t more = 0; more < more_max; ++more) {
    const Token& token = scan.at(last);
    const bool joins = token.is_any_of(
        {"so", "cao",  "và",   "trong", "vào",  "để",  "được", "phải", "chậm", "hoàn",
         "ở",  "tại",  "về",   "cho",   "theo", "gửi", "có",   "là",   "với",  "xong",
         "kể", "tính", "mùng", "ngay",  "muộn", "đạt", "tối",  "ít",   "do",   "bằng"});
    if (!token.is_word() || is_time_noun(token) || is_every_word(token) || joins ||
        is_hedge(token) || changes_due(scan, last)) {
      break;
    }
    ++last;
  }
  return last;
}

std::size_t behind_at_least(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(
      index, {{"ít", "nhất", "là"}, {"ít", "nhất"}, {"tối", "thiểu", "là"}, {"tối", "thiểu"}});
}

/// "tuần 1 lần", "năm 02 lần", "1 năm 2 lần": the period stands first.
std::optional<Read<QuotaPart>> read_period_first(PhraseScan& scan, std::size_t first) {
  const std::size_t bounded = behind_at_least(scan, first);
  std::size_t noun = scan.behind_any(bounded, {{"một"}, {"1"}, {"01"}});
  noun += is_every_word(scan.at(noun)) && bounded > first ? 1U : 0U;
  const Token& span = scan.at(noun);
  if (!span.is_any_of({"tuần", "tháng", "năm"}) && !is_quarter_noun(span)) {
    return std::nullopt;
  }
  // "ba năm hai lần", "3 tháng 2 lần": how often in another time than one of them
  const bool several =
      first > 0 && noun == first &&
      (scan.at(first - 1).is_number() || (scan.at(first - 1).is(".") && span.glued) ||
       scan.at(first - 1).is_any_of({"hai", "ba", "bốn", "sáu", "chín"}));
  const auto unit = several ? std::nullopt : read_cadence_unit(scan, noun);
  const std::size_t counted = unit ? behind_at_least(scan, unit->last) : noun;
  const bool at_least = bounded > first || (unit && counted > unit->last);
  const auto number = unit ? read_number(scan, counted) : std::nullopt;
  if (!number || number->value < 1 || number->value > quota_max ||
      !scan.at(number->end).is("lần")) {
    return std::nullopt;
  }
  QuotaPart part;
  part.at_least = number->value;
  part.per = unit->part;
  part.once = part.at_least == 1 && !at_least;
  part.words = scan.span(first, number->end + 1);
  scan.role(first, number->end + 1, "số lượng: ít nhất " + std::to_string(part.at_least));
  return Read<QuotaPart>{part, number->end + 1};
}

/// "mỗi năm hai lần", "mỗi năm họp hai lần", "hai lần mỗi năm": not "ba tháng hai lần", "hai - ba
/// lần", "chỉ hai lần", "gấp hai lần".
bool counts_in_words(PhraseScan& scan, std::size_t first, std::size_t behind) {
  const auto is_behind_period = [&scan](std::size_t at) {
    return at > 1 && is_time_noun(scan.at(at - 1)) && is_every_word(scan.at(at - 2));
  };
  if (is_behind_period(first)) {
    return true;
  }
  for (const std::size_t words : {std::size_t{1}, std::size_t{2}}) {
    if (ends_in_deed(scan, first, words) && is_behind_period(first - words)) {
      return true;
    }
  }
  return (first == 0 || ends_in_deed(scan, first)) && read_per(scan, behind);
}

/// Behind "nhiệm kỳ", "học kỳ", "khóa": spans that no calendar knows; else `index`.
std::size_t behind_other_period(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(index,
                         {{"nhiệm", "kỳ"},
                          {"học", "kỳ"},
                          {"học", "kì"},
                          {"kỳ", "học"},
                          {"khóa", "học"},
                          {"khóa"},
                          {"khoá"},
                          {"năm", "học"},
                          {"kỳ"},
                          {"đợt"},
                          {"mùa", "vụ"},
                          {"mùa"},
                          {"vụ"}});
}

/// "01 lần/học kỳ", "02 lần trong nhiệm kỳ", "mỗi khóa 02 lần"; `last` is behind what is counted.
bool refuses_other_period(PhraseScan& scan, std::size_t first, std::size_t last, bool times) {
  const bool slash = scan.at(last).is("/") && scan.at(last + 1).is_word();
  const std::size_t joint = scan.behind_any(last,
                                            {{"trong", "mỗi"},
                                             {"trong", "một"},
                                             {"trong", "suốt"},
                                             {"trong", "cả"},
                                             {"trong", "toàn"},
                                             {"trong"},
                                             {"mỗi"},
                                             {"một"},
                                             {"/", "1"}});
  const std::size_t by_term = scan.behind_any(last, {{"theo", "nhiệm", "kỳ"}, {"theo", "khóa"}});
  std::size_t begin = slash || by_term > last ? last + 1 : joint;
  std::size_t end = behind_other_period(scan, begin);
  // "ít nhất 02 lần trong 5 năm", but "… trong 5 năm kể từ ngày …"
  const std::size_t several = scan.at(joint - 1).is("trong") && scan.at(joint).is_number() &&
                                      scan.at(joint).value > 1 && is_time_noun(scan.at(joint + 1))
                                  ? joint + 2
                                  : joint;
  if (joint > last && several > joint && !scan.reads(several, {"kể", "từ"}) &&
      !scan.at(several).is_any_of({"đầu", "cuối", "sau", "trước"})) {
    begin = joint;
    end = several;
  }
  if (slash && times && end == begin && !is_time_noun(scan.at(begin))) {
    end = begin + (scan.at(begin + 1).is_word() ? 2U : 1U);
  }
  for (const std::size_t words : {std::size_t{1}, std::size_t{2}}) {
    const bool in_front = end == begin && first > words && scan.at(first - words - 1).is("mỗi") &&
                          behind_other_period(scan, first - words) == first;
    begin = in_front ? first - words : begin;
    end = in_front ? first : end;
  }
  if (begin == last || end == begin) {
    return false;
  }
  scan.fail(
      scan.span(std::min(first, begin), std::max(last, end)),
      "cadence-not-supported",
      "\"" + scan.words(begin, end) +
          "\" không phải tuần, tháng, quý hay năm nên chưa lập lịch được; hãy ghi chu kỳ khác.",
      "ít nhất 01 lần/năm");
  return true;
}

/// "0,4 mức lương", "1.2 Lập dự toán", "3 Họp giao ban", "01 bộ hồ sơ", "lần 1 vào thứ Sáu hằng
/// tuần": decimals, an item's number, the copies of a file, which one.
bool is_other_number(const PhraseScan& scan, std::size_t index, std::size_t noun) {
  const bool decimal = index > 1 && scan.at(index).glued &&
                       scan.at(index - 1).is_any_of({",", "."}) && scan.at(index - 1).glued &&
                       scan.at(index - 2).is_number();
  const bool item = index == 0 && scan.at(noun).is_word() && !is_occasion(scan.at(noun)) &&
                    scan.words(noun, noun + 1) != scan.at(noun).text;
  const bool which = index > 0 && !scan.at(noun).is("lần") &&
                     scan.at(index - 1).is_any_of({"lần", "đợt", "vòng", "bước"});
  return decimal || item || which || scan.reads(noun, {"bộ", "hồ"});
}

/// "ít nhất", "tối thiểu là", "từ".
std::size_t behind_bound(const PhraseScan& scan, std::size_t first) {
  return scan.behind_any(first,
                         {{"ít", "nhất", "là"},
                          {"ít", "nhất", "phải", "có"},
                          {"ít", "nhất"},
                          {"tối", "thiểu", "là"},
                          {"tối", "thiểu"},
                          {"không", "dưới"},
                          {"không", "ít", "hơn"},
                          {"≥"},
                          {"từ"}});
}

}  // namespace

std::optional<Read<QuotaPart>> read_quota(PhraseScan& scan, std::size_t first) {
  if (refuses_count(scan, first) || refuses_several(scan, first)) {
    return std::nullopt;
  }
  if (auto period_first = read_period_first(scan, first)) {
    return period_first;
  }
  const std::size_t index = behind_bound(scan, first);
  // "đạt từ 100 lượt người"
  const bool reached = first > 0 && scan.at(first - 1).is("đạt");
  const bool bound = index > first && (reached || !scan.reads(first, {"từ"}));
  const auto number = read_number(scan, index, bound ? Five::may_be_nam : Five::never_nam);
  if (!number || number->value < 1 || number->value > quota_max) {
    return std::nullopt;
  }
  const Token& noun = scan.at(number->end);
  if (!bound && is_other_number(scan, index, number->end)) {
    return std::nullopt;
  }
  if (!bound && noun.is("lần") && is_at_most(scan, first)) {
    fail_over_at_most(scan, scan.span(first, number->end + 1), std::to_string(number->value));
    return std::nullopt;
  }
  // "một cửa", "ba công khai": without a bound only digits count, but "mỗi năm hai lần".
  const bool in_words = number->value > 1 && (noun.is("lần") || is_occasion(noun)) &&
                        counts_in_words(scan, first, number->end + 1);
  if (!bound && !number->in_digits && !in_words) {
    return std::nullopt;
  }
  const bool ranged = noun.is_any_of({"-", "đến"}) && scan.at(number->end + 1).is_number() &&
                      is_counted(scan.at(number->end + 2));
  const bool in_days = bound && noun.is("ngày");
  if (!is_counted(noun) && !ranged && !in_days) {
    return std::nullopt;
  }
  std::size_t last = number->end + 1;
  std::optional<Read<CadenceUnit>> per;
  bool upward = false;
  for (std::size_t at = last; at < last + counted_words_max && !per; ++at) {
    if (scan.at(at).is_end() || scan.at(at).is_any_of({";", "."}) || scan.at(at).is_number()) {
      break;
    }
    upward = upward || scan.reads(at, {"trở", "lên"});
    per = read_per(scan, at);
  }
  const bool times = noun.is("lần");
  const bool said_from = scan.reads(first, {"từ"}) && !reached;
  const bool weak = !bound && !per && !upward && !times;
  if ((weak && (ranged || !is_occasion(noun))) || (said_from && !upward && !per)) {
    return std::nullopt;
  }
  if (ranged) {
    scan.fail(scan.span(first, number->end + 3),
              "amount-is-a-range",
              "Số lượng ghi thành một khoảng; hãy ghi số tối thiểu.",
              "ít nhất " + scan.at(number->end - 1).text + " lần/năm");
    return std::nullopt;
  }
  if (!per && refuses_other_period(scan, first, last, times)) {
    return std::nullopt;
  }
  QuotaPart part;
  part.at_least = number->value;
  if (per) {
    part.per = per->part;
    last = upward ? per->last : scan.behind(per->last, {"trở", "lên"});  // "từ 02 lần/năm trở lên"
  } else {
    last = behind_counted(scan, last);
  }
  part.weak = weak;
  part.in_days = in_days && !per;
  part.occasion = times || is_occasion(noun);
  part.thing = is_thing(noun);
  part.once = times && !bound && part.at_least == 1;
  part.words = scan.span(first, last);
  scan.role(first, last, "số lượng: ít nhất " + std::to_string(part.at_least));
  return Read<QuotaPart>{part, last};
}

}  // namespace dondoc
