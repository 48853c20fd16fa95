// SPDX-License-Identifier: Apache-2.0
// Civil days, instants and the one place where the two meet: a zone passed as a value.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace dondoc {

/// A civil day, with no zone and no time of day. Differences are std::chrono::days.
using Date = std::chrono::local_days;

/// A moment, in whole seconds since 1970-01-01T00:00:00Z. Everything the engine decides is at this
/// resolution; nothing finer is stored.
using Instant = std::chrono::sys_seconds;

/// The offset of local time from UTC. Việt Nam has kept +07:00 without daylight saving since 1975
/// (QĐ 121/CP of 1967 names UTC+7), so a value is enough; it is a parameter so that a zone table
/// can take its place.
struct Zone {
  std::chrono::seconds offset{std::chrono::hours{7}};
};

/// Minutes since midnight, 0 to 1440; 1440 ("24:00") is the end of the day.
struct TimeOfDay {
  int minutes{0};
  auto operator<=>(const TimeOfDay&) const = default;
};

/// Year, month (1-12) and day (1-31) of a civil day.
struct Ymd {
  int year{1970};
  unsigned month{1};
  unsigned day{1};
  auto operator<=>(const Ymd&) const = default;
};

/// Years outside this range are refused wherever a date is read.
inline constexpr int year_min = 1970;
inline constexpr int year_max = 2199;

inline constexpr int days_per_week = 7;
inline constexpr int months_per_year = 12;
inline constexpr unsigned january = 1;
inline constexpr unsigned february = 2;
inline constexpr unsigned june = 6;
inline constexpr unsigned december = 12;
inline constexpr unsigned months_per_quarter = 3;
inline constexpr unsigned longest_month = 31;
/// "Giữa tháng" is the 15th day of it (Bộ luật Dân sự 2015, art. 146).
inline constexpr unsigned middle_of_month = 15;

[[nodiscard]] Ymd ymd(Date date);
[[nodiscard]] int year_of(Date date);

/// The day, or nothing when the calendar has no such day or the year is out of range.
[[nodiscard]] std::optional<Date> valid_date(int year, unsigned month, unsigned day);

/// The day; the caller knows that it exists (asserted).
[[nodiscard]] Date make_date(int year, unsigned month, unsigned day);

[[nodiscard]] Date last_of_month(int year, unsigned month);

/// The same day number `months` later (or earlier), clamped to the month's last day
/// (Bộ luật Dân sự 2015, art. 148(3)). Always counted from the anchor, never from a clamped day.
[[nodiscard]] Date add_months(Date anchor, int months);

/// The moment at which local clocks in `zone` show `time` on `date`.
[[nodiscard]] Instant instant_at(Date date, TimeOfDay time, Zone zone);
/// Midnight at the start of `date`.
[[nodiscard]] Instant start_of(Date date, Zone zone);
/// Midnight at the end of `date` (24:00; BLDS 2015, art. 148(6)).
[[nodiscard]] Instant end_of(Date date, Zone zone);

[[nodiscard]] Date date_of(Instant instant, Zone zone);
/// Local time of day, seconds cut off.
[[nodiscard]] TimeOfDay time_of(Instant instant, Zone zone);

/// "2026-01-31"
[[nodiscard]] std::string to_iso(Date date);
/// "2026-02-01T00:00:00+07:00"
[[nodiscard]] std::string to_rfc3339(Instant instant, Zone zone);
/// "11:30"
[[nodiscard]] std::string to_hhmm(TimeOfDay time);

/// Exactly "YYYY-MM-DD", an existing day.
[[nodiscard]] std::optional<Date> parse_iso_date(std::string_view text);
/// "YYYY-MM-DDThh:mm:ss" with "Z" or "+hh:mm"; fractions of a second are refused.
[[nodiscard]] std::optional<Instant> parse_rfc3339(std::string_view text);
/// "H:MM" or "HH:MM", up to "24:00".
[[nodiscard]] std::optional<TimeOfDay> parse_hhmm(std::string_view text);

}  // namespace dondoc
