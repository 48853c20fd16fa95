// SPDX-License-Identifier: Apache-2.0
// libcurl's multi interface driven by the daemon's loop. Part of the transport; nothing else
// includes it.
#pragma once

#include "connectors/connector.h"
#include "connectors/transport_transfer.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

namespace dondoc {

struct ConnectionLimits {
  int per_host{0};
  int total{0};
};

/// Transfers of one kind, and the connections that they share. Owned by the Transport, which
/// outlives no callback: `done` is called from a handler of the loop, after which this object may
/// be gone.
class CurlCarrier {
 public:
  using NewTransfer = std::function<std::unique_ptr<CurlTransfer>()>;

  CurlCarrier(boost::asio::io_context& loop, ConnectionLimits limits, NewTransfer new_transfer);
  ~CurlCarrier();
  CurlCarrier(const CurlCarrier&) = delete;
  CurlCarrier& operator=(const CurlCarrier&) = delete;

  void start(Request request, CurlTransfer::Done done);
  /// The same with a transfer of the caller's making, which has its `done`. It is gone after `done`
  /// unless it keeps its connection.
  void start(std::unique_ptr<CurlTransfer> transfer, Request request);
  /// Ends a transfer, or one that keeps its connection, without a callback.
  void drop(void* handle);

 private:
  friend struct MultiCallbacks;
  /// A socket of libcurl's that the loop watches. libcurl opens and closes it.
  struct Watch {
    Watch(boost::asio::io_context& loop, int fd) : descriptor(loop, fd) {}
    boost::asio::posix::stream_descriptor descriptor;
    int wanted{0};  ///< CURL_POLL_IN, CURL_POLL_OUT or both
    bool reading{false};
    bool writing{false};
    bool removed{false};
  };

  void watch(int fd, int wanted);
  void unwatch(int fd);
  void arm(const std::shared_ptr<Watch>& watch);
  void wait_for(const std::shared_ptr<Watch>& watch, int direction);
  void set_timer(long timeout_ms);
  void act(int fd, int events);
  void collect_finished();
  void answer(CurlTransfer::Done done, Reply reply);

  boost::asio::io_context& loop_;
  const ConnectionLimits limits_;
  const NewTransfer new_transfer_;
  boost::asio::steady_timer timer_;
  void* multi_;  ///< libcurl's CURLM*
  std::map<int, std::shared_ptr<Watch>> watches_;
  std::map<void*, std::unique_ptr<CurlTransfer>> active_;
  std::map<void*, std::unique_ptr<CurlTransfer>> kept_;  ///< their connections are in use
  std::vector<std::unique_ptr<CurlTransfer>> idle_;
  std::shared_ptr<bool> alive_;  ///< handlers in the loop's queue outlive this object
};

}  // namespace dondoc
