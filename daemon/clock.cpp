// SPDX-License-Identifier: Apache-2.0
#include "daemon/clock.h"

#include <time.h>

namespace dondoc {
namespace {

std::chrono::nanoseconds read(clockid_t clock) {
  timespec value{};
  ::clock_gettime(clock, &value);
  return std::chrono::seconds{value.tv_sec} + std::chrono::nanoseconds{value.tv_nsec};
}

}  // namespace

ClockReading read_clock() {
  ClockReading reading;
  reading.realtime = read(CLOCK_REALTIME);
  reading.boottime = read(CLOCK_BOOTTIME);
  return reading;
}

Instant instant_of(const ClockReading& reading) {
  return Instant{std::chrono::floor<std::chrono::seconds>(reading.realtime)};
}

ClockVerdict judge_clock(const ClockReading& before, const ClockReading& after) {
  const auto moved = (after.realtime - before.realtime) - (after.boottime - before.boottime);
  ClockVerdict verdict;
  // The two clocks are read one after the other and one of them is slewed: less than two seconds is
  // no step.
  constexpr std::chrono::seconds slewed_max{1};
  verdict.by = std::chrono::round<std::chrono::seconds>(moved);
  if (verdict.by >= clock_jump_min) {
    verdict.move = ClockMove::jump;
  } else if (verdict.by > slewed_max) {
    verdict.move = ClockMove::forward;
  } else if (verdict.by < -slewed_max) {
    verdict.move = ClockMove::back;
  }
  return verdict;
}

std::string jump_reason(std::chrono::seconds by) {
  const auto hours = std::chrono::duration_cast<std::chrono::hours>(by).count();
  return "đồng hồ máy vừa nhảy tới trước " + std::to_string(hours / 24) + " ngày " +
         std::to_string(hours % 24) + " giờ";
}

std::optional<std::string> start_clock_problem(Instant now,
                                               Instant built,
                                               std::optional<Instant> last_written,
                                               Zone zone) {
  const std::string shown = "đồng hồ máy đang chỉ " + to_rfc3339(now, zone);
  if (now < built) {
    return shown + ", trước ngày chương trình được tạo ra (" + to_iso(date_of(built, zone)) + ")";
  }
  if (!last_written) {
    if (now <= built + build_age_max) {
      return std::nullopt;
    }
    return shown + ", muộn hơn ngày chương trình được tạo ra (" + to_iso(date_of(built, zone)) +
           ") trên năm năm";
  }
  if (now < *last_written - clock_behind_max) {
    return shown + ", sớm hơn lần ghi cuối cùng (" + to_rfc3339(*last_written, zone) +
           ") trên một giờ";
  }
  if (now > *last_written + clock_ahead_max) {
    return shown + ", muộn hơn lần ghi cuối cùng (" + to_rfc3339(*last_written, zone) +
           ") trên 400 ngày";
  }
  return std::nullopt;
}

Instant build_date() {
  return Instant{std::chrono::seconds{DONDOC_BUILD_EPOCH}};
}

}  // namespace dondoc
