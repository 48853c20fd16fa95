// SPDX-License-Identifier: Apache-2.0
// HTTP/1.1 on a Unix socket, on the daemon's loop. The only code that sees Beast; everything is
// answered by a handler that knows plain values.
#pragma once

#include "daemon/http/routes.h"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <memory>

#include <boost/asio/io_context.hpp>

namespace dondoc {

struct HttpLimits {
  std::size_t header_bytes{std::size_t{8} * 1024};
  std::size_t body_bytes{std::size_t{64} * 1024};
  std::size_t connections{64};
  std::chrono::milliseconds header_time{10'000};
  std::chrono::milliseconds body_time{30'000};
  std::chrono::milliseconds keep_alive_time{60'000};
};

using HttpHandler = std::function<ApiResponse(const ApiRequest&)>;

class HttpServer {
 public:
  /// Listens at `socket` (mode 0660). A socket file that is there is replaced: the caller holds the
  /// state lock, so nobody listens on it. Throws std::system_error when it can't listen.
  HttpServer(boost::asio::io_context& loop,
             const std::filesystem::path& socket,
             HttpHandler handler,
             const HttpLimits& limits);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  /// Accepts no more, lets answers in hand go out, and removes the socket file.
  void stop();

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace dondoc
