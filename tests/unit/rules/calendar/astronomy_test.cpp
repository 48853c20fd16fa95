// SPDX-License-Identifier: Apache-2.0
// The worked examples of Meeus' book, and what is known of the earth's rotation.
#include "rules/calendar/astronomy.h"

#include <gtest/gtest.h>

namespace dondoc::astronomy_test {
namespace {

TEST(Astronomy, GivesTheNewMoonOfFebruary1977) {
  // Example 49.a: 1977 February 18, 3h37m42s of dynamical time.
  EXPECT_NEAR(new_moon(-283), 2443192.65118, 0.00001);
}

TEST(Astronomy, GivesTheSunOfOctober1992) {
  // Example 25.a: 1992 October 13, 0h of dynamical time.
  EXPECT_NEAR(sun_apparent_longitude(2448908.5), 199.90895, 0.00001);
}

TEST(Astronomy, KeepsLongitudesInOneTurn) {
  for (int day = 0; day < 400; ++day) {
    const double longitude = sun_apparent_longitude(2415020.5 + day);
    EXPECT_GE(longitude, 0);
    EXPECT_LT(longitude, 360);
  }
}

TEST(Astronomy, FollowsTheEarthsRotation) {
  // Observed values as the Astronomical Almanac prints them.
  EXPECT_NEAR(delta_t_seconds(1910), 10.5, 1);
  EXPECT_NEAR(delta_t_seconds(1930), 24.0, 1);
  EXPECT_NEAR(delta_t_seconds(1950), 29.1, 1);
  EXPECT_NEAR(delta_t_seconds(1970), 40.2, 1);
  EXPECT_NEAR(delta_t_seconds(1990), 56.9, 1);
  EXPECT_NEAR(delta_t_seconds(2000), 63.8, 1);
  EXPECT_NEAR(delta_t_seconds(2020), 69.4, 3);
}

TEST(Astronomy, JoinsTheSpansOfTheEarthsRotation) {
  for (const double year : {1920.0, 1941.0, 1961.0, 1986.0, 2005.0, 2050.0, 2150.0}) {
    EXPECT_NEAR(delta_t_seconds(year - 1e-6), delta_t_seconds(year), 1) << year;
  }
}

}  // namespace
}  // namespace dondoc::astronomy_test
