// SPDX-License-Identifier: Apache-2.0
// Laws 1 to 6 as properties of open, decide, perform and apply alone, over small worlds in which
// people act and plans are edited: no store, no engine.
#include "rules/schedule/acts.h"
#include "rules/schedule/decide.h"
#include "rules/schedule/series.h"
#include "tests/simulation/small_world.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dondoc::laws_test {
namespace {

constexpr int steps_max = 500;

bool is_empty(const Decision& decision) {
  return decision.facts.empty() && decision.notices.empty() && decision.withdrawals.empty();
}

Instant start() {
  return start_of(make_date(2026, 3, 2), Zone{});
}

/// Somewhere in [from, to).
Instant between(Instant from, Instant to) {
  const auto share = *rc::gen::inRange<std::int64_t>(0, 1000);
  return from + std::chrono::seconds(((to - from).count() - 1) * share / 1000);
}

/// Events of a trigger, some recorded late, some of one unit alone.
std::vector<Happening> draw_events(WorldMaker& dice, Instant now) {
  std::vector<Happening> events;
  for (int nth = dice.pick(0, 3); nth > 0; --nth) {
    Happening event;
    event.id = "dot-" + std::to_string(nth);
    event.recorded_at = start() + (now - start()) * dice.pick(0, 100) / 100;
    event.event.date = date_of(event.recorded_at, Zone{}) - std::chrono::days(dice.pick(0, 60));
    event.unit = dice.one_in(3) ? "a" : "";
    if (dice.one_in(6)) {
      event.due = event.event.date + std::chrono::days(dice.pick(0, 40));
    }
    events.push_back(event);
  }
  return events;
}

/// Whatever somebody could do; most of it suits some duty.
Act draw_act(WorldMaker& dice, const Occurrence& duty, Instant now) {
  const Date today = date_of(now, Zone{});
  switch (dice.pick(0, 15)) {
    case 0:
      return Acknowledge{dice.one_in(2) ? std::optional(today + std::chrono::days(dice.pick(0, 20)))
                                        : std::nullopt};
    case 1:
    case 2:
      return Submit{std::nullopt, dice.one_in(2) ? "chu-tich" : ""};
    case 3:
      return Return{"bổ sung"};
    case 4:
    case 5:
      return Extend{duty.last_day + std::chrono::days(dice.pick(-3, 30)), "ốm"};
    case 6:
      return Grant{};
    case 7:
      return Adjust{today + std::chrono::days(dice.pick(-10, 60)), "CV 8/SNV"};
    case 9:
    case 10:
    case 11:
      return Undo{};
    case 12:
      return ExcuseDelay{dice.one_in(2) ? "mưa lũ" : ""};
    case 13:
      return dice.one_in(2) ? Act{Fail{"x"}} : Act{Waive{"x"}};
    case 14:
      return Transfer{dice.one_in(2) ? "b" : "a", dice.one_in(2) ? "ngoài chức năng" : ""};
    case 8:
      return Count{dice.pick(1, 3), ""};
    default:
      return Happen{"", today - std::chrono::days(dice.pick(0, 9)), {}, "", "", "", {}};
  }
}

Actor draw_actor(WorldMaker& dice) {
  return {dice.one_in(2) ? "truong-a" : dice.one_in(2) ? "pho-chu-tich" : "quan-tri", "cli"};
}

/// A duty somewhere in its life, and the rules it then lives under.
struct Moment {
  Occurrence duty;
  std::shared_ptr<const RuleSet> rules;
  Instant now;
};

/// Lets the duty live until `now`: it is looked at now and then, people act, plans are edited.
Moment live(Occurrence duty, SmallWorld world, WorldMaker& dice, Instant now) {
  Instant at = std::max(start(), duty.opens);
  for (int steps = dice.pick(0, 6); steps > 0 && at < now; --steps) {
    duty = apply(duty, decide(duty, *world.rules, at));
    if (dice.one_in(4)) {
      static_cast<void>(dice.edit(world, date_of(at, Zone{})));
    } else {
      const ActResult result =
          perform(duty, draw_act(dice, duty, at), draw_actor(dice), *world.rules, at);
      if (const auto* fact = std::get_if<Fact>(&result)) {
        duty = apply(duty, *fact);
      }
    }
    // Sometimes two things happen in the same second.
    at += dice.one_in(4) ? Instant::duration{} : (now - at) * dice.pick(0, 100) / 100;
  }
  return {std::move(duty), world.rules, std::max(at, now)};
}

/// Everything open in a world some time after its first load, each duty in a life of its own.
std::vector<Moment> draw() {
  WorldMaker maker(*rc::gen::arbitrary<std::uint64_t>());
  const SmallWorld world = maker.make();
  const Instant now = start() + std::chrono::minutes(*rc::gen::inRange(0, 300 * 24 * 60));
  std::vector<Moment> moments;
  for (const KnownSeries& known : all_series(*world.rules)) {
    Series series{known.key, start(), std::nullopt, {}};
    if (!known.trigger.empty()) {
      series.happenings = draw_events(maker, now);
    }
    for (const Occurrence& occurrence : open(series, *world.rules, now).occurrences) {
      moments.push_back(live(occurrence, world, maker, now));
    }
  }
  return moments;
}

RC_GTEST_PROP(Laws, TheSameArgumentsGiveTheSameDecision, ()) {
  for (const Moment& moment : draw()) {
    RC_ASSERT(decide(moment.duty, *moment.rules, moment.now) ==
              decide(moment.duty, *moment.rules, moment.now));
  }
}

RC_GTEST_PROP(Laws, DecidingAgainOnTheResultAddsNothing, ()) {
  for (const Moment& moment : draw()) {
    const Decision first = decide(moment.duty, *moment.rules, moment.now);
    const Decision again = decide(apply(moment.duty, first), *moment.rules, moment.now);
    RC_ASSERT(is_empty(again));
    RC_ASSERT(again.wake_at == first.wake_at);
  }
}

RC_GTEST_PROP(Laws, TheWakeIsLaterThanNow, ()) {
  for (const Moment& moment : draw()) {
    const Decision decision = decide(moment.duty, *moment.rules, moment.now);
    RC_ASSERT(!decision.wake_at || *decision.wake_at > moment.now);
  }
}

RC_GTEST_PROP(Laws, NothingHappensBeforeTheWake, ()) {
  for (const Moment& moment : draw()) {
    const Decision decision = decide(moment.duty, *moment.rules, moment.now);
    const Occurrence after = apply(moment.duty, decision);
    const Instant far = moment.now + std::chrono::days(2000);
    const Instant sample = between(moment.now, decision.wake_at.value_or(far));
    RC_ASSERT(is_empty(decide(after, *moment.rules, sample)));
  }
}

RC_GTEST_PROP(Laws, ANoticeIsIssuedOnceOverAWholeLife, ()) {
  WorldMaker dice(*rc::gen::arbitrary<std::uint64_t>());
  for (Moment& moment : draw()) {
    std::set<std::string> issued;
    for (const RungRecord& rung : moment.duty.rungs) {
      issued.insert(notice_key(moment.duty.key, rung.round, rung.rung, rung.post));
    }
    std::optional<Instant> now = moment.now;
    int acts = dice.pick(0, 5);
    int steps = 0;
    for (; now && steps < steps_max; ++steps) {
      const Decision decision = decide(moment.duty, *moment.rules, *now);
      for (const Notice& notice : decision.notices) {
        RC_ASSERT(issued.insert(notice.key).second);
        RC_ASSERT(notice.planned_at <= *now);
      }
      moment.duty = apply(moment.duty, decision);
      if (acts > 0 && dice.one_in(2)) {  // And it is looked at again in the same second.
        --acts;
        const ActResult result = perform(
            moment.duty, draw_act(dice, moment.duty, *now), draw_actor(dice), *moment.rules, *now);
        if (const auto* fact = std::get_if<Fact>(&result)) {
          moment.duty = apply(moment.duty, *fact);
        }
      } else {
        now = decision.wake_at;
      }
    }
    RC_ASSERT(steps < steps_max);  // A ladder ends.
  }
}

RC_GTEST_PROP(Laws, WhatIsOverIsSilent, ()) {
  const auto later = std::chrono::minutes(*rc::gen::inRange(0, 600 * 24 * 60));
  for (const Moment& moment : draw()) {
    const ActResult result = perform(moment.duty,
                                     Complete{"12/BC-UBND", std::nullopt},
                                     {"quan-tri", "cli"},
                                     *moment.rules,
                                     moment.now);
    const auto* fact = std::get_if<Fact>(&result);
    const Occurrence over = fact != nullptr ? apply(moment.duty, *fact) : moment.duty;
    if (std::holds_alternative<ActRefused>(result) && over.state == OccurrenceState::open) {
      RC_ASSERT(std::get<ActRefused>(result).code == ActRefusal::watches_trigger);
      continue;
    }
    RC_ASSERT(over.state != OccurrenceState::open);
    if (over.state == OccurrenceState::withdrawn) {
      continue;  // A later edit may have brought it back.
    }
    const Decision decision = decide(over, *moment.rules, moment.now + later);
    RC_ASSERT(decision.notices.empty());
    RC_ASSERT(decision.facts.empty());
    RC_ASSERT(!decision.wake_at);
  }
}

RC_GTEST_PROP(Laws, ADueThatPeopleSetStaysWhateverThePlanSays, ()) {
  WorldMaker dice(*rc::gen::arbitrary<std::uint64_t>());
  for (const Moment& moment : draw()) {
    const Date day = date_of(moment.now, Zone{}) + std::chrono::days(dice.pick(1, 90));
    const ActResult result =
        perform(moment.duty, Adjust{day, "CV"}, {"quan-tri", "cli"}, *moment.rules, moment.now);
    const auto* fact = std::get_if<Fact>(&result);
    if (fact == nullptr) {
      continue;
    }
    SmallWorld world{moment.rules, {}, {}};
    Occurrence duty = apply(moment.duty, *fact);
    for (int edits = dice.pick(1, 4); edits > 0; --edits) {
      static_cast<void>(dice.edit(world, date_of(moment.now, Zone{})));
      duty = apply(duty, decide(duty, *world.rules, moment.now));
    }
    RC_ASSERT(duty.last_day == day);
    RC_ASSERT(duty.dated);
  }
}

}  // namespace
}  // namespace dondoc::laws_test
