// SPDX-License-Identifier: Apache-2.0
// The people of a simulated office: when each duty gets done, drawn from a seed.
#pragma once

#include "rules/plan/plan.h"
#include "rules/schedule/occurrence.h"

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace dondoc {

class SimulatedOffice {
 public:
  /// `rules` outlives the office.
  SimulatedOffice(const RuleSet& rules, std::uint64_t seed, double punctual);

  /// Hears of an opened duty and makes up its mind. The same seed and the same order of calls give
  /// the same acts.
  void hear_of(const Occurrence& occurrence, Instant now);

  [[nodiscard]] std::optional<Instant> next_act() const;

  struct Completion {
    Instant at;
    std::string occurrence;
    std::string post;      ///< the head of the unit that answers
    std::string document;  ///< made up
  };
  /// The acts whose time has come, by time; each is given once.
  [[nodiscard]] std::vector<Completion> acts_until(Instant now);

 private:
  [[nodiscard]] std::uint64_t draw(std::uint64_t below);
  [[nodiscard]] Instant in_working_hours(Date day);
  [[nodiscard]] Instant punctual_moment(const Occurrence& occurrence, Instant now);
  [[nodiscard]] Instant late_moment(const Occurrence& occurrence, Instant now);

  const RuleSet& rules_;
  std::mt19937_64 random_;
  double punctual_;
  int documents_{0};
  std::multimap<Instant, Completion> acts_;
};

}  // namespace dondoc
