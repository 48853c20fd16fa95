// SPDX-License-Identifier: Apache-2.0
// Asks one bot for what people write to it: one request at a time, held by the platform until
// there is something. The platform gives each update once, so the next is asked for only when the
// last is on disk, and a request that is out is never dropped for another: a reload's settings are
// taken when it has come back.
#pragma once

#include "connectors/zalo_updates.h"
#include "daemon/dispatcher.h"
#include "daemon/inbox/poll.h"

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include <boost/asio/io_context.hpp>

namespace dondoc {

class ReplyPoll final : public Poll {
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

  /// From the next request on; nullptr: no more of them. With the same settings a wait goes on,
  /// unless a refused credential has stopped the asking.
  void use(std::shared_ptr<const ZaloConnector> bot);
  /// Something that stood in the way is gone: the database is back, there is room again.
  void resume();

  [[nodiscard]] bool asking() const { return asking_; }

 private:
  void ask() override;
  void take(const ZaloConnector& bot, const Reply& reply);
  void deliver();

  Courier& courier_;
  Keep keep_;
  Ready ready_;
  std::shared_ptr<const ZaloConnector> bot_;
  std::optional<ZaloUpdate> undelivered_;
  std::chrono::steady_clock::time_point asked_at_;
  std::shared_ptr<bool> alive_;  ///< callbacks of the courier outlive this object
};

}  // namespace dondoc
