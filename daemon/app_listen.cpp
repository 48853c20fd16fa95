// SPDX-License-Identifier: Apache-2.0
// Where the daemon can be asked: its socket, and the port of the page.
#include "daemon/app.h"
#include "daemon/journal_log.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <system_error>
#include <vector>

#include <boost/asio/post.hpp>

namespace dondoc {
namespace {

/// Of plan files that were written over, the newest.
constexpr std::size_t former_plans_max = 200;

}  // namespace

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

/// What is written over stays in the state folder, by its name and the moment.
std::string App::keep_former_plan(const std::filesystem::path& file) {
  std::error_code failed;
  if (!std::filesystem::exists(file, failed)) {
    return {};
  }
  const std::filesystem::path folder = folder_.state / "plans-before";
  std::filesystem::create_directory(folder, failed);
  std::vector<std::filesystem::path> kept;
  for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
    kept.push_back(entry.path());
  }
  std::sort(kept.begin(), kept.end(), [](const auto& one, const auto& other) {
    return one.filename().string() < other.filename().string();
  });
  for (std::size_t i = 0; i + former_plans_max <= kept.size(); ++i) {
    std::filesystem::remove(kept[i], failed);
  }
  const std::string moment = to_rfc3339(instant_of(clock_), config_.rules->zone);
  const std::filesystem::path copy = folder / (moment + '-' + file.filename().string());
  if (!std::filesystem::copy_file(
          file, copy, std::filesystem::copy_options::overwrite_existing, failed)) {
    return "không giữ được tệp trước đó trong " + folder.string() + ": " + failed.message();
  }
  return {};
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
  if (const std::string problem = keep_former_plan(file); !problem.empty()) {
    std::filesystem::remove(temporary, failed);
    return problem;
  }
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
