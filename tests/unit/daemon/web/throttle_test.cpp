// SPDX-License-Identifier: Apache-2.0
#include "daemon/web/throttle.h"

#include <string>

#include <gtest/gtest.h>

namespace dondoc::throttle_test {
namespace {

const Instant start{std::chrono::seconds{1'800'000'000}};

TEST(Throttle, LetsSoManyTriesThroughInAWindow) {
  Throttle throttle{3, std::chrono::seconds{60}};
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(throttle.allows("a", start + std::chrono::seconds{i}));
  }
  EXPECT_FALSE(throttle.allows("a", start + std::chrono::seconds{59}));
  EXPECT_TRUE(throttle.allows("b", start + std::chrono::seconds{59}));
  EXPECT_TRUE(throttle.allows("a", start + std::chrono::seconds{60}));
}

TEST(Throttle, BeginsAnewWhenTheClockIsSetBack) {
  Throttle throttle{1, std::chrono::seconds{60}};
  EXPECT_TRUE(throttle.allows("a", start));
  EXPECT_TRUE(throttle.allows("a", start - std::chrono::hours{1}));
}

TEST(Throttle, HasRoomForSoManyNamesAndManyShutNobodyOut) {
  Throttle throttle{2, std::chrono::seconds{60}};
  for (int i = 0; i < 3; ++i) {
    (void)throttle.allows("stopped", start);
  }
  for (std::size_t i = 0; i < Throttle::names_max + 100; ++i) {
    EXPECT_TRUE(throttle.allows(std::to_string(i), start + std::chrono::seconds{1}));
  }
  EXPECT_TRUE(throttle.allows("one more", start + std::chrono::seconds{2}));
  EXPECT_FALSE(throttle.allows("stopped", start + std::chrono::seconds{2}))
      << "who was stopped isn't forgotten for those who tried once";
}

}  // namespace
}  // namespace dondoc::throttle_test
