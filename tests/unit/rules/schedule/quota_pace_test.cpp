// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/quota_pace.h"

#include <gtest/gtest.h>

namespace dondoc::quota_pace_test {
namespace {

/// Open from the first to the fortieth second.
Occurrence counted(int counted) {
  Occurrence one;
  one.opens = Instant{std::chrono::seconds{0}};
  one.due = Instant{std::chrono::seconds{40}};
  one.counted = counted;
  return one;
}

Pace pace_at(int has, int second) {
  return pace_of(counted(has), 4, Instant{std::chrono::seconds{second}});
}

TEST(QuotaPace, IsHeldAgainstAnEvenSpread) {
  EXPECT_EQ(pace_at(0, 9), Pace::on_course);
  EXPECT_EQ(pace_at(0, 10), Pace::slow);
  EXPECT_EQ(pace_at(1, 10), Pace::on_course);
  EXPECT_EQ(pace_at(2, 30), Pace::slow);
  EXPECT_EQ(expected_by(counted(0), 4, Instant{std::chrono::seconds{30}}), 3);
}

TEST(QuotaPace, EndsWithThePeriod) {
  EXPECT_EQ(pace_at(3, 39), Pace::on_course);
  EXPECT_EQ(pace_at(3, 40), Pace::missed);
  EXPECT_EQ(pace_at(4, 40), Pace::enough);
  EXPECT_EQ(pace_at(4, 1), Pace::enough);
}

TEST(QuotaPace, OfWhatALeaderHasDecidedIsSaidSo) {
  const Instant before{std::chrono::seconds{20}};
  const Instant after{std::chrono::seconds{50}};
  Occurrence one = counted(1);
  one.state = OccurrenceState::waived;
  EXPECT_EQ(pace_of(one, 4, after), Pace::waived);
  EXPECT_EQ(pace_of(one, 4, before), Pace::waived);
  EXPECT_EQ(pace_of(one, 1, after), Pace::enough);
  one.state = OccurrenceState::withdrawn;
  EXPECT_EQ(pace_of(one, 4, after), Pace::withdrawn);
  one.state = OccurrenceState::failed;
  EXPECT_EQ(pace_of(one, 4, before), Pace::missed);
  one.state = OccurrenceState::open;
  one.excuse = Excuse{{}, "mưa lũ", {}};
  EXPECT_EQ(pace_of(one, 4, after), Pace::missed);  // nobody has accepted it
  one.excuse->confirmed_by = "chu-tich";
  EXPECT_EQ(pace_of(one, 4, after), Pace::excused);
  EXPECT_EQ(pace_of(one, 4, before), Pace::slow);
}

TEST(QuotaPace, WithoutASpanAsksForAll) {
  Occurrence one = counted(0);
  one.due = one.opens;
  EXPECT_EQ(expected_by(one, 4, one.opens), 4);
}

}  // namespace
}  // namespace dondoc::quota_pace_test
