// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/simulated_office.h"

#include "rules/schedule/series.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace dondoc {
namespace {

constexpr int first_working_minute = 8 * 60;
constexpr int last_working_minute = 16 * 60 + 30;

}  // namespace

SimulatedOffice::SimulatedOffice(const RuleSet& rules, std::uint64_t seed, double punctual)
    : rules_(rules), random_(seed), punctual_(punctual) {}

/// The standard's distributions differ between libraries; the engine itself doesn't. The bias of
/// the remainder is far below anything an office would notice.
std::uint64_t SimulatedOffice::draw(std::uint64_t below) {
  return random_() % below;
}

Instant SimulatedOffice::in_working_hours(Date day) {
  const auto minutes = draw(static_cast<std::uint64_t>(last_working_minute - first_working_minute));
  return instant_at(day, TimeOfDay{first_working_minute + static_cast<int>(minutes)}, rules_.zone);
}

Instant SimulatedOffice::punctual_moment(const Occurrence& occurrence, Instant now) {
  const Date first = date_of(std::max(occurrence.opens, now), rules_.zone);
  const int days = rules_.calendar.count_working_days(first, occurrence.last_day);
  Date day = first;
  if (days > 0) {
    // Offices work toward the date: the last few working days, or the whole of a short window.
    constexpr int last_days = 4;
    const int back = static_cast<int>(draw(static_cast<std::uint64_t>(std::min(days, last_days))));
    day = rules_.calendar.add_working_days(first, days - back);
  }
  const Instant moment = in_working_hours(day);
  // A clock time of the due may come before the hour that was drawn.
  const Instant latest = occurrence.due - std::chrono::minutes{5};
  return std::max(now, std::min(moment, latest));
}

/// Late means: one working day after one of the rungs that follow the due, whichever is drawn.
Instant SimulatedOffice::late_moment(const Occurrence& occurrence, Instant now) {
  std::vector<int> days_after{1};
  if (const std::optional<Owed> owed = find_owed(rules_, occurrence.series)) {
    for (const Rung& rung : owed->policy->ladder) {
      if (!rung.offset.before && rung.offset.unit == OffsetUnit::days) {
        days_after.push_back(rung.offset.amount);
      }
    }
  }
  const int days = days_after[draw(days_after.size())];
  const Date since =
      std::max(occurrence.last_day + std::chrono::days{days}, date_of(now, rules_.zone));
  // What was already past when the plan was loaded gets settled little by little.
  constexpr std::uint64_t backlog_days = 10;
  const int more = now < occurrence.due ? 1 : 1 + static_cast<int>(draw(backlog_days));
  return std::max(now, in_working_hours(rules_.calendar.add_working_days(since, more)));
}

void SimulatedOffice::hear_of(const Occurrence& occurrence, Instant now) {
  const std::optional<Owed> owed = find_owed(rules_, occurrence.series);
  if (!owed || owed->lead_units.empty()) {
    return;
  }
  constexpr std::uint64_t scale = 1'000'000;
  const bool on_time = draw(scale) < static_cast<std::uint64_t>(punctual_ * scale);
  Completion completion;
  completion.at = on_time && now < occurrence.due ? punctual_moment(occurrence, now)
                                                  : late_moment(occurrence, now);
  completion.occurrence = occurrence.key;
  completion.post = rules_.directory.units.at(owed->lead_units.front()).head;
  completion.document = std::to_string(++documents_) + "/BC-" + std::to_string(draw(90) + 10);
  acts_.emplace(completion.at, std::move(completion));
}

std::optional<Instant> SimulatedOffice::next_act() const {
  return acts_.empty() ? std::nullopt : std::optional<Instant>{acts_.begin()->first};
}

std::vector<SimulatedOffice::Completion> SimulatedOffice::acts_until(Instant now) {
  std::vector<Completion> due;
  const auto end = acts_.upper_bound(now);
  std::transform(
      acts_.begin(), end, std::back_inserter(due), [](const auto& entry) { return entry.second; });
  acts_.erase(acts_.begin(), end);
  return due;
}

}  // namespace dondoc
