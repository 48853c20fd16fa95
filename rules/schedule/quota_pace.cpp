// SPDX-License-Identifier: Apache-2.0
#include "rules/schedule/quota_pace.h"

#include <algorithm>
#include <cstdint>

namespace dondoc {

std::string_view pace_name(Pace pace) {
  switch (pace) {
    case Pace::enough:
      return "enough";
    case Pace::on_course:
      return "on_course";
    case Pace::slow:
      return "slow";
    case Pace::excused:
      return "excused";
    case Pace::waived:
      return "waived";
    case Pace::withdrawn:
      return "withdrawn";
    case Pace::missed:
      break;
  }
  return "missed";
}

int expected_by(const Occurrence& one, int at_least, Instant now) {
  const auto whole = (one.due - one.opens).count();
  const auto passed = std::clamp<std::int64_t>((now - one.opens).count(), 0, whole);
  return whole <= 0 ? at_least : static_cast<int>(at_least * passed / whole);
}

Pace pace_of(const Occurrence& one, int at_least, Instant now) {
  if (one.counted >= at_least) {
    return Pace::enough;
  }
  if (one.state == OccurrenceState::waived) {
    return Pace::waived;
  }
  if (one.state == OccurrenceState::withdrawn) {
    return Pace::withdrawn;
  }
  const bool ended = one.state == OccurrenceState::failed || one.state == OccurrenceState::missed;
  if (ended || (one.dated && now >= one.due)) {
    return is_excused(one) ? Pace::excused : Pace::missed;
  }
  return one.counted < expected_by(one, at_least, now) ? Pace::slow : Pace::on_course;
}

}  // namespace dondoc
