// SPDX-License-Identifier: Apache-2.0
// What the oracle can't see, and is told or leaves open.
#include "tests/simulation/oracle.h"

#include <algorithm>

namespace dondoc {

void Oracle::failed_tick(Instant now) {
  Oracle other = *this;
  other.changed_.clear();
  other.tick(now);
  for (const std::string& key : other.changed_) {
    for (const auto& [name, rung] : other.duties_.at(key).rungs) {
      if (rung.fate == Fate::told) {
        maybe_told_.insert({key, name});
      }
    }
  }
}

void Oracle::clock_went_back() {
  clock_was_back_ = true;
  look_at_all();
  for (auto& [key, duty] : duties_) {
    for (auto& [name, rung] : duty.rungs) {
      rung.fate = rung.fate == Fate::waiting ? Fate::either : rung.fate;
    }
  }
}

void Oracle::hold() {
  held_ = true;
  look_at_all();
}

void Oracle::let_go_on() {
  held_ = false;
  look_at_all();
  look_again_at_kept();
}

void Oracle::move_noticed(const std::string& key, Instant when) {
  OracleDuty& duty = duties_.at(key);
  const bool by_engine =
      duty.beginning == Beginning::rule || duty.beginning == Beginning::reopening;
  if (!by_engine || duty.round_from == when) {
    return;
  }
  const Instant was = duty.round_from;
  duty.round_from = when;
  for (auto& [name, rung] : duty.rungs) {
    if (std::get<0>(name) == duty.round && std::get<1>(name) == "doi-han" &&
        rung.planned_at == was) {
      rung.planned_at = when;
    }
  }
  plan_steps(duty);
  duty.look_at.reset();
}

bool Oracle::is_sure(const std::string& key) const {
  const OracleDuty& duty = duties_.at(key);
  return std::none_of(duty.rungs.begin(), duty.rungs.end(), [](const auto& entry) {
    return entry.second.fate == Fate::either && !entry.second.gone;
  });
}

}  // namespace dondoc
