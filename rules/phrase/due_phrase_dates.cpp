// SPDX-License-Identifier: Apache-2.0
// A point as a whole, and dates in digits. Its year in words is in due_phrase_point_years.cpp.
#include "rules/phrase/due_phrase_point_reader.h"
#include "rules/phrase/due_phrase_words.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

constexpr int days_per_month_max = 31;

constexpr std::array<std::string_view, 10> stems{
    "giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý"};
constexpr std::array<std::string_view, 12> branches{
    "tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi"};
constexpr int first_cyclic_year = 4;  // a Giáp Tý

/// "Bính Ngọ"
bool is_cyclic_year(const PhraseScan& scan, std::size_t index) {
  return std::find(stems.begin(), stems.end(), scan.at(index).text) != stems.end() &&
         std::find(branches.begin(), branches.end(), scan.at(index + 1).text) != branches.end();
}

bool is_cyclic_year_of(const PhraseScan& scan, std::size_t index, int year) {
  const auto since = static_cast<std::size_t>(std::max(0, year - first_cyclic_year));
  return scan.at(index).is(stems.at(since % stems.size())) &&
         scan.at(index + 1).is(branches.at(since % branches.size()));
}

/// The year of these sixty that has the name: the cycle before it is of no plan.
int cyclic_year(const PhraseScan& scan, std::size_t index) {
  constexpr int first_year = 2000;
  constexpr int cycle = 60;
  for (int year = first_year; year < first_year + cycle; ++year) {
    if (is_cyclic_year_of(scan, index, year)) {
      return year;
    }
  }
  return 0;
}

}  // namespace

std::optional<Point> PointReader::read() {
  if (!read_tet()) {
    static_cast<void>(read_day());
  }
  if (scan_.failed()) {
    return std::nullopt;
  }
  if ((!point_.weekday || point_.nth) && !point_.has_months()) {
    static_cast<void>(read_months());
  }
  if (!scan_.failed() && !point_.year_number) {
    static_cast<void>(read_year());
  }
  if (scan_.failed() || next_ == first_) {
    return std::nullopt;
  }
  read_lunar();
  point_.first = first_;
  point_.last = next_;
  point_.words = scan_.span(first_, next_);
  return point_;
}

/// "Tết Nguyên đán" is the first day of the lunar year; "30 Tết" names no day.
bool PointReader::read_tet() {
  const std::size_t begin = scan_.behind(next_, {"dịp"});
  std::size_t last = scan_.behind_any(begin, {{"tết", "nguyên", "đán"}, {"tết", "âm", "lịch"}});
  if (last == begin && scan_.at(begin).is("tết")) {
    // By itself it is the lunar one; "Tết Dương lịch", "Tết Trung thu" have a name behind it.
    const Token& next = scan_.at(begin + 1);
    const bool whole = next.is_end() || is_separator(next) || next.is_any_of({")", "(", "."}) ||
                       next.is_number() || is_cyclic_year(scan_, begin + 1);
    last += whole ? 1U : 0U;
  }
  if (last == begin || place_ != PointPlace::behind_limit) {
    return false;
  }
  // "Bính Ngọ 2026" names the year twice; alone it would have to be looked up.
  const std::size_t named = scan_.behind(last, {"năm"});
  const bool cyclic = is_cyclic_year(scan_, named);
  const std::size_t year = scan_.behind_any(named + 2, {{"năm"}, {"("}, {"-"}});
  if (cyclic && scan_.at(year).text.size() == year_digits && scan_.at(year).is_number() &&
      is_cyclic_year_of(scan_, named, scan_.at(year).value)) {
    last = scan_.at(year - 1).is("năm") ? year - 1 : named + 2;
  } else if (cyclic && cyclic_year(scan_, named) > 0) {
    point_.year_number = cyclic_year(scan_, named);
    scan_.role(
        last,
        named + 2,
        "năm: " + scan_.words(named, named + 2) + " là năm " + std::to_string(*point_.year_number));
    scan_.role(next_, last, "ngày: mùng 1 tháng Giêng âm lịch");
    point_.day_words = scan_.span(next_, last);
    point_.day = point_.first_month = point_.last_month = 1;
    point_.lunar = true;
    next_ = named + 2;
    return true;
  } else if (cyclic) {
    scan_.fail(scan_.span(named, named + 2),
               "phrase-not-understood",
               "Năm âm lịch phải ghi kèm năm dương lịch.",
               "trước Tết Nguyên đán năm 2027");
    return true;
  }
  point_.day = 1;
  point_.first_month = point_.last_month = 1;
  point_.lunar = true;
  point_.day_words = scan_.span(next_, last);
  scan_.role(next_, last, "ngày: mùng 1 tháng Giêng âm lịch");
  next_ = last;
  return true;
}

/// "30.4", "31-7", "ngày 5-9 hằng năm": a dot or dash that joins a day to its month. "Ngày 10-12
/// hằng tháng" is a range of days, "3.5 triệu" an amount.
bool PointReader::joins_month(std::size_t number, bool named) const {
  const Token& day = scan_.at(number);
  const Token& sign = scan_.at(number + 1);
  const Token& month = scan_.at(number + 2);
  const Token& next = scan_.at(number + 3);
  const bool led = named || place_ == PointPlace::behind_limit ||
                   place_ == PointPlace::behind_from || place_ == PointPlace::behind_date ||
                   place_ == PointPlace::behind_day;
  const bool glued = sign.glued && month.glued;
  const bool possible = day.value >= 1 && day.value <= days_per_month_max && month.value >= 1 &&
                        month.value <= months_per_year && day.text.size() <= 2 &&
                        month.text.size() <= 2;
  if (!led || !glued || !possible || next.is_any_of({"/", "%", "triệu", "tỷ", "điểm", "nghìn"}) ||
      (next.is(sign.text) && next.glued)) {
    return false;
  }
  if (sign.is(".")) {
    return true;
  }
  bool of_month = false;
  for (std::size_t at = 0; at < scan_.size(); ++at) {
    of_month = of_month || scan_.at(at).is("tháng");
  }
  return sign.is("-") && (day.value > month.value || !of_month);
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
  if (third && separator.is("-") && read_year_first(number)) {
    return true;
  }
  if (!named && !third && separator.is("/") && second.text.size() == year_digits) {
    if (place_ == PointPlace::behind_quarter) {
      return false;  // "quý 2 - 3/2026"
    }
    return read_month_and_year(number);
  }
  // "25-30" may be a range as well as a date; "1/3 số xã" is a fraction.
  if ((!third && !separator.is("/") && !joins_month(number, named)) ||
      (!named && names_fraction(number))) {
    return false;
  }
  if (!named && !third && place_ == PointPlace::anywhere && day.text == "24" &&
      second.text == "7") {
    const WordSpan span = scan_.span(number, number + 3);
    scan_.fail(span,
               "phrase-two-readings",
               "Cụm từ có hai cách hiểu: (1) ngày 24 tháng 7; (2) liên tục cả ngày, cả tuần.",
               "ngày 24/7 hằng năm");
    return true;
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

/// "2026-09-15" (ISO 8601): no other order begins with the year.
bool PointReader::read_year_first(std::size_t number) {
  constexpr std::size_t two_digits = 2;
  const Token& month = scan_.at(number + 2);
  const Token& day = scan_.at(number + 4);
  if (scan_.at(number).text.size() != year_digits || month.text.size() != two_digits ||
      day.text.size() != two_digits || !month.glued || !day.glued || !known_month(number + 2)) {
    return scan_.failed();
  }
  point_.year_number = four_digit_year(number);
  point_.day = to_unsigned(day.value);
  point_.day_words = {day.begin, day.end};
  point_.first_month = point_.last_month = to_unsigned(month.value);
  scan_.role(next_, number + 5, "ngày, tháng, năm: " + scan_.words(number, number + 5));
  next_ = number + 5;
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
  // "Trường THCS 19/5", "đường 30/4"
  const bool place =
      number > 0 && number == next_ &&
      scan_.at(number - 1)
          .is_any_of(
              {"đường", "phố", "trường", "thcs", "thpt", "non", "viên", "trang", "đoàn", "chợ"});
  return place ||
         scan_.at(number + 3).is_any_of({"số", "tổng", "hộ", "thành", "đại", "xã", "thôn", "cán"});
}

bool PointReader::read_year_number(std::size_t index) {
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
