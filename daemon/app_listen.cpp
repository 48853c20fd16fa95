// SPDX-License-Identifier: Apache-2.0
// Where the daemon can be asked: its socket, and the port of the page.
#include "daemon/app.h"
#include "daemon/journal_log.h"

#include <iostream>
#include <system_error>

#include <boost/asio/post.hpp>

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
        limits,
        [this](const ApiRequest& request) { return is_known_on_port(request); });
    return true;
  } catch (const std::system_error& error) {
    std::cerr << "dondocd: không mở được cổng " << error.what() << "\n";
    return false;
  }
}

PlanFolder App::plan_folder() const {
  return {options_.config, folder_.state / "plans-before", config_.rules->zone};
}

std::string App::publish_plan(const std::string& name, const std::string& text) {
  std::string problem =
      write_plan_file(plan_folder(), {name, text}, config_.files->rules, instant_of(clock_));
  if (problem.empty()) {
    write_log(LogLevel::info, "trang Sửa kế hoạch đã ghi " + name + ", nạp lại");
    boost::asio::post(loop_, [this] { reload(); });
  }
  return problem;
}

}  // namespace dondoc
