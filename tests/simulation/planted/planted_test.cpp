// SPDX-License-Identifier: Apache-2.0
// Linked with one source that has a bug planted in it: the simulation must find it, and by the law
// that it breaks.
#include "tests/simulation/simulation_run.h"

#include <cstdlib>
#include <iostream>
#include <string>

#include <gtest/gtest.h>

namespace dondoc::planted_test {
namespace {

constexpr std::uint64_t seeds_max = 200;

/// A bug may break more than its law: what was lost with a commit can also show as a wake that
/// never came. Its own law has to catch it all the same.
TEST(PlantedBug, IsCaughtByItsLaw) {
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  const char* expected = std::getenv("DONDOC_PLANTED_LAW");
  ASSERT_NE(expected, nullptr) << "which law catches the bug?";
  // Worlds cost time: a rare deed is looked for from the first one on in which somebody does it.
  // NOLINTNEXTLINE(concurrency-mt-unsafe): one thread
  const char* first = std::getenv("DONDOC_PLANTED_SEED");
  std::string others;
  for (std::uint64_t seed = first == nullptr ? 1 : std::stoull(first); seed <= seeds_max; ++seed) {
    const RunResult result = simulate(seed, Talk::quiet);
    if (result.broken_law == expected) {
      std::cout << "caught with seed " << seed << ": " << result.detail.substr(0, 300) << "\n";
      return;
    }
    if (!result.broken_law.empty()) {
      others += "seed " + std::to_string(seed) + ": " + result.broken_law + "\n";
    }
  }
  FAIL() << "no seed up to " << seeds_max << " has caught it by its law; others:\n" << others;
}

}  // namespace
}  // namespace dondoc::planted_test
