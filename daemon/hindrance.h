// SPDX-License-Identifier: Apache-2.0
// Since when nothing has kept work from being done: what fell due during a hold, while the clock
// was doubted or the database was away gets its turn from then on, and isn't late before.
#pragma once

#include "rules/calendar/civil.h"

namespace dondoc {

class Hindrance {
 public:
  explicit Hindrance(Instant started_at) : over_since_(started_at) {}

  /// What is the case now; asked whenever it may have changed.
  void look(bool hindered, Instant now) {
    over_since_ = hindered_ && !hindered ? now : over_since_;
    hindered_ = hindered;
  }
  /// The end of the last one, or the start.
  [[nodiscard]] Instant over_since() const { return over_since_; }

 private:
  bool hindered_{false};
  Instant over_since_;
};

}  // namespace dondoc
