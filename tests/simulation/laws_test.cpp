// SPDX-License-Identifier: Apache-2.0
// Laws 1 to 6 as properties of open, decide and apply alone, over small worlds: no store, no
// engine.
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

bool is_empty(const Decision& decision) {
  return decision.facts.empty() && decision.notices.empty() && decision.withdrawals.empty();
}

Instant start() {
  return start_of(make_date(2026, 3, 2), Zone{});
}

/// Everything open in a world some days after its first load.
struct Scene {
  SmallWorld world;
  std::vector<Occurrence> occurrences;
  Instant now;
};

Scene draw() {
  Scene scene;
  WorldMaker maker(*rc::gen::arbitrary<std::uint64_t>());
  scene.world = maker.make();
  scene.now = start() + std::chrono::minutes(*rc::gen::inRange(0, 300 * 24 * 60));
  for (const KnownSeries& known : all_series(*scene.world.rules)) {
    const Opening opening =
        open(Series{known.key, start(), std::nullopt}, *scene.world.rules, scene.now);
    for (const Occurrence& occurrence : opening.occurrences) {
      scene.occurrences.push_back(occurrence);
    }
  }
  return scene;
}

Instant between(Instant from, Instant to) {
  const auto share = *rc::gen::inRange<std::int64_t>(0, 1000);
  return from + std::chrono::seconds(((to - from).count() - 1) * share / 1000);
}

RC_GTEST_PROP(Laws, TheSameArgumentsGiveTheSameDecision, ()) {
  const Scene scene = draw();
  for (const Occurrence& occurrence : scene.occurrences) {
    RC_ASSERT(decide(occurrence, *scene.world.rules, scene.now) ==
              decide(occurrence, *scene.world.rules, scene.now));
  }
}

RC_GTEST_PROP(Laws, DecidingAgainOnTheResultAddsNothing, ()) {
  const Scene scene = draw();
  for (const Occurrence& occurrence : scene.occurrences) {
    const Decision first = decide(occurrence, *scene.world.rules, scene.now);
    const Decision again = decide(apply(occurrence, first), *scene.world.rules, scene.now);
    RC_ASSERT(is_empty(again));
    RC_ASSERT(again.wake_at == first.wake_at);
  }
}

RC_GTEST_PROP(Laws, TheWakeIsLaterThanNow, ()) {
  const Scene scene = draw();
  for (const Occurrence& occurrence : scene.occurrences) {
    const Decision decision = decide(occurrence, *scene.world.rules, scene.now);
    RC_ASSERT(!decision.wake_at || *decision.wake_at > scene.now);
  }
}

RC_GTEST_PROP(Laws, NothingHappensBeforeTheWake, ()) {
  const Scene scene = draw();
  for (const Occurrence& occurrence : scene.occurrences) {
    const Decision decision = decide(occurrence, *scene.world.rules, scene.now);
    const Occurrence after = apply(occurrence, decision);
    const Instant far = scene.now + std::chrono::days(2000);
    const Instant sample = between(scene.now, decision.wake_at.value_or(far));
    RC_ASSERT(is_empty(decide(after, *scene.world.rules, sample)));
  }
}

RC_GTEST_PROP(Laws, ANoticeIsIssuedOnceOverAWholeLife, ()) {
  const Scene scene = draw();
  for (Occurrence occurrence : scene.occurrences) {
    std::set<std::string> issued;
    std::optional<Instant> now = occurrence.opens;
    for (int steps = 0; now && steps < 500; ++steps) {
      const Decision decision = decide(occurrence, *scene.world.rules, *now);
      for (const Notice& notice : decision.notices) {
        RC_ASSERT(issued.insert(notice.key).second);
        RC_ASSERT(notice.planned_at <= *now);
      }
      occurrence = apply(occurrence, decision);
      now = decision.wake_at;
    }
    RC_ASSERT(!now);  // A ladder ends.
  }
}

RC_GTEST_PROP(Laws, WhatIsDoneIsSilent, ()) {
  const Scene scene = draw();
  const Instant later = scene.now + std::chrono::minutes(*rc::gen::inRange(0, 600 * 24 * 60));
  for (const Occurrence& occurrence : scene.occurrences) {
    const ActResult result = perform(occurrence,
                                     Complete{"12/BC-UBND", std::nullopt},
                                     {"truong-a", "cli"},
                                     *scene.world.rules,
                                     scene.now);
    RC_ASSERT(std::holds_alternative<Fact>(result));
    const Occurrence done = apply(occurrence, std::get<Fact>(result));
    const Decision decision = decide(done, *scene.world.rules, later);
    RC_ASSERT(decision.notices.empty());
    RC_ASSERT(!decision.wake_at);
  }
}

}  // namespace
}  // namespace dondoc::laws_test
