// SPDX-License-Identifier: Apache-2.0
#include "rules/calendar/civil.h"

#include <cassert>

namespace dondoc {
namespace {

using std::chrono::seconds;

constexpr int minutes_per_hour = 60;
constexpr int hours_per_day = 24;
constexpr int minutes_per_day = minutes_per_hour * hours_per_day;

bool is_digit(char letter) {
  return letter >= '0' && letter <= '9';
}

/// The number that all of `text` spells in decimal digits; nothing when it holds anything else.
/// Callers pass at most four characters, so it can't overflow.
std::optional<int> number_of(std::string_view text) {
  if (text.empty()) {
    return std::nullopt;
  }
  int value = 0;
  for (const char letter : text) {
    if (!is_digit(letter)) {
      return std::nullopt;
    }
    value = value * 10 + (letter - '0');
  }
  return value;
}

std::string padded(long long value, std::size_t width) {
  std::string digits = std::to_string(value);
  if (digits.size() < width) {
    digits.insert(0, width - digits.size(), '0');
  }
  return digits;
}

/// "hh:mm" with two digits each and both in range; 24:00 is not a time of a clock here.
std::optional<int> clock_minutes(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') {
    return std::nullopt;
  }
  const auto hours = number_of(text.substr(0, 2));
  const auto minutes = number_of(text.substr(3, 2));
  if (!hours || !minutes || *hours >= hours_per_day || *minutes >= minutes_per_hour) {
    return std::nullopt;
  }
  return *hours * minutes_per_hour + *minutes;
}

/// "Z", "+hh:mm" or "-hh:mm".
std::optional<seconds> parse_offset(std::string_view text) {
  if (text == "Z") {
    return seconds{0};
  }
  if (text.empty() || (text[0] != '+' && text[0] != '-')) {
    return std::nullopt;
  }
  const auto minutes = clock_minutes(text.substr(1));
  if (!minutes) {
    return std::nullopt;
  }
  const seconds offset = std::chrono::minutes{*minutes};
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

Ymd ymd(Date date) {
  const std::chrono::year_month_day civil{date};
  return {static_cast<int>(civil.year()),
          static_cast<unsigned>(civil.month()),
          static_cast<unsigned>(civil.day())};
}

int year_of(Date date) {
  return ymd(date).year;
}

std::optional<Date> valid_date(int year, unsigned month, unsigned day) {
  // Checked before chrono sees them: its fields are narrow, and 257 would wrap around to 1.
  if (year < year_min || year > year_max || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const std::chrono::year_month_day civil{
      std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
  if (!civil.ok()) {
    return std::nullopt;
  }
  return Date{civil};
}

Date make_date(int year, unsigned month, unsigned day) {
  const auto date = valid_date(year, month, day);
  assert(date.has_value());
  return *date;
}

Date last_of_month(int year, unsigned month) {
  assert(month >= 1 && month <= 12);
  return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::last};
}

Date add_months(Date anchor, int months) {
  const std::chrono::year_month_day civil{anchor};
  const auto target =
      std::chrono::year_month{civil.year(), civil.month()} + std::chrono::months{months};
  const std::chrono::year_month_day same_day{target.year(), target.month(), civil.day()};
  return same_day.ok() ? Date{same_day} : Date{target / std::chrono::last};
}

Instant instant_at(Date date, TimeOfDay time, Zone zone) {
  const seconds local = date.time_since_epoch() + std::chrono::minutes{time.minutes};
  return Instant{local - zone.offset};
}

Instant start_of(Date date, Zone zone) {
  return instant_at(date, TimeOfDay{0}, zone);
}

Instant end_of(Date date, Zone zone) {
  return instant_at(date, TimeOfDay{minutes_per_day}, zone);
}

Date date_of(Instant instant, Zone zone) {
  const std::chrono::local_seconds local{instant.time_since_epoch() + zone.offset};
  return std::chrono::floor<std::chrono::days>(local);
}

TimeOfDay time_of(Instant instant, Zone zone) {
  const seconds passed = instant - start_of(date_of(instant, zone), zone);
  return TimeOfDay{static_cast<int>(std::chrono::floor<std::chrono::minutes>(passed).count())};
}

std::string to_iso(Date date) {
  const Ymd civil = ymd(date);
  return padded(civil.year, 4) + '-' + padded(civil.month, 2) + '-' + padded(civil.day, 2);
}

std::string to_rfc3339(Instant instant, Zone zone) {
  const Date date = date_of(instant, zone);
  const seconds passed = instant - start_of(date, zone);
  const long long second = passed.count() % 60;
  const bool west = zone.offset < seconds{0};
  const seconds distance = west ? -zone.offset : zone.offset;
  const auto minutes = std::chrono::floor<std::chrono::minutes>(distance).count();
  return to_iso(date) + 'T' + to_hhmm(time_of(instant, zone)) + ':' + padded(second, 2) +
         (west ? '-' : '+') + padded(minutes / minutes_per_hour, 2) + ':' +
         padded(minutes % minutes_per_hour, 2);
}

std::string to_hhmm(TimeOfDay time) {
  return padded(time.minutes / minutes_per_hour, 2) + ':' +
         padded(time.minutes % minutes_per_hour, 2);
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto year = number_of(text.substr(0, 4));
  const auto month = number_of(text.substr(5, 2));
  const auto day = number_of(text.substr(8, 2));
  if (!year || !month || !day) {
    return std::nullopt;
  }
  return valid_date(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  constexpr std::size_t local_size = 19;  // "YYYY-MM-DDThh:mm:ss"
  if (text.size() <= local_size || text[10] != 'T' || text[16] != ':') {
    return std::nullopt;
  }
  const auto date = parse_iso_date(text.substr(0, 10));
  const auto minutes = clock_minutes(text.substr(11, 5));
  const auto second = number_of(text.substr(17, 2));
  const auto offset = parse_offset(text.substr(local_size));
  if (!date || !minutes || !second || *second > 59 || !offset) {
    return std::nullopt;
  }
  return instant_at(*date, TimeOfDay{*minutes}, Zone{*offset}) + seconds{*second};
}

std::optional<TimeOfDay> parse_hhmm(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 1 || colon > 2 || text.size() != colon + 3) {
    return std::nullopt;
  }
  const auto hours = number_of(text.substr(0, colon));
  const auto minutes = number_of(text.substr(colon + 1));
  if (!hours || !minutes || *minutes >= minutes_per_hour) {
    return std::nullopt;
  }
  const int total = *hours * minutes_per_hour + *minutes;
  if (total > minutes_per_day) {
    return std::nullopt;
  }
  return TimeOfDay{total};
}

}  // namespace dondoc
