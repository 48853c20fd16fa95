// SPDX-License-Identifier: Apache-2.0
// How often somebody may try: counted in memory by a name such as an address, for as long as its
// window lasts.
#pragma once

#include "rules/calendar/civil.h"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

namespace dondoc {

class Throttle {
 public:
  /// Names that are counted at once; when there are more, one that has tried least is forgotten:
  /// whoever has many addresses must not shut everybody else out.
  static constexpr std::size_t names_max = 10'000;

  Throttle(int most, std::chrono::seconds window) : tries_max_(most), window_(window) {}

  /// Counts a try; false when it is one too many.
  [[nodiscard]] bool allows(const std::string& name, Instant now);

 private:
  struct Count {
    Instant since;
    int tries{0};
  };

  int tries_max_;
  std::chrono::seconds window_;
  std::map<std::string, Count> counts_;
};

}  // namespace dondoc
