// SPDX-License-Identifier: Apache-2.0
// Mail over SMTP on the daemon's loop: a few connections to each server, kept for the next mail.
// Part of the transport; nothing else includes it.
#pragma once

#include "connectors/connector.h"
#include "connectors/transport_multi.h"
#include "connectors/transport_smtp_session.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>

namespace dondoc {

/// Owned by the Transport; `done` is called from a handler of the loop, after which this object may
/// be gone.
class SmtpCarrier final : private SmtpSessionOwner {
 public:
  explicit SmtpCarrier(boost::asio::io_context& loop);
  ~SmtpCarrier();
  SmtpCarrier(const SmtpCarrier&) = delete;
  SmtpCarrier& operator=(const SmtpCarrier&) = delete;

  void start(SmtpRequest request, CurlTransfer::Done done);

 private:
  void answer(SmtpJob job, Reply reply) override;
  void go_again(SmtpJob job) override;
  void free_again() override;
  void over(SmtpSession& session) override;

  /// What waits for one server, the oldest first.
  struct Queue {
    SmtpRequest server;
    std::deque<std::pair<std::uint64_t, SmtpJob>> waiting;  ///< with its number in the order of all
  };

  void put_in_queue(SmtpJob job);
  void hand_out();
  [[nodiscard]] bool hand_out_one(Queue& queue);
  void open(SmtpJob job);

  boost::asio::io_context& loop_;
  CurlCarrier curl_;
  std::vector<Queue> queues_;  ///< none of them empty
  std::uint64_t jobs_{0};
  std::map<SmtpSession*, std::shared_ptr<SmtpSession>> sessions_;
  std::shared_ptr<bool> alive_;  ///< handlers in the loop's queue outlive this object
};

}  // namespace dondoc
