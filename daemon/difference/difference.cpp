// SPDX-License-Identifier: Apache-2.0
#include "daemon/difference/difference.h"

#include "daemon/difference/difference_cause.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <utility>

namespace dondoc {
namespace {

template <typename Value>
using ByKey = std::map<std::string, Value>;

ByKey<Occurrence> occurrences_by_key(Forecast& forecast) {
  ByKey<Occurrence> by_key;
  for (Occurrence& occurrence : forecast.occurrences) {
    by_key.emplace(occurrence.key, std::move(occurrence));
  }
  return by_key;
}

ByKey<ForecastNotice> notices_by_key(Forecast& forecast) {
  ByKey<ForecastNotice> by_key;
  for (ForecastNotice& notice : forecast.notices) {
    by_key.emplace(notice.notice.key, std::move(notice));
  }
  return by_key;
}

/// One forecast, as far as this comparison needs it.
struct Seen {
  ByKey<Occurrence> occurrences;
  ByKey<ForecastNotice> notices;
};

Seen seen(const Side& side, std::optional<Date> first_load, Date to) {
  const Instant end = end_of(to + std::chrono::days{difference_margin_days}, side.rules.zone);
  Forecast forecasted = forecast(side.rules, first_load, end);
  return {occurrences_by_key(forecasted), notices_by_key(forecasted)};
}

bool is_same(const Occurrence& a, const Occurrence& b) {
  return a.due == b.due && a.last_day == b.last_day && a.dated == b.dated;
}

bool is_same(const ForecastNotice& a, const ForecastNotice& b) {
  return a.at == b.at && a.channel == b.channel;
}

/// Gives every key of both maps with both values, nullptr where one has none.
template <typename Value, typename Visit>
void pair_up(const ByKey<Value>& before, const ByKey<Value>& after, Visit visit) {
  for (const auto& [key, value] : before) {
    const auto other = after.find(key);
    visit(&value, other == after.end() ? nullptr : &other->second);
  }
  for (const auto& [key, value] : after) {
    if (before.count(key) == 0) {
      visit(static_cast<const Value*>(nullptr), &value);
    }
  }
}

template <typename Value>
std::optional<Value> copied(const Value* value) {
  return value == nullptr ? std::nullopt : std::optional(*value);
}

class Comparison {
 public:
  Comparison(const Side& before, const Side& after, Date from, Date to)
      : before_(before), after_(after), from_(from), to_(to) {}

  Difference run(std::optional<Date> first_load) {
    const Seen old = seen(before_, first_load, to_);
    const Seen now = seen(after_, first_load, to_);
    pair_up(old.occurrences, now.occurrences, [this](const Occurrence* a, const Occurrence* b) {
      compare(a, b);
    });
    pair_up(old.notices, now.notices, [this](const ForecastNotice* a, const ForecastNotice* b) {
      compare(a, b);
    });
    const auto by_order = [](const auto& a, const auto& b) { return order_of(a) < order_of(b); };
    std::sort(result_.occurrences.begin(), result_.occurrences.end(), by_order);
    std::sort(result_.notices.begin(), result_.notices.end(), by_order);
    return std::move(result_);
  }

 private:
  static std::pair<Instant, std::string> order_of(const OccurrenceChange& change) {
    const Occurrence& either = change.before ? *change.before : *change.after;
    return {either.due, either.key};
  }
  static std::pair<Instant, std::string> order_of(const NoticeChange& change) {
    const ForecastNotice& either = change.before ? *change.before : *change.after;
    return {either.at, either.notice.key};
  }

  [[nodiscard]] bool is_inside(const Occurrence* occurrence) const {
    return occurrence != nullptr && occurrence->last_day >= from_ && occurrence->last_day <= to_;
  }

  [[nodiscard]] bool is_inside(const ForecastNotice* notice) const {
    return notice != nullptr && notice->at >= start_of(from_, after_.rules.zone) &&
           notice->at < end_of(to_, after_.rules.zone);
  }

  void compare(const Occurrence* before, const Occurrence* after) {
    if (before != nullptr && after != nullptr && is_same(*before, *after)) {
      return;
    }
    const Occurrence& either = before != nullptr ? *before : *after;
    const Cause& cause =
        changed_.emplace(either.key, cause_of_dues(before_, after_, either.series, either.last_day))
            .first->second;
    if (is_inside(before) || is_inside(after)) {
      result_.occurrences.push_back({copied(before), copied(after), cause});
    }
  }

  void compare(const ForecastNotice* before, const ForecastNotice* after) {
    const bool same = before != nullptr && after != nullptr && is_same(*before, *after);
    if (same || (!is_inside(before) && !is_inside(after))) {
      return;
    }
    const ForecastNotice& either = before != nullptr ? *before : *after;
    const auto changed = changed_.find(either.notice.occurrence);
    result_.notices.push_back({copied(before),
                               copied(after),
                               changed != changed_.end()
                                   ? changed->second
                                   : cause_of_notice(before_, after_, before, after)});
  }

  Side before_;
  Side after_;
  Date from_;
  Date to_;
  ByKey<Cause> changed_;  ///< of occurrences, inside the span or not
  Difference result_;
};

}  // namespace

Difference difference(
    const Side& before, const Side& after, Date from, Date to, std::optional<Date> first_load) {
  return Comparison(before, after, from, to).run(first_load);
}

}  // namespace dondoc
