// SPDX-License-Identifier: Apache-2.0
#include "daemon/scheduler.h"

#include <chrono>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

namespace dondoc::scheduler_test {
namespace {

Instant now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// A loop with one scheduler that counts its wakes.
struct Clockwork {
  boost::asio::io_context loop{1};
  std::vector<WakeCause> wakes;
  Scheduler scheduler{loop, [this](WakeCause cause) { wakes.push_back(cause); }};
};

TEST(Scheduler, AMomentInThePastWakesAtOnceButNeverFromInside) {
  Clockwork clockwork;
  clockwork.scheduler.wake_at(now() - std::chrono::hours{1});
  EXPECT_TRUE(clockwork.wakes.empty());
  clockwork.loop.run_one_for(std::chrono::seconds{5});
  EXPECT_EQ(clockwork.wakes, std::vector{WakeCause::time});
}

TEST(Scheduler, AMomentBefore1970WakesToo) {
  Clockwork clockwork;
  clockwork.scheduler.wake_at(Instant{std::chrono::seconds{-5}});
  clockwork.loop.run_one_for(std::chrono::seconds{5});
  EXPECT_EQ(clockwork.wakes.size(), 1U);
}

TEST(Scheduler, WakesNotBeforeItsMoment) {
  Clockwork clockwork;
  const Instant moment = now() + std::chrono::seconds{1};
  clockwork.scheduler.wake_at(moment);
  clockwork.loop.run_one_for(std::chrono::seconds{10});
  EXPECT_EQ(clockwork.wakes.size(), 1U);
  EXPECT_GE(now(), moment);
}

TEST(Scheduler, WakesOnceForOneMoment) {
  Clockwork clockwork;
  clockwork.scheduler.wake_at(now());
  clockwork.loop.run_one_for(std::chrono::seconds{5});
  clockwork.loop.run_one_for(std::chrono::milliseconds{300});
  EXPECT_EQ(clockwork.wakes.size(), 1U);
}

TEST(Scheduler, ALaterMomentReplacesAnEarlierOne) {
  Clockwork clockwork;
  clockwork.scheduler.wake_at(now());
  clockwork.scheduler.wake_at(now() + std::chrono::hours{1});
  clockwork.loop.run_one_for(std::chrono::milliseconds{300});
  EXPECT_TRUE(clockwork.wakes.empty());
}

TEST(Scheduler, NothingToDoMeansNoWakeAtAll) {
  Clockwork clockwork;
  clockwork.scheduler.wake_at(std::nullopt);
  clockwork.loop.run_one_for(std::chrono::milliseconds{300});
  EXPECT_TRUE(clockwork.wakes.empty());
}

TEST(Scheduler, AStoppedOneLetsTheLoopEnd) {
  Clockwork clockwork;
  clockwork.scheduler.wake_at(now() + std::chrono::hours{1});
  clockwork.scheduler.stop();
  clockwork.loop.run();
  EXPECT_TRUE(clockwork.wakes.empty());
}

}  // namespace
}  // namespace dondoc::scheduler_test
