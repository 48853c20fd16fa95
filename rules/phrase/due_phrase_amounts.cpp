// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_amounts.h"

#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/thousandths.h"
#include "rules/phrase/work_words.h"

#include <algorithm>

namespace dondoc {
namespace {

/// A number with decimals: "97,5".
std::optional<Read<std::int64_t>> read_decimal(const PhraseScan& scan, std::size_t first) {
  const Token& whole = scan.at(first);
  if (!whole.is_number() || whole.value >= number_too_long) {
    return std::nullopt;
  }
  const Token& point = scan.at(first + 1);
  const Token& decimals = scan.at(first + 2);
  const bool decimal =
      point.is_any_of({",", "."}) && point.glued && decimals.is_number() && decimals.glued;
  const auto value = parse_thousandths(decimal ? whole.text + '.' + decimals.text : whole.text);
  if (!value) {
    return std::nullopt;
  }
  return Read<std::int64_t>{*value, first + (decimal ? 3U : 1U)};
}

struct Threshold {
  Bound bound{Bound::at_least};
  bool said{false};
  std::size_t last{0};
};

Threshold read_threshold(const PhraseScan& scan, std::size_t first) {
  Threshold read;
  read.last = first;
  const auto take = [&](Bound bound, std::initializer_list<Words> alternatives) {
    const std::size_t next = scan.behind_any(read.last, alternatives);
    if (next == read.last) {
      return false;
    }
    read.bound = bound;
    read.said = true;
    read.last = next;
    return true;
  };
  while (take(read.bound,
              {{"phấn", "đấu", "đạt"},
               {"phấn", "đấu"},
               {"đạt", "được"},
               {"đạt", "tỷ", "lệ"},
               {"đạt", "tỉ", "lệ"},
               {"đạt", "mức"},
               {"đạt"},
               {"duy", "trì"}})) {
  }
  static_cast<void>(
      take(Bound::more_than, {{"trên"}, {"cao", "hơn"}, {"lớn", "hơn"}, {"hơn"}, {">"}}) ||
      take(Bound::less_than, {{"dưới"}, {"thấp", "hơn"}, {"nhỏ", "hơn"}, {"<"}}) ||
      take(Bound::at_most,
           {{"không", "quá"},
            {"không", "vượt", "quá"},
            {"tối", "đa"},
            {"không", "cao", "hơn"},
            {"≤"}}) ||
      take(Bound::at_least,
           {{"tối", "thiểu", "là"},
            {"tối", "thiểu", "từ"},
            {"tối", "thiểu"},
            {"ít", "nhất"},
            {"không", "dưới"},
            {"không", "thấp", "hơn"},
            {"không", "ít", "hơn"},
            {"từ"},
            {"≥"}}));
  if (scan.at(read.last).is("=") && read.said) {
    read.bound = read.bound == Bound::more_than ? Bound::at_least : Bound::at_most;
    ++read.last;
  }
  return read;
}

/// "phấn đấu có 85% chi bộ đạt …": the word about goals says that it is to be reached.
bool is_goal(const PhraseScan& scan, std::size_t first) {
  constexpr std::size_t goal_words_max = 6;
  for (std::size_t at = first; at > 1 && at + goal_words_max > first; --at) {
    if (scan.reads(at - 2, {"phấn", "đấu"})) {
      return true;
    }
    if (is_separator(scan.at(at - 1))) {
      return false;
    }
  }
  return false;
}

/// "số xã", "cán bộ", "hồ sơ": of what there is a share.
bool is_shared_noun(const Token& token) {
  return token.is_any_of({"số",     "các",    "cán",  "công",  "viên", "hồ",   "cơ",  "đơn",
                          "xã",     "phường", "thôn", "ấp",    "bản",  "khu",  "tổ",  "hộ",
                          "trường", "học",    "trẻ",  "người", "dân",  "đảng", "chi", "hội",
                          "đoàn",   "doanh",  "hợp",  "thủ",   "văn",  "dịch", "phụ", "thanh",
                          "lao",    "giáo",   "địa",  "nhiệm"});
}

/// "Đến năm 2030, có 75% số xã …", "Hằng năm 100% cán bộ …": a share named behind the year by whose
/// end it is to be reached, or in which it is each time.
bool is_share_by_then(const PhraseScan& scan, std::size_t first, std::size_t behind) {
  if (!is_shared_noun(scan.at(behind))) {
    return false;
  }
  std::size_t at = first;
  while (at > 0 && (is_separator(scan.at(at - 1)) ||
                    scan.at(at - 1).is_any_of({"có", "bảo", "đảm", "thì", "phải"}))) {
    --at;
  }
  if (at < 2) {
    return false;
  }
  if (scan.reads(at - 2, {"hằng", "năm"}) || scan.reads(at - 2, {"hàng", "năm"}) ||
      scan.reads(at - 2, {"mỗi", "năm"})) {
    return true;
  }
  constexpr std::size_t year_words_max = 9;
  const std::size_t year = at - 1;
  if (!scan.at(year).is_number() || !scan.at(year - 1).is_any_of({"năm", "/"})) {
    return false;
  }
  for (std::size_t word = year; word > 0 && word + year_words_max > year; --word) {
    if (scan.at(word - 1).is_any_of({"đến", "tới", "trước", "hết", "nhất", "trong", "vào"})) {
      return true;
    }
    if (is_separator(scan.at(word - 1)) && !scan.at(word - 1).is("/")) {
      return false;
    }
  }
  return year == 1;
}

/// "30% số đơn vị/năm": a share of each year.
bool is_share_per_year(const PhraseScan& scan, std::size_t first, std::size_t behind) {
  constexpr std::size_t noun_words_max = 6;
  const bool changed = first > 0 && scan.at(first - 1).is_any_of({"giảm", "tăng", "thêm"});
  if (changed || !is_shared_noun(scan.at(behind))) {
    return false;
  }
  std::size_t at = behind;
  while (at < behind + noun_words_max && scan.at(at).is_word()) {
    ++at;
  }
  return scan.reads(at, {"/", "năm"});
}

/// "đạt khoảng 9,5 - 10%/năm": a goal, and not the words around one.
bool refuses_range(PhraseScan& scan, std::size_t first, const Read<std::int64_t>& low) {
  const std::size_t joint = scan.behind_any(low.last, {{"%", "-"}, {"%", "đến"}, {"-"}, {"đến"}});
  const bool goal = first > 0 && scan.at(first - 1).is_any_of({"đạt", "khoảng"});
  if (joint == low.last || !goal) {
    return false;
  }
  const auto high = read_decimal(scan, joint);
  if (!high || !scan.at(high->last).is("%")) {
    return false;
  }
  scan.fail(scan.span(first, high->last + 1),
            "amount-is-a-range",
            "Chỉ tiêu ghi thành một khoảng; hãy ghi mức phải đạt.",
            "đạt từ " + scan.words(first, low.last) + "%");
  return true;
}

}  // namespace

std::optional<Read<TargetPart>> read_target(PhraseScan& scan, std::size_t first) {
  Threshold threshold = read_threshold(scan, first);
  const auto value = read_decimal(scan, threshold.last);
  if (!value) {
    return std::nullopt;
  }
  if (refuses_range(scan, first, *value)) {
    return std::nullopt;
  }
  std::size_t last = scan.behind_any(value->last, {{"%"}, {"phần", "trăm"}});
  const bool percent = last > value->last;
  if (!percent) {
    last = scan.behind(value->last, {"điểm"});
    const bool upward = scan.reads(last, {"trở", "lên"}) || scan.reads(last, {"trở", "xuống"});
    if (last == value->last || !(threshold.said || upward)) {
      return std::nullopt;
    }
  }
  const bool ranged = scan.at(last).is_any_of({"-", "đến"}) && read_decimal(scan, last + 1);
  if (ranged) {
    return std::nullopt;
  }
  // "không thấp hơn 10% và không quá 30%"
  const std::size_t other = scan.behind_any(last, {{"và"}, {","}});
  const Threshold most = read_threshold(scan, other);
  const auto limit = other > last && most.said ? read_decimal(scan, most.last) : std::nullopt;
  if (limit && threshold.said && scan.at(limit->last).is("%") && most.bound == Bound::at_most &&
      threshold.bound != Bound::at_most) {
    scan.fail(scan.span(first, limit->last + 1),
              "amount-is-a-range",
              "Chỉ tiêu ghi thành một khoảng; hãy ghi mức phải đạt.",
              scan.words(first, last));
    return std::nullopt;
  }
  if (const std::size_t more = scan.behind_any(last, {{"trở", "lên"}}); more > last) {
    threshold.said = true;
    last = more;
  } else if (const std::size_t less = scan.behind_any(last, {{"trở", "xuống"}}); less > last) {
    threshold.bound = Bound::at_most;
    threshold.said = true;
    last = less;
  }
  TargetPart part;
  if (scan.at(last).is("/")) {
    if (const auto per = read_cadence_unit(scan, last + 1);
        per && !scan.at(per->last).is_number()) {
      part.per = per->part;
      // "đạt từ 9,5%/năm trở lên", but not "giảm 1%/năm trở lên"
      last = threshold.said ? scan.behind(per->last, {"trở", "lên"}) : per->last;
    }
  }
  part.target = {threshold.bound, value->part, percent ? "%" : "điểm"};
  part.bare = !threshold.said &&
              !(percent && (is_goal(scan, first) || is_share_by_then(scan, first, last) ||
                            is_share_per_year(scan, first, last))) &&
              !(first > 0 && scan.at(first - 1).is(":"));
  part.words = scan.span(first, last);
  if (!part.bare) {
    scan.role(first, last, "chỉ tiêu: " + scan.words(first, last));
  }
  return Read<TargetPart>{part, last};
}

}  // namespace dondoc
