// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace dondoc {

namespace {

constexpr std::array<std::string_view, 7> weekdays{
    "Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"};
constexpr std::array<std::string_view, 4> quarters{"I", "II", "III", "IV"};
constexpr std::array<std::string_view, 7> audience_words{"đơn vị chủ trì",
                                                         "cấp phó của đơn vị chủ trì",
                                                         "đơn vị phối hợp",
                                                         "đơn vị theo dõi, đôn đốc",
                                                         "đầu mối theo dõi",
                                                         "lãnh đạo phụ trách",
                                                         "Chủ tịch"};

std::string month_words(unsigned month) {
  return month <= 2 ? '0' + std::to_string(month) : std::to_string(month);
}

int number_of(std::string_view digits) {
  int number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

/// "tuần 09/2026 (23/02 - 01/3)": a week's number says little to people. The 4th of January always
/// lies in week 1.
std::string week_words(int year, int week) {
  const Date fourth = make_date(year, 1, 4);
  const Date first_monday = fourth - (std::chrono::weekday{fourth} - std::chrono::Monday);
  const Date monday = first_monday + std::chrono::days{7 * (week - 1)};
  return "tuần " + two_digits(week) + '/' + std::to_string(year) + " (" + short_date_words(monday) +
         " - " + short_date_words(monday + std::chrono::days{6}) + ')';
}

}  // namespace

std::string join(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) {
      out += between;
    }
    out += part;
  }
  return out;
}

std::string length_words(std::size_t letters, std::size_t most) {
  return "dài " + std::to_string(letters) + " ký tự, tối đa " + std::to_string(most) + " ký tự";
}

std::string two_digits(int number) {
  const std::string digits = std::to_string(number);
  return number >= 0 && number < 10 ? '0' + digits : digits;
}

std::string short_date_words(Date date) {
  const Ymd day = ymd(date);
  return two_digits(static_cast<int>(day.day)) + '/' + month_words(day.month);
}

std::string date_words(Date date) {
  return short_date_words(date) + '/' + std::to_string(year_of(date));
}

std::string weekday_words(Date date) {
  return std::string{weekdays.at(std::chrono::weekday{date}.c_encoding())};
}

std::string clock_words(TimeOfDay time) {
  return two_digits(time.minutes / 60) + " giờ " + two_digits(time.minutes % 60);
}

std::string moment_words(Instant at, Zone zone) {
  return clock_words(time_of(at, zone)) + " ngày " + date_words(date_of(at, zone));
}

std::string period_words(std::string_view period) {
  const std::size_t dot = period.find('.');
  if (dot != std::string_view::npos) {
    return period_words(period.substr(0, dot)) + ", lần " + std::string{period.substr(dot + 1)};
  }
  if (period == "once" || period.size() < 4) {
    return {};
  }
  const std::string year{period.substr(0, 4)};
  const std::string_view rest = period.substr(4);
  if (rest.empty()) {
    return "năm " + year;
  }
  if (rest.substr(0, 2) == "--") {
    return "giai đoạn " + year + " - " + std::string{rest.substr(2)};
  }
  if (rest.substr(0, 2) == "-Q" && rest.size() >= 3 && rest[2] >= '1' && rest[2] <= '4') {
    return "quý " + std::string{quarters.at(static_cast<std::size_t>(rest[2] - '1'))} + '/' + year;
  }
  if (rest == "-9M") {
    return "9 tháng đầu năm " + year;
  }
  if (rest.substr(0, 2) == "-H") {
    return "6 tháng " + std::string{rest.substr(2) == "1" ? "đầu" : "cuối"} + " năm " + year;
  }
  if (rest.substr(0, 2) == "-W") {
    return week_words(number_of(year), number_of(rest.substr(2)));
  }
  if (const std::optional<Date> day = parse_iso_date(period)) {
    return "ngày " + date_words(*day);
  }
  return "tháng " + month_words(static_cast<unsigned>(number_of(rest.substr(1)))) + '/' + year;
}

bool has_clock_time(Instant due, Date last_day, Zone zone) {
  return due != end_of(last_day, zone);
}

std::string due_words(Instant due, Date last_day, Zone zone) {
  const std::string day = "ngày " + date_words(last_day) + " (" + weekday_words(last_day) + ')';
  if (has_clock_time(due, last_day, zone)) {
    return "trước " + clock_words(time_of(due, zone)) + ' ' + day;
  }
  return "hết " + day;
}

std::string describe_offset(const RungOffset& offset) {
  const std::string side = offset.before ? " trước thời hạn" : " sau thời hạn";
  if (offset.unit == OffsetUnit::hours) {
    return two_digits(offset.amount) + " giờ" + side;
  }
  if (offset.amount == 0) {
    return "đúng ngày đến hạn";
  }
  return two_digits(offset.amount) + (offset.before ? " ngày làm việc" : " ngày") + side;
}

std::string describe_rung(const std::string& id, const std::string& offset, Audience to) {
  const std::string when = offset.empty() ? "khi thời hạn được điều chỉnh" : offset;
  return id + ": " + when + ", tới " + std::string{audience_words.at(static_cast<std::size_t>(to))};
}

std::string unit_words(const Directory& directory, const std::string& unit) {
  const auto found = directory.units.find(unit);
  return found == directory.units.end() ? unit : found->second.name;
}

std::string addressee_words(const Directory& directory, const std::string& post) {
  for (const auto& [id, unit] : directory.units) {
    if (unit.head == post && post != directory.chair) {
      return unit.name;
    }
  }
  const auto found = directory.posts.find(post);
  return found == directory.posts.end() ? post : found->second.title;
}

bool is_leader(const Directory& directory, const std::string& post) {
  return post == directory.chair ||
         std::any_of(directory.units.begin(), directory.units.end(), [&post](const auto& entry) {
           return entry.second.reports_to == post;
         });
}

}  // namespace dondoc
