// SPDX-License-Identifier: Apache-2.0
// Spans of time in the words about work: what a report covers, how long a document holds. They say
// nothing about when something is due.
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

namespace dondoc {
namespace {

bool is_span(const Token& token) {
  return token.is_any_of({"tuần", "tháng", "năm"}) || is_quarter_noun(token);
}

/// "ban hành kế hoạch phát triển khoa học 05 năm trước ngày 31/3/2026": how long a document holds.
bool names_years(const PhraseScan& scan, std::size_t index) {
  constexpr std::size_t title_words_max = 16;
  const Token& limit = scan.at(index + 2);
  const bool dated = (limit.is("trước") && scan.at(index + 3).is("ngày")) ||
                     scan.reads(index + 2, {"chậm", "nhất"});
  for (std::size_t at = index; dated && at > 1 && at + title_words_max > index; --at) {
    if (scan.reads(at - 2, {"kế", "hoạch"}) || scan.reads(at - 2, {"chương", "trình"}) ||
        scan.reads(at - 2, {"chiến", "lược"})) {
      return true;
    }
  }
  return false;
}

std::size_t behind_span_beside_limit(const PhraseScan& scan, std::size_t index) {
  const Token& span = scan.at(index);
  // "báo cáo kết quả trong tuần trước 10 giờ thứ Năm hằng tuần"
  const Token& told = scan.at(index + 1);
  const bool within_span =
      span.is("trong") && index > 0 &&
      (told.is_any_of({"tuần", "tháng"}) || is_quarter_noun(told)) &&
      scan.at(index - 1).is_any_of({"quả", "hình", "tác", "việc", "cáo", "vụ", "văn"}) &&
      (scan.reads(index + 2, {"chậm", "nhất"}) ||
       (scan.at(index + 2).is("trước") &&
        (scan.at(index + 3).is_number() || scan.at(index + 3).is_any_of({"ngày", "thứ"}))));
  if (within_span) {
    return index + 2;
  }
  // "trong tuần từ 10/8 đến 14/8", "Tuần 42, từ 12/10 đến 17/10/2026": the days say it.
  const std::size_t week = index + 1 + (told.is_number() ? 1U : 0U);
  const bool named = week == index + 1 || index == 0;
  if (span.is("tuần") && named && scan.at(scan.behind_any(week, {{"("}, {","}})).is("từ")) {
    return week;
  }
  return index;
}

std::size_t behind_school_year(const PhraseScan& scan, std::size_t index) {
  // "kết thúc năm học trước ngày 31/5", "đăng ký thi đua năm học 2026-2027 gửi trước ngày 30/9"
  if (scan.reads(index, {"năm", "học"}) && index > 0 && scan.at(index - 1).is_word() &&
      !is_hedge(scan.at(index - 1)) && !scan.at(index - 1).is_any_of({"trong", "vào", "cả"})) {
    std::size_t last = index + 2;
    last = scan.behind(last, {"mới"});
    last += scan.at(last).is_number() ? 1U : 0U;
    last += scan.at(last).is_any_of({"-", "/"}) && scan.at(last + 1).is_number() ? 2U : 0U;
    for (std::size_t at = last; at < scan.size(); ++at) {
      const bool limit = scan.reads(at, {"trước"}) || scan.reads(at, {"nhất"}) ||
                         scan.reads(at, {"đến", "hết"}) || scan.reads(at, {"đến", "ngày"});
      const std::size_t day = scan.behind_any(at + 1, {{"hết"}, {"là"}, {"vào"}});
      if (limit && scan.at(scan.behind(day, {"ngày"})).is_number()) {
        return last;
      }
    }
  }
  return index;
}

std::size_t behind_years(const PhraseScan& scan, std::size_t index) {
  const Token& span = scan.at(index);
  // "tổng kết 5 năm", "kế hoạch (trung hạn) 5 năm"
  const bool many_years = span.is_number() && span.text.size() < year_digits && index > 1 &&
                          scan.at(index + 1).is("năm") && !scan.at(index + 2).is_number() &&
                          !is_every_word(scan.at(index + 3)) &&
                          (scan.at(index - 1).is_any_of({"kết", "hoạch", "lược"}) ||
                           scan.reads(index - 2, {"chương", "trình"}) ||
                           scan.reads(index - 2, {"trung", "hạn"}) || names_years(scan, index));
  if (many_years) {
    return index + 2;
  }
  // "tiền thưởng Tết 2026", "tặng quà Tết Nguyên đán 2026"
  const std::size_t feast = scan.behind_any(index, {{"tết", "nguyên", "đán"}, {"tết"}});
  if (feast > index && index > 0 && scan.at(feast).is_number() &&
      scan.at(feast).text.size() == year_digits &&
      scan.at(index - 1).is_any_of({"thưởng", "quà", "lo", "đón", "vui", "mừng", "hoa", "chợ"})) {
    return feast + 1;
  }
  // "giai đoạn 2026 - 2030, tầm nhìn đến năm 2035": no due
  const std::size_t vision = scan.behind_any(index,
                                             {{"tầm", "nhìn", "đến", "năm"},
                                              {"tầm", "nhìn"},
                                              {"định", "hướng", "đến", "năm"},
                                              {"định", "hướng", "đến"},
                                              {"định", "hướng", "năm"},
                                              {"định", "hướng"}});
  if (vision > index && scan.at(vision).is_number() && scan.at(vision).text.size() == year_digits &&
      index > 0) {
    return vision + 1;
  }
  return index;
}

std::size_t behind_span_in_title(const PhraseScan& scan, std::size_t index) {
  const Token& span = scan.at(index);
  // "theo năm ngân sách", "kế hoạch vận hành thị trường điện tháng cho các đơn vị"
  const std::size_t fiscal =
      scan.behind_any(index, {{"năm", "ngân", "sách"}, {"năm", "tài", "chính"}});
  if (fiscal > index && index > 0 && scan.at(index - 1).is_any_of({"theo", "trong"})) {
    return fiscal;
  }
  constexpr std::size_t title_words_max = 10;
  const bool of_title = (span.is_any_of({"tháng", "tuần"}) || is_quarter_noun(span)) && index > 2 &&
                        scan.at(index - 1).is_word() && !is_every_word(scan.at(index - 1)) &&
                        !is_hedge(scan.at(index - 1)) &&
                        scan.at(index + 1).is_any_of({"cho", "của", "gửi"});
  for (std::size_t at = index; of_title && at > 1 && at + title_words_max > index; --at) {
    if (scan.reads(at - 2, {"kế", "hoạch"}) && at < index) {
      return index + 1;
    }
  }
  // "chương trình công tác quý đó"
  if (is_span(span) && index > 0 && scan.at(index + 1).is("đó") && scan.at(index - 1).is_word() &&
      !is_every_word(scan.at(index - 1)) && !is_time_noun(scan.at(index - 1)) &&
      !is_hedge(scan.at(index - 1)) && !scan.at(index - 1).is_any_of({"trong", "vào", "là"})) {
    return index + 2;
  }
  return index;
}

/// "trước ngày 31/3", "chậm nhất ngày 31/3", "trong quý I": the due itself.
bool is_limit_with_day(const PhraseScan& scan, std::size_t index) {
  const std::size_t led = scan.behind_any(index,
                                          {{"trước"},
                                           {"chậm", "nhất", "là"},
                                           {"chậm", "nhất", "vào"},
                                           {"chậm", "nhất"},
                                           {"trong"},
                                           {"vào"},
                                           {"xong"}});
  const std::size_t day = scan.behind_any(led, {{"ngày"}, {"tháng"}, {"quý"}});
  return led > index && day > led && (scan.at(day).is_number() || quarter_named(scan.at(day)) > 0);
}

std::size_t behind_span_reported(const PhraseScan& scan, std::size_t index) {
  const Token& span = scan.at(index);
  // "… gửi số liệu giải ngân tháng trước"
  const std::size_t reported_span = index + 1 + previous_words(scan, index + 1);
  const bool last_words =
      scan.at(reported_span).is_end() || scan.at(reported_span).is_any_of({")", ",", ";", "."});
  if (span.is_any_of({"tuần", "tháng", "quý"}) && reported_span > index + 1 && last_words &&
      index > 1 && is_work_word(scan.at(index - 1)) && is_work_word(scan.at(index - 2)) &&
      !is_hedge(scan.at(index - 1)) && !scan.at(index - 1).is_any_of({"trong", "vào", "là"})) {
    return reported_span;
  }
  // "… tình hình nghiên cứu khoa học của năm trước", "lập dự toán của năm kế hoạch"
  const Token& whose = scan.at(index + 1);
  // "công khai dự toán ngân sách năm hiện hành"
  if (index > 0 && scan.reads(index, {"năm", "hiện", "hành"}) && scan.at(index - 1).is_word() &&
      !is_time_noun(scan.at(index - 1)) && !is_hedge(scan.at(index - 1)) &&
      !scan.at(index - 1).is_any_of({"trong", "vào", "là", "hằng", "cùng"})) {
    return index + 3;
  }
  // "báo cáo quyết toán quỹ bảo hiểm y tế năm trước theo quy định"
  const std::size_t past = index + 1 + previous_words(scan, index + 1);
  const bool of_past = is_span(span) && past > index + 1 && index > 1 &&
                       scan.at(index - 1).is_word() && scan.at(index - 2).is_word() &&
                       !is_time_noun(scan.at(index - 1)) && !is_hedge(scan.at(index - 1)) &&
                       !scan.at(index - 1).is_any_of({"trong", "vào", "là", "cùng", "của", "hằng"});
  const Token& goes_on = scan.at(past);
  // "ban hành năm trước trước ngày 15/12": then
  const bool alone = index == 2 || (index > 2 && is_separator(scan.at(index - 3)));
  const bool done_then =
      alone && (scan.reads(index - 2, {"ban", "hành"}) || scan.reads(index - 2, {"thực", "hiện"}) ||
                scan.reads(index - 2, {"hoàn", "thành"}));
  const bool limited = !done_then && is_limit_with_day(scan, past);
  if (of_past &&
      (goes_on.is_end() || is_separator(goes_on) || limited ||
       goes_on.is_any_of({"theo", "về", "để", "gửi", "trình", "của", "cho", "trên", ".", ")"}))) {
    return past;
  }
  const bool owned = span.is("của") && index > 1 && scan.at(index - 1).is_word() &&
                     !is_time_noun(scan.at(index - 1)) && !is_hedge(scan.at(index - 1)) &&
                     !scan.at(index - 1).is_any_of({"cùng", "tiên"}) && is_span(whose);
  const std::size_t told =
      owned ? scan.behind_any(index + 2 + previous_words(scan, index + 2),
                              {{"kế", "hoạch"}, {"báo", "cáo"}, {"hiện", "hành"}})
            : index;
  const Token& behind_told = scan.at(told);
  if (told > index + 2 &&
      (behind_told.is_end() || is_separator(behind_told) || is_limit_with_day(scan, told) ||
       behind_told.is_any_of({")", ".", "gửi", "trình", "báo", "chuyển", "nộp", "về", "để"}))) {
    return told;
  }
  // "số liệu tháng trước", "kết quả của quý trước"
  const std::size_t owner = index > 0 && scan.at(index - 1).is("của") ? index - 1 : index;
  const bool reported =
      owner > 0 && scan.at(owner - 1).is_any_of({"liệu", "quả", "cáo", "hình", "tác", "việc"});
  if (const std::size_t before = previous_words(scan, index + 1);
      reported && is_span(span) && before > 0) {
    return index + 1 + before;
  }
  return index;
}

std::size_t behind_span_planned(const PhraseScan& scan, std::size_t index) {
  const Token& span = scan.at(index);
  const bool planned =
      index >= 2 && scan.at(index - 1).is_any_of({"tác", "việc", "hoạch", "trình", "toán", "vụ"}) &&
      scan.at(index - 2).is_any_of({"công", "kế", "chương", "dự", "nhiệm"});
  const bool meeting = index >= 2 && scan.reads(index - 2, {"giao", "ban"}) && is_span(span) &&
                       scan.at(index + 1).is_any_of({"vào", "trước", "chậm", ":"});
  if (meeting) {
    return index + 1;
  }
  // "lập dự toán chi tháng sau"
  const bool money = index >= 2 && scan.at(index - 1).is_any_of({"chi", "thu", "vốn"}) &&
                     scan.at(index - 2).is_any_of({"toán", "hoạch", "cầu"});
  if ((!planned && !money) || !is_span(span)) {
    return index;
  }
  const std::size_t later = next_words(scan, index + 1);
  const Token& next = scan.at(index + 1);
  const bool limit =
      next.is("trước") && (scan.at(index + 2).is_number() || scan.at(index + 2).is("ngày"));
  const bool ends =
      next.is_end() || is_separator(next) || limit ||
      next.is_any_of({")", ".", "chậm", "gửi", "để", "trình", "của", "đã", "được", "cho"});
  if (later > 0 && span.is("năm") && looks_back(scan, index)) {
    return index;
  }
  return later > 0 || ends ? index + 1 + later : index;
}

/// "Trước ngày 25 hằng tháng, các đơn vị báo cáo kết quả thực hiện trong tháng": the same span once
/// more, of what is reported.
std::size_t behind_span_again(const PhraseScan& scan, std::size_t index) {
  const Token& unit = scan.at(index + 1);
  const Token& next = scan.at(index + 2);
  const bool ends = next.is_end() || is_separator(next) || next.is_any_of({".", ")"});
  if (index == 0 || !scan.at(index).is_any_of({"trong", "của"}) ||
      !unit.is_any_of({"tuần", "tháng", "quý"}) || !ends || !scan.at(index - 1).is_word() ||
      is_time_noun(scan.at(index - 1))) {
    return index;
  }
  for (std::size_t at = 0; at + 2 < index; ++at) {
    if (scan.at(at).is_any_of({"hằng", "hàng", "mỗi", "cuối"}) && scan.at(at + 1).is(unit.text) &&
        !scan.at(at + 2).is_number()) {
      return index + 2;
    }
  }
  return index;
}

}  // namespace

bool looks_back(const PhraseScan& scan, std::size_t year) {
  constexpr std::size_t subject_words_max = 10;
  for (std::size_t at = year; at > 0 && at + subject_words_max > year; --at) {
    if (!scan.at(at - 1).is_word() || scan.at(at - 1).is_any_of({"và", "cho"})) {
      return false;
    }
    // "kết quả thẩm định dự toán năm sau"
    if (scan.reads(at - 1, {"dự", "toán"}) || scan.reads(at - 1, {"nhu", "cầu"}) ||
        scan.reads(at - 1, {"đăng", "ký"})) {
      return false;
    }
    if (scan.reads(at - 1, {"kết", "quả"}) || scan.reads(at - 1, {"kiểm", "điểm"}) ||
        scan.reads(at - 1, {"tình", "hình", "thực", "hiện"}) ||
        scan.reads(at - 1, {"quyết", "toán"}) || scan.reads(at - 1, {"nghiệm", "thu"}) ||
        scan.reads(at - 1, {"tổng", "kết"})) {
      return true;
    }
  }
  return false;
}

std::size_t behind_span_of_work(const PhraseScan& scan, std::size_t index) {
  for (const auto reader : {behind_span_beside_limit,
                            behind_school_year,
                            behind_years,
                            behind_span_in_title,
                            behind_span_reported,
                            behind_span_planned,
                            behind_span_again}) {
    if (const std::size_t last = reader(scan, index); last > index) {
      return last;
    }
  }
  return index;
}

}  // namespace dondoc
