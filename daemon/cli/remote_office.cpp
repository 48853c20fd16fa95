// SPDX-License-Identifier: Apache-2.0
#include "daemon/cli/remote_office.h"

#include "daemon/clock.h"
#include "daemon/http/client.h"
#include "daemon/inbox/people_rules.h"
#include "daemon/plan_loader.h"
#include "daemon/state_folder.h"

#include <cerrno>
#include <string_view>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

namespace dondoc {
namespace {

constexpr std::string_view needs_group = "; người dùng phải thuộc nhóm dondoc của máy này";

bool may_open(const StateFolder& folder) {
  struct stat found {};
  if (::stat(folder.state.c_str(), &found) != 0) {
    return false;
  }
  return ::geteuid() == 0 || ::geteuid() == found.st_uid;
}

OfficeUnreachable store_unreachable(const StateFolder& folder, const std::string& why) {
  return {"không mở được cơ sở dữ liệu " + folder.database().string() + ": " + why};
}

std::variant<ApiResponse, OfficeUnreachable> ask_store(const RemoteTarget& target,
                                                       const StateFolder& folder,
                                                       const ApiRequest& request) {
  const Parsed<LoadedConfig> loaded = load_config(target.config);
  if (!loaded.value) {
    return OfficeUnreachable{"cấu hình trong " + target.config.string() +
                             " có lỗi; xin xem: dondoc check " + target.config.string()};
  }
  StateLock lock;
  if (lock.acquire_to_read(folder) != StateLock::Result::locked) {
    return OfficeUnreachable{lock.problem()};
  }
  try {
    StoreOptions options;
    options.create = false;
    Store store(folder.database(), options);
    DaemonStatus status;
    status.version = DONDOC_VERSION;
    const Instant now = instant_of(read_clock());
    const auto rules = with_people(loaded.value->rules, store, now);
    const std::string& page = loaded.value->settings.web.public_url;
    const RouteContext context{&store, *rules, now, status, [] {}, {}, folder.backups(), {}, page};
    return handle(request, context);
  } catch (const StoreError& error) {
    return store_unreachable(folder, error.what());
  }
}

std::string words_of(const CallFailed& failed, const std::filesystem::path& socket) {
  switch (failed.failure) {
    case CallFailure::forbidden:
      return "không có quyền dùng " + socket.string() + std::string(needs_group);
    case CallFailure::no_answer:
      return "dondocd tại " + socket.string() + " không trả lời: " + failed.detail;
    case CallFailure::no_daemon:
      break;
  }
  return "không có dondocd nào chạy tại " + socket.string() + " (" + failed.detail + ")";
}

/// Why it isn't known where the office's daemon would be: no such folder, or settings that can't be
/// read; empty when it is known. Of what is closed to this user, a closed socket tells more.
std::string unknown_place(const RemoteTarget& target, bool forbidden) {
  if (target.socket || target.state) {
    return {};
  }
  const std::filesystem::path settings = target.config / settings_file_name;
  if (::access(settings.c_str(), R_OK) == 0) {
    const auto file = read_source_file(settings, std::string(settings_file_name));
    return file.value && read_settings(*file.value).value
               ? std::string{}
               : "dondoc.yaml trong " + target.config.string() +
                     " có lỗi nên không biết dondocd chạy ở đâu; xin xem: dondoc check " +
                     target.config.string() + ", hoặc chỉ ra bằng --state, --socket";
  }
  if (errno == EACCES) {
    return forbidden ? std::string{}
                     : "không có quyền đọc " + settings.string() +
                           " nên không biết dondocd chạy ở đâu" + std::string(needs_group);
  }
  std::error_code error;
  return std::filesystem::is_directory(target.config, error)
             ? std::string{}
             : "không có thư mục cấu hình " + target.config.string() +
                   "; chỉ ra bằng --config, ví dụ: --config /etc/dondoc/xa";
}

}  // namespace

StateFolder office_folder(const RemoteTarget& target) {
  Settings settings;
  const auto file = read_source_file(target.config / settings_file_name, "dondoc.yaml");
  if (file.value) {
    if (auto parsed = read_settings(*file.value); parsed.value) {
      settings = *parsed.value;
    }
  }
  if (settings.state.is_relative()) {
    settings.state = target.config / settings.state;
  }
  if (!settings.runtime.empty() && settings.runtime.is_relative()) {
    settings.runtime = target.config / settings.runtime;
  }
  return state_folder(settings, target.state);
}

std::variant<ApiResponse, OfficeUnreachable> ask_office(const RemoteTarget& target,
                                                        const ApiRequest& request) {
  const StateFolder folder = office_folder(target);
  const std::vector<std::filesystem::path> sockets =
      target.socket ? std::vector{*target.socket} : socket_candidates(folder, target.config);
  std::string problem;
  bool forbidden = false;
  for (const auto& socket : sockets) {
    const auto called = call_daemon(socket, request.method, request.target, request.body);
    if (const auto* response = std::get_if<ApiResponse>(&called)) {
      return *response;
    }
    const auto& failed = std::get<CallFailed>(called);
    if (failed.failure == CallFailure::no_answer) {
      return OfficeUnreachable{words_of(failed, socket)};
    }
    // The state folder is closed to the group that may use the socket in the runtime folder, so a
    // closed door is only told when no other one is open.
    if (problem.empty() || (failed.failure == CallFailure::forbidden && !forbidden)) {
      problem = words_of(failed, socket);
    }
    forbidden = forbidden || failed.failure == CallFailure::forbidden;
  }
  if (const std::string unknown = unknown_place(target, forbidden); !unknown.empty()) {
    return OfficeUnreachable{unknown};
  }
  if (target.socket || !may_open(folder)) {
    return OfficeUnreachable{problem};
  }
  return ask_store(target, folder, request);
}

}  // namespace dondoc
