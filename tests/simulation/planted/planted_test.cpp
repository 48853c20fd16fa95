// SPDX-License-Identifier: Apache-2.0
// Linked with one source that has a bug planted in it: the simulation must find it, and by the law
// that it breaks.
#include "tests/simulation/simulation_run.h"

#include <iostream>

#include <gtest/gtest.h>

namespace dondoc {
namespace {

constexpr std::uint64_t seeds_max = 60;

TEST(PlantedBug, IsCaughtByItsLaw) {
  for (std::uint64_t seed = 1; seed <= seeds_max; ++seed) {
    const RunResult result = simulate(seed, Talk::quiet);
    if (!result.broken_law.empty()) {
      std::cout << "caught with seed " << seed << ": " << result.detail.substr(0, 300) << "\n";
      EXPECT_EQ(result.broken_law, DONDOC_PLANTED_LAW) << result.detail;
      return;
    }
  }
  FAIL() << "no seed up to " << seeds_max << " has caught it";
}

}  // namespace
}  // namespace dondoc
