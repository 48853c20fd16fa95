// SPDX-License-Identifier: Apache-2.0
// A point as a whole, dates in digits, and its year.
#include "rules/phrase/due_phrase_point_reader.h"
#include "rules/phrase/due_phrase_words.h"

namespace dondoc {
namespace {

constexpr int days_per_month_max = 31;

}  // namespace

std::optional<Point> PointReader::read() {
  if (read_tet()) {
    return std::nullopt;
  }
  const bool day = next_ == first_ && !point_.has_day() && read_day();
  if (scan_.failed()) {
    return std::nullopt;
  }
  if (!point_.weekday && !point_.has_months()) {
    static_cast<void>(read_months());
  }
  if (!scan_.failed() && !point_.year_number) {
    static_cast<void>(read_year());
  }
  if (scan_.failed() || next_ == first_) {
    return std::nullopt;
  }
  if (!day && point_.has_day() && !point_.lunar) {
    return std::nullopt;
  }
  read_lunar();
  point_.first = first_;
  point_.last = next_;
  point_.words = scan_.span(first_, next_);
  return point_;
}

/// "Tết Nguyên đán" is the first day of the lunar year; "30 Tết" and "dịp Tết" name no day.
bool PointReader::read_tet() {
  const std::size_t last =
      scan_.behind_any(next_, {{"tết", "nguyên", "đán"}, {"tết", "âm", "lịch"}});
  if (last == next_ || place_ != PointPlace::behind_limit) {
    return false;
  }
  point_.day = 1;
  point_.first_month = point_.last_month = 1;
  point_.lunar = true;
  point_.day_words = scan_.span(next_, last);
  scan_.role(next_, last, "ngày: mùng 1 tháng Giêng âm lịch");
  next_ = last;
  return false;
}

/// "31/01", "31/01/2026", "31-01-2026", "31.01.2026"; without "ngày" also "6/2026".
bool PointReader::read_numeric_date(std::size_t number, bool named) {
  const Token& day = scan_.at(number);
  const Token& separator = scan_.at(number + 1);
  const Token& second = scan_.at(number + 2);
  if (!day.is_number() || !separator.is_any_of({"/", "-", "."}) || !second.is_number()) {
    return false;
  }
  const bool third = scan_.at(number + 3).is(separator.text) && scan_.at(number + 4).is_number();
  if (!named && !third && separator.is("/") && second.text.size() == year_digits) {
    return read_month_and_year(number);
  }
  // "25-30" may be a range as well as a date; "1/3 số xã" is a fraction.
  if ((!third && !separator.is("/")) || (!named && names_fraction(number))) {
    return false;
  }
  if (third && separator.is("-") && scan_.at(number + 4).text.size() != year_digits) {
    return false;
  }
  if (second.value > months_per_year && second.value <= days_per_month_max &&
      day.value <= months_per_year) {
    const WordSpan span = scan_.span(number, number + 3);
    scan_.fail(span,
               "date-month-first",
               "Ngày viết theo thứ tự ngày/tháng/năm; không có tháng " + second.text + ".",
               scan_.source().with(span, second.text + separator.text + day.text));
    return true;
  }
  if (!known_month(number + 2)) {
    return true;
  }
  if (third) {
    point_.year_number = four_digit_year(number + 4);
    if (scan_.failed()) {
      return true;
    }
  }
  const std::size_t last = number + (third ? 5 : 3);
  point_.day = to_unsigned(day.value);
  point_.day_words = {day.begin, day.end};
  point_.first_month = point_.last_month = to_unsigned(second.value);
  scan_.role(
      next_, last, (third ? "ngày, tháng, năm: " : "ngày, tháng: ") + scan_.words(number, last));
  next_ = last;
  return true;
}

bool PointReader::read_month_and_year(std::size_t number) {
  const auto year = four_digit_year(number + 2);
  if (!year || !known_month(number)) {
    return true;
  }
  point_.year_number = year;
  return take_months(number + 3,
                     to_unsigned(scan_.at(number).value),
                     to_unsigned(scan_.at(number).value),
                     "tháng, năm: " + scan_.words(number, number + 3));
}

bool PointReader::names_fraction(std::size_t number) const {
  return scan_.at(number + 3).is_any_of({"số", "tổng", "hộ", "thành", "đại", "xã", "thôn", "cán"});
}

bool PointReader::take_relative_year(std::size_t last, Relative which) {
  point_.year = which;
  scan_.role(next_,
             last,
             which == Relative::next       ? "năm: năm liền sau kỳ"
             : which == Relative::previous ? "năm: năm liền trước kỳ"
                                           : "năm: trong chính năm đó");
  next_ = last;
  return true;
}

/// Behind "của kỳ báo cáo", "sau tháng báo cáo": they say once more from where one counts.
std::size_t PointReader::behind_reported_span(std::size_t index) const {
  const std::size_t of = scan_.behind_any(index, {{"của"}, {"sau"}, {"theo"}});
  const bool span =
      scan_.at(of).is_any_of({"kỳ", "tháng", "năm"}) && scan_.reads(of + 1, {"báo", "cáo"});
  return span ? of + 3 : index;
}

bool PointReader::read_year() {
  std::size_t index = next_;
  const bool alone = next_ == first_;
  if (!alone) {
    index = scan_.behind_any(index, {{"của", "cùng"}, {"của"}, {"trong"}, {",", "năm"}, {"cùng"}});
    index -= index > next_ && scan_.at(index - 1).is("năm") ? 1U : 0U;
  }
  const bool slash = scan_.at(index).is("/") && !alone && scan_.at(index + 1).text.size() != 3;
  const bool bare_number =
      scan_.at(index).is_number() && scan_.at(index).text.size() == year_digits &&
      ((place_ == PointPlace::behind_limit || place_ == PointPlace::behind_from) || !alone);
  if (bare_number && scan_.at(index).value >= year_min && scan_.at(index).value <= year_max &&
      !scan_.at(index + 1).is_word()) {
    return read_year_number(index, index);
  }
  if (!slash && !scan_.at(index).is("năm")) {
    return false;
  }
  const std::size_t behind = index + 1;
  if (scan_.at(behind).is("học")) {
    scan_.fail(scan_.span(index, behind + 1),
               "phrase-not-understood",
               "Năm học không trùng năm dương lịch; hãy ghi ngày, tháng cụ thể.",
               "chậm nhất là ngày 31/5/2026");
    return true;
  }
  if (scan_.at(behind).is_number() && !scan_.at(behind + 1).is("lần")) {
    return read_year_number(index, behind);
  }
  if (slash) {
    return false;
  }
  if (const std::size_t count = previous_words(scan_, behind); count > 0) {
    return take_relative_year(behind + count, Relative::previous);
  }
  if (const std::size_t count = next_words(scan_, behind); count > 0) {
    return take_relative_year(behind_reported_span(behind + count), Relative::next);
  }
  const bool bare = (place_ == PointPlace::behind_limit || place_ == PointPlace::behind_from) ||
                    (!alone && index > next_) || point_.has_day();
  if (!bare || (alone && scan_.at(behind).is("ngày"))) {
    return false;
  }
  return take_relative_year(behind + same_words(scan_, behind), Relative::same);
}

bool PointReader::read_year_number(std::size_t first, std::size_t index) {
  static_cast<void>(first);
  point_.year_number = four_digit_year(index);
  if (point_.year_number) {
    scan_.role(next_, index + 1, "năm: " + scan_.at(index).text);
    next_ = index + 1;
  }
  return true;
}

void PointReader::read_lunar() {
  const std::size_t last =
      scan_.behind_any(next_, {{"(", "âm", "lịch", ")"}, {"âm", "lịch"}, {"(", "âl", ")"}, {"âl"}});
  if (last > next_) {
    point_.lunar = true;
    scan_.role(next_, last, "lịch: âm lịch");
    next_ = last;
    if (!point_.year_number && point_.year == Relative::unsaid) {
      static_cast<void>(read_year());
    }
    return;
  }
  next_ = scan_.behind_any(next_, {{"(", "dương", "lịch", ")"}, {"dương", "lịch"}});
}

std::optional<int> PointReader::four_digit_year(std::size_t index) {
  const Token& token = scan_.at(index);
  const WordSpan span{token.begin, token.end};
  if (token.text.size() != year_digits) {
    scan_.fail(span,
               "year-not-four-digits",
               "Năm phải ghi đủ bốn chữ số.",
               token.text.size() == 2 ? scan_.source().with(span, "20" + token.text) : "");
    return std::nullopt;
  }
  if (token.value < year_min || token.value > year_max) {
    scan_.fail(span,
               "year-out-of-range",
               "Năm phải từ " + std::to_string(year_min) + " đến " + std::to_string(year_max) + ".",
               "");
    return std::nullopt;
  }
  return token.value;
}

bool PointReader::known_month(std::size_t index) {
  const Token& token = scan_.at(index);
  if (token.is_number() && token.value >= 1 && token.value <= months_per_year) {
    return true;
  }
  scan_.fail({token.begin, token.end},
             "date-not-in-calendar",
             "Không có tháng " + token.text + ".",
             scan_.source().with({token.begin, token.end}, "12"));
  return false;
}

}  // namespace dondoc
