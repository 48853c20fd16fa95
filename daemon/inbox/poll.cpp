// SPDX-License-Identifier: Apache-2.0
#include "daemon/inbox/poll.h"

#include <algorithm>

namespace dondoc {
namespace {

/// Beyond these doublings the longest wait is reached anyway.
constexpr int doublings_max = 10;

}  // namespace

Poll::Poll(boost::asio::io_context& loop, const PollIntervals& intervals)
    : intervals_(intervals), timer_(loop) {}

void Poll::stop() {
  stopped_ = true;
  timer_.cancel();
}

void Poll::begin_anew() {
  refused_ = false;
  heard();
}

void Poll::heard() {
  failures_ = 0;
  say({});
}

void Poll::fail(const Outcome& outcome) {
  say(outcome.detail);
  if (outcome.outcome == OutcomeClass::auth) {
    refused_ = true;
    return;
  }
  const auto doubled = intervals_.first_wait * (1 << std::min(failures_, doublings_max));
  ++failures_;
  // What no second try mends (a wrong address, a webhook that is set) is asked about rarely.
  const bool lasting = outcome.outcome == OutcomeClass::rejected ||
                       outcome.outcome == OutcomeClass::recipient_gone ||
                       outcome.outcome == OutcomeClass::quota;
  const auto own = lasting ? intervals_.longest_wait : std::min(doubled, intervals_.longest_wait);
  wait(std::max<std::chrono::steady_clock::duration>(own, outcome.retry_after));
}

void Poll::say(const std::string& problem) {
  if (problem_ == problem) {
    return;
  }
  problem_ = problem;
  if (on_problem) {
    on_problem();
  }
}

void Poll::wait(std::chrono::steady_clock::duration delay) {
  waiting_ = true;
  timer_.expires_after(std::max(delay, std::chrono::steady_clock::duration::zero()));
  timer_.async_wait([this](const boost::system::error_code& error) {
    if (!error) {
      waiting_ = false;
      ask();
    }
  });
}

void Poll::end_wait() {
  timer_.cancel();
  waiting_ = false;
}

}  // namespace dondoc
