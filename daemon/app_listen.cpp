// SPDX-License-Identifier: Apache-2.0
// Where the daemon can be asked: its socket, and the port of the page.
#include "daemon/app.h"
#include "daemon/journal_log.h"

#include <fstream>
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
        limits);
    return true;
  } catch (const std::system_error& error) {
    std::cerr << "dondocd: không mở được cổng " << error.what() << "\n";
    return false;
  }
}

/// Whole or not at all: a file is renamed into its place, and then the folder is read again.
std::string App::publish_plan(const std::string& name, const std::string& text) {
  const std::filesystem::path file = options_.config / name;
  const std::filesystem::path temporary = file.string() + ".moi";
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    out << text;
    out.flush();
    if (!out) {
      return "không ghi được tệp trong thư mục cấu hình " + options_.config.string() +
             "; quản trị viên máy chủ cần cho dịch vụ ghi vào thư mục plans";
    }
  }
  std::error_code failed;
  std::filesystem::rename(temporary, file, failed);
  if (failed) {
    std::error_code ignored;
    std::filesystem::remove(temporary, ignored);
    return "không đặt được tệp vào chỗ: " + failed.message();
  }
  write_log(LogLevel::info, "trang Sửa kế hoạch đã ghi " + name + ", nạp lại");
  boost::asio::post(loop_, [this] { reload(); });
  return {};
}

}  // namespace dondoc
