// SPDX-License-Identifier: Apache-2.0
#include "daemon/clock.h"

#include <gtest/gtest.h>

namespace dondoc::clock_test {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::nanoseconds;
using std::chrono::seconds;

constexpr Zone zone{};
const Instant built = start_of(make_date(2026, 1, 1), zone);
const Instant noon = instant_at(make_date(2026, 5, 25), TimeOfDay{12 * 60}, zone);

/// What is judged when the wall clock moved by `wall` while `boot` passed.
ClockVerdict judged(nanoseconds wall, nanoseconds boot) {
  const ClockReading before{seconds{1'000'000}, seconds{500}};
  return judge_clock(before, {before.realtime + wall, before.boottime + boot});
}

TEST(Clock, TimeThatPassesIsNoMove) {
  EXPECT_EQ(judged(hours{3}, hours{3}).move, ClockMove::steady);
  EXPECT_EQ(judged(days{400}, days{400}).move, ClockMove::steady);
}

TEST(Clock, SlewingByLessThanASecondIsNoMove) {
  EXPECT_EQ(judged(nanoseconds{600'000'000}, nanoseconds{0}).move, ClockMove::steady);
  EXPECT_EQ(judged(nanoseconds{0}, nanoseconds{600'000'000}).move, ClockMove::steady);
}

TEST(Clock, AForwardStepBelowADayIsCaughtUpWithoutAHold) {
  const ClockVerdict verdict = judged(hours{24} - seconds{1}, seconds{0});
  EXPECT_EQ(verdict.move, ClockMove::forward);
  EXPECT_EQ(verdict.by, hours{24} - seconds{1});
}

TEST(Clock, AForwardStepOfADayHolds) {
  EXPECT_EQ(judged(hours{24}, seconds{0}).move, ClockMove::jump);
  EXPECT_EQ(judged(days{26'000} + hours{1}, hours{1}).move, ClockMove::jump);
}

TEST(Clock, ABackwardStepOfAnySizeDoesNotHold) {
  EXPECT_EQ(judged(-seconds{2}, seconds{0}).move, ClockMove::back);
  EXPECT_EQ(judged(-days{20'000}, seconds{0}).move, ClockMove::back);
}

TEST(Clock, TheReasonSaysHowFarItJumped) {
  EXPECT_EQ(jump_reason(days{3} + hours{5}), "đồng hồ máy vừa nhảy tới trước 3 ngày 5 giờ");
}

TEST(Clock, AFirstStartNeedsOnlyAClockAfterTheBuild) {
  EXPECT_FALSE(start_clock_problem(noon, built, std::nullopt, zone));
  EXPECT_TRUE(start_clock_problem(built - seconds{1}, built, std::nullopt, zone));
}

TEST(Clock, AStartHoldsWhenTheClockIsOverAnHourBehindTheLastRow) {
  EXPECT_FALSE(start_clock_problem(noon, built, noon + hours{1}, zone));
  EXPECT_TRUE(start_clock_problem(noon, built, noon + hours{1} + seconds{1}, zone));
}

TEST(Clock, AStartAfterALongRestIsDowntimeUpTo400Days) {
  EXPECT_FALSE(start_clock_problem(noon, built, noon - days{399}, zone));
  EXPECT_FALSE(start_clock_problem(noon + days{400}, built, noon, zone));
  EXPECT_TRUE(start_clock_problem(noon + days{400} + seconds{1}, built, noon, zone));
}

TEST(Clock, TheStartProblemNamesBothTimes) {
  const auto problem = start_clock_problem(noon, built, noon + days{2}, zone);
  ASSERT_TRUE(problem);
  EXPECT_NE(problem->find("2026-05-25T12:00:00+07:00"), std::string::npos);
  EXPECT_NE(problem->find("2026-05-27T12:00:00+07:00"), std::string::npos);
}

TEST(Clock, ThisMachineIsReadInOneGoAndAfterTheBuild) {
  const ClockReading first = read_clock();
  const ClockReading second = read_clock();
  EXPECT_GE(second.boottime, first.boottime);
  EXPECT_LT(judge_clock(first, second).by, minutes{1});
  EXPECT_GT(build_date(), start_of(make_date(2020, 1, 1), zone));
}

TEST(Clock, AFirstStartYearsAfterTheBuildHolds) {
  EXPECT_FALSE(start_clock_problem(built + build_age_max, built, std::nullopt, zone));
  EXPECT_TRUE(start_clock_problem(built + build_age_max + seconds{1}, built, std::nullopt, zone));
}

}  // namespace
}  // namespace dondoc::clock_test
