// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/ladder.h"

#include "rules/schedule/wording.h"

#include <algorithm>
#include <array>
#include <set>

namespace dondoc {

namespace {

using std::chrono::days;
using std::chrono::hours;

/// `last_day` is the day of the due or the day before it, so one step is enough; a `last_day` far
/// beyond the due would be a bug elsewhere, and the search for a day before it stops here.
constexpr int steps_before_due_max = 10;

/// Names the days off between two days: holidays by name, weekends once.
std::string days_off_between(const WorkingDays& calendar, Date from, Date to) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (Date day = from; day <= to; day += days{1}) {
    if (calendar.is_working(day)) {
      continue;
    }
    const SpecialDay* special = calendar.special(day);
    const std::string name = special != nullptr ? special->name : "ngày nghỉ hằng tuần";
    if (seen.insert(name).second) {
      names.push_back(name);
    }
  }
  return join(names, ", ");
}

struct Landing {
  Instant at;
  std::string moved;
};

/// A due with a clock time can come before the policy's hour on its own day; a reminder of it at
/// that hour would come too late, so it goes out on the working day before.
Landing land_before(const Policy& policy,
                    int amount,
                    Instant due,
                    Date last_day,
                    const WorkingDays& calendar,
                    Zone zone) {
  const Date counted =
      amount == 0 ? calendar.on_or_before(last_day) : calendar.add_working_days(last_day, -amount);
  Date day = counted;
  for (int i = 0; i < steps_before_due_max && instant_at(day, policy.at, zone) >= due; ++i) {
    day = calendar.add_working_days(day, -1);
  }
  Landing landing{instant_at(day, policy.at, zone), {}};
  if (day != counted) {
    landing.moved = "sớm lên để kịp trước thời hạn";
  }
  const std::string days_off = days_off_between(calendar, day, last_day);
  if (day != last_day - days{amount} && !days_off.empty()) {
    landing.moved += (landing.moved.empty() ? "không tính " : ", không tính ") + days_off;
  }
  return landing;
}

Landing land_after(
    const Policy& policy, int amount, Date last_day, const WorkingDays& calendar, Zone zone) {
  const Date named = last_day + days{amount};
  const Date day = calendar.on_or_after(named);
  Landing landing{instant_at(day, policy.at, zone), {}};
  if (day != named) {
    landing.moved = "lùi qua " + days_off_between(calendar, named, day);
  }
  return landing;
}

/// Hour rungs keep their time of day when a day off moves them.
Landing land_hours(const RungOffset& offset, Instant due, const WorkingDays& calendar, Zone zone) {
  const Instant named = offset.before ? due - hours{offset.amount} : due + hours{offset.amount};
  const Date day = date_of(named, zone);
  const Date moved = offset.before ? calendar.on_or_before(day) : calendar.on_or_after(day);
  Landing landing{named + (moved - day), {}};
  if (moved != day) {
    landing.moved =
        "tránh " + days_off_between(calendar, std::min(day, moved), std::max(day, moved));
  }
  return landing;
}

Landing land(const Policy& policy,
             const RungOffset& offset,
             Instant due,
             Date last_day,
             const WorkingDays& calendar,
             Zone zone) {
  if (offset.unit == OffsetUnit::hours) {
    return land_hours(offset, due, calendar, zone);
  }
  return offset.before ? land_before(policy, offset.amount, due, last_day, calendar, zone)
                       : land_after(policy, offset.amount, last_day, calendar, zone);
}

PlannedRung planned(const Rung& rung, std::string id, const RungOffset& offset, Landing landing) {
  return PlannedRung{std::move(id),
                     landing.at,
                     rung.to,
                     offset.before,
                     false,
                     describe_offset(offset),
                     std::move(landing.moved)};
}

/// Whether a level is told of somebody else's delay.
bool hears_of_others(Audience audience) {
  return audience != Audience::lead && audience != Audience::deputy &&
         audience != Audience::support;
}

/// After days off several levels can land on one morning, and a leader would hear of what the lead
/// has had no working day to answer. A level therefore comes at the earliest on the working day
/// after the one below it. Levels that the policy puts on one day stay together.
void keep_levels_apart(std::vector<PlannedRung>& rungs,
                       const Policy& policy,
                       const WorkingDays& calendar,
                       Zone zone) {
  std::vector<const Rung*> levels;
  for (const Rung& rung : policy.ladder) {
    if (!rung.offset.before && rung.offset.unit != OffsetUnit::hours) {
      levels.push_back(&rung);
    }
  }
  std::stable_sort(levels.begin(), levels.end(), [](const Rung* a, const Rung* b) {
    return a->offset.amount < b->offset.amount;
  });
  const auto planned_at = [&rungs](const Rung& rung) {
    return std::find_if(
        rungs.begin(), rungs.end(), [&rung](const PlannedRung& one) { return one.id == rung.id; });
  };
  for (std::size_t i = 0; i < levels.size(); ++i) {
    if (!hears_of_others(levels[i]->to)) {
      continue;
    }
    const auto mine = planned_at(*levels[i]);
    for (std::size_t below = 0; below < i; ++below) {
      const auto theirs = planned_at(*levels[below]);
      if (levels[below]->to == levels[i]->to ||
          levels[below]->offset.amount == levels[i]->offset.amount || theirs->at < mine->at) {
        continue;
      }
      const Date day = calendar.add_working_days(date_of(theirs->at, zone), 1);
      mine->at = instant_at(day, policy.at, zone);
      mine->moved +=
          (mine->moved.empty() ? "" : ", ") + std::string("sau cấp dưới một ngày làm việc");
    }
    // A repetition doesn't come before what it repeats.
    for (PlannedRung& one : rungs) {
      if (one.id.rfind(levels[i]->id + '.', 0) == 0 && one.at < mine->at) {
        one.at = mine->at;
      }
    }
  }
}

/// The first that a unit hears of a duty must not be that it is late.
void remind_at_opening(PlannedRung& rung,
                       const Policy& policy,
                       const Due& due,
                       const WorkingDays& calendar,
                       Zone zone) {
  Date day = calendar.on_or_after(date_of(due.opens, zone));
  if (instant_at(day, policy.at, zone) < due.opens) {
    day = calendar.add_working_days(day, 1);
  }
  const Instant at = instant_at(day, policy.at, zone);
  if (at < due.due) {
    rung.at = at;
    rung.moved = "giờ nhắc đầu tiên của ngày làm việc từ khi nhiệm vụ mở và được theo dõi";
  }
}

/// What is loaded in the working day on which it is due is told in that day.
void remind_at_once(std::vector<PlannedRung>& rungs,
                    const Policy& policy,
                    const Due& due,
                    const RuleSet& rules) {
  const auto last = std::find_if(
      rungs.begin(), rungs.end(), [](const PlannedRung& rung) { return rung.last_before; });
  const Date day = date_of(due.opens, rules.zone);
  if (last == rungs.end() || last->at >= due.opens || due.opens >= due.due ||
      !rules.calendar.is_working(day) || due.opens < instant_at(day, policy.at, rules.zone)) {
    return;
  }
  last->at = due.opens;
  last->moved = "nhắc ngay khi được theo dõi vì không còn giờ nhắc nào trước thời hạn";
  sort_by_time(rungs);
}

}  // namespace

std::string_view notice_kind_name(NoticeKind kind) {
  static constexpr std::array<std::string_view, 7> names{
      "reminder", "escalation", "change", "assigned", "checkpoint", "signature", "extension"};
  return names.at(static_cast<std::size_t>(kind));
}

void sort_by_time(std::vector<PlannedRung>& rungs) {
  std::stable_sort(rungs.begin(), rungs.end(), [](const PlannedRung& a, const PlannedRung& b) {
    return a.at < b.at;
  });
}

std::vector<PlannedRung> plan_ladder(const Policy& policy,
                                     const Due& due,
                                     const WorkingDays& calendar,
                                     Zone zone) {
  const auto land_on = [&](const RungOffset& offset) {
    return land(policy, offset, due.due, due.last_day, calendar, zone);
  };
  std::vector<PlannedRung> rungs;
  for (const Rung& rung : policy.ladder) {
    rungs.push_back(planned(rung, rung.id, rung.offset, land_on(rung.offset)));
    const int repeats = rung.repeat && !rung.offset.before ? rung.repeat->at_most : 0;
    for (int nth = 2; nth <= repeats + 1 && rungs.size() < planned_rungs_max; ++nth) {
      RungOffset offset = rung.offset;
      const int step = (nth - 1) * rung.repeat->every_days;
      offset.amount += offset.unit == OffsetUnit::hours ? step * 24 : step;
      rungs.push_back(planned(rung, rung.id + '.' + std::to_string(nth), offset, land_on(offset)));
    }
  }
  if (policy.levels_apart) {
    keep_levels_apart(rungs, policy, calendar, zone);
  }
  sort_by_time(rungs);
  const auto last = std::find_if(rungs.rbegin(), rungs.rend(), [](const PlannedRung& rung) {
    return rung.before && rung.to == Audience::lead;
  });
  if (last != rungs.rend()) {
    last->last_before = true;
    if (last->at < due.opens) {
      remind_at_opening(*last, policy, due, calendar, zone);
      sort_by_time(rungs);
    }
  }
  return rungs;
}

std::vector<PlannedRung> ladder_of(const Occurrence& occurrence,
                                   const Owed& owed,
                                   const RuleSet& rules) {
  Due due;
  const bool watched_late = is_first_run(occurrence) && occurrence.round_from > occurrence.opens;
  due.opens = watched_late ? occurrence.round_from : occurrence.opens;
  due.due = occurrence.due;
  due.last_day = occurrence.last_day;
  std::vector<PlannedRung> rungs = plan_ladder(*owed.policy, due, rules.calendar, rules.zone);
  if (watched_late) {
    remind_at_once(rungs, *owed.policy, due, rules);
  }
  return rungs;
}

}  // namespace dondoc
