// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/keys.h"

namespace dondoc {

namespace {

/// Cuts `rest` at the last `mark`; what follows it, or nothing when there is no mark.
std::string cut_tail(std::string_view& rest, char mark) {
  const std::size_t at = rest.rfind(mark);
  if (at == std::string_view::npos) {
    return {};
  }
  std::string tail{rest.substr(at + 1)};
  rest = rest.substr(0, at);
  return tail;
}

}  // namespace

std::string text(const SeriesKey& key) {
  std::string out = key.plan + '/' + key.obligation;
  if (!key.stage.empty()) {
    out += ':' + key.stage;
  }
  if (!key.unit.empty()) {
    out += '#' + key.unit;
  }
  return out;
}

std::optional<SeriesKey> parse_series_key(std::string_view text) {
  SeriesKey key;
  std::string_view rest = text;
  key.unit = cut_tail(rest, '#');
  key.stage = cut_tail(rest, ':');
  const std::size_t slash = rest.find('/');
  if (slash == std::string_view::npos) {
    return std::nullopt;
  }
  key.plan = rest.substr(0, slash);
  key.obligation = rest.substr(slash + 1);
  if (key.plan.empty() || key.obligation.empty()) {
    return std::nullopt;
  }
  return key;
}

std::string short_key(const std::string& occurrence_key) {
  return occurrence_key.substr(occurrence_key.find('/') + 1);
}

std::string occurrence_key(const SeriesKey& series, std::string_view period) {
  SeriesKey without_unit = series;
  without_unit.unit.clear();
  std::string out = text(without_unit) + '@' + std::string{period};
  if (!series.unit.empty()) {
    out += '#' + series.unit;
  }
  return out;
}

std::optional<OccurrenceKey> parse_occurrence_key(std::string_view text) {
  std::string_view rest = text;
  const std::string unit = cut_tail(rest, '#');
  const std::string period = cut_tail(rest, '@');
  std::optional<SeriesKey> series = parse_series_key(rest);
  if (!series || period.empty()) {
    return std::nullopt;
  }
  series->unit = unit;
  return OccurrenceKey{*series, period};
}

std::string notice_key(std::string_view occurrence,
                       int round,
                       std::string_view rung,
                       std::string_view post) {
  std::string out{occurrence};
  out += '!' + std::to_string(round) + '/';
  out += rung;
  out += '>';
  out += post;
  return out;
}

}  // namespace dondoc
