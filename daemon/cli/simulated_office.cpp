// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/simulated_office.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace dondoc {
namespace {

using std::chrono::days;

constexpr int first_working_minute = 8 * 60;
constexpr int last_working_minute = 16 * 60 + 30;
/// No course of a duty without an end has more deeds than this.
constexpr int deeds_max = 40;

}  // namespace

SimulatedOffice::SimulatedOffice(const RuleSet& rules, std::uint64_t seed, double punctual)
    : rules_(rules), random_(seed), punctual_(punctual) {}

/// The standard's distributions differ between libraries; the engine itself doesn't. The bias of
/// the remainder is far below anything an office would notice.
std::uint64_t SimulatedOffice::draw(std::uint64_t below) {
  return random_() % below;
}

std::string SimulatedOffice::draw_document(const std::string& kind) {
  return std::to_string(++documents_) + '/' + kind + '-' + std::to_string(draw(90) + 10);
}

Instant SimulatedOffice::in_working_hours(Date day) {
  const auto minutes = draw(static_cast<std::uint64_t>(last_working_minute - first_working_minute));
  return instant_at(day, TimeOfDay{first_working_minute + static_cast<int>(minutes)}, rules_.zone);
}

Instant SimulatedOffice::punctual_moment(const Occurrence& occurrence, Instant now) {
  const Date first = date_of(std::max(occurrence.opens, now), rules_.zone);
  const int working_days = rules_.calendar.count_working_days(first, occurrence.last_day);
  Date day = first;
  if (working_days > 0) {
    // Offices work toward the date: the last few working days, or the whole of a short window.
    constexpr int last_days = 4;
    const int back =
        static_cast<int>(draw(static_cast<std::uint64_t>(std::min(working_days, last_days))));
    day = rules_.calendar.add_working_days(first, working_days - back);
  }
  const Instant moment = in_working_hours(day);
  // A clock time of the due may come before the hour that was drawn.
  const Instant latest = occurrence.due - std::chrono::minutes{5};
  return std::max(now, std::min(moment, latest));
}

/// Late means: one working day after one of the rungs that follow the due, whichever is drawn.
Instant SimulatedOffice::late_moment(const Occurrence& occurrence, const Owed& owed, Instant now) {
  std::vector<int> days_after{1};
  for (const Rung& rung : owed.policy->ladder) {
    if (!rung.offset.before && rung.offset.unit == OffsetUnit::days) {
      days_after.push_back(rung.offset.amount);
    }
  }
  const int late = days_after[draw(days_after.size())];
  const Date since = std::max(occurrence.last_day + days{late}, date_of(now, rules_.zone));
  // What was already past when the plan was loaded gets settled little by little.
  constexpr std::uint64_t backlog_days = 10;
  const int more = now < occurrence.due ? 1 : 1 + static_cast<int>(draw(backlog_days));
  return std::max(now, in_working_hours(rules_.calendar.add_working_days(since, more)));
}

void SimulatedOffice::plan(const Course& course, Instant at, Act act) {
  deeds_.emplace(at, Deed{at, course.occurrence.key, course.post, std::move(act)});
}

/// The events of a trigger come every few months and are recorded some days later.
void SimulatedOffice::plan_events(const Course& course) {
  constexpr std::uint64_t days_since_max = 60;  // The last one was some time ago already.
  constexpr std::uint64_t days_between_max = 240;
  constexpr int days_between_min = 20;
  Date day = date_of(course.now, rules_.zone);
  for (int nth = 0; nth < deeds_max; ++nth) {
    day += nth == 0 ? days{draw(days_since_max)}
                    : days{days_between_min + static_cast<int>(draw(days_between_max))};
    if (day > course.occurrence.last_day) {
      return;
    }
    const Date recorded = rules_.calendar.add_working_days(day, static_cast<int>(draw(4)) + 1);
    Happen event;
    event.date = day;
    event.document = draw_document("QĐ");
    plan(course, in_working_hours(recorded), std::move(event));
  }
}

/// A duty without a date isn't delivered: its unit tells how it goes, about once a quarter.
void SimulatedOffice::plan_reports(const Course& course) {
  Date day = date_of(course.now, rules_.zone);
  for (int nth = 1; nth < deeds_max; ++nth) {
    day += days{60 + static_cast<int>(draw(60))};
    if (day > course.occurrence.last_day) {
      return;
    }
    plan(
        course,
        in_working_hours(rules_.calendar.on_or_after(day)),
        Report{"đã thực hiện " + std::to_string(draw(20) + 1) + " việc trong kỳ; không vướng mắc"});
  }
}

/// One after the other until the number is reached, the last one at `last`.
void SimulatedOffice::plan_counts(const Course& course, Instant last) {
  const int number = course.owed.stage->rule.quota->at_least;
  const Instant first = std::max(course.occurrence.opens, course.now);
  for (int nth = 1; nth <= std::min(number, deeds_max); ++nth) {
    const Instant share = first + (last - first) * nth / number;
    const Date day = rules_.calendar.on_or_before(date_of(share, rules_.zone));
    plan(course,
         nth == number ? last : std::clamp(in_working_hours(day), first, last),
         Count{1, draw_document("BC")});
  }
}

/// Progress on the way, the measured value, the signature, and the product.
void SimulatedOffice::plan_delivery(const Course& course, Instant at) {
  const Instant first = std::max(course.occurrence.opens, course.now);
  if (one_in(3) && at - first > days{10}) {
    const Date day = rules_.calendar.on_or_after(date_of(first + (at - first) / 2, rules_.zone));
    plan(course, std::min(in_working_hours(day), at), Report{"đã hoàn thành dự thảo"});
  }
  if (course.owed.stage->rule.target) {
    constexpr std::uint64_t whole = 400;
    const std::uint64_t reached = whole * (80 + draw(21)) / 100;
    plan(course, at, Measure{std::to_string(reached), std::to_string(whole), ""});
  }
  const Date day =
      rules_.calendar.add_working_days(date_of(at, rules_.zone), -(static_cast<int>(draw(3)) + 1));
  const Instant handed = in_working_hours(day);
  if (one_in(2) && handed > first && handed < at) {
    plan(course, handed, Submit{});
  }
  plan(course, at, Complete{draw_document("BC"), date_of(at, rules_.zone)});
}

void SimulatedOffice::hear_of(const Occurrence& occurrence, Instant now) {
  const std::optional<Owed> owed = find_owed(rules_, occurrence);
  if (!owed || owed->lead_units.empty()) {
    return;
  }
  const Course course{
      occurrence, *owed, rules_.directory.units.at(owed->lead_units.front()).head, now};
  if (!owed->obligation->watches.empty()) {
    plan_events(course);
    return;
  }
  if (!occurrence.dated) {
    plan_reports(course);
    return;
  }
  constexpr std::uint64_t scale = 1'000'000;
  const bool on_time = draw(scale) < static_cast<std::uint64_t>(punctual_ * scale);
  const Instant at = on_time && now < occurrence.due ? punctual_moment(occurrence, now)
                                                     : late_moment(occurrence, *owed, now);
  if (owed->stage->rule.quota) {
    plan_counts(course, at);
  } else {
    plan_delivery(course, at);
  }
}

std::optional<Instant> SimulatedOffice::next_act() const {
  return deeds_.empty() ? std::nullopt : std::optional<Instant>{deeds_.begin()->first};
}

std::vector<SimulatedOffice::Deed> SimulatedOffice::acts_until(Instant now) {
  std::vector<Deed> due;
  const auto end = deeds_.upper_bound(now);
  std::transform(
      deeds_.begin(), end, std::back_inserter(due), [](const auto& entry) { return entry.second; });
  deeds_.erase(deeds_.begin(), end);
  return due;
}

}  // namespace dondoc
