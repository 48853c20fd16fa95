// SPDX-License-Identifier: Apache-2.0
#include "rules/phrase/due_phrase_words.h"

#include <algorithm>

namespace dondoc {

bool is_quarter_noun(const Token& token) {
  return token.is_any_of({"quý", "quí", "qúy", "qúi"});
}

bool is_time_noun(const Token& token) {
  return is_quarter_noun(token) ||
         token.is_any_of({"ngày", "tháng", "năm", "tuần", "giờ", "mùng", "mồng"});
}

bool is_every_word(const Token& token) {
  return token.is_any_of({"hằng", "hàng", "mỗi", "từng"});
}

bool is_separator(const Token& token) {
  return token.is_any_of({",", ";", "và", "/", "&", "+"});
}

std::size_t next_words(const PhraseScan& scan, std::size_t index) {
  std::size_t last = index;
  while (true) {
    const Token& token = scan.at(last);
    const Token& next = scan.at(last + 1);
    const bool other_word =
        (token.is("kế") && !next.is_any_of({"tiếp", "sau", "đó"})) ||
        (token.is("sau") && next.is_any_of({"khi", "ngày"})) ||
        (token.is("tiếp") && next.is_any_of({"nhận", "tục", "cận", "xúc", "công", "dân"})) ||
        (token.is("tới") && (next.is_number() || is_time_noun(next)));
    const std::size_t behind = scan.behind_any(last,
                                               {{"n", "+", "1"},
                                                {"(", "n", "+", "1", ")"},
                                                {"liền", "kề"},
                                                {"kế", "tiếp"},
                                                {"kế", "sau"},
                                                {"tiếp", "theo"},
                                                {"liền"},
                                                {"kề"},
                                                {"sau"},
                                                {"tiếp"},
                                                {"tới"}});
    if (other_word || behind == last) {
      break;
    }
    last = behind;
  }
  if (last > index) {
    // "tháng tiếp theo tháng phát sinh (nghĩa vụ)", "quý sau quý báo cáo"
    // "năm tiếp theo ngay sau kỳ báo cáo"
    const std::size_t noun = scan.behind_any(last, {{"của"}, {"theo"}, {"sau"}, {"ngay", "sau"}});
    const bool span =
        scan.at(noun).is_any_of({"tháng", "năm", "kỳ"}) || is_quarter_noun(scan.at(noun));
    const std::size_t of_period = scan.behind_any(noun + 1,
                                                  {{"phát", "sinh", "nghĩa", "vụ"},
                                                   {"phát", "sinh"},
                                                   {"kỳ", "báo", "cáo"},
                                                   {"kết", "thúc", "báo", "cáo"},
                                                   {"kết", "thúc", "kỳ", "báo", "cáo"}});
    // "năm liền kề sau năm báo cáo", "năm tiếp theo ngay sau kỳ báo cáo"
    const bool same = scan.at(noun).is("kỳ") ||
                      (index > 0 && (scan.at(noun).text == scan.at(index - 1).text ||
                                     (scan.at(index - 1).is("lịch") && scan.at(noun).is("năm"))));
    const std::size_t reported = same ? scan.behind_any(noun + 1,
                                                        {{"báo", "cáo"},
                                                         {"kế", "hoạch"},
                                                         {"nộp", "thuế"},
                                                         {"tính", "thuế"},
                                                         {"thực", "hiện"},
                                                         {"đánh", "giá"},
                                                         {"quyết", "toán"}})
                                      : noun + 1;
    last = span ? std::max({last,
                            of_period > noun + 1 ? of_period : last,
                            reported > noun + 1 ? reported : last})
                : last;
  }
  return previous_words(scan, index) > 0 ? 0 : last - index;
}

std::size_t previous_words(const PhraseScan& scan, std::size_t index) {
  const std::size_t last = scan.behind_any(index,
                                           {{"trước", "liền", "kề"},
                                            {"liền", "kề", "trước", "đó"},
                                            {"liền", "kề", "trước"},
                                            {"trước", "đó"},
                                            {"liền", "trước"},
                                            {"kề", "trước"},
                                            {"n", "-", "1"},
                                            {"(", "n", "-", "1", ")"},
                                            {"trước"}});
  if (last == index) {
    return 0;
  }
  // "năm trước năm kế hoạch", "tháng trước tháng báo cáo".
  const std::size_t noun = scan.behind_any(last, {{"với"}, {"của"}});
  const std::size_t of_period = scan.behind_any(noun,
                                                {{"năm", "kế", "hoạch"},
                                                 {"năm", "thực", "hiện"},
                                                 {"năm", "ngân", "sách"},
                                                 {"năm", "báo", "cáo"},
                                                 {"năm", "tính", "thuế"},
                                                 {"năm", "tài", "chính"},
                                                 {"tháng", "báo", "cáo"},
                                                 {"tháng", "kế", "hoạch"},
                                                 {"tháng", "tổ", "chức", "phiên", "họp"},
                                                 {"tháng", "diễn", "ra", "phiên", "họp"},
                                                 {"tháng", "tổ", "chức", "họp"},
                                                 {"tháng", "họp"},
                                                 {"quý", "báo", "cáo"},
                                                 {"quý", "kế", "hoạch"},
                                                 {"kỳ", "báo", "cáo"}});
  if (of_period > noun) {
    return of_period - index;
  }
  // "tháng liền kề trước ngày 03" begins a limit.
  const Token& next = scan.at(last);
  const bool limit =
      scan.at(last - 1).is("trước") && (next.is_number() || is_time_noun(next) ||
                                        is_every_word(next) || next.is_any_of({"khi", "kỳ"}));
  return limit ? 0 : last - index;
}

std::size_t same_words(const PhraseScan& scan, std::size_t index) {
  return scan.behind_any(index,
                         {{"đó"},
                          {"n"},
                          {"báo", "cáo"},
                          {"hiện", "hành"},
                          {"hiện", "tại"},
                          {"kế", "hoạch"},
                          {"thực", "hiện"}}) -
         index;
}

}  // namespace dondoc
