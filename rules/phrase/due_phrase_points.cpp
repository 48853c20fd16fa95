// SPDX-License-Identifier: Apache-2.0
// One point and the day in it. Its month and year are read in due_phrase_months.cpp and
// due_phrase_dates.cpp, lists of points in due_phrase_point_lists.cpp.
#include "rules/phrase/due_phrase_points.h"

#include "rules/phrase/due_phrase_numbers.h"
#include "rules/phrase/due_phrase_point_reader.h"
#include "rules/phrase/due_phrase_words.h"
#include "rules/phrase/work_words.h"

namespace dondoc {

/// Whether a number with nothing in front of it can stand for a day or month here: what follows it
/// at `index` must not make it a quantity ("15 đơn vị").
bool PointReader::stands_alone(std::size_t index) const {
  const Token& next = scan_.at(index);
  return next.is_end() || is_separator(next) || is_time_noun(next) || is_every_word(next) ||
         next.is_any_of({")", "(", ".", ":", "-", "đến", "tới", "của", "định", "âm"});
}

/// "ngày Quốc khánh 02/9" behind a limit, "ngày thứ 20 của tháng"; `index` is behind "ngày".
bool PointReader::read_named_day(std::size_t index) {
  const bool event = scan_.reads(index, {"bầu", "cử"}) || scan_.reads(index, {"khai", "giảng"}) ||
                     scan_.reads(index, {"khai", "mạc"}) || scan_.reads(index, {"tựu", "trường"});
  if (place_ == PointPlace::behind_limit && (event || is_time_idiom(scan_, index - 1))) {
    // "trước ngày Quốc khánh 02/9", "trước ngày bầu cử 15/3/2026"
    constexpr std::size_t name_words_max = 8;
    std::size_t date = index;
    while (date < index + name_words_max && scan_.at(date).is_word() &&
           !is_time_noun(scan_.at(date))) {
      ++date;
    }
    if (scan_.at(date).is_number() && scan_.at(date + 1).is("/")) {
      return read_numeric_date(date, true);
    }
  }
  if (scan_.at(index).is("thứ")) {
    // "ngày thứ 20 của tháng tiếp theo"
    const auto nth = read_number(scan_, index + 1);
    // "ngày thứ sáu của tháng" may be a Friday
    constexpr int doubtful_max = 7;
    const bool of = nth && nth->value > doubtful_max && nth->value <= 31 &&
                    (scan_.at(nth->end).is_any_of({"của", "trong", "tháng"}) ||
                     (is_every_word(scan_.at(nth->end)) && scan_.at(nth->end + 1).is("tháng")));
    return of && take_day(index, nth->end, nth->value);
  }
  return false;
}

bool PointReader::read_day() {
  std::size_t index = next_;
  const bool named = scan_.at(index).is("ngày");
  index += named ? 1U : 0U;
  if (read_first_days() || read_weekday(index) || (named && read_working_day(index)) ||
      read_edge(index, named) || scan_.failed()) {
    return true;
  }
  const bool lunar_word = scan_.at(index).is_any_of({"mùng", "mồng"});
  index += lunar_word ? 1U : 0U;
  if (scan_.at(index).is("rằm")) {
    point_.lunar = true;
    return take_day(index, index + 1, 15);
  }
  if (read_numeric_date(index, named || lunar_word)) {
    return true;
  }
  if (named && (read_named_day(index) || scan_.failed())) {
    return true;
  }
  const bool bare = place_ == PointPlace::behind_day && scan_.at(index).is_number() &&
                    scan_.at(index).value <= 31 && stands_alone(index + 1);
  // "23 tháng Chạp", "trước 15 tháng 6".
  const bool numbers = place_ == PointPlace::anywhere && !named && index > 0 &&
                       is_numbering(scan_.at(index - 1));  // "đợt 1 tháng 3/2026"
  const bool month_follows = !numbers && scan_.at(index).is_number() &&
                             scan_.at(index).value <= 31 && scan_.at(index + 1).is("tháng") &&
                             (scan_.at(index + 2).is_any_of({"giêng", "chạp"}) ||
                              (scan_.at(index + 2).is_number() && scan_.at(index + 2).value <= 12));
  // "Tuần lễ … 16 - 23/10"
  const bool to_date =
      place_ == PointPlace::anywhere && scan_.at(index + 1).is("-") &&
      scan_.at(index + 2).is_number() && scan_.at(index + 3).is("/") &&
      scan_.at(index + 4).is_number() && scan_.at(index + 4).value <= months_per_year &&
      scan_.at(index).value < scan_.at(index + 2).value && !names_fraction(index + 2);
  const bool from = (place_ == PointPlace::behind_from || to_date) && scan_.at(index).is_number() &&
                    scan_.at(index).value <= 31 &&
                    scan_.at(index + 1).is_any_of({"đến", "-", "tới"});
  // "trước 28 hằng tháng"
  const bool of_each_month = place_ == PointPlace::behind_limit && scan_.at(index).is_number() &&
                             scan_.at(index).value <= 31 && is_every_word(scan_.at(index + 1)) &&
                             scan_.at(index + 2).is("tháng");
  if (!named && !lunar_word && !bare && !from && !month_follows && !of_each_month) {
    return false;
  }
  const auto number = read_number(scan_, index);
  if (!number || scan_.at(number->end).is_any_of({"%", "giờ", "h", ":"})) {
    return scan_.failed();
  }
  return take_day(index, number->end, number->value);
}

/// "05 ngày đầu tháng", "03 ngày làm việc đầu tiên của tháng sau": until the last of them.
bool PointReader::read_first_days() {
  const auto number = scan_.at(next_).is_number() ? read_number(scan_, next_) : std::nullopt;
  if (!number || !scan_.at(number->end).is("ngày")) {
    return false;
  }
  const std::size_t worked = scan_.behind(number->end + 1, {"làm", "việc"});
  std::size_t last = scan_.behind_any(worked, {{"đầu", "tiên"}, {"đầu"}});
  const bool at_start = last > worked;
  last = at_start ? last : scan_.behind_any(worked, {{"cuối", "cùng"}, {"cuối"}});
  const bool working = worked > number->end + 1;
  const int most = working ? nth_working_day_max : 31;
  if (last == worked || number->value < 1 || number->value > most) {
    return false;
  }
  point_.last_day = !at_start;
  if (at_start && working) {
    point_.working_day = number->value;
  } else if (at_start) {
    point_.day = static_cast<unsigned>(number->value);
    point_.of_start = true;
  }
  point_.day_words = scan_.span(next_, last);
  scan_.role(next_, last, "ngày: " + scan_.words(next_, last));
  next_ = last;
  return true;
}

bool PointReader::take_day(std::size_t first, std::size_t last, int day) {
  point_.day = static_cast<unsigned>(day);
  point_.day_words = scan_.span(first, last);
  scan_.role(next_, last, "ngày: " + scan_.words(first, last));
  next_ = last;
  return true;
}

/// "ngày làm việc cuối cùng", "ngày làm việc thứ 3"; `index` is behind "ngày".
bool PointReader::read_working_day(std::size_t index) {
  if (!scan_.reads(index, {"làm", "việc"})) {
    return false;
  }
  index += 2;
  std::size_t last = scan_.behind_any(index, {{"đầu", "tiên"}, {"đầu"}});
  int nth = last > index ? 1 : 0;
  if (nth == 0) {
    last = scan_.behind_any(index, {{"cuối", "cùng"}, {"cuối"}, {"sau", "cùng"}});
    nth = last > index ? -1 : 0;
  }
  if (nth == 0 && scan_.at(index).is("thứ")) {
    const auto number = read_number(scan_, index + 1, Five::may_be_nam);
    const bool first = scan_.at(index + 1).is("nhất");
    const bool second = scan_.at(index + 1).is("nhì");
    nth = first ? 1 : second ? 2 : number ? number->value : 0;
    last = first || second ? index + 2 : number ? number->end : index;
  }
  if (nth == 0 || nth > nth_working_day_max) {
    return false;
  }
  point_.working_day = nth;
  scan_.role(next_, last, "ngày: " + scan_.words(next_, last) + " (không tính ngày nghỉ)");
  next_ = last;
  return true;
}

/// "ngày cuối cùng của tháng", "cuối tháng 6", "đầu quý sau", "giữa năm": the words before the
/// span, when a span follows.
bool PointReader::read_edge(std::size_t index, bool named) {
  const Token& edge = scan_.at(index);
  const bool begun = index > 0 && edge.is("đầu") && scan_.at(index - 1).is("bắt");
  if (!edge.is_any_of({"cuối", "đầu", "giữa"}) || begun) {
    return false;
  }
  std::size_t last =
      scan_.behind_any(index, {{"cuối", "cùng"}, {"đầu", "tiên"}, {"cuối"}, {"đầu"}, {"giữa"}});
  const std::size_t of = scan_.behind(last, {"của"});
  const std::size_t each = is_every_word(scan_.at(of)) ? of + 1 : of;
  const Token& whose = scan_.at(each);
  if (!is_quarter_noun(whose) && !whose.is_any_of({"tháng", "năm", "tuần"})) {
    if (named || (place_ == PointPlace::behind_limit && edge.is("cuối"))) {
      scan_.fail(scan_.span(next_, last),
                 "phrase-not-understood",
                 "Sau \"" + scan_.words(next_, last) + "\" chưa nêu tháng, quý hoặc năm.",
                 "cuối tháng 6 hằng năm");
    }
    return false;
  }
  if (whose.is("tuần") || (is_quarter_noun(whose) && edge.is("giữa"))) {
    return false;  // no law says which day these are
  }
  point_.last_day = edge.is("cuối");
  point_.first_day = edge.is("đầu");
  point_.middle = edge.is("giữa");
  point_.loose_end = point_.last_day && !named;
  point_.day_words = scan_.span(next_, last);
  scan_.role(next_,
             last,
             named || point_.last_day
                 ? (point_.last_day ? "ngày: ngày cuối cùng" : "ngày: ngày đầu tiên")
             : point_.first_day ? "ngày: ngày đầu tiên (BLDS 2015, Điều 146)"
                                : "ngày: ngày giữa kỳ (BLDS 2015, Điều 146)");
  next_ = last;
  return true;
}

std::optional<Point> read_point(PhraseScan& scan, std::size_t first, PointPlace place) {
  const std::size_t roles = scan.role_count();
  auto point = PointReader(scan, first, place).read();
  if (!point) {
    scan.drop_roles_from(roles);
  }
  return point;
}

}  // namespace dondoc
