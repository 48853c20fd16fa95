// SPDX-License-Identifier: Apache-2.0
// Where the daemon can be asked: its socket, and the port of the page.
#include "daemon/app.h"

#include <iostream>
#include <system_error>

namespace dondoc {

bool App::lock_state() {
  if (lock_.acquire(folder_) == StateLock::Result::locked) {
    return true;
  }
  std::cerr << "dondocd: " << lock_.problem() << "\n";
  return false;
}

bool App::listen() {
  try {
    server_ = std::make_unique<HttpServer>(
        loop_,
        folder_.socket(),
        [this](const ApiRequest& request) { return answer(request); },
        HttpLimits{});
    return true;
  } catch (const std::system_error& error) {
    std::cerr << "dondocd: không mở được socket " << folder_.socket().string() << ": "
              << error.what() << "\n";
    return false;
  }
}

bool App::listen_on_port() {
  const auto& address = config_.settings.web.listen;
  if (!address) {
    return true;
  }
  HttpLimits limits;
  limits.connections = tcp_connections_max;
  limits.body_bytes = web_body_bytes_max;
  try {
    web_server_ = std::make_unique<HttpServer>(
        loop_,
        *address,
        [this](const ApiRequest& request) { return answer_on_port(request); },
        limits);
    return true;
  } catch (const std::system_error& error) {
    std::cerr << "dondocd: không mở được cổng " << error.what() << "\n";
    return false;
  }
}

}  // namespace dondoc
