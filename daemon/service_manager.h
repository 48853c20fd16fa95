// SPDX-License-Identifier: Apache-2.0
// What systemd wants to hear. Without systemd ($NOTIFY_SOCKET unset) every call does nothing.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace dondoc {

void notify_ready(const std::string& status);
void notify_reloading();
void notify_status(const std::string& status);
void notify_stopping();
void notify_watchdog();

/// How often the watchdog wants to be fed at least, when it is on for this process.
[[nodiscard]] std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace dondoc
