// SPDX-License-Identifier: Apache-2.0
// A duty that goes to another unit, and the wish that it might.
#include "tests/simulation/oracle.h"

#include <utility>

namespace dondoc {

bool is_wished_away(const OracleDuty& duty, const RungName& name, const OracleRung& rung) {
  if (!duty.handover || rung.planned_at != duty.handover->at) {
    return false;
  }
  const std::string& id = std::get<1>(name);
  const std::string wish = "xin-chuyen." + duty.handover->unit;
  return id == wish || id.rfind(wish + ".", 0) == 0;
}

void Oracle::wished_away(const std::string& key, const Transfer& wish, Instant now) {
  OracleDuty& duty = duties_.at(key);
  for (auto& [name, rung] : duty.rungs) {
    if (std::get<1>(name).rfind("xin-chuyen", 0) == 0 && rung.fate == Fate::waiting) {
      rung.fate = Fate::silent;
      rung.gone = true;
    }
  }
  duty.handover = {now, wish.unit, wish.reason};
  touch(duty);
  plan_steps(duty);
}

/// Whoever leads it now has heard, promised and wished nothing.
void Oracle::handed_over(const std::string& key, const std::string& unit, Instant now) {
  OracleDuty& duty = duties_.at(key);
  std::vector<std::string> former = lead_units(duty);
  duty.given_to = unit;
  duty.handover.reset();
  duty.wish.reset();
  duty.acknowledged_at.reset();
  duty.officer.clear();
  duty.quiet_until.clear();
  duty.urged.reset();
  duty.urgings = 0;
  if (!duty.excused) {
    duty.pleaded.reset();
    duty.plea.clear();
    duty.pleas = 0;
  }
  begin_round(duty, Beginning::handed_over, now, std::move(former));
}

bool Oracle::is_in_the_same_hands(const std::string& post, Instant then, Date day) const {
  const std::string* before = plain_holder(directory(), post, plain_date(then));
  const std::string* after = plain_holder(directory(), post, day);
  return before == nullptr || after == nullptr ? before == after : *before == *after;
}

std::string Oracle::officer_of(const OracleDuty& duty, Date day) const {
  const auto officer = directory().posts.find(duty.officer);
  if (officer == directory().posts.end() || officer->second.unit.empty()) {
    return duty.officer;
  }
  const std::string& head = directory().units.at(officer->second.unit).head;
  return is_in_the_same_hands(head, duty.named_at, day) ? duty.officer : std::string{};
}

}  // namespace dondoc
