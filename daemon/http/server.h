// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 on a Unix socket or a TCP port, on the daemon's loop. The only code that sees Beast;
// everything is answered by a handler that knows plain values.
#pragma once

#include "daemon/http/routes.h"
#include "daemon/web_settings.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include <boost/asio/io_context.hpp>

namespace dondoc {

struct HttpLimits {
  std::size_t header_bytes{std::size_t{8} * 1024};
  std::size_t body_bytes{std::size_t{64} * 1024};
  /// Of whoever isn't known: each connection may hold this much at once.
  std::size_t stranger_body_bytes{std::size_t{64} * 1024};
  std::size_t connections{64};
  /// From one address; not counted of this machine's own, behind which a proxy has everybody.
  std::size_t connections_of_address{64};
  std::chrono::milliseconds header_time{10'000};
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds keep_alive_time{60'000};
};

/// A pasted list, a plan that is edited.
inline constexpr std::size_t web_body_bytes_max = std::size_t{1024} * 1024;
/// How many may be connected to the page at once.
inline constexpr std::size_t tcp_connections_max = 2'048;

using HttpHandler = std::function<ApiResponse(const ApiRequest&)>;
/// By the header alone, before a large body is read: whether it comes from somebody known.
using HttpDoorman = std::function<bool(const ApiRequest&)>;

class HttpServer {
 public:
  /// Listens at `socket` (mode 0660). A socket file that is there is replaced: the caller holds the
  /// state lock, so nobody listens on it. Throws std::system_error when it can't listen.
  HttpServer(boost::asio::io_context& loop,
             const std::filesystem::path& socket,
             HttpHandler handler,
             const HttpLimits& limits);
  /// Listens on a TCP port; without a doorman everybody is known. Throws std::system_error when it
  /// can't.
  HttpServer(boost::asio::io_context& loop,
             const TcpAddress& address,
             HttpHandler handler,
             const HttpLimits& limits,
             HttpDoorman doorman = {});
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Accepts no more, lets answers in hand go out, and removes the socket file.
  void stop();
  /// Of a TCP listener the port, which the system chose when none was named; else 0.
  [[nodiscard]] std::uint16_t port() const;

 private:
  class Listener;
  template <typename Protocol>
  class ListenerOf;
  std::shared_ptr<Listener> listener_;
};

}  // namespace dondoc
