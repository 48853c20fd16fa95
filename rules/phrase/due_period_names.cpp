// SPDX-License-Identifier: Apache-2.0
// Which period a name means: "2026", "2026-Q1", "2026-W09", "2026--2030".
#include "rules/phrase/due_periods.h"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace dondoc {
namespace {

using std::chrono::days;

/// The number that all of `text` spells; nothing when it holds anything else.
std::optional<int> number_of(std::string_view text) {
  int value = 0;
  const char* const end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (result.ec != std::errc{} || result.ptr != end) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::optional<Date> start_of_period(std::string_view name) {
  constexpr std::size_t year_size = 4;
  const auto year = number_of(name.substr(0, std::min(year_size, name.size())));
  if (!year || *year < year_min || *year > year_max) {
    return std::nullopt;
  }
  const std::string_view rest = name.substr(year_size);
  if (rest.empty() || rest == "-9M") {
    return make_date(*year, 1, 1);
  }
  if (rest.size() == 6 && rest[0] == '-') {
    return parse_iso_date(name);
  }
  if (rest.size() < 3 || rest[0] != '-') {
    return std::nullopt;
  }
  const bool lettered = rest[1] == 'Q' || rest[1] == 'H' || rest[1] == 'W';
  const auto number = number_of(rest.substr(lettered ? 2 : 1));
  if (!number || *number < 1) {
    return std::nullopt;
  }
  if (rest[1] == 'W') {
    return *number > 53 ? std::nullopt
                        : std::optional(monday_of(week_of(make_date(*year, 1, 4)) + *number - 1));
  }
  const int months = rest[1] == 'Q' ? 3 : rest[1] == 'H' ? 6 : 1;
  const int first_month = (*number - 1) * months + 1;
  return first_month > months_per_year
             ? std::nullopt
             : std::optional(make_date(*year, static_cast<unsigned>(first_month), 1));
}

std::optional<int> period_named(const Recurrence& recurrence,
                                const DueContext& context,
                                std::string_view name) {
  const PeriodRange range = periods_of(recurrence, context);
  const auto is_named = [&](int index) {
    const std::optional<PeriodSpan> span = span_of(recurrence, context, index);
    return span && span->period == name;
  };
  if (range.first == range.last) {
    return is_named(range.first) ? std::optional(range.first) : std::nullopt;
  }
  if (std::holds_alternative<PeriodRule>(recurrence)) {
    for (int index = range.first; index <= range.last; ++index) {
      if (is_named(index)) {
        return index;
      }
    }
    return std::nullopt;
  }
  if (std::holds_alternative<ReportingRule>(recurrence)) {
    const std::optional<Date> start =
        start_of_period(name.substr(0, std::min<std::size_t>(4, name.size())));
    for (int place = 0; start && place < reports_per_year_max; ++place) {
      const int index = year_of(*start) * reports_per_year_max + place;
      if (index >= range.first && index <= range.last && is_named(index)) {
        return index;
      }
    }
    return std::nullopt;
  }
  const std::optional<Date> start = start_of_period(name);
  if (!start) {
    return std::nullopt;
  }
  const int index = period_at(recurrence, *start);
  // Names have one spelling: "02026" is nobody's period.
  return index >= range.first && index <= range.last && is_named(index) ? std::optional(index)
                                                                        : std::nullopt;
}

}  // namespace dondoc
