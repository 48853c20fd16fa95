// SPDX-License-Identifier: Apache-2.0
// The office that is shipped, larger: its directory with as many units as are asked for, any of its
// plans, people who mostly finish in time, and faults that come a few times a year. What is checked
// is the same as in the small offices.
#pragma once

#include "rules/calendar/civil.h"
#include "tests/simulation/simulation_run.h"

#include <cstdint>
#include <map>
#include <string>

namespace dondoc {

struct ShippedOffice {
  std::string plans;  ///< how the names of their files begin; empty: every plan
  int units{20};      ///< of the group that plans call "các cơ quan, đơn vị"
  Date began;         ///< the morning of the first load
  Date end;
  int steps_max{20'000};
};

[[nodiscard]] Setting shipped_office(const ShippedOffice& office);

struct OfficeRuns {
  std::map<std::string, std::int64_t> seen;  ///< faults, deeds and outcomes, by name
  std::int64_t days{0};                      ///< of the shortest run
};

/// Plays one seed, DONDOC_SIM_RUNS of them, or DONDOC_SIM_SEED with its trace; prints what was seen
/// and fails the test at the first broken law.
[[nodiscard]] OfficeRuns play(const Setting& setting);

/// That the process died and the disk failed in them: what never happened was not tested.
void expect_faults(OfficeRuns& runs);

}  // namespace dondoc
