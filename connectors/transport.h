// SPDX-License-Identifier: Apache-2.0
// Carries requests on the daemon's one loop: libcurl's multi interface on Asio descriptors for
// HTTP and SMTP, plain files for a Maildir. The only code that sees libcurl.
#pragma once

#include "connectors/connector.h"

#include <functional>
#include <memory>

#include <boost/asio/io_context.hpp>

namespace dondoc {

inline constexpr int http_connections_per_host_max = 16;
inline constexpr int http_connections_max = 64;
/// Mail servers count a client's connections and turn it away when there are many.
inline constexpr int smtp_connections_per_host_max = 8;
inline constexpr int smtp_connections_max = 32;

/// Start-up cost is paid by the first request of a kind, not by construction. Callbacks are always
/// posted to the loop, never called from inside start(). One thread.
class Transport {
 public:
  using Done = std::function<void(Reply)>;

  explicit Transport(boost::asio::io_context& loop);
  ~Transport();  ///< requests in flight are dropped without a callback
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  /// Maildir requests started in one turn of the loop are written together and flushed to the disk
  /// once.
  void start(Request request, Done done);
  [[nodiscard]] std::size_t in_flight() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;  ///< handlers in the loop hold it weakly
};

}  // namespace dondoc
