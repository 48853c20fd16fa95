// SPDX-License-Identifier: Apache-2.0
#include "rules/reply/reply_dates.h"

#include <algorithm>
#include <array>

namespace dondoc {
namespace {

/// A day without a year that lies further off than this may be meant of the year on the other side.
constexpr std::chrono::days year_is_clear_within{183};
constexpr int years_around_today = 5;
constexpr int century = 2000;
constexpr std::size_t fields_max = 3;
constexpr std::size_t field_digits_max = 4;

/// The numbers between the signs of "30/6/2026"; empty when they are more than a date has.
std::vector<int> fields_of(std::u32string_view letters) {
  std::vector<int> fields{0};
  std::size_t digits = 0;
  for (const char32_t letter : letters) {
    if (letter >= U'0' && letter <= U'9') {
      fields.back() = fields.back() * 10 + static_cast<int>(letter - U'0');
      if (++digits > field_digits_max) {
        return {};
      }
    } else {
      if (digits == 0 || fields.size() == fields_max) {
        return {};
      }
      fields.push_back(0);
      digits = 0;
    }
  }
  return digits == 0 ? std::vector<int>{} : fields;
}

std::optional<Date> day_of(int year, int month, int day, Date today) {
  const bool near =
      year >= year_of(today) - years_around_today && year <= year_of(today) + years_around_today;
  return near && month > 0 && day > 0
             ? valid_date(year, static_cast<unsigned>(month), static_cast<unsigned>(day))
             : std::nullopt;
}

/// The nearest such day on the side, and the one on the other side when that is nearer by far.
std::vector<Date> days_without_year(int day, int month, DateSide side, Date today) {
  std::optional<Date> behind;
  std::optional<Date> ahead;
  for (int year = year_of(today) - 1; year <= year_of(today) + 1; ++year) {
    const std::optional<Date> one = day_of(year, month, day, today);
    if (one && *one <= today) {
      behind = one;
    }
    if (one && *one >= today && !ahead) {
      ahead = one;
    }
  }
  const std::optional<Date> wanted = side == DateSide::behind ? behind : ahead;
  const std::optional<Date> other = side == DateSide::behind ? ahead : behind;
  const auto distance = [today](Date date) { return date < today ? today - date : date - today; };
  if (!wanted) {
    return {};
  }
  if (other && distance(*wanted) > year_is_clear_within && distance(*other) < distance(*wanted)) {
    return {std::min(*wanted, *other), std::max(*wanted, *other)};
  }
  return {*wanted};
}

std::vector<Date> days_of(const std::vector<int>& fields, DateSide side, Date today) {
  if (fields.size() < 2) {
    return {};
  }
  if (fields.size() == 2) {
    return days_without_year(fields[0], fields[1], side, today);
  }
  const int year = fields[2] < 100 ? century + fields[2] : fields[2];
  const std::optional<Date> day = day_of(year, fields[1], fields[0], today);
  return day ? std::vector<Date>{*day} : std::vector<Date>{};
}

bool is_number(const std::vector<Part>& parts, std::size_t at) {
  return at < parts.size() && parts[at].kind == PartKind::number;
}

/// "30 tháng 6 năm 2026"; nothing unless "tháng" and its number are there.
ReplyDate spelled_date(const std::vector<Part>& parts, std::size_t at, DateSide side, Date today) {
  static const Words month{"tháng"};
  static const Words year{"năm"};
  if (!is_number(parts, at) || month.at(parts, at + 1) == 0 || !is_number(parts, at + 2)) {
    return {};
  }
  std::u32string letters = parts[at].letters + U"/" + parts[at + 2].letters;
  std::size_t count = 3;
  if (year.at(parts, at + 3) != 0 && is_number(parts, at + 4)) {
    letters += U"/" + parts[at + 4].letters;
    count = 5;
  }
  return {count, days_of(fields_of(letters), side, today)};
}

ReplyDate relative_date(const std::vector<Part>& parts, std::size_t at, Date today) {
  static const std::array<std::pair<Words, int>, 5> names{{{Words{"hôm nay"}, 0},
                                                           {Words{"hôm qua"}, -1},
                                                           {Words{"hôm kia"}, -2},
                                                           {Words{"ngày mai"}, 1},
                                                           {Words{"ngày kia"}, 2}}};
  for (const auto& [words, days] : names) {
    if (const std::size_t count = words.at(parts, at); count != 0) {
      return {count, {today + std::chrono::days{days}}};
    }
  }
  return {};
}

}  // namespace

ReplyDate date_at(const std::vector<Part>& parts, std::size_t at, DateSide side, Date today) {
  static const std::vector<Words> before{
      Words{"ngày"}, Words{"vào"}, Words{"vào ngày"}, Words{"ký ngày"}};
  static const std::vector<Words> until{Words{"ngày"},
                                        Words{"đến"},
                                        Words{"đến ngày"},
                                        Words{"đến hết"},
                                        Words{"đến hết ngày"},
                                        Words{"tới"},
                                        Words{"tới ngày"},
                                        Words{"sang"},
                                        Words{"sang ngày"},
                                        Words{"hẹn"},
                                        Words{"hẹn ngày"},
                                        Words{"hết ngày"},
                                        Words{"từ"},
                                        Words{"từ ngày"},
                                        Words{"thêm đến"},
                                        Words{"thêm đến ngày"}};
  if (ReplyDate relative = relative_date(parts, at, today); relative.parts != 0) {
    return relative;
  }
  const std::size_t words = longest_at(side == DateSide::behind ? before : until, parts, at);
  const std::size_t start = at + words;
  if (start >= parts.size()) {
    return {};
  }
  ReplyDate found = words == 0 ? ReplyDate{} : relative_date(parts, start, today);
  if (found.parts == 0) {
    found = spelled_date(parts, start, side, today);
  }
  if (found.parts == 0 && parts[start].kind == PartKind::date) {
    found = {1, days_of(fields_of(parts[start].letters), side, today)};
  }
  if (found.parts == 0 && words != 0 && is_number(parts, start)) {
    found = {1, {}};  // "ngày 30" of which month?
  }
  if (found.parts != 0) {
    found.parts += words;
  }
  return found;
}

namespace {

std::size_t skip_signs(const std::vector<Part>& parts, std::size_t at) {
  while (at < parts.size() &&
         (parts[at].kind == PartKind::comma || parts[at].kind == PartKind::colon)) {
    ++at;
  }
  return at;
}

/// Whatever stands before a clock and only says that one comes.
std::size_t skip_before_clock(const std::vector<Part>& parts, std::size_t at) {
  static const std::vector<Words> before{Words{"trước"},
                                         Words{"lúc"},
                                         Words{"vào"},
                                         Words{"đến"},
                                         Words{"tới"},
                                         Words{"hạn"},
                                         Words{"chậm nhất"},
                                         Words{"chậm nhất là"},
                                         Words{"muộn nhất"}};
  for (std::size_t last = at + 1; last != at;) {
    last = at;
    at = skip_signs(parts, at);
    at += longest_at(before, parts, at);
  }
  return at;
}

/// Of one or two digits; -1 of anything else.
int short_number(const std::vector<Part>& parts, std::size_t at) {
  constexpr std::size_t digits_max = 2;
  return is_number(parts, at) && parts[at].letters.size() <= digits_max
             ? number_of(plain_letters(parts[at].letters))
             : -1;
}

}  // namespace

ReplyClock clock_at(const std::vector<Part>& parts, std::size_t at, Date today) {
  static const std::vector<Words> hours{Words{"h"}, Words{"g"}, Words{"giờ"}};
  static const std::vector<Words> minutes{Words{"phút"}, Words{"p"}};
  constexpr int hours_max = 24;
  constexpr int minutes_of_hour = 60;
  const std::size_t start = skip_before_clock(parts, at);
  const int hour = short_number(parts, start);
  const std::size_t said = hour < 0 ? 0 : longest_at(hours, parts, start + 1);
  const bool colon = hour >= 0 && said == 0 && start + 1 < parts.size() &&
                     parts[start + 1].kind == PartKind::colon &&
                     short_number(parts, start + 2) >= 0;
  if (said == 0 && !colon) {
    return {};
  }
  std::size_t next = start + 1 + (colon ? 1 : said);
  // In "17h 20 tháng 11" the number is the day's.
  const bool of_day = date_at(parts, next, DateSide::ahead, today).parts != 0;
  const int minute = of_day ? -1 : short_number(parts, next);
  if (minute >= 0) {
    ++next;
    next += longest_at(minutes, parts, next);
  }
  const TimeOfDay time{hour * minutes_of_hour + std::max(minute, 0)};
  const bool is_one =
      hour <= hours_max && minute < minutes_of_hour && time.minutes <= hours_max * minutes_of_hour;
  return {next - at, is_one ? std::optional(time) : std::nullopt};
}

ReplyClock clock_before_day(const std::vector<Part>& parts, std::size_t at, Date today) {
  const ReplyClock clock = clock_at(parts, at, today);
  if (clock.parts == 0) {
    return {};
  }
  const std::size_t day = skip_signs(parts, at + clock.parts);
  return date_at(parts, day, DateSide::ahead, today).parts == 0 ? ReplyClock{}
                                                                : ReplyClock{day - at, clock.time};
}

std::string clock_by_the_book(TimeOfDay time) {
  constexpr int minutes_of_hour = 60;
  const std::string minutes = std::to_string(time.minutes % minutes_of_hour);
  return std::to_string(time.minutes / minutes_of_hour) + 'h' + (minutes.size() < 2 ? "0" : "") +
         minutes;
}

bool is_some_day(const Part& part, Date today) {
  return part.kind == PartKind::date &&
         !days_of(fields_of(part.letters), DateSide::behind, today).empty();
}

ReplyDocument document_at(const std::vector<Part>& parts, std::size_t at) {
  static const std::vector<Words> kinds{Words{"báo cáo"},
                                        Words{"bc"},
                                        Words{"công văn"},
                                        Words{"cv"},
                                        Words{"văn bản"},
                                        Words{"vb"},
                                        Words{"quyết định"},
                                        Words{"qđ"},
                                        Words{"kế hoạch"},
                                        Words{"kh"},
                                        Words{"tờ trình"},
                                        Words{"ttr"},
                                        Words{"thông báo"},
                                        Words{"tb"},
                                        Words{"biên bản"},
                                        Words{"theo"},
                                        Words{"bằng"}};
  static const std::vector<Words> number_words{
      Words{"số"}, Words{"số hiệu"}, Words{"số ký hiệu"}, Words{"số kí hiệu"}};
  std::size_t next = at;
  for (std::size_t count = longest_at(kinds, parts, next); count != 0;
       count = longest_at(kinds, parts, next)) {
    next += count;
  }
  const std::size_t number_word = longest_at(number_words, parts, next);
  next += number_word;
  const bool is_document = next < parts.size() && (parts[next].kind == PartKind::document ||
                                                   (number_word != 0 && is_number(parts, next)));
  return is_document ? ReplyDocument{next + 1 - at, next} : ReplyDocument{};
}

}  // namespace dondoc
