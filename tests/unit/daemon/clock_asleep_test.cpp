// SPDX-License-Identifier: Apache-2.0
// A machine that sleeps: this executable answers in the kernel's place when it is asked the time.
#include "daemon/clock.h"

#include <atomic>

#include <gtest/gtest.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace {

std::atomic<time_t> seconds_asleep{0};

}  // namespace

/// As Linux has it: while the machine is suspended the wall clock and CLOCK_BOOTTIME go on, and
/// CLOCK_MONOTONIC stands still.
extern "C" int clock_gettime(clockid_t clock, timespec* value) noexcept {
  const long done = ::syscall(SYS_clock_gettime, clock, value);
  if (done == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_BOOTTIME)) {
    value->tv_sec += seconds_asleep;
  }
  return static_cast<int>(done);
}

namespace dondoc::clock_asleep_test {
namespace {

TEST(Clock, ANightInWhichTheMachineSleptIsNoJump) {
  constexpr std::chrono::hours asleep{24 * 3};
  const ClockReading evening = read_clock();
  seconds_asleep = std::chrono::seconds{asleep}.count();
  const ClockReading morning = read_clock();
  seconds_asleep = 0;
  EXPECT_GE(instant_of(morning) - instant_of(evening), asleep);
  EXPECT_EQ(judge_clock(evening, morning).move, ClockMove::steady);
}

}  // namespace
}  // namespace dondoc::clock_asleep_test
