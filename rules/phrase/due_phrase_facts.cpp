// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_facts.h"

#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_terms.h"
#include "rules/phrase/due_phrase_words.h"

#include <initializer_list>

namespace dondoc {
namespace {

/// "trước ngày 15", "chậm nhất", "hằng tháng": somebody may owe it by then.
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

/// What was done is told of somebody or from a time on; what is to be done begins with a verb.
bool tells_of(const Token& token) {
  return token.is_any_of({"ubnd",  "uỷ",    "ủy",   "hội",   "hđnd",  "các",  "xã",    "phường",
                          "phòng", "đến",   "ngày", "năm",   "tháng", "quý",  "trong", "tính",
                          "qua",   "ban",   "sở",   "bộ",    "chính", "thủ",  "tỉnh",  "huyện",
                          "đảng",  "mttq",  "nghị", "chi",   "cán",   "toàn", "trên",  "việc",
                          "công",  "đoàn",  "một",  "nhiều", "hầu",   "từ",   "nhân",  "thường",
                          "đơn",   "trung", "cấp",  "hiện",  "văn",   "đồng", "chủ",   "tổ"});
}

/// "hoàn thành", "ban hành": behind "đã" something that is over.
bool is_deed(const PhraseScan& scan, std::size_t index) {
  return scan.at(index).is_any_of({"hoàn", "ban",   "tổ",    "trả",  "thông",  "có",   "đạt",
                                   "xử",   "giải",  "triển", "thực", "tiếp",   "chỉ",  "xây",
                                   "kết",  "diễn",  "nhận",  "gửi",  "báo",    "khen", "ký",
                                   "phê",  "phối",  "mở",    "tham", "chuyển", "cấp",  "rà",
                                   "xảy",  "thành", "đi",    "ra",   "hỗ",     "giảm", "tăng"});
}

/// "UBND xã đã trả lời …", "Đến nay, các xã đã hoàn thành 12 nhiệm vụ".
std::optional<WordSpan> past_deed(const PhraseScan& scan) {
  std::size_t clause = 0;
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (scan.at(at).is("đã") && is_deed(scan, at + 1) &&
        (clause == at || tells_of(scan.at(clause)) || tells_of(scan.at(0)))) {
      return scan.span(at, at + 2);
    }
    // "Ngày 10/4/2026, Chủ tịch UBND xã ký ban hành Kế hoạch …"
    if (at > 0 && scan.reads(at, {"ký", "ban", "hành"}) && scan.at(0).is("ngày")) {
      return scan.span(at, at + 3);
    }
    const bool counted = (scan.reads(at, {"xảy", "ra"}) || scan.reads(at, {"ghi", "nhận"}) ||
                          scan.reads(at, {"hiện", "còn"}) || scan.reads(at, {"hiện", "có"})) &&
                         scan.at(at + 2).is_number();
    if (counted) {
      return scan.span(at, at + 2);
    }
    clause = is_separator(scan.at(at)) && !scan.at(at).is("và") ? at + 1 : clause;
  }
  return std::nullopt;
}

/// "được Hội đồng nhân dân xã thông qua ngày 16/12/2025", "được thành lập năm 1985".
std::optional<WordSpan> settled_on_day(const PhraseScan& scan) {
  constexpr std::size_t words_between_max = 20;
  for (std::size_t passive = 0; passive < scan.size(); ++passive) {
    if (!scan.at(passive).is("được")) {
      continue;
    }
    for (std::size_t at = passive + 1; at < passive + 1 + words_between_max; ++at) {
      const std::size_t settled = scan.behind_any(at,
                                                  {{"thông", "qua"},
                                                   {"ban", "hành"},
                                                   {"phê", "duyệt"},
                                                   {"công", "bố"},
                                                   {"công", "nhận"},
                                                   {"thành", "lập"},
                                                   {"kết", "nạp"},
                                                   {"bổ", "nhiệm"},
                                                   {"ký"}});
      const Token& day = scan.at(settled);
      const bool dated = day.is_any_of({"ngày", "năm"}) && scan.at(settled + 1).is_number();
      const bool session = scan.reads(settled, {"tại", "kỳ", "họp"});
      if (settled > at && (dated || session)) {
        return scan.span(at, settled);
      }
    }
  }
  return std::nullopt;
}

/// "Theo đề nghị của Giám đốc Sở tại Tờ trình số 548/TTr-SNV": why a decision was taken.
bool is_request_cited(const PhraseScan& scan) {
  const bool request =
      scan.reads(0, {"theo", "đề", "nghị"}) || scan.reads(0, {"xét", "đề", "nghị"});
  for (std::size_t at = 3; request && at < scan.size(); ++at) {
    if (scan.at(at).is("tại") && behind_citation(scan, at + 1) > at + 1) {
      return true;
    }
  }
  return false;
}

/// "Nhiệm kỳ … là 05 năm kể từ …", "không thay đổi trong thời hạn 5 năm": how long it holds.
std::optional<WordSpan> lasting_state(const PhraseScan& scan) {
  const std::size_t term = scan.behind_any(0,
                                           {{"nhiệm", "kỳ"},
                                            {"thời", "hiệu"},
                                            {"thời", "hạn", "bảo", "hành"},
                                            {"thời", "hạn", "sử", "dụng"},
                                            {"thời", "hạn", "hiệu", "lực"},
                                            {"thời", "hạn", "lưu", "trữ"},
                                            {"thời", "hạn", "bảo", "quản"},
                                            {"thời", "hạn", "thuê"},
                                            {"thời", "hạn", "hợp", "đồng"},
                                            {"thời", "gian", "nghỉ"},
                                            {"thời", "gian", "tập", "sự"},
                                            {"thời", "gian", "thử", "việc"},
                                            {"thời", "gian", "công", "tác"},
                                            {"thời", "gian", "hưởng"},
                                            {"nghỉ", "hưu"},
                                            {"nghỉ", "phép"},
                                            {"ngày", "sinh"},
                                            {"ngày", "cấp"},
                                            {"ngày", "vào"}});
  for (std::size_t at = term; term > 0 && at < scan.size(); ++at) {
    const bool counted = scan.at(at + 1).is_any_of({"năm", "tháng", "ngày"});
    if (scan.at(at).is_number() && (counted || !scan.at(0).is("nhiệm"))) {
      return scan.span(0, term);
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
                                               {"được", "chụp"}});
    const bool how_long =
        scan.at(holds).is_any_of({"trong", "đến", "từ", "là", "kể"}) || scan.at(holds).is_number();
    if (holds > at && how_long) {
      return scan.span(at, holds);
    }
    // "lưu trữ trong 05 năm"
    const std::size_t kept = scan.behind_any(
        at, {{"lưu", "trữ", "trong"}, {"bảo", "quản", "trong"}, {"lưu", "giữ", "trong"}});
    const std::size_t span = scan.behind_any(kept, {{"thời", "hạn"}, {"thời", "gian"}, {"vòng"}});
    if (kept > at && scan.at(span).is_number() && scan.at(span + 1).is("năm")) {
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

/// "trừ 0,5 điểm", "Dưới 70%: 0 điểm": what a result scores.
std::optional<WordSpan> score(const PhraseScan& scan) {
  for (std::size_t at = 1; at < scan.size(); ++at) {
    if (!scan.at(at).is("điểm") || !scan.at(at - 1).is_number() ||
        scan.reads(at + 1, {"trở", "lên"})) {
      continue;
    }
    std::size_t first = at - 1;
    while (first >= 2 && scan.at(first - 1).is_any_of({",", "."}) &&
           scan.at(first - 2).is_number()) {
      first -= 2;
    }
    if (first > 0 && scan.at(first - 1).is_any_of({":", "trừ", "cộng", "tính", "thưởng"})) {
      return scan.span(first - 1, at + 1);
    }
  }
  return std::nullopt;
}

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

/// "chậm nhất tỉnh", "vượt chỉ tiêu": how somebody stands.
std::optional<WordSpan> standing_of_somebody(const PhraseScan& scan) {
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
                                                {"vượt", "kế", "hoạch"},
                                                {"vượt", "dự", "toán"},
                                                {"vượt", "mức"},
                                                {"vượt", "so"},
                                                {"với", "cùng", "kỳ"}});
    const std::size_t late = scan.behind_any(at, {{"quá", "hạn"}, {"trễ", "hạn"}, {"chậm", "hạn"}});
    const bool counted = (late > at && scan.at(late).is_number()) ||
                         (at == 0 && scan.reads(0, {"tổng", "số"}) && scan.at(2).is_number()) ||
                         (at > 0 && behind_fraction(scan, at) > at && !speaks_of_aim(scan));
    if (counted && !says_limit(scan)) {
      return scan.span(at, at + 1);
    }
    const bool so = at > 0 && scan.at(at - 1).is("so");
    if (passed > at && !so && !says_limit(scan)) {
      return scan.span(at, passed);
    }
  }
  return std::nullopt;
}

/// The first amount of money, and whether it is a price ("đồng/báo cáo").
std::optional<WordSpan> money_of(const PhraseScan& scan, bool& price) {
  std::optional<WordSpan> found;
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (const std::size_t behind = behind_money(scan, at); behind > at) {
      found = found.value_or(scan.span(at, behind));
      price = price || (scan.at(behind - 1).is("đồng") && scan.at(behind).is("/")) ||
              scan.at(behind - 2).is("/");
      at = behind - 1;
    }
  }
  return found;
}

NoDueReason told(WordSpan words, const char* message) {
  return {words, message, once_hint};
}

}  // namespace

bool cites_grounds(const PhraseScan& scan, std::size_t first) {
  const bool grounds =
      (first == 0 && scan.reads(0, {"căn", "cứ"})) || scan.reads(first, {"thay", "thế"});
  const bool named = scan.at(first + 2).is_any_of({"luật",
                                                   "bộ",
                                                   "nghị",
                                                   "quyết",
                                                   "thông",
                                                   "công",
                                                   "kế",
                                                   "chỉ",
                                                   "chương",
                                                   "hướng",
                                                   "đề",
                                                   "văn"});
  if (!grounds || !named) {
    return false;
  }
  for (std::size_t at = 2; at < scan.size(); ++at) {
    if (scan.at(at).is_any_of({"trước", "chậm", "muộn", "hạn", "hằng", "hàng", "xong", "trong"})) {
      return false;
    }
  }
  return true;
}

bool speaks_of_money(const PhraseScan& scan, std::size_t index) {
  const bool budget = index == 2 && scan.at(index).is("năm") && scan.at(index + 1).is_number() &&
                      (scan.reads(0, {"dự", "toán"}) || scan.reads(0, {"kinh", "phí"}) ||
                       scan.reads(0, {"biên", "chế"}));
  if (budget) {
    return true;
  }
  return scan.reads(index, {"thường", "xuyên"}) &&
         scan.at(0).is_any_of({"chi", "kinh", "nguồn", "ngân", "vốn", "từ"}) && index > 0 &&
         scan.at(index - 1).is_any_of({"chi", "phí", "nguồn", "sách", "vốn"});
}

std::optional<NoDueReason> fact_told(const PhraseScan& scan) {
  bool price = false;
  const auto money = money_of(scan, price);
  const bool limited = says_limit(scan);
  const auto strong = [&scan] {
    for (std::size_t at = 0; at < scan.size(); ++at) {
      const bool before =
          scan.at(at).is("trước") && (scan.at(at + 1).is_number() || is_time_noun(scan.at(at + 1)));
      if (before || (scan.at(at).is_any_of({"chậm", "muộn"}) && scan.at(at + 1).is("nhất"))) {
        return true;
      }
    }
    return false;
  };
  if (money && ((price && !strong()) || !limited)) {
    return told(*money, "Cụm từ này nêu số tiền, định mức, không nêu thời hạn của nhiệm vụ.");
  }
  if (const auto state = lasting_state(scan)) {
    return told(*state,
                "Cụm từ này nêu một trạng thái kéo dài bao lâu, không nêu thời hạn của nhiệm vụ.");
  }
  if (const auto points = limited ? std::nullopt : score(scan)) {
    return told(*points, "Cụm từ này nêu cách chấm điểm, không nêu thời hạn của nhiệm vụ.");
  }
  if (const auto standing = standing_of_somebody(scan)) {
    return told(*standing, "Cụm từ này nêu kết quả, thứ hạng, không nêu thời hạn của nhiệm vụ.");
  }
  if (is_request_cited(scan) || scan.reads(0, {"trên", "đây", "là"}) ||
      scan.behind_any(0, {{"phạt", "tù"}, {"phạt", "tiền"}, {"bị", "phạt"}}) > 0) {
    return told(scan.span(0, scan.size()),
                "Cụm từ này nêu căn cứ hoặc lời kết của văn bản, không nêu thời hạn của nhiệm vụ.");
  }
  const auto past = limited ? std::nullopt : past_deed(scan);
  const auto settled = limited || past ? past : settled_on_day(scan);
  if (settled) {
    return told(*settled,
                "Cụm từ này kể việc đã qua, không nêu thời hạn của nhiệm vụ; việc phải làm thì ghi "
                "ngày phải xong.");
  }
  return std::nullopt;
}

}  // namespace dondoc
