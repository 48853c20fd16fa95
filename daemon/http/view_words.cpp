// SPDX-License-Identifier: Apache-2.0
#include "daemon/http/view_words.h"

#include "rules/calendar/civil.h"
#include "rules/schedule/wording.h"

#include <chrono>
#include <optional>

#include <nlohmann/json.hpp>

namespace dondoc {
namespace {

using Json = nlohmann::ordered_json;

/// The office's zone is the one that its instants are written with.
Zone zone_of(const std::string& moment) {
  constexpr std::size_t sign = 19;
  if (moment.size() != 25 || (moment[sign] != '+' && moment[sign] != '-')) {
    return Zone{std::chrono::seconds{0}};
  }
  const auto offset = parse_hhmm(moment.substr(sign + 1));
  const std::chrono::minutes minutes{offset ? offset->minutes : 0};
  return Zone{moment[sign] == '+' ? minutes : -minutes};
}

}  // namespace

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::string day_words_of(const Json& date) {
  const std::string text = date.is_string() ? date.get<std::string>() : std::string{};
  const auto parsed = parse_iso_date(text);
  return parsed ? date_words(*parsed) : text;
}

std::string moment_words_of(const Json& moment) {
  std::string text = moment.is_string() ? moment.get<std::string>() : std::string{};
  const auto instant = parse_rfc3339(text);
  if (!instant) {
    return text;
  }
  const Zone zone = zone_of(text);
  return clock_words(time_of(*instant, zone)) + " ngày " + date_words(date_of(*instant, zone));
}

std::string due_words_of(const std::string& due) {
  const auto instant = parse_rfc3339(due);
  if (!instant) {
    return due;
  }
  const Zone zone = zone_of(due);
  return due_words(*instant, date_of(*instant - std::chrono::seconds{1}, zone), zone);
}

}  // namespace dondoc
