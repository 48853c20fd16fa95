// SPDX-License-Identifier: Apache-2.0
// The parts of a phrase that hold numbers: clock, day, month, quarter, half year, year.
#include "rules/phrase/due_phrase_parser.h"
#include "rules/phrase/due_phrase_shapes.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

constexpr int hours_max = 24;
constexpr int noon = 12;
constexpr int minutes_per_hour = 60;
constexpr int months_per_year = 12;
constexpr int days_per_month_max = 31;
constexpr std::size_t year_digits = 4;
constexpr unsigned months_per_quarter = 3;
constexpr unsigned months_per_half = 6;

unsigned to_unsigned(int value) {
  return static_cast<unsigned>(value);
}

/// 1 to 4, or 0 when the token names no quarter.
unsigned quarter_of(const Token& token) {
  static constexpr std::array<std::string_view, 5> roman = {"", "i", "ii", "iii", "iv"};
  const auto* const found = std::find(roman.begin() + 1, roman.end(), token.text);
  if (found != roman.end()) {
    return to_unsigned(static_cast<int>(found - roman.begin()));
  }
  return token.is_number() && token.value <= 4 ? to_unsigned(token.value) : 0;
}

bool is_quarter_word(const Token& token) {
  return token.is_any_of({"quý", "quí"});
}

}  // namespace

bool is_time_noun(const Token& token) {
  return is_quarter_word(token) ||
         token.is_any_of({"ngày", "tháng", "năm", "tuần", "giờ", "mùng", "mồng"});
}

bool DuePhraseParser::is_clock(std::size_t index) const {
  if (!at(index).is_number()) {
    return false;
  }
  const Token& unit = at(index + 1);
  return unit.is_any_of({"giờ", "h"}) || (unit.is(":") && at(index + 2).is_number());
}

bool DuePhraseParser::parse_clock() {
  std::size_t index = position_;
  // "Trước ngày 11 giờ 30 phút ngày 25": plans write the first "ngày" by mistake.
  if (at(index).is_any_of({"lúc", "ngày"}) && is_clock(index + 1)) {
    ++index;
  }
  if (!is_clock(index)) {
    return false;
  }
  const std::size_t hour_token = index;
  int hours = at(index).value;
  int minutes = 0;
  index += 2;
  const bool minutes_follow = at(index).is_number() && !at(index + 1).is_any_of({"/", "-", "."});
  if (minutes_follow) {
    minutes = at(index).value;
    ++index;
    index += at(index).is("phút") ? 1U : 0U;
  }
  index += at(index).is("'") ? 1U : 0U;
  if (at(index).is_any_of({"sáng", "chiều"})) {
    hours += at(index).is("chiều") && hours > 0 && hours < noon ? noon : 0;
    ++index;
  }
  const bool exists = hours <= hours_max && minutes < minutes_per_hour &&
                      hours * minutes_per_hour + minutes <= hours_max * minutes_per_hour;
  if (!exists) {
    const WordSpan span = span_of(hour_token, index);
    return fail(span,
                "time-not-on-clock",
                "Không có giờ \"" + source_.words(span) + "\" trong ngày.",
                source_.with(span, "17 giờ 00 phút"));
  }
  draft_.time = TimeOfDay{hours * minutes_per_hour + minutes};
  return take(PhrasePart::clock, index, "giờ: " + to_hhmm(*draft_.time));
}

/// "ngày cuối cùng của tháng", "cuối tháng 6", "cuối năm": the words before the span.
bool DuePhraseParser::parse_last_day() {
  std::size_t index = position_;
  index += at(index).is("ngày") ? 1U : 0U;
  if (!at(index).is("cuối")) {
    return false;
  }
  index += at(index + 1).is("cùng") ? 2U : 1U;
  const Token& whose = at(at(index).is("của") ? index + 1 : index);
  if (!is_quarter_word(whose) && !whose.is_any_of({"tháng", "năm", "hằng", "hàng", "mỗi"})) {
    return fail(
        span_of(position_, index),
        "phrase-not-understood",
        "Sau \"" + source_.words(span_of(position_, index)) + "\" chưa nêu tháng, quý hoặc năm.",
        "cuối tháng 6 hằng năm");
  }
  draft_.last_day = true;
  draft_.day_number = span_of(position_, index);
  take(PhrasePart::day, index, "ngày: ngày cuối cùng");
  if (error_) {
    return true;
  }
  index += at(index).is("của") ? 1U : 0U;
  // "cuối tháng" by itself is of the same month; "cuối tháng 6" and "cuối tháng liền kề" are read
  // by the parts that follow.
  if (at(index).is("tháng") && !at(index + 1).is_number() && following_words(index + 1) == 0) {
    draft_.anchor = Anchor::same_month;
    return take(PhrasePart::anchor, index + 1, "tháng: trong chính kỳ đó");
  }
  return true;
}

bool DuePhraseParser::parse_day() {
  if (at(position_).is_number()) {
    return parse_numeric_date(position_);
  }
  std::size_t number = position_;
  number += at(number).is("ngày") ? 1U : 0U;
  number += at(number).is_any_of({"mùng", "mồng"}) ? 1U : 0U;
  if (number == position_ || !at(number).is_number()) {
    return false;
  }
  if (parse_numeric_date(number)) {
    return true;
  }
  const Token& day = at(number);
  draft_.day = to_unsigned(day.value);
  draft_.day_number = {day.begin, day.end};
  return take(PhrasePart::day, number + 1, "ngày: " + day.text);
}

/// "31/01", "31/01/2026", "31-01-2026", "31.01.2026"; without "ngày" also "6/2026".
bool DuePhraseParser::parse_numeric_date(std::size_t number) {
  const Token& separator = at(number + 1);
  const Token& second = at(number + 2);
  if (!separator.is_any_of({"/", "-", "."}) || !second.is_number()) {
    return false;
  }
  const bool month_and_year = number == position_ && second.text.size() == year_digits;
  const bool third = at(number + 3).is(separator.text) && at(number + 4).is_number();
  if (month_and_year && separator.is("/") && !third) {
    const auto year = four_digit_year(number + 2);
    if (!known_month(number) || !year) {
      return true;
    }
    draft_.first_month = draft_.last_month = to_unsigned(at(number).value);
    draft_.year = year;
    return !claim(PhrasePart::year, span_of(number + 2, number + 3)) ||
           take(PhrasePart::span, number + 3, "tháng, năm: " + at(number).text + '/' + second.text);
  }
  if (!third && !separator.is("/")) {
    return false;  // "25-30" may be a range as well as a date
  }
  const Token& day = at(number);
  const bool month_first = second.value > months_per_year && second.value <= days_per_month_max &&
                           day.value <= months_per_year;
  if (month_first) {
    return fail(span_of(number, number + 3),
                "date-month-first",
                "Ngày viết theo thứ tự ngày/tháng/năm; không có tháng " + second.text + ".",
                source_.with(span_of(number, number + 3), second.text + separator.text + day.text));
  }
  if (!known_month(number + 2)) {
    return true;
  }
  if (third) {
    const auto year = four_digit_year(number + 4);
    if (!year) {
      return true;
    }
    draft_.year = year;
    if (!claim(PhrasePart::year, span_of(number + 4, number + 5))) {
      return true;
    }
  }
  if (!claim(PhrasePart::span, span_of(number + 2, number + 3))) {
    return true;
  }
  draft_.day = to_unsigned(day.value);
  draft_.day_number = {day.begin, day.end};
  draft_.first_month = draft_.last_month = to_unsigned(second.value);
  const std::size_t end = number + (third ? 5 : 3);
  return take(
      PhrasePart::day,
      end,
      (third ? "ngày, tháng, năm: " : "ngày, tháng: ") + source_.words(span_of(number, end)));
}

/// How many words say "the next one" from `index` on: "liền kề", "sau", "kế tiếp", "tiếp theo".
std::size_t DuePhraseParser::following_words(std::size_t index) const {
  std::size_t count = 0;
  while (at(index + count).is_any_of({"liền", "kề", "sau", "kế", "tiếp", "theo"})) {
    ++count;
  }
  // "năm trước liền kề" is the one before; "tháng liền kề trước ngày 03" begins a limit.
  const bool previous = at(index + count).is("trước") && !starts_time(index + count);
  return previous ? count + 1 + following_words(index + count + 1) : count;
}

bool DuePhraseParser::parse_following(std::size_t first, Anchor anchor) {
  const std::size_t end = first + following_words(first);
  for (std::size_t index = first; index < end; ++index) {
    if (at(index).is("trước")) {
      return fail(span_of(first, end),
                  "phrase-not-understood",
                  "Thời hạn nằm trước kỳ của nó thì chưa tính được; hãy ghi một ngày cụ thể.",
                  "chậm nhất là ngày 30/6/2026");
    }
  }
  draft_.anchor = anchor;
  return take(PhrasePart::anchor,
              end,
              anchor == Anchor::next_year ? "năm: năm liền sau kỳ" : "tháng: tháng liền sau kỳ");
}

/// Behind "của", when it belongs to a part before it ("ngày 25 của tháng"). "Báo cáo của tháng"
/// says whose report it is, not when it is due.
std::size_t DuePhraseParser::behind_of(std::size_t index) const {
  const bool belongs = draft_.where(PhrasePart::day) || draft_.where(PhrasePart::span);
  return at(index).is("của") && belongs ? index + 1 : index;
}

bool DuePhraseParser::parse_month() {
  std::size_t index = position_;
  index = behind_of(index);
  const bool of = index > position_;
  if (!at(index).is("tháng")) {
    return false;
  }
  ++index;
  if (following_words(index) > 0) {
    return parse_following(index, Anchor::next_month);
  }
  if (!at(index).is_number()) {
    if (!of) {
      return false;
    }
    draft_.anchor = Anchor::same_month;
    return take(PhrasePart::anchor, index, "tháng: trong chính kỳ đó");
  }
  if (!known_month(index)) {
    return true;
  }
  draft_.first_month = draft_.last_month = to_unsigned(at(index).value);
  take(PhrasePart::span, index + 1, "tháng: " + at(index).text);
  return error_ || !at(position_).is("/") || parse_year();
}

bool DuePhraseParser::parse_quarter() {
  std::size_t index = position_;
  index = behind_of(index);
  if (!is_quarter_word(at(index))) {
    return false;
  }
  const Token& name = at(index + 1);
  const unsigned quarter = quarter_of(name);
  const bool numbered = name.is_number() || name.is_any_of({"v", "vi", "vii", "viii", "ix", "x"});
  if (quarter == 0 && !numbered) {
    return false;
  }
  if (quarter == 0) {
    return fail({name.begin, name.end},
                "date-not-in-calendar",
                "Một năm chỉ có bốn quý.",
                source_.with({name.begin, name.end}, "IV"));
  }
  draft_.first_month = (quarter - 1) * months_per_quarter + 1;
  draft_.last_month = quarter * months_per_quarter;
  take(PhrasePart::span, index + 2, "quý: " + std::to_string(quarter));
  return error_ || !at(position_).is("/") || parse_year();
}

/// "6 tháng đầu năm", "06 tháng cuối năm 2026".
bool DuePhraseParser::parse_half_year() {
  const std::size_t index = position_;
  const bool half = at(index).is_number() && at(index).value == static_cast<int>(months_per_half) &&
                    at(index + 1).is("tháng") && at(index + 2).is_any_of({"đầu", "cuối"}) &&
                    at(index + 3).is("năm");
  if (!half) {
    return false;
  }
  const bool first = at(index + 2).is("đầu");
  draft_.first_month = first ? 1 : months_per_half + 1;
  draft_.last_month = first ? months_per_half : 2 * months_per_half;
  // The word "năm" is left for the year when a number follows it.
  const std::size_t end = at(index + 4).is_number() ? index + 3 : index + 4;
  return take(
      PhrasePart::span, end, first ? "kỳ trong năm: 6 tháng đầu" : "kỳ trong năm: 6 tháng cuối");
}

/// "năm 2026", "/2026" after a month or quarter, "năm liền kề", "trong năm".
bool DuePhraseParser::parse_year() {
  std::size_t index = position_;
  index = behind_of(index);
  const bool slash = at(index).is("/");
  if (!slash && !at(index).is("năm")) {
    return false;
  }
  ++index;
  if (at(index).is_number()) {
    draft_.year = four_digit_year(index);
    return !draft_.year || take(PhrasePart::year, index + 1, "năm: " + at(index).text);
  }
  if (slash) {
    return false;
  }
  if (following_words(index) > 0) {
    return parse_following(index, Anchor::next_year);
  }
  const bool bare = draft_.last_day || draft_.limit == LimitWord::within;
  if (!bare) {
    return false;
  }
  draft_.unnumbered_year = true;
  return take(PhrasePart::year, index, "năm: không ghi năm nào");
}

std::optional<int> DuePhraseParser::four_digit_year(std::size_t index) {
  const Token& token = at(index);
  const WordSpan span{token.begin, token.end};
  if (token.text.size() != year_digits) {
    fail(span,
         "year-not-four-digits",
         "Năm phải ghi đủ bốn chữ số.",
         token.text.size() == 2 ? source_.with(span, "20" + token.text) : "");
    return std::nullopt;
  }
  if (token.value < year_min || token.value > year_max) {
    fail(span,
         "year-out-of-range",
         "Năm phải từ " + std::to_string(year_min) + " đến " + std::to_string(year_max) + ".",
         "");
    return std::nullopt;
  }
  return token.value;
}

bool DuePhraseParser::known_month(std::size_t index) {
  const Token& token = at(index);
  if (token.value >= 1 && token.value <= months_per_year) {
    return true;
  }
  fail({token.begin, token.end},
       "date-not-in-calendar",
       "Không có tháng " + token.text + ".",
       source_.with({token.begin, token.end}, "12"));
  return false;
}

}  // namespace dondoc
