// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_told.h"

#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {
namespace {

/// "phấn đấu", "ít nhất", "trở lên": a measure that is still to be reached.
bool speaks_of_aim(const PhraseScan& scan) {
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (scan.at(at).is_any_of({"phấn", "tối", "phải"}) || scan.reads(at, {"ít", "nhất"}) ||
        scan.reads(at, {"trở", "lên"})) {
      return true;
    }
  }
  return false;
}

/// "1.245 hồ sơ": counted to the last one, so it is over.
bool in_thousands(const PhraseScan& scan, std::size_t index) {
  return scan.at(index).is_number() && scan.at(index + 1).is(".") && scan.at(index + 1).glued &&
         scan.at(index + 2).is_number() && scan.at(index + 2).glued &&
         scan.at(index + 2).text.size() == 3;
}

bool speaks_of_time(const PhraseScan& scan) {
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (is_time_noun(scan.at(at))) {
      return true;
    }
  }
  return false;
}

/// "Quý I/2026, UBND xã …", "Năm 2025, xã …": a time and who did it.
bool tells_of_office(const PhraseScan& scan) {
  bool timed = false;
  for (std::size_t at = 0; at + 1 < scan.size(); ++at) {
    timed = timed || is_time_noun(scan.at(at));
    if (timed && scan.at(at).is(",") &&
        scan.at(at + 1).is_any_of({"ubnd",
                                   "xã",
                                   "toàn",
                                   "hđnd",
                                   "uỷ",
                                   "ủy",
                                   "phường",
                                   "huyện",
                                   "tỉnh",
                                   "đảng",
                                   "thôn",
                                   "công",
                                   "trung"})) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool says_limit(const PhraseScan& scan) {
  for (std::size_t at = 0; at < scan.size(); ++at) {
    const Token& token = scan.at(at);
    const Token& next = scan.at(at + 1);
    const bool before = token.is("trước") && (next.is_number() || is_time_noun(next) ||
                                              next.is_any_of({"khi", "tết", "hết", "rằm"}));
    const bool latest = token.is_any_of({"chậm", "muộn", "trễ"}) && next.is("nhất");
    const bool last = token.is("hạn") && next.is_any_of({"cuối", "chót"});
    const bool until =
        token.is("đến") && next.is_any_of({"hết", "ngày"}) && at > 0 && !scan.at(at - 1).is("tính");
    const bool every = is_every_word(token) && (is_time_noun(next) || next.is_number());
    const bool within =
        token.is("trong") && (next.is("vòng") || scan.reads(at + 1, {"thời", "hạn"}));
    const bool periodic = token.is("định") && next.is_any_of({"kỳ", "kì"});
    const bool onward = scan.reads(at, {"trở", "đi"}) || scan.reads(at, {"kể", "từ"});
    if (before || latest || last || until || every || within || periodic || onward ||
        token.is("xong")) {
      return true;
    }
  }
  return false;
}

std::optional<WordSpan> lasting_state(const PhraseScan& scan) {
  const std::size_t begin = behind_enumeration(scan, 0);
  const std::size_t term = scan.behind_any(begin,
                                           {{"nhiệm", "kỳ"},
                                            {"thời", "gian", "hoạt", "động"},
                                            {"thời", "hiệu"},
                                            {"thời", "hạn", "bảo", "hành"},
                                            {"thời", "hạn", "sử", "dụng"},
                                            {"thời", "hạn", "hiệu", "lực"},
                                            {"thời", "hạn", "lưu", "trữ"},
                                            {"thời", "hạn", "bảo", "quản"},
                                            {"thời", "hạn", "thuê"},
                                            {"thời", "hạn", "hợp", "đồng"},
                                            {"thời", "hạn", "hoạt", "động"},
                                            {"thời", "gian", "nghỉ"},
                                            {"thời", "gian", "tập", "sự"},
                                            {"thời", "gian", "thử", "việc"},
                                            {"thời", "gian", "công", "tác"},
                                            {"thời", "gian", "hưởng"},
                                            {"thời", "gian", "hỗ", "trợ"},
                                            {"thời", "hạn", "hỗ", "trợ"},
                                            {"thời", "gian", "áp", "dụng"},
                                            {"thời", "hạn", "áp", "dụng"},
                                            {"nghỉ", "hưu"},
                                            {"nghỉ", "phép"},
                                            {"nghỉ", "tết"},
                                            {"ngày", "sinh"},
                                            {"ngày", "cấp"},
                                            {"ngày", "vào"}});
  for (std::size_t at = term; term > begin && at < scan.size(); ++at) {
    const bool counted = scan.at(at + 1).is_any_of({"năm", "tháng", "ngày"});
    if (scan.at(at).is_number() && (counted || !scan.at(begin).is("nhiệm"))) {
      return scan.span(begin, term);
    }
  }
  for (std::size_t at = 0; at < scan.size(); ++at) {
    const std::size_t holds = scan.behind_any(at,
                                              {{"không", "thay", "đổi"},
                                               {"giữ", "ổn", "định"},
                                               {"giữ", "nguyên"},
                                               {"có", "giá", "trị", "sử", "dụng"},
                                               {"có", "giá", "trị"},
                                               {"có", "thời", "hạn"},
                                               {"còn", "thời", "hạn"},
                                               {"còn", "hiệu", "lực"},
                                               {"tiếp", "tục", "hoạt", "động", "cho"},
                                               {"tiếp", "tục", "hoạt", "động"},
                                               {"tiếp", "tục", "có", "hiệu", "lực"},
                                               {"tiếp", "tục", "được", "áp", "dụng"},
                                               {"được", "chụp"},
                                               {"bảo", "hành"}});
    const bool how_long =
        scan.at(holds).is_any_of({"trong", "đến", "từ", "là", "kể", "ít", "tối"}) ||
        scan.at(holds).is_number();
    if (holds > at && how_long) {
      return scan.span(at, holds);
    }
    // "lưu trữ trong 05 năm"
    const std::size_t kept = scan.behind_any(
        at, {{"lưu", "trữ", "trong"}, {"bảo", "quản", "trong"}, {"lưu", "giữ", "trong"}});
    const std::size_t span = scan.behind_any(kept, {{"thời", "hạn"}, {"thời", "gian"}, {"vòng"}});
    const bool handed_in = at > 0 && scan.at(at - 1).is("vào");  // "nộp hồ sơ vào lưu trữ trong …"
    if (kept > at && !handed_in && scan.at(span).is_number() && scan.at(span + 1).is("năm")) {
      return scan.span(at, kept);
    }
    // "06 tháng tính đến ngày nộp hồ sơ", "từ đủ 05 năm trở lên"
    const bool counted_back =
        scan.at(at).is_number() && scan.at(at + 1).is_any_of({"năm", "tháng"}) &&
        (scan.reads(at + 2, {"tính", "đến"}) || scan.reads(at + 2, {"trở", "lên"}));
    if (counted_back) {
      return scan.span(at, at + 4);
    }
  }
  return std::nullopt;
}

std::optional<WordSpan> score_told(const PhraseScan& scan) {
  for (std::size_t at = 1; at < scan.size(); ++at) {
    const bool points =
        scan.at(at).is("điểm") && scan.at(at - 1).is_any_of({"trừ", "cộng", "thưởng"});
    if (points && !says_limit(scan)) {
      return scan.span(at - 1, at + 1);
    }
    if (!scan.at(at).is("điểm") || !scan.at(at - 1).is_number() ||
        scan.reads(at + 1, {"trở", "lên"})) {
      continue;
    }
    std::size_t first = at - 1;
    while (first >= 2 && scan.at(first - 1).is_any_of({",", "."}) &&
           scan.at(first - 2).is_number()) {
      first -= 2;
    }
    if (first > 0 &&
        scan.at(first - 1).is_any_of({":", "trừ", "cộng", "tính", "thưởng", "thang"})) {
      return scan.span(first - 1, at + 1);
    }
  }
  return std::nullopt;
}

std::optional<WordSpan> result_told(const PhraseScan& scan) {
  for (std::size_t at = 0; at < scan.size(); ++at) {
    const bool worst =
        scan.at(at).is_any_of({"chậm", "thấp", "muộn", "cao", "nhanh"}) &&
        scan.at(at + 1).is("nhất") &&
        (scan.at(at + 2).is_any_of({"tỉnh", "huyện", "cả", "toàn", "khu", "cụm"}) ||
         scan.reads(at + 2, {"trong", "tỉnh"}) || scan.reads(at + 2, {"trong", "cả"}));
    if (worst) {
      return scan.span(at, at + 2);
    }
    const std::size_t passed = scan.behind_any(at,
                                               {{"vượt", "chỉ", "tiêu"},
                                                {"vượt", "tiến", "độ"},
                                                {"vượt", "kế", "hoạch"},
                                                {"vượt", "dự", "toán"},
                                                {"vượt", "mức"},
                                                {"vượt", "so"},
                                                {"với", "cùng", "kỳ"}});
    std::size_t late = scan.behind_any(at, {{"quá", "hạn"}, {"trễ", "hạn"}, {"chậm", "hạn"}});
    late = late > at ? scan.behind_any(late, {{"từ"}}) : late;
    const bool fraction =
        at > 0 && behind_fraction(scan, at) > at &&
        (scan.at(at - 1).is_any_of({"đạt", "có", "được"}) || !speaks_of_time(scan));
    const bool whole =
        (scan.reads(at, {"toàn", "xã", "có"}) || scan.reads(at, {"toàn", "tỉnh", "có"})) &&
        scan.at(at + 3).is_number();
    const bool counted = (late > at && scan.at(late).is_number()) ||
                         (at == 0 && scan.reads(0, {"tổng", "số"}) && scan.at(2).is_number()) ||
                         fraction || whole ||
                         (scan.at(at).is("chiếm") && scan.at(at + 1).is_number()) ||
                         (in_thousands(scan, at) && tells_of_office(scan));
    if (counted && !speaks_of_aim(scan) && !says_limit(scan)) {
      return scan.span(at, at + 1);
    }
    const bool so = at > 0 && scan.at(at - 1).is("so");
    if (passed > at && !so && !says_limit(scan)) {
      return scan.span(at, passed);
    }
  }
  return std::nullopt;
}

}  // namespace dondoc
