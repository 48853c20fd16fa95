// SPDX-License-Identifier: Apache-2.0
#include "daemon/hindrance.h"

#include <chrono>

#include <gtest/gtest.h>

namespace dondoc::hindrance_test {
namespace {

Instant second(int number) {
  return Instant{std::chrono::seconds{number}};
}

TEST(Hindrance, IsOverSinceTheLastOneEnded) {
  Hindrance hindrance(second(1));
  hindrance.look(false, second(5));
  EXPECT_EQ(hindrance.over_since(), second(1));
  hindrance.look(true, second(10));
  hindrance.look(true, second(20));
  EXPECT_EQ(hindrance.over_since(), second(1));
  hindrance.look(false, second(30));
  hindrance.look(false, second(40));
  EXPECT_EQ(hindrance.over_since(), second(30));
}

}  // namespace
}  // namespace dondoc::hindrance_test
