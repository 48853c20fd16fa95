// SPDX-License-Identifier: Apache-2.0
#include "daemon/scheduler.h"

#include <cerrno>
#include <cstdint>
#include <system_error>
#include <utility>

#include <sys/timerfd.h>
#include <unistd.h>

namespace dondoc {
namespace {

// A timer without a moment is told of no clock step, so "nothing" is a moment that never comes:
// 2200-01-01, after the last year that the engine knows.
constexpr std::time_t never = 7'258'118'400;

int make_timer() {
  const int timer = ::timerfd_create(CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC);
  if (timer < 0) {
    throw std::system_error(errno, std::generic_category(), "timerfd_create");
  }
  return timer;
}

}  // namespace

Scheduler::Scheduler(boost::asio::io_context& loop, std::function<void(WakeCause)> wake)
    : timer_(loop, make_timer()), wake_(std::move(wake)) {
  arm();
  wait();
}

void Scheduler::wake_at(std::optional<Instant> moment) {
  moment_ = moment;
  arm();
}

void Scheduler::stop() {
  boost::system::error_code ignored;
  timer_.close(ignored);
}

void Scheduler::arm() {
  if (!timer_.is_open()) {
    return;
  }
  itimerspec when{};
  when.it_value.tv_sec = never;
  if (moment_ && moment_->time_since_epoch().count() < never) {
    when.it_value.tv_sec = static_cast<std::time_t>(moment_->time_since_epoch().count());
  }
  // Zero would disarm the timer.
  if (when.it_value.tv_sec <= 0) {
    when.it_value.tv_sec = 1;
  }
  // ECANCELED here means that the clock was set since the last call; the timer is armed anew all
  // the same, and whoever arms has just read the clock.
  if (::timerfd_settime(
          timer_.native_handle(), TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &when, nullptr) !=
          0 &&
      errno != ECANCELED) {
    throw std::system_error(errno, std::generic_category(), "timerfd_settime");
  }
}

void Scheduler::wait() {
  timer_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                    [this](const boost::system::error_code& error) {
                      if (!error && timer_.is_open()) {
                        fired();
                      }
                    });
}

void Scheduler::fired() {
  std::uint64_t expirations = 0;
  const ssize_t got = ::read(timer_.native_handle(), &expirations, sizeof expirations);
  const int reason = got < 0 ? errno : 0;
  wait();
  if (reason == ECANCELED) {
    arm();
    wake_(WakeCause::clock_set);
  } else if (reason == 0) {
    // What has fired must not fire again; the owner names the next moment.
    moment_ = std::nullopt;
    wake_(WakeCause::time);
  }
}

}  // namespace dondoc
