// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/act_checks.h"

#include "rules/schedule/series.h"

#include <algorithm>
#include <cstdint>

namespace dondoc {

namespace {

constexpr std::size_t event_id_bytes_max = 40;
constexpr std::int64_t thousand = 1'000;
constexpr std::int64_t hundred_percent = 100 * thousand;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::optional<ActRefused> closed_already(const Occurrence& occurrence, Zone zone) {
  if (occurrence.state == OccurrenceState::done) {
    std::string when;
    if (occurrence.completion) {
      const Instant at = occurrence.completion->recorded_at;
      when = " lúc " + to_hhmm(time_of(at, zone)) + " ngày " + to_iso(date_of(at, zone));
      if (!occurrence.completion->document.empty()) {
        when += ", văn bản " + occurrence.completion->document;
      }
    }
    return ActRefused{ActRefusal::already_done,
                      "Đầu việc này đã được ghi nhận hoàn thành" + when + "."};
  }
  if (occurrence.state == OccurrenceState::withdrawn) {
    return ActRefused{ActRefusal::withdrawn, "Đầu việc này không còn trong kế hoạch."};
  }
  if (occurrence.state == OccurrenceState::missed) {
    return ActRefused{ActRefusal::missed, "Kỳ này đã qua và được tính là bỏ lỡ."};
  }
  return std::nullopt;
}

std::optional<ActRefused> keeps_watching(const Occurrence& occurrence,
                                         const Act& act,
                                         const RuleSet& rules,
                                         Instant now) {
  const bool is_for_a_watch = std::holds_alternative<Happen>(act) ||
                              std::holds_alternative<Report>(act) ||
                              std::holds_alternative<Acknowledge>(act) ||
                              (std::holds_alternative<Complete>(act) && now >= occurrence.due);
  const std::optional<Owed> owed = find_owed(rules, occurrence.series);
  if (is_for_a_watch || !owed || owed->obligation->watches.empty()) {
    return std::nullopt;
  }
  const std::string trigger = owed->plan->id + '/' + owed->obligation->watches;
  return ActRefused{ActRefusal::watches_trigger,
                    "Đầu việc này theo dõi mốc tính thời hạn nên được giữ cho đến khi kế hoạch kết "
                    "thúc. Khi có mốc, đề nghị ghi nhận bằng lệnh `trigger " +
                        trigger + "`; chưa có thì báo bằng lệnh `progress`."};
}

bool is_event_id(std::string_view id) {
  return !id.empty() && id.size() <= event_id_bytes_max &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
                  c == '-';
         });
}

std::string free_event_id(const Occurrence& watch, Date date) {
  const auto is_taken = [&watch](const std::string& id) {
    return std::any_of(watch.happenings.begin(),
                       watch.happenings.end(),
                       [&id](const Happening& known) { return known.id == id; });
  };
  std::string id = to_iso(date);
  for (std::size_t nth = 2; is_taken(id) && nth <= happenings_max + 1; ++nth) {
    id = to_iso(date) + '.' + std::to_string(nth);
  }
  return id;
}

std::optional<std::int64_t> measured_value(const Measure& act) {
  if (!act.value.empty()) {
    return act.numerator.empty() && act.denominator.empty() ? parse_thousandths(act.value)
                                                            : std::nullopt;
  }
  const auto numerator = parse_thousandths(act.numerator);
  const auto denominator = parse_thousandths(act.denominator);
  if (!numerator || !denominator || *denominator == 0 ||
      *numerator > INT64_MAX / hundred_percent - *denominator) {
    return std::nullopt;
  }
  return (*numerator * hundred_percent + *denominator / 2) / *denominator;
}

}  // namespace dondoc
