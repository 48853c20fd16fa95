// SPDX-License-Identifier: Apache-2.0
// The daemon's one wait: an absolute timer on the wall clock that also wakes when somebody sets the
// clock. A steady timer would miss a suspended machine and a corrected clock.
#pragma once

#include "rules/calendar/civil.h"

#include <functional>
#include <optional>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>

namespace dondoc {

enum class WakeCause { time, clock_set };

class Scheduler {
 public:
  /// Throws std::system_error when the kernel gives no timer. `wake` is called from the loop, never
  /// from inside wake_at().
  Scheduler(boost::asio::io_context& loop, std::function<void(WakeCause)> wake);

  /// One moment at a time: a new one replaces the old; nothing means until the clock is set. A
  /// moment in the past wakes at once.
  void wake_at(std::optional<Instant> moment);
  void stop();

 private:
  void arm();
  void wait();
  void fired();

  boost::asio::posix::stream_descriptor timer_;
  std::function<void(WakeCause)> wake_;
  std::optional<Instant> moment_;
};

}  // namespace dondoc
