// SPDX-License-Identifier: Apache-2.0
// The people of a simulated office: what they do about each duty and when, drawn from a seed.
#pragma once

#include "rules/schedule/acts.h"
#include "rules/schedule/series.h"

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
  /// the same deeds.
  void hear_of(const Occurrence& occurrence, Instant now);

  [[nodiscard]] std::optional<Instant> next_act() const;

  struct Deed {
    Instant at;
    std::string occurrence;
    std::string post;  ///< the head of the unit that answers
    Act act;
  };
  /// The deeds whose time has come, by time; each is given once.
  [[nodiscard]] std::vector<Deed> acts_until(Instant now);

 private:
  /// A duty whose course is being drawn.
  struct Course {
    const Occurrence& occurrence;
    const Owed& owed;
    std::string post;
    Instant now;
  };
  void plan(const Course& course, Instant at, Act act);
  void plan_events(const Course& course);
  void plan_reports(const Course& course);
  void plan_counts(const Course& course, Instant last);
  void plan_delivery(const Course& course, Instant at);
  [[nodiscard]] std::uint64_t draw(std::uint64_t below);
  [[nodiscard]] bool one_in(std::uint64_t n) { return draw(n) == 0; }
  [[nodiscard]] std::string draw_document(const std::string& kind);
  [[nodiscard]] Instant in_working_hours(Date day);
  [[nodiscard]] Instant punctual_moment(const Occurrence& occurrence, Instant now);
  [[nodiscard]] Instant late_moment(const Occurrence& occurrence, const Owed& owed, Instant now);

  const RuleSet& rules_;
  std::mt19937_64 random_;
  double punctual_;
  int documents_{0};
  std::multimap<Instant, Deed> deeds_;
};

}  // namespace dondoc
