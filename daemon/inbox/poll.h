// SPDX-License-Identifier: Apache-2.0
// What asking again and again for what people write has in common, whatever is asked: one request
// at a time, waits that grow with each failure, a refused credential that stops the asking, and the
// problem that the admin is told.
#pragma once

#include "connectors/connector.h"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

namespace dondoc {

/// Tests shorten them.
struct PollIntervals {
  /// Between the starts of two requests, however fast the platform says that there is nothing.
  std::chrono::milliseconds least{1'000};
  /// After a failure, doubled with each further one.
  std::chrono::milliseconds first_wait{5'000};
  std::chrono::milliseconds longest_wait{300'000};
  /// Of a mailbox, in place of its setting's minutes.
  std::optional<std::chrono::milliseconds> mail{};
};

class Poll {
 public:
  Poll(const Poll&) = delete;
  Poll& operator=(const Poll&) = delete;

  /// No further request. What still comes is kept.
  void stop();

  /// Vietnamese; empty while people are heard.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// Called when problem() has become another.
  std::function<void()> on_problem;

 protected:
  Poll(boost::asio::io_context& loop, const PollIntervals& intervals);
  virtual ~Poll() = default;

  /// Makes the next request if one may be made.
  virtual void ask() = 0;

  [[nodiscard]] bool may_ask() const { return !stopped_ && !asking_ && !waiting_ && !refused_; }
  [[nodiscard]] bool is_refused() const { return refused_; }
  [[nodiscard]] const PollIntervals& intervals() const { return intervals_; }

  /// Other settings: what failed with the former ones says nothing about these.
  void begin_anew();
  /// It was answered.
  void heard();
  void fail(const Outcome& outcome);
  /// Asks once the delay is over.
  void wait(std::chrono::steady_clock::duration delay);
  void end_wait();

  bool asking_{false};  ///< a request is out

 private:
  void say(const std::string& problem);

  PollIntervals intervals_;
  boost::asio::steady_timer timer_;
  std::string problem_;
  int failures_{0};  ///< in a row
  bool waiting_{false};
  bool refused_{false};  ///< its credential: nothing is asked until settings are given anew
  bool stopped_{false};
};

}  // namespace dondoc
