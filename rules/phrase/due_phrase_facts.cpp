// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_facts.h"

#include "rules/phrase/due_phrase_citations.h"
#include "rules/phrase/due_phrase_names.h"
#include "rules/phrase/due_phrase_told.h"
#include "rules/phrase/due_phrase_words.h"

#include <initializer_list>

namespace dondoc {
namespace {

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
  return scan.at(index).is_any_of(
      {"khai", "khánh", "lắp",  "nộp",   "trao", "tặng",  "đưa", "bàn",  "nghiệm",
       "họp",  "hoàn",  "ban",  "tổ",    "trả",  "thông", "có",  "đạt",  "xử",
       "giải", "triển", "thực", "tiếp",  "chỉ",  "xây",   "kết", "diễn", "nhận",
       "gửi",  "báo",   "khen", "ký",    "phê",  "phối",  "mở",  "tham", "chuyển",
       "cấp",  "rà",    "xảy",  "thành", "đi",   "ra",    "hỗ",  "giảm", "tăng"});
}

/// "UBND xã đã trả lời …", "Đến nay, các xã đã hoàn thành 12 nhiệm vụ".
std::optional<WordSpan> past_deed(const PhraseScan& scan) {
  std::size_t clause = 0;
  for (std::size_t at = 0; at < scan.size(); ++at) {
    if (scan.at(at).is("đã") && is_deed(scan, at + 1) &&
        (clause == at || tells_of(scan.at(clause)) || tells_of(scan.at(0)))) {
      return scan.span(at, at + 2);
    }
    // "Chiều ngày 31/12/2025, UBND xã tổ chức Hội nghị …": how news begins
    const bool news = at > 3 && scan.at(0).is_any_of({"sáng", "chiều", "tối"}) &&
                      scan.at(1).is("ngày") && scan.at(at - 1).text.size() == year_digits &&
                      scan.at(at - 1).is_number() && scan.at(at).is(",") &&
                      tells_of(scan.at(at + 1));
    if (news) {
      return scan.span(0, at);
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

/// "Cải cách hành chính là nhiệm vụ trọng tâm, thường xuyên": what a task is, not when.
bool says_what_it_is(const PhraseScan& scan) {
  for (std::size_t at = 1; at < scan.size(); ++at) {
    if (scan.reads(at, {"là", "nhiệm", "vụ"})) {
      return true;
    }
  }
  return false;
}

/// "khi có ít nhất 1/3 tổng số ủy viên yêu cầu"
bool asks_for(const PhraseScan& scan, std::size_t first) {
  for (std::size_t at = first; at < scan.size(); ++at) {
    if (scan.reads(at, {"yêu", "cầu"}) || scan.reads(at, {"đề", "nghị"})) {
      return true;
    }
  }
  return false;
}

/// "… là một trong những tiêu chí để đánh giá … hằng năm", "họp được tiến hành khi có …", "Cuối năm
/// là ngày cuối cùng của tháng mười hai".
bool says_what_counts(const PhraseScan& scan) {
  const std::size_t word = behind_enumeration(scan, 0);
  if (scan.at(word).is_any_of({"đầu", "giữa", "cuối"}) && is_time_noun(scan.at(word + 1)) &&
      scan.at(word + 2).is("là")) {
    return true;
  }
  for (std::size_t at = 1; at < scan.size(); ++at) {
    if (scan.reads(at, {"là", "một", "trong"}) || scan.reads(at, {"được", "tiến", "hành", "khi"}) ||
        scan.reads(at, {"hợp", "lệ", "khi"})) {
      return true;
    }
    // "khi có ít nhất 2/3 thành viên": a quorum
    const bool share = scan.at(at).is("nhất") && scan.at(at + 1).is_number() &&
                       scan.at(at + 2).is("/") && scan.at(at + 3).is_number();
    if (share && at > 2 && scan.reads(at - 3, {"khi", "có"}) && !asks_for(scan, at)) {
      return true;
    }
  }
  return false;
}

/// "Nghị quyết 653/2019/UBTVQH14 về sắp xếp … giai đoạn 2019-2021": a document's title.
bool is_title(const PhraseScan& scan) {
  const std::size_t cited = behind_citation(scan, 0);
  for (std::size_t at = cited; at < scan.size(); ++at) {
    if (scan.at(at).is_any_of({":", ";"})) {
      return false;  // what it asks for comes behind it
    }
  }
  return cited > 2 && scan.at(cited).is_any_of({"về", "của"});
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

/// "trong 5 năm qua", "trong tháng vừa qua", but not "hằng tháng qua hệ thống …".
std::optional<WordSpan> span_gone(const PhraseScan& scan) {
  for (std::size_t at = 1; at < scan.size(); ++at) {
    const std::size_t last = scan.behind_any(at + 1, {{"vừa", "qua"}, {"qua"}, {"gần", "đây"}});
    const Token& before = scan.at(at - 1);
    const bool counted = before.is_number() || before.is_any_of({"trong", "những", "các", "mấy"});
    const Token& next = scan.at(last);
    const bool ends = next.is_end() || next.is_any_of({",", ";", ".", ")", ":"});
    if (is_time_noun(scan.at(at)) && counted && last > at + 1 && ends) {
      return scan.span(at - 1, last);
    }
  }
  return std::nullopt;
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
      const bool day = scan.reads(at, {"vào", "ngày"}) && scan.at(at + 2).is_number();
      if (before || day ||
          (scan.at(at).is_any_of({"chậm", "muộn"}) && scan.at(at + 1).is("nhất"))) {
        return true;
      }
    }
    return false;
  };
  const bool paid_each = is_every_word(scan.at(0)) && is_time_noun(scan.at(1)) &&
                         behind_money(scan, 2) > 2;  // "Mỗi tháng 500.000 đồng"
  if (money && ((price && !strong()) || !limited || paid_each)) {
    return told(*money, "Cụm từ này nêu số tiền, định mức, không nêu thời hạn của nhiệm vụ.");
  }
  if (const auto state = strong() ? std::nullopt : lasting_state(scan)) {
    return told(*state,
                "Cụm từ này nêu một trạng thái kéo dài bao lâu, không nêu thời hạn của nhiệm vụ.");
  }
  if (const auto points = score_told(scan)) {
    return told(*points, "Cụm từ này nêu cách chấm điểm, không nêu thời hạn của nhiệm vụ.");
  }
  if (const auto standing = result_told(scan)) {
    return told(*standing, "Cụm từ này nêu kết quả, thứ hạng, không nêu thời hạn của nhiệm vụ.");
  }
  // "Vì sao UBND xã phải ban hành kế hoạch trước ngày 30/6?"
  const bool asks = scan.at(scan.size() - 1).is("?");
  if (asks || scan.reads(0, {"đây", "là"}) || scan.reads(0, {"vì", "sao"})) {
    return told(scan.span(0, scan.size()),
                "Cụm từ này là câu hỏi hoặc lời bình, không nêu thời hạn của nhiệm vụ.");
  }
  const bool closing = is_request_cited(scan) || scan.reads(0, {"trên", "đây", "là"}) ||
                       scan.at(0).is("nhằm") || says_what_it_is(scan) ||
                       scan.behind_any(0, {{"phạt", "tù"}, {"phạt", "tiền"}, {"bị", "phạt"}}) > 0;
  if ((!limited && (closing || is_title(scan))) || (!strong() && says_what_counts(scan))) {
    return told(
        scan.span(0, scan.size()),
        "Cụm từ này nêu căn cứ, mục đích hoặc lời kết của văn bản, không nêu thời hạn của nhiệm "
        "vụ.");
  }
  bool lone_amount = scan.at(0).is_number() && scan.size() > 1;
  for (std::size_t at = 1; at < scan.size() && lone_amount; ++at) {
    lone_amount = scan.at(at).is_word() && !is_time_noun(scan.at(at)) && !scan.at(at).glued &&
                  !scan.at(at).is_any_of({"giờ", "lần", "tiếng", "h", "phút", "trở"});
  }
  if (lone_amount) {
    return told(scan.span(0, scan.size()),
                "Cụm từ này chỉ nêu số lượng, không nêu thời hạn của nhiệm vụ.");
  }
  if (const auto gone = span_gone(scan)) {
    return told(*gone,
                "Cụm từ này kể việc đã qua, không nêu thời hạn của nhiệm vụ; việc phải làm thì ghi "
                "ngày phải xong.");
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
