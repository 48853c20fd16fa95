// SPDX-License-Identifier: Apache-2.0
#include "daemon/channel_health.h"

#include "tests/support/small_office.h"

#include <gtest/gtest.h>

namespace dondoc::channel_health_test {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::at;

const Instant start = at("2026-05-22T07:30");

Outcome of_channel(OutcomeClass outcome, seconds retry_after = {}) {
  return {outcome, "lý do", retry_after, OutcomeScope::channel};
}
Outcome of_recipient(OutcomeClass outcome) {
  return {outcome, "lý do", seconds{0}, OutcomeScope::recipient};
}

ChannelHealth down_since(Instant now) {
  ChannelHealth health;
  for (int i = 0; i < failures_until_down; ++i) {
    health.note(of_channel(OutcomeClass::retry), now);
  }
  return health;
}

TEST(ChannelHealth, AChannelThatAnswersHasAllItsRoom) {
  ChannelHealth health;
  EXPECT_EQ(health.room(start, 0), attempts_in_flight_max);
  EXPECT_EQ(health.room(start, attempts_in_flight_max), 0);
  health.note(of_channel(OutcomeClass::ok), start);
  EXPECT_EQ(health.pause(start).has_value(), false);
  EXPECT_EQ(health.trouble(start), std::nullopt);
}

TEST(ChannelHealth, IsDownAfterSoManyFailuresInARow) {
  ChannelHealth health;
  for (int i = 1; i < failures_until_down; ++i) {
    health.note(of_channel(OutcomeClass::retry), start);
    health.note(of_channel(OutcomeClass::uncertain), start);
    health.note(of_channel(OutcomeClass::rejected), start);  // It answers.
  }
  EXPECT_EQ(health.trouble(start), std::nullopt);
  for (int i = 0; i < failures_until_down; ++i) {
    EXPECT_FALSE(health.pause(start)) << i;
    health.note(of_channel(i % 2 == 0 ? OutcomeClass::uncertain : OutcomeClass::retry), start);
  }
  ASSERT_TRUE(health.pause(start));
  EXPECT_EQ(health.pause(start)->until, start + probe_waits.front());
  EXPECT_EQ(health.room(start, 0), 0);
  ASSERT_TRUE(health.trouble(start));
  EXPECT_EQ(health.trouble(start)->kind, TroubleKind::down);
  EXPECT_EQ(health.trouble(start)->reason, "lý do");
  EXPECT_EQ(health.trouble(start)->failures, failures_until_down);
}

TEST(ChannelHealth, WhatIsWrongWithRecipientsIsNotWrongWithTheChannel) {
  ChannelHealth health;
  for (int i = 0; i < 10 * failures_until_down; ++i) {
    health.note(of_recipient(OutcomeClass::retry), start);
    health.note(of_recipient(OutcomeClass::quota), start);
    health.note(of_recipient(OutcomeClass::throttled), start);
    health.note(of_channel(OutcomeClass::recipient_gone), start);
  }
  EXPECT_EQ(health.trouble(start), std::nullopt);
  EXPECT_EQ(health.room(start, 0), attempts_in_flight_max);
}

TEST(ChannelHealth, ProbesOneAtATimeAndMoreAndMoreSeldom) {
  ChannelHealth health = down_since(start);
  Instant now = start;
  for (std::size_t i = 0; i < probe_waits.size() + 3; ++i) {
    const seconds expected = probe_waits.at(std::min(i, probe_waits.size() - 1));
    ASSERT_TRUE(health.pause(now)) << i;
    EXPECT_EQ(health.pause(now)->until - now, expected) << i;
    now = health.pause(now)->until;
    EXPECT_EQ(health.room(now, 0), 1) << i;
    EXPECT_EQ(health.room(now, 1), 0) << "the probe is under way";
    health.note(of_channel(OutcomeClass::retry), now);
  }
  ASSERT_TRUE(health.trouble(now));
  EXPECT_EQ(health.trouble(now)->since, start);
}

TEST(ChannelHealth, StragglersThatLeftBeforeThePauseDontMakeItLonger) {
  ChannelHealth health = down_since(start);
  for (int i = 0; i < attempts_in_flight_max; ++i) {
    health.note(of_channel(OutcomeClass::retry), start + seconds{1});
  }
  EXPECT_EQ(health.pause(start + seconds{1})->until, start + probe_waits.front());
}

TEST(ChannelHealth, AnAnswerEndsItAndWhatIsSentGrowsWithEachSuccess) {
  ChannelHealth health = down_since(start);
  const Instant later = health.pause(start)->until;
  health.note(of_channel(OutcomeClass::ok), later);
  EXPECT_EQ(health.trouble(later), std::nullopt);
  EXPECT_EQ(health.room(later, 0), 2);
  for (int i = 0; i < attempts_in_flight_max; ++i) {
    health.note(of_channel(OutcomeClass::ok), later);
  }
  EXPECT_EQ(health.room(later, 0), attempts_in_flight_max);
  // The next time it begins with short waits again.
  for (int i = 0; i < failures_until_down; ++i) {
    health.note(of_channel(OutcomeClass::retry), later);
  }
  EXPECT_EQ(health.pause(later)->until, later + probe_waits.front());
}

TEST(ChannelHealth, MessagesLeaveADownChannelOnlyAfterSomePatience) {
  const ChannelHealth health = down_since(start);
  EXPECT_EQ(health.pause(start)->leave_from, start + channel_patience);
}

TEST(ChannelHealth, APeerIsBelievedWhenItSaysHowLongWithinReason) {
  struct Row {
    seconds asked, waits;
  };
  for (const Row& row : {Row{seconds{40}, seconds{40}},
                         Row{seconds{0}, throttle_pause_first},
                         Row{hours{24 * 365}, throttle_pause_max},
                         Row{seconds{-5}, throttle_pause_first}}) {
    ChannelHealth health;
    health.note(of_channel(OutcomeClass::throttled, row.asked), start);
    ASSERT_TRUE(health.pause(start)) << row.asked.count();
    EXPECT_EQ(health.pause(start)->until - start, row.waits) << row.asked.count();
    EXPECT_EQ(health.trouble(start)->kind, TroubleKind::throttled);
    EXPECT_EQ(health.trouble(health.pause(start)->until), std::nullopt);
  }
}

TEST(ChannelHealth, APeerThatNamesNoTimeGetsLongerAndLongerPauses) {
  ChannelHealth health;
  Instant now = start;
  seconds expected = throttle_pause_first;
  for (int i = 0; i < 12; ++i) {
    // What was refused together counts once.
    for (int together = 0; together < 50; ++together) {
      health.note(of_channel(OutcomeClass::throttled), now);
    }
    ASSERT_TRUE(health.pause(now)) << i;
    EXPECT_EQ(health.pause(now)->until - now, expected) << i;
    now = health.pause(now)->until;
    expected = std::min(expected * 2, throttle_pause_max);
  }
  health.note(of_channel(OutcomeClass::ok), now);
  health.note(of_channel(OutcomeClass::throttled), now);
  EXPECT_EQ(health.pause(now)->until - now, throttle_pause_first);
}

TEST(ChannelHealth, AShortPauseIsWaitedForAndALongOneIsLeft) {
  ChannelHealth health;
  health.note(of_channel(OutcomeClass::throttled, channel_patience), start);
  EXPECT_EQ(health.pause(start)->leave_from, health.pause(start)->until);
  health.note(of_channel(OutcomeClass::throttled, channel_patience * 2), start);
  EXPECT_EQ(health.pause(start)->leave_from, start);
}

TEST(ChannelHealth, AnAnswerToWhatLeftBeforeAPauseDoesntEndIt) {
  ChannelHealth health;
  health.note(of_channel(OutcomeClass::throttled, minutes{10}), start);
  health.note(of_channel(OutcomeClass::ok), start + seconds{1});
  ASSERT_TRUE(health.pause(start + seconds{1}));
  EXPECT_EQ(health.pause(start + seconds{1})->until, start + minutes{10});
  EXPECT_EQ(health.room(start + minutes{10}, 0), 1);
}

TEST(ChannelHealth, AUsedUpAllowanceIsLookedAtAgainFromTimeToTime) {
  ChannelHealth health;
  health.note(of_channel(OutcomeClass::quota), start);
  EXPECT_EQ(health.pause(start)->until, start + quota_pause);
  EXPECT_EQ(health.pause(start)->leave_from, start);
  EXPECT_EQ(health.trouble(start)->kind, TroubleKind::quota);
  ChannelHealth told;
  told.note(of_channel(OutcomeClass::quota, hours{9}), start);
  EXPECT_EQ(told.pause(start)->until, start + hours{9});
}

TEST(ChannelHealth, ARefusedCredentialStopsItForGood) {
  ChannelHealth health;
  health.note(of_channel(OutcomeClass::auth), start);
  health.note(of_channel(OutcomeClass::ok), start + seconds{1});
  const Instant later = start + hours{24 * 30};
  ASSERT_TRUE(health.pause(later));
  EXPECT_EQ(health.room(later, 0), 0);
  EXPECT_EQ(health.trouble(later)->kind, TroubleKind::stopped);
  EXPECT_EQ(health.trouble(later)->until, std::nullopt);
  EXPECT_LE(health.pause(later)->leave_from, later);
}

TEST(ChannelHealth, AClockThatIsPutBackDoesntMakeAPauseLonger) {
  const ChannelHealth health = down_since(start + hours{24 * 365});
  EXPECT_EQ(health.room(start, 0), 1);
}

}  // namespace
}  // namespace dondoc::channel_health_test
