// SPDX-License-Identifier: Apache-2.0
#include "daemon/service_manager.h"

#include <algorithm>
#include <cstdint>

#include <systemd/sd-daemon.h>

namespace dondoc {
namespace {

void notify(const std::string& state) {
  // A lost notification is systemd's to notice (start time-out, watchdog); nothing can be done
  // here.
  (void)::sd_notify(0, state.c_str());
}

std::string status_line(std::string status) {
  std::replace(status.begin(), status.end(), '\n', ' ');
  return "STATUS=" + status;
}

}  // namespace

void notify_ready(const std::string& status) {
  notify("READY=1\n" + status_line(status));
}

void notify_reloading() {
  notify("RELOADING=1");
}

void notify_status(const std::string& status) {
  notify(status_line(status));
}

void notify_stopping() {
  notify("STOPPING=1\nSTATUS=đang dừng");
}

void notify_watchdog() {
  notify("WATCHDOG=1");
}

std::optional<std::chrono::microseconds> watchdog_interval() {
  std::uint64_t interval = 0;
  if (::sd_watchdog_enabled(0, &interval) <= 0 || interval == 0) {
    return std::nullopt;
  }
  return std::chrono::microseconds{static_cast<std::int64_t>(interval)};
}

}  // namespace dondoc
