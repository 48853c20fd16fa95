// SPDX-License-Identifier: Apache-2.0
// Many seeds, all laws. One seed again, with its whole trace: DONDOC_SIM_SEED=N simulation_test
#include "tests/simulation/simulation_run.h"

#include <chrono>
#include <iostream>

#include <gtest/gtest.h>

namespace dondoc::simulation_test {
namespace {

/// Real time that each half may take; how many seeds that is depends on machine and sanitizers, but
/// never fewer than played_min. DONDOC_SIM_SEEDS plays all up to that one, whatever the time.
constexpr std::chrono::seconds budget{20};
constexpr std::uint64_t played_min = 24;
constexpr std::uint64_t seeds_max = 200;
constexpr std::uint64_t repeat_every = 20;

std::string failure(std::uint64_t seed, const RunResult& result) {
  return "law broken: " + result.detail + "\n  after " + std::to_string(result.steps) +
         " steps, replay with --seed " + std::to_string(seed) +
         ": DONDOC_SIM_SEED=" + std::to_string(seed) + " simulation_test";
}

/// Each kind of fault and of outcome that the runs are there for; one that never came up means that
/// nothing was proved about it.
const std::vector<std::string> must_be_seen{"power-cut",
                                            "process-kill",
                                            "store-reopened",
                                            "commit-unknown",
                                            "store-unavailable",
                                            "start-failed",
                                            "start-unavailable",
                                            "in-flight-at-death",
                                            "disk-io-error",
                                            "disk-full",
                                            "disk-read-only",
                                            "disk-out-of-space",
                                            "disk-unreadable",
                                            "disk-power-cut",
                                            "down-hours",
                                            "down-days",
                                            "down-long",
                                            "clock-back",
                                            "clock-forward",
                                            "due-moved",
                                            "duty-removed",
                                            "duty-added",
                                            "duty-brought-back",
                                            "quota-changed",
                                            "leave-taken",
                                            "changed-by-document",
                                            "spelt-out",
                                            "spelt-out-no-more",
                                            "told-on-trial",
                                            "channel-mended",
                                            "sending-held",
                                            "sending-let-go-on",
                                            "fact-acknowledged",
                                            "fact-completed",
                                            "fact-submitted",
                                            "fact-returned",
                                            "fact-progressed",
                                            "fact-extension-asked",
                                            "fact-extended",
                                            "fact-adjusted",
                                            "fact-counted",
                                            "fact-measured",
                                            "fact-happened",
                                            "fact-undone",
                                            "fact-failed",
                                            "fact-waived",
                                            "fact-excuse-asked",
                                            "fact-excused",
                                            "fact-commented",
                                            "fact-assigned",
                                            "fact-snoozed",
                                            "fact-urged",
                                            "fact-directed",
                                            "fact-noted",
                                            "fact-transfer-asked",
                                            "fact-transferred",
                                            "fact-told",
                                            "telling-refused",
                                            "by-hand-asked",
                                            "by-hand-told",
                                            "by-hand-untold",
                                            "undone-ending",
                                            "undone-in-course",
                                            "event-recorded",
                                            "event-corrected",
                                            "event-late",
                                            "act-refused",
                                            "quota-met",
                                            "duty-missed",
                                            "deputy-written-to",
                                            "told-reminder",
                                            "told-escalation",
                                            "told-change",
                                            "told-assigned",
                                            "task-given",
                                            "task-known",
                                            "task-refused",
                                            "task-taken-back",
                                            "told-checkpoint",
                                            "told-signature",
                                            "told-extension",
                                            "act-failed",
                                            "looked-early",
                                            "checkpoint",
                                            "repeated-attempt",
                                            "called-back",
                                            "kept-for-morning",
                                            "pressing-after-enough",
                                            "message-sent",
                                            "message-withdrawn",
                                            "message-failed",
                                            "message-uncertain",
                                            "rung-messaged",
                                            "rung-collapsed",
                                            "rung-withdrawn",
                                            "rung-unreachable",
                                            "duty-needs-review",
                                            "peer-accept",
                                            "peer-unreachable",
                                            "peer-server-error",
                                            "peer-throttle",
                                            "peer-quota",
                                            "peer-refuse-credential",
                                            "peer-gone",
                                            "peer-reject",
                                            "peer-silent-not-accepted",
                                            "peer-silent-accepted"};

/// Every second seed, so that two processors share the worlds.
class Half : public ::testing::TestWithParam<std::uint64_t> {};

struct Played {
  std::uint64_t worlds{0};
  std::int64_t days{0};
  std::int64_t steps{0};
  std::map<std::string, std::int64_t> seen;
};

/// Stops at the first broken law.
void play_world(std::uint64_t seed, Played& played) {
  const RunResult result = simulate(seed, Talk::quiet);
  ASSERT_EQ(result.broken_law, "") << failure(seed, result);
  if (seed % repeat_every < 2) {
    ASSERT_EQ(simulate(seed, Talk::quiet).trace_hash, result.trace_hash)
        << "seed " << seed << " doesn't repeat itself";
  }
  ++played.worlds;
  played.days += result.days;
  played.steps += result.steps;
  for (const auto& [name, times] : result.seen) {
    played.seen[name] += times;
  }
}

TEST_P(Half, KeepsEveryLawThroughCrashesFaultsAndDowntime) {
  const std::uint64_t one = number_from_environment("DONDOC_SIM_SEED", 0);
  if (one != 0) {
    if (one % 2 == GetParam() % 2) {
      const RunResult result = simulate(one, Talk::trace);
      ASSERT_EQ(result.broken_law, "") << failure(one, result);
    }
    return;
  }
  const std::uint64_t asked = number_from_environment("DONDOC_SIM_SEEDS", 0);
  const auto began = std::chrono::steady_clock::now();
  Played played;
  for (std::uint64_t seed = GetParam(); seed <= (asked != 0 ? asked : seeds_max); seed += 2) {
    const bool spent = std::chrono::steady_clock::now() - began > budget;
    if (asked == 0 && spent && played.worlds >= played_min) {
      break;
    }
    play_world(seed, played);
    if (HasFatalFailure()) {
      return;
    }
  }
  std::cout << played.worlds << " worlds, " << played.days / 365 << " years, " << played.steps
            << " steps\n";
  for (const auto& [name, times] : played.seen) {
    std::cout << "  " << name << ' ' << times << '\n';
  }
  if (played.worlds < played_min) {
    return;  // Too few were asked for to meet everything.
  }
  for (const std::string& name : must_be_seen) {
    EXPECT_GT(played.seen[name], 0) << name << " never happened";
  }
}

INSTANTIATE_TEST_SUITE_P(Simulation, Half, ::testing::Values(1, 2));

}  // namespace
}  // namespace dondoc::simulation_test
