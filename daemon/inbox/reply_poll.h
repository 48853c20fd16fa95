// SPDX-License-Identifier: Apache-2.0
// Asks one bot for what people write to it: one request at a time, held by the platform until
// there is something. The platform gives each update once, so the next is asked for only when the
// last is on disk, and a request that is out is never dropped for another: a reload's settings are
// taken when it has come back.
#pragma once

#include "connectors/zalo_updates.h"
#include "daemon/dispatcher.h"

#include <chrono>
#include <functional>
#include <memory>
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

/// Beyond these doublings the longest wait is reached anyway.
inline constexpr int poll_doublings_max = 10;

class ReplyPoll {
 public:
  /// Keeps what came; false when it can't now: resume() when it can.
  using Keep = std::function<bool(const ZaloUpdate&)>;
  /// Whether there is anywhere to keep it.
  using Ready = std::function<bool()>;

  ReplyPoll(boost::asio::io_context& loop,
            Courier& courier,
            Keep keep,
            Ready ready,
            const PollIntervals& intervals = {});
  ReplyPoll(const ReplyPoll&) = delete;
  ReplyPoll& operator=(const ReplyPoll&) = delete;

  /// From the next request on; nullptr: no more of them. With the same settings a wait goes on,
  /// unless a refused credential has stopped the asking.
  void use(std::shared_ptr<const ZaloConnector> bot);
  /// Something that stood in the way is gone: the database is back, there is room again.
  void resume();
  /// No further request. An update that still comes is kept.
  void stop();

  [[nodiscard]] bool asking() const { return asking_; }
  /// Vietnamese; empty while people are heard.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// Called when problem() has become another.
  std::function<void()> on_problem;

 private:
  void ask();
  void take(const ZaloConnector& bot, const Reply& reply);
  void deliver();
  void fail(const Outcome& outcome);
  void say(const std::string& problem);
  void wait(std::chrono::steady_clock::duration delay);

  Courier& courier_;
  Keep keep_;
  Ready ready_;
  PollIntervals intervals_;
  boost::asio::steady_timer timer_;
  std::shared_ptr<const ZaloConnector> bot_;
  std::optional<ZaloUpdate> undelivered_;
  std::chrono::steady_clock::time_point asked_at_;
  std::string problem_;
  int failures_{0};  ///< in a row
  bool asking_{false};
  bool waiting_{false};
  bool refused_{false};  ///< its credential: nothing is asked until settings are given anew
  bool stopped_{false};
  std::shared_ptr<bool> alive_;  ///< callbacks of the courier outlive this object
};

}  // namespace dondoc
