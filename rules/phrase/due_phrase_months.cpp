// SPDX-License-Identifier: Apache-2.0
// The month, quarter or part of a year of a point.
#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_point_reader.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/duty_words.h"

#include <array>

namespace dondoc {
namespace {

/// "QII" in "QII/2026", what tables write for "quý II".
int short_quarter(const Token& token) {
  static constexpr std::array<std::string_view, 4> names{"qi", "qii", "qiii", "qiv"};
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (token.is(names.at(index))) {
      return static_cast<int>(index) + 1;
    }
  }
  return 0;
}

}  // namespace

bool PointReader::take_months(std::size_t last,
                              unsigned first_month,
                              unsigned last_month,
                              std::string role) {
  point_.first_month = first_month;
  point_.last_month = last_month;
  scan_.role(next_, last, std::move(role));
  next_ = last;
  return true;
}

bool PointReader::take_relative_month(std::size_t last, Relative which) {
  point_.month = which;
  scan_.role(next_,
             last,
             which == Relative::next       ? "tháng: tháng liền sau kỳ"
             : which == Relative::previous ? "tháng: tháng liền trước kỳ"
                                           : "tháng: trong chính kỳ đó");
  next_ = last;
  return true;
}

bool PointReader::read_months() {
  std::size_t index = next_;
  if (point_.has_day()) {
    index = scan_.behind_any(index, {{"của"}, {"trong"}, {"thuộc"}});
    index = scan_.behind(index, {"cùng"});
    index += scan_.reads(index, {"các", "tháng"}) ? 1U : 0U;
    const bool each = index > next_ && is_every_word(scan_.at(index)) &&
                      (scan_.at(index + 1).is("tháng") || is_quarter_noun(scan_.at(index + 1)));
    index += each ? 1U : 0U;
  }
  return read_part_of_year(index) || read_month(index) || read_quarter(index);
}

bool PointReader::read_month(std::size_t index) {
  // "Tháng 3, 6, 9 trước ngày 05 tháng sau", "tháng 6, 12 hoàn thành …"
  const bool goes_on =
      scan_.at(index + 1).is_any_of({"trước", "chậm"}) || behind_deed(scan_, index + 1) > index + 1;
  const bool bare = place_ == PointPlace::behind_month && scan_.at(index).is_number() &&
                    index == first_ && scan_.at(index).value <= months_per_year &&
                    (stands_alone(index + 1) || scan_.at(index + 1).is("/") || goes_on);
  if (bare) {
    return known_month(index) && read_month_name(index, index);
  }
  // "T6/2026" is what tables write for "tháng 6/2026".
  const bool to_short = scan_.at(index + 2).is_any_of({"-", "đến"}) && scan_.at(index + 3).is("t");
  const bool short_form = scan_.at(index).is("t") && scan_.at(index + 1).is_number() &&
                          scan_.at(index + 1).glued && (scan_.at(index + 2).is("/") || to_short);
  if (!scan_.at(index).is("tháng") && !short_form) {
    return false;
  }
  const std::size_t behind = index + 1;
  if (read_month_of_quarter(index, behind) || read_month_name(index, behind) || scan_.failed()) {
    return true;
  }
  const bool of = index > next_ || point_.has_day();
  if (scan_.at(behind).is_any_of({"này", "nay"})) {
    scan_.fail(scan_.span(index, behind + 1),
               "phrase-not-understood",
               "\"" + scan_.words(index, behind + 1) + "\" tính từ lúc viết; hãy ghi số tháng.",
               "chậm nhất ngày 25 hằng tháng");
    return true;
  }
  // "tháng thứ 3 kể từ ngày kết thúc năm": March of the next year
  const auto nth = scan_.at(behind).is("thứ") ? read_number(scan_, behind + 1) : std::nullopt;
  if (nth && nth->value >= 1 && nth->value <= months_per_year) {
    const std::size_t ended = scan_.behind_any(
        nth->end,
        {{"kể", "từ", "ngày", "kết", "thúc", "năm"}, {"kể", "từ", "khi", "kết", "thúc", "năm"}});
    const std::size_t last = scan_.behind_any(ended, {{"dương", "lịch"}});
    const bool of_calendar = last > ended || !scan_.at(ended).is_word();
    if (ended > nth->end && of_calendar) {
      point_.year = Relative::next;
      return take_months(last,
                         to_unsigned(nth->value),
                         to_unsigned(nth->value),
                         "tháng, năm: " + scan_.words(behind, last));
    }
  }
  if (const std::size_t count = next_words(scan_, behind); count > 0) {
    const std::size_t last = behind_reported_span(behind + count);
    const std::size_t quarter = scan_.behind_any(behind + count, {{"của"}, {"sau"}});
    if (is_quarter_noun(scan_.at(quarter)) && scan_.reads(quarter + 1, {"báo", "cáo"})) {
      point_.month_of_quarter = 3;
      scan_.role(next_, quarter + 3, "tháng: tháng đầu của quý sau");
      next_ = quarter + 3;
      return true;
    }
    return take_relative_month(last, Relative::next);
  }
  if (const std::size_t count = previous_words(scan_, behind); count > 0 && of) {
    point_.month_of_plan = scan_.at(behind + count - 1).is_any_of({"hoạch", "cáo", "họp"});
    return take_relative_month(behind + count, Relative::previous);
  }
  if (!of) {
    return false;
  }
  if (scan_.reads(behind, {"quy", "định"}) || scan_.reads(behind, {"được", "giao"}) ||
      scan_.reads(behind, {"ghi", "trong"})) {
    scan_.fail(scan_.span(index, behind + 2),
               "phrase-not-understood",
               "\"" + scan_.words(index, behind + 2) +
                   "\" do văn bản khác định; hãy ghi tháng, hoặc \"theo kế hoạch\".",
               "theo kế hoạch");
    return true;
  }
  return take_relative_month(behind + same_words(scan_, behind), Relative::same);
}

/// "tháng 6", "tháng 6/2026", "tháng Chạp"; `index` is at the name.
bool PointReader::read_month_name(std::size_t first, std::size_t index) {
  const Token& name = scan_.at(index);
  if (name.is_any_of({"giêng", "chạp"})) {
    if (!point_.has_day()) {
      scan_.fail(scan_.span(first, index + 1),
                 "phrase-not-understood",
                 "Cả một tháng âm lịch chưa lập lịch được; hãy ghi ngày âm lịch.",
                 "chậm nhất ngày 30 " + scan_.words(first, index + 1) + " âm lịch");
      return true;
    }
    point_.lunar = true;
    const unsigned month = name.is("giêng") ? 1 : 12;
    return take_months(
        index + 1, month, month, "tháng: " + scan_.words(first, index + 1) + " âm lịch");
  }
  const auto number = name.is_number() ? read_number(scan_, index)
                      : name.is("tư")  ? std::optional(PhraseNumber{4, index + 1, false})
                                       : read_number_words(scan_, index, Five::never_nam);
  if (!number || scan_.at(number->end).is_any_of({"lần", "%"})) {
    return false;
  }
  if (number->value < 1 || number->value > months_per_year) {
    static_cast<void>(known_month(index));
    return true;
  }
  const auto month = to_unsigned(number->value);
  take_months(number->end, month, month, "tháng: " + scan_.words(index, number->end));
  point_.month_in_words = true;
  const bool year_follows = scan_.at(next_).is_any_of({"/", "-", "."}) &&
                            scan_.at(next_ + 1).text.size() == year_digits &&
                            scan_.at(next_ + 1).is_number() && !scan_.at(next_ + 2).is("-");
  if (year_follows || (scan_.at(next_).is("/") && scan_.at(next_ + 1).is_number() &&
                       place_ != PointPlace::behind_month)) {
    static_cast<void>(read_year_number(next_ + 1));
  }
  return true;
}

/// "tháng cuối quý", "tháng đầu tiên của quý sau", "tháng thứ hai của quý", "tháng cuối quý II".
bool PointReader::read_month_of_quarter(std::size_t first, std::size_t index) {
  static constexpr std::array<std::string_view, 3> ordinals{"nhất", "hai", "ba"};
  std::size_t last = scan_.behind_any(index, {{"đầu", "tiên"}, {"đầu"}});
  int nth = last > index ? 0 : -1;
  if (nth < 0) {
    last = scan_.behind_any(index, {{"cuối", "cùng"}, {"cuối"}});
    nth = last > index ? 2 : -1;
  }
  if (nth < 0) {
    last = scan_.behind_any(index, {{"giữa"}});
    nth = last > index ? 1 : -1;
  }
  for (std::size_t place = 0; nth < 0 && place < ordinals.size(); ++place) {
    const Token& ordinal = scan_.at(index + 1);
    if (scan_.at(index).is("thứ") &&
        (ordinal.is(ordinals.at(place)) ||
         (ordinal.is_number() && ordinal.value == static_cast<int>(place) + 1))) {
      nth = static_cast<int>(place);
      last = index + 2;
    }
  }
  if (nth < 0) {
    return false;
  }
  last = scan_.behind_any(last, {{"của"}, {"trong"}});
  last += is_every_word(scan_.at(last)) ? 1U : 0U;
  const bool many = first > 0 && scan_.at(first - 1).is_any_of({"các", "những"});
  if (scan_.at(last).is("năm") && many) {
    return false;  // "các tháng cuối năm"
  }
  if (scan_.at(last).is("năm") && nth != 1 && index + 1 < last + 1) {
    // "tháng cuối năm": the year is left for its own part.
    const unsigned month = nth == 0 ? 1 : 12;
    return take_months(last, month, month, "tháng: " + scan_.words(first, last + 1));
  }
  if (nth == 2 && scan_.at(last).is("kỳ") && point_.has_day()) {
    last = scan_.behind(last + 1, {"báo", "cáo"});
    point_.month_of_period = true;
    scan_.role(next_, last, "tháng: tháng cuối kỳ");
    next_ = last;
    return true;
  }
  const bool of_next_period = scan_.at(last).is("kỳ") && next_words(scan_, last + 1) > 0;
  if (!is_quarter_noun(scan_.at(last)) && !of_next_period) {
    return false;
  }
  ++last;
  if (const int quarter = quarter_named(scan_.at(last)); quarter > 0) {
    const unsigned month = (to_unsigned(quarter) - 1) * months_per_quarter + to_unsigned(nth) + 1;
    return take_months(last + 1, month, month, "tháng: " + std::to_string(month));
  }
  const std::size_t earlier = point_.day ? previous_words(scan_, last) : 0;
  if (earlier > 0 && !is_time_noun(scan_.at(last + earlier))) {
    const std::string day = std::to_string(*point_.day);
    scan_.fail(scan_.span(first, last + earlier),
               "phrase-not-understood",
               "Chưa theo dõi được hạn nằm ở quý trước; hãy ghi các ngày ấy trong năm.",
               "ngày " + day + "/3, " + day + "/6, " + day + "/9 và " + day + "/12 hằng năm");
    return false;
  }
  const std::size_t later = next_words(scan_, last);
  last += later > 0 ? later : same_words(scan_, last);
  if (later > 0) {
    last = is_quarter_noun(scan_.at(last)) && scan_.reads(last + 1, {"báo", "cáo"})
               ? last + 3
               : behind_reported_span(last);
  }
  point_.month_of_quarter = nth + (later > 0 ? 3 : 0);
  scan_.role(next_, last, "tháng: " + scan_.words(first, last));
  next_ = last;
  return true;
}

bool PointReader::read_quarter(std::size_t index) {
  if (const int named = short_quarter(scan_.at(index)); named > 0 && scan_.at(index + 1).is("/")) {
    const unsigned last_month = to_unsigned(named) * months_per_quarter;
    take_months(index + 1, last_month - 2, last_month, "quý: " + std::to_string(named));
    return read_year_number(index + 2);
  }
  const bool short_form = scan_.at(index).is("q") && quarter_named(scan_.at(index + 1)) > 0 &&
                          scan_.at(index + 1).is_number();
  const bool dotted = scan_.at(index).is("q") && scan_.at(index + 1).is(".") &&
                      scan_.at(index + 1).glued && quarter_named(scan_.at(index + 2)) > 0;
  const bool bare =
      place_ == PointPlace::behind_quarter && index == first_ && quarter_named(scan_.at(index)) > 0;
  if (!is_quarter_noun(scan_.at(index)) && !short_form && !dotted && !bare) {
    return false;
  }
  const std::size_t name_at = bare ? index : index + (dotted ? 2U : 1U);
  const Token& name = scan_.at(name_at);
  const int quarter = quarter_named(name);
  if (quarter < 0) {
    scan_.fail({name.begin, name.end},
               "date-not-in-calendar",
               "Một năm chỉ có bốn quý.",
               scan_.source().with({name.begin, name.end}, "IV"));
    return true;
  }
  if (quarter > 0 && scan_.at(name_at + 1).is("lần")) {
    return false;  // "quý 1 lần"
  }
  if (quarter > 0) {
    const unsigned last_month = to_unsigned(quarter) * months_per_quarter;
    take_months(name_at + 1, last_month - 2, last_month, "quý: " + std::to_string(quarter));
    const bool year_follows =
        scan_.at(next_).is_any_of({"/", "-", "."}) && scan_.at(next_ + 1).is_number() &&
        (scan_.at(next_).is("/") || (scan_.at(next_ + 1).text.size() == year_digits &&
                                     (scan_.at(next_).is("-") || scan_.at(next_ + 1).glued)));
    if (year_follows) {
      static_cast<void>(read_year_number(next_ + 1));
    }
    return true;
  }
  // "quý đầu năm 2027", "quý cuối cùng của năm": the year is left for its own part.
  const std::size_t edge =
      scan_.behind_any(name_at, {{"đầu", "tiên"}, {"đầu"}, {"cuối", "cùng"}, {"cuối"}});
  const std::size_t of_year = scan_.behind_any(edge, {{"của"}});
  if (edge > name_at && scan_.at(of_year).is("năm")) {
    const unsigned last_month = name.is("đầu") ? 3 : 12;
    const bool named_year = scan_.at(of_year + 1).is_number() ||
                            next_words(scan_, of_year + 1) > 0 ||
                            previous_words(scan_, of_year + 1) > 0;
    return take_months(of_year + (named_year ? 0U : 1U),
                       last_month - 2,
                       last_month,
                       "quý: " + scan_.words(index, edge));
  }
  if (const std::size_t later = next_words(scan_, name_at); point_.day && later > 0) {
    const WordSpan words = scan_.span(index, name_at + later);
    scan_.fail(words,
               "phrase-not-understood",
               "Chưa nêu tháng nào của quý sau.",
               scan_.source().with(words, "tháng đầu quý sau"));
    return true;
  }
  // "cuối quý", "ngày làm việc cuối cùng của quý", "đầu quý sau".
  if (!point_.last_day && !point_.first_day && !point_.working_day && !point_.nth) {
    return false;
  }
  const std::size_t later = next_words(scan_, name_at);
  const std::size_t last = name_at + (later > 0 ? later : same_words(scan_, name_at));
  const bool at_start =
      point_.first_day || point_.working_day.value_or(-1) > 0 || point_.nth.value_or(-1) > 0;
  point_.month_of_quarter = (at_start ? 0 : 2) + (later > 0 ? 3 : 0);
  scan_.role(next_, last, later > 0 ? "quý: quý liền sau" : "quý: trong chính quý đó");
  next_ = last;
  return true;
}

/// "6 tháng đầu năm", "9 tháng đầu năm", "03 tháng cuối năm 2026", "nửa đầu năm".
bool PointReader::read_part_of_year(std::size_t index) {
  int months = 0;
  std::size_t next = index;
  if (scan_.at(index).is("nửa")) {
    months = 6;
    next = scan_.behind(index + 1, {"năm"});
  } else if (const auto number = scan_.at(index).is_number()
                                     ? read_number(scan_, index)
                                     : read_number_words(scan_, index, Five::never_nam);
             number && scan_.at(number->end).is("tháng")) {
    months = number->value;
    next = number->end + 1;
  }
  if (months < 2 || months > 11 || !scan_.at(next).is_any_of({"đầu", "cuối"})) {
    return false;
  }
  const bool at_start = scan_.at(next).is("đầu");
  std::size_t last = scan_.behind(next + 1, {"của"});
  const bool half_said = scan_.at(next - 1).is("năm");  // "nửa năm đầu"
  if (!scan_.at(last).is("năm") && !half_said && !scan_.at(last).is_any_of({"/"})) {
    // "6 tháng đầu" by itself, or "6 tháng cuối 2026".
    const bool year = scan_.at(last).is_number() && scan_.at(last).text.size() == year_digits;
    if (!year && !scan_.at(last).is_end() && !is_separator(scan_.at(last))) {
      return false;
    }
  }
  const unsigned first_month = at_start ? 1 : to_unsigned(months_per_year - months + 1);
  const unsigned last_month = at_start ? to_unsigned(months) : to_unsigned(months_per_year);
  // The word "năm" is left for the year when a number follows it.
  const bool numbered = scan_.at(last + 1).is_number() || next_words(scan_, last + 1) > 0;
  last = scan_.at(last).is("năm") && !numbered ? last + 1 : next + 1;
  return take_months(
      last,
      first_month,
      last_month,
      "kỳ trong năm: " + std::to_string(months) + " tháng " + (at_start ? "đầu" : "cuối"));
}

}  // namespace dondoc
