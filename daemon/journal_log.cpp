// SPDX-License-Identifier: Apache-2.0
#include "daemon/journal_log.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace dondoc {
namespace {

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::error:
      return spdlog::level::err;
    case LogLevel::warning:
      return spdlog::level::warn;
    case LogLevel::info:
      return spdlog::level::info;
    case LogLevel::debug:
      break;
  }
  return spdlog::level::debug;
}

spdlog::level::level_enum level_named(const std::string& name) {
  if (name == "error") {
    return spdlog::level::err;
  }
  if (name == "warning") {
    return spdlog::level::warn;
  }
  return name == "debug" ? spdlog::level::debug : spdlog::level::info;
}

/// "<6>": the priority as sd-daemon(3) wants it at the start of a line.
class Priority final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message,
              const std::tm& /*when*/,
              spdlog::memory_buf_t& out) override {
    std::string prefix = "<6>";
    if (message.level >= spdlog::level::err) {
      prefix = "<3>";
    } else if (message.level == spdlog::level::warn) {
      prefix = "<4>";
    } else if (message.level == spdlog::level::debug) {
      prefix = "<7>";
    }
    out.append(prefix.data(), prefix.data() + prefix.size());
  }
  [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
    return std::make_unique<Priority>();
  }
};

spdlog::logger& logger() {
  static spdlog::logger instance = [] {
    spdlog::logger made("dondocd", std::make_shared<spdlog::sinks::stderr_sink_st>());
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    if (std::getenv("JOURNAL_STREAM") != nullptr) {
      formatter->add_flag<Priority>('P').set_pattern("%P%v");
    } else {
      formatter->set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
    }
    made.set_formatter(std::move(formatter));
    made.flush_on(spdlog::level::debug);
    return made;
  }();
  return instance;
}

}  // namespace

void set_up_log(const std::string& level) {
  logger().set_level(level_named(level));
}

void write_log(LogLevel level, const std::string& message) {
  std::string line = message;
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\r', ' ');
  logger().log(level_of(level), spdlog::string_view_t(line));
}

}  // namespace dondoc
